import { expect, test } from 'vitest';
import { parseMarkup } from '../../test-support/markup.ts';
import { applyEdits } from '../text/cleanText.ts';
import { analyseEntities, declaredShortForms, joinDocument } from './index.ts';
import { ENTITY_TYPES } from './mention.ts';
import { RELATIVE } from './spanModel.ts';

/** Which of the persons of one name each mention of a person is, from 1; 0 where there is one only. */
function who(marked: string): number[] {
  const { text, mentions } = parseMarkup(marked);
  let at = 0;
  const read = text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    return { text: line, segments: mentions.filter((m) => !m.nested && m.start >= start && m.end <= start + line.length).map((m) => ({ start: m.start - start, end: m.end - start, type: m.relative ? RELATIVE : ENTITY_TYPES.indexOf(m.type) })) };
  });
  return joinDocument(read, declaredShortForms(read)).filter(({ type, nested }) => type === 'person' && !nested).map(({ namesake }) => namesake ?? 0);
}

test('nobody is named twice in one list', () => expect(who('⟦organisation 白鹭县财政局⟧局长⟦person 何文秀⟧、⟦organisation 青禾县教育局⟧局长⟦person 何文秀⟧到会。⟦organisation 白鹭县财政局⟧局长⟦person 何文秀⟧发言。⟦person 何文秀⟧说。')).toEqual([1, 2, 1, 1]));
test('nobody is at the head of two counties', () => expect(who('⟦place 白鹭县⟧县长⟦person 何文秀⟧到会。\n⟦place 青禾县⟧县长⟦person 何文秀⟧也到会。')).toEqual([1, 2]));
test('but one after the other, where the text tells of a change', () => expect(who('⟦place 白鹭县⟧县长⟦person 何文秀⟧调任。\n⟦place 青禾县⟧县长⟦person 何文秀⟧到会。')).toEqual([0, 0]));
test('a man and a woman, and two days of birth', () => {
  expect(who('⟦person 何文秀⟧，女，1978年2月生。\n⟦person 何文秀⟧，男，1969年5月生。')).toEqual([1, 2]);
  expect(who('⟦person 何文秀⟧，1978年2月生。\n⟦person 何文秀⟧，1969年5月生。')).toEqual([1, 2]);
});
test('several posts of one person are no conflict', () => expect(who('⟦organisation 白鹭县财政局⟧局长⟦person 何文秀⟧到会。⟦organisation 青禾商会⟧会长⟦person 何文秀⟧致辞。⟦organisation 白鹭县财政局⟧局长⟦person 何文秀⟧说。')).toEqual([0, 0, 0]));
test('each is an entity with posts of its own', () => {
  const { entities } = analyseEntities(['白鹭县县长何文秀到会。', '青禾县县长何文秀也到会。'].map((line, index) => ({ rawStart: index * 20, text: applyEdits(line, []) })));
  expect(entities.filter(({ type }) => type === 'person').map(({ name, namesake, titles }) => [name, namesake, titles.map(({ body }) => body)])).toEqual([['何文秀', 1, ['白鹭县']], ['何文秀', 2, ['青禾县']]]);
});
