import { expect, test } from 'vitest';
import { parseMarkup, printMarkup } from './markup.ts';

const samples = [
  '没有标记的一行',
  '⟦place 白鹭县⟧和⟦place 青禾⟧',
  '⟦organisation ⟦place 青禾=青禾市⟧市委⟧副书记、市长⟦person 林晓帆|副书记@青禾市委;市长@青禾市⟧到⟦place 白鹭县⟧调研。',
  '⟦~organisation 市委=青禾市委⟧书记⟦person 林=林晓帆|书记@青禾市委;主任@⟧\n⟦place 𠮷山⟧',
];

test.each(samples)('printing gives back what was parsed: %s', (marked) => {
  const { text, mentions } = parseMarkup(marked);
  expect(printMarkup(text, mentions)).toBe(marked);
  for (const mention of mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
});

test('a title without a known body has null, a spaced name is closed up', () => {
  const { mentions } = parseMarkup('责任编辑：⟦person 尹　禾|责任编辑@⟧');
  expect(mentions).toEqual([{ start: 5, end: 8, text: '尹　禾', type: 'person', entity: '尹禾', titles: [{ title: '责任编辑', body: null }], nested: false, relative: false }]);
});

test('an outer mention is scored, the inner one is nested, a tilde makes it relative', () => {
  const { mentions } = parseMarkup('⟦organisation ⟦place 青禾⟧市委⟧、⟦~organisation 市政府=青禾市政府⟧');
  expect(mentions.map(({ text, nested, relative }) => [text, nested, relative])).toEqual([['青禾市委', false, false], ['青禾', true, false], ['市政府', false, true]]);
});

test.each(['⟦place 青禾', '青禾⟧', '⟦town 青禾⟧', '⟦place⟧', '⟦place ⟧', '⟦person 林帆|书记⟧', '⟦place 青禾=⟧'])('a fault is reported: %s', (marked) => {
  expect(() => parseMarkup(marked)).toThrow(/mark|type|mention|title|name/);
});
