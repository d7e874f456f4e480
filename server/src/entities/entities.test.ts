import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '../../test-support/checkEntities.ts';
import { applyEdits } from '../text/cleanText.ts';
import { analyseEntities, type EntityCache } from './index.ts';

const paragraphs = (text: string) => {
  let rawStart = 0;
  return text.split('\n').map((line) => {
    const paragraph = { rawStart, text: applyEdits(line, []) };
    rawStart += line.length + 1;
    return paragraph;
  });
};

describe('spans', () => {
  test('the title stays outside the person', () => check('⟦organisation 青禾市委⟧副书记、市长⟦person 林晓帆⟧出席会议。'));
  test('divisions written one after the other are one place each', () => check('记者来到⟦place 湖北省⟧⟦place 襄阳市⟧⟦place 谷城县⟧采访。'));
  test('a compound surname with one or two characters after it', () => check('县长⟦person 司马文秀⟧，副县长⟦person 欧阳震⟧提出建议。'));
  test('who is relieved is no part of the body', () => check('免去⟦person 何文秀⟧的⟦organisation 白鹭县财政局⟧局长职务。免去⟦person 何文秀⟧⟦organisation 县水利局⟧局长职务。'));
  test('a place and its former committee are two', () => check('⟦place 湖北省⟧原⟦~organisation 省委=湖北省委⟧副书记⟦person 林晓帆⟧被查。'));
  test('the character of the level belongs to the head of a territory', () => check('⟦place 花莲⟧县长⟦person 连文惠⟧、⟦place 枣庄市⟧市长⟦person 林晓帆⟧到场。'));
  test('the word 地区 belongs to the name of a place', () => check('会议通报了⟦place 襄阳地区⟧的旱情，地区生产总值增长。'));
  test('a surname is found though it was read as the end of a word', () => check('会议要求贯彻落实⟦person 习文博⟧总工程师的意见。'));
  test('an empty text has no mentions', () => expect(analyseEntities([])).toEqual({ mentions: [], entities: [] }));
  test('text without names has no mentions', () => check('会议指出，要坚持稳中求进，加快推进重点工作。'));
});

describe('titles', () => {
  test('a body left out is carried over', () => check('⟦organisation 青禾市委⟧副书记、市长⟦person 林晓帆|副书记@青禾市委;市长@青禾市⟧主持会议。'));
  test('a party body belongs to a company’s title', () => check('⟦organisation 远山建设集团⟧党委书记、董事长⟦person 周立民|党委书记@远山建设集团;董事长@远山建设集团⟧介绍了情况。'));
});

describe('joining', () => {
  test('a surname with a title is the person named before', () => check('⟦organisation 白鹭县财政局⟧局长⟦person 何文秀⟧发言。随后，⟦person 何=何文秀⟧局长回答了提问。'));
  test('a name without its level word is the one with it', () => check('⟦place 襄阳市⟧召开会议。近年来，⟦place 襄阳=襄阳市⟧发展很快。'));
});

describe('invariants', () => {
  const line = fc.oneof(
    fc.constantFrom('青禾市委副书记、市长林晓帆到白鹭县调研。', '远山建设集团董事长周立民出席。', '林市长说，市委高度重视。', '', '该公司位于白鹭县。', '尹　禾、周立民参加。'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.array(fc.constantFrom(...'青禾市委县长林王李明，。、（）“”·的和公司项目𠮷 \u0000\ud800'), { maxLength: 30 }).map((units) => units.join('')),
  );

  test('an edited document gives what a new one gives', () => {
    fc.assert(fc.property(fc.array(fc.array(line, { maxLength: 6 }), { minLength: 2, maxLength: 4 }), (versions) => {
      const cache: EntityCache = new Map();
      for (const version of versions) {
        const text = version.join('\n').replace(/\r/g, '');
        expect(analyseEntities(paragraphs(text), { cache })).toEqual(analyseEntities(paragraphs(text)));
      }
    }), { numRuns: 20 });
  });

  test('on any text, spans lie in their paragraph, are sorted, and scored ones do not overlap', () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const text = lines.join('\n').replace(/\r/g, '');
      const { mentions, entities } = analyseEntities(paragraphs(text));
      let last = 0;
      for (const mention of mentions) {
        expect(text.slice(mention.raw.start, mention.raw.end)).toBe(mention.text);
        expect(mention.text).not.toContain('\n');
        if (!mention.nested) {
          expect(mention.raw.start).toBeGreaterThanOrEqual(last);
          last = mention.raw.end;
        }
      }
      for (let i = 1; i < mentions.length; i++) expect(mentions[i]!.raw.start).toBeGreaterThanOrEqual(mentions[i - 1]!.raw.start);
      expect(entities.flatMap((entity) => entity.mentions).sort((a, b) => a - b)).toEqual(mentions.map((_, index) => index));
    }), { numRuns: 40 });
  });
});
