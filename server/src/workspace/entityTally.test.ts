import { expect, test } from 'vitest';
import { markedDocument } from '../../test-support/markedDocuments.ts';
import { contributionOf, type FileContribution } from './contribution.ts';
import { addTallies, EntityTally, tallyKey } from './entityTally.ts';

const DOCUMENTS = [
  '⟦organisation 远帆集团⟧开业，⟦~organisation 该公司=远帆集团⟧说，⟦organisation 远帆=远帆集团⟧。',
  '⟦organisation 远帆集团⟧⟦person 林晓帆⟧，⟦organisation 遠帆集團(tuán)=远帆集团⟧',
  '⟦person 林晓帆⟧，⟦place 青禾市⟧',
  '⟦place 青禾市⟧⟦place 青禾市⟧',
].map((marked) => contributionOf(markedDocument(marked).snapshot.analysis));

function tallyOf(documents: readonly FileContribution[]): EntityTally {
  const tally = new EntityTally();
  for (const document of documents) tally.addDocument(document);
  return tally;
}

test('mentions, documents and forms are counted; what is said relative to something else is a mention and no form', () => {
  expect(tallyOf(DOCUMENTS).sorted()).toEqual([
    { type: 'organisation', name: '远帆集团', chain: [], documents: 2, mentions: 5, forms: [['远帆', 1], ['远帆集团', 3]], titles: [] },
    { type: 'person', name: '林晓帆', chain: [], documents: 2, mentions: 2, forms: [['林晓帆', 2]], titles: [] },
    { type: 'place', name: '青禾市', chain: [], documents: 2, mentions: 3, forms: [['青禾市', 3]], titles: [] },
  ]);
});

test('parts added up are the whole, in whatever parts and order', () => {
  const whole = tallyOf(DOCUMENTS).sorted();
  for (let parts = 0; parts < 1 << DOCUMENTS.length; parts++) {
    const sum = new EntityTally();
    for (const side of [1, 0]) for (const entity of tallyOf(DOCUMENTS.filter((_, i) => ((parts >> i) & 1) === side).reverse()).sorted()) sum.add(entity);
    expect(sum.sorted()).toEqual(whole);
  }
});

test('posts are counted by the documents that state them; two places of one name stay apart', () => {
  const entity = (body: string | null, chain: string[] = []) => ({ name: '高远', type: 'person' as const, forms: [{ form: '高远', count: 1, relative: false }], titles: [{ title: '县长', body }], chain });
  const tally = new EntityTally();
  tally.addDocument({ entities: [entity('青岭县'), entity('青岭县')] });
  tally.addDocument({ entities: [entity('青岭县'), entity(null)] });
  expect(tally.sorted()).toMatchObject([{ documents: 2, mentions: 4, titles: [['县长', '青岭县', 2], ['县长', null, 1]] }]);
  expect(tallyKey({ type: 'place', name: '城关镇', chain: ['甲省', '城关镇'] })).not.toBe(tallyKey({ type: 'place', name: '城关镇', chain: ['乙省', '城关镇'] }));
  const [one] = tally.sorted();
  expect(addTallies(one!, one!).documents).toBe(4);
});
