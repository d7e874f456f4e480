import { describe, expect, test } from 'vitest';
import { markedDocument, markedIndex, type Chains } from '../../test-support/markedDocuments.ts';
import { contributionOf } from './contribution.ts';
import type { EntityIndex } from './entityIndex.ts';

/** Each joined entity as `name: form in document, …`, sorted. */
function joined(index: EntityIndex): string[] {
  return [...index.entities()].map((entity) => `${entity.name}: ${[...index.mentionsOf(entity)].map(({ form, document }) => `${form} ${document}`).sort().join(', ')}`).sort();
}

function check(documents: Record<string, string>, expected: readonly string[], chains: Chains = {}): void {
  expect(joined(markedIndex(documents, chains))).toEqual([...expected].sort());
}

describe('joining across documents', () => {
  test('one name, one organisation; traditional and damaged forms are the same text once clean', () => {
    check(
      { a: '⟦organisation 远帆集团⟧开业', b: '⟦organisation 遠帆集團(tuán)=远帆集团⟧簽約' },
      ['远帆集团: 远帆集团 a, 远帆集团 b'],
    );
  });

  test('a short form joins where one document states both', () => {
    check(
      { a: '⟦organisation 云州远帆控股集团有限公司⟧（以下简称⟦organisation 远帆集团=云州远帆控股集团有限公司⟧）', b: '⟦organisation 远帆集团⟧签约' },
      ['云州远帆控股集团有限公司: 云州远帆控股集团有限公司 a, 远帆集团 a, 远帆集团 b'],
    );
  });

  test('a short form stays alone where it is short for two', () => {
    check(
      {
        a: '⟦organisation 云州远帆控股集团有限公司⟧，⟦organisation 远帆=云州远帆控股集团有限公司⟧', b: '⟦organisation 远帆职业学院⟧，⟦organisation 远帆=远帆职业学院⟧',
        c: '⟦organisation 远帆⟧开业',
      },
      ['云州远帆控股集团有限公司: 云州远帆控股集团有限公司 a, 远帆 a', '远帆职业学院: 远帆 b, 远帆职业学院 b', '远帆: 远帆 c'],
    );
  });

  test('short for short for full', () => {
    check(
      { a: '⟦organisation 甲乙丙丁公司⟧即⟦organisation 甲乙丙=甲乙丙丁公司⟧', b: '⟦organisation 甲乙丙⟧即⟦organisation 甲乙=甲乙丙⟧', c: '⟦organisation 甲乙⟧' },
      ['甲乙丙丁公司: 甲乙 b, 甲乙 c, 甲乙丙 a, 甲乙丙 b, 甲乙丙丁公司 a'],
    );
  });

  test('two names that each call the other short do not run in circles', () => {
    const index = markedIndex({ a: '⟦organisation 甲乙⟧⟦organisation 丙丁=甲乙⟧', b: '⟦organisation 丙丁⟧⟦organisation 甲乙=丙丁⟧' });
    expect(joined(index)).toEqual(['丙丁: 丙丁 a, 丙丁 b, 甲乙 a, 甲乙 b']);
  });

  test('what is said relative to something else names nothing in another document', () => {
    check(
      { a: '⟦organisation 青禾市委⟧决定，⟦~organisation 市委=青禾市委⟧要求', b: '⟦~organisation 市委=白鹭市委⟧要求' },
      ['青禾市委: 市委 a, 青禾市委 a', '白鹭市委: 市委 b'],
    );
  });

  test('a name that begins with a level alone is another body in each document', () => {
    check({ a: '⟦organisation 市发改委⟧', b: '⟦organisation 市发改委⟧' }, ['市发改委: 市发改委 a', '市发改委: 市发改委 b']);
  });

  test('places join by chain: two of one name stay apart, a short form finds the only one', () => {
    check(
      { a: '⟦place 白鹭县⟧，⟦place 白鹭=白鹭县⟧', b: '⟦place 白鹭⟧' },
      ['白鹭县: 白鹭 a, 白鹭 b, 白鹭县 a'],
      { 白鹭县: ['云州省', '白鹭县'] },
    );
    const index = markedIndex({ a: '⟦place 西关区⟧' }, { 西关区: ['云州省', '青禾市', '西关区'] });
    index.set('b', contributionOf(markedDocument('⟦place 西关区⟧', 'b', { 西关区: ['海州省', '临海市', '西关区'] }).snapshot.analysis));
    expect(joined(index)).toEqual(['西关区: 西关区 a', '西关区: 西关区 b']);
  });

  test('types do not mix', () => {
    check({ a: '⟦place 远帆⟧', b: '⟦organisation 远帆⟧' }, ['远帆: 远帆 a', '远帆: 远帆 b']);
  });
});

describe('persons across documents', () => {
  test('one body, one person; no body belongs to the only one', () => {
    check(
      { a: '市长⟦person 林晓帆|市长@青禾市⟧', b: '副书记⟦person 林晓帆|副书记@青禾市委⟧', c: '⟦person 林晓帆⟧说' },
      ['林晓帆: 林晓帆 a, 林晓帆 b, 林晓帆 c'],
    );
  });

  test('posts in different bodies part them, and then no body belongs to neither', () => {
    check(
      { a: '市长⟦person 王建平|市长@青禾市⟧', b: '校长⟦person 王建平|校长@白鹭中学⟧', c: '⟦person 王建平⟧说' },
      ['王建平: 王建平 a', '王建平: 王建平 b', '王建平: 王建平 c'],
    );
  });

  test('a document that states both posts joins the two, whatever the order', () => {
    const documents = { a: '⟦person 王建平|市长@青禾市⟧', b: '⟦person 王建平|校长@白鹭中学⟧', c: '⟦person 王建平|原校长@白鹭中学;市长@青禾市⟧' };
    for (const order of ['abc', 'acb', 'cab', 'cba', 'bca', 'bac']) {
      const index = markedIndex(Object.fromEntries([...order].map((document) => [document, documents[document as 'a']])));
      expect(joined(index)).toEqual(['王建平: 王建平 a, 王建平 b, 王建平 c']);
    }
  });

  test('王书记 in another document is somebody else', () => {
    check({ a: '⟦person 王建平⟧到任，⟦person 王=王建平⟧书记', b: '⟦person 王⟧书记' }, ['王建平: 王 a, 王建平 a', '王: 王 b']);
  });

  test('every post with the days of the documents that state it', () => {
    const index = markedIndex({ a: '2023年6月9日\n⟦person 林晓帆|市长@青禾市⟧', b: '⟦person 林晓帆|市长@青禾市⟧', c: '⟦person 林晓帆|市长@青禾市⟧\n2024年2月1日' });
    expect(index.entityOf('a', 0)).toMatchObject({ titles: [{ title: '市长', documents: ['a', 'b', 'c'], days: [20_230_609, 20_240_201] }] });
  });

  test('every post with the documents that state it', () => {
    const index = markedIndex({ a: '⟦person 林晓帆|市长@青禾市⟧', b: '⟦person 林晓帆|市长@青禾市;副书记@青禾市委⟧' });
    expect(index.entityOf('a', 0)).toMatchObject({
      titles: [{ title: '市长', body: '青禾市', documents: ['a', 'b'] }, { title: '副书记', body: '青禾市委', documents: ['b'] }],
      mentionCount: 2, documentCount: 2,
    });
  });
});

describe('change', () => {
  const full = '⟦organisation 云州远帆控股集团有限公司⟧，⟦organisation 远帆集团=云州远帆控股集团有限公司⟧';

  test('a document taken away takes what it stated with it', () => {
    const index = markedIndex({ a: full, b: '⟦organisation 远帆集团⟧' });
    index.delete('a');
    expect(joined(index)).toEqual(['远帆集团: 远帆集团 b']);
    index.delete('a');
    index.delete('b');
    expect(joined(index)).toEqual([]);
    expect(index.entityOf('b', 0)).toBeUndefined();
  });

  test('a document put in again replaces what it stated', () => {
    const index = markedIndex({ a: full, b: '⟦organisation 远帆集团⟧' });
    index.set('a', contributionOf(markedDocument('⟦organisation 远帆集团⟧', 'a').snapshot.analysis));
    expect(joined(index)).toEqual(['远帆集团: 远帆集团 a, 远帆集团 b']);
    expect(index.entityOf('a', 1)).toBeUndefined();
  });

  test('any order of puts gives the same index', () => {
    const documents = { a: full, b: '⟦organisation 远帆集团⟧', c: '⟦person 王建平|市长@青禾市⟧', d: '⟦person 王建平⟧' };
    const expected = joined(markedIndex(documents));
    expect(joined(markedIndex(Object.fromEntries(Object.entries(documents).reverse())))).toEqual(expected);
    const index = markedIndex(documents);
    for (const document of Object.keys(documents)) index.delete(document);
    for (const [document, marked] of Object.entries(documents).reverse()) index.set(document, contributionOf(markedDocument(marked, document).snapshot.analysis));
    expect(joined(index)).toEqual(expected);
  });
});

test('positions are lines and columns', () => {
  const index = markedIndex({ a: '青禾\r\n见⟦person 林晓帆⟧，又见⟦person 林晓帆⟧' });
  expect([...index.mentionsOf(index.entityOf('a', 0)!)]).toMatchObject([{ paragraph: 1, start: 1, end: 4 }, { paragraph: 1, start: 7, end: 10 }]);
});

test('mentions that are asked for one by one are those of the beginning, whatever changes meanwhile', () => {
  const index = markedIndex({ a: '⟦person 林晓帆⟧', b: '见⟦person 林晓帆⟧', c: '又见⟦person 林晓帆⟧' });
  const mentions = index.mentionsOf(index.entityOf('a', 0)!);
  const found = [mentions.next().value];
  index.delete('b');
  index.set('c', contributionOf(markedDocument('⟦place 青禾市⟧', 'c').snapshot.analysis));
  found.push(...mentions);
  expect(found.map((mention) => `${mention!.document} ${mention!.form} ${mention!.start}`)).toEqual(['a 林晓帆 0', 'b 林晓帆 1', 'c 林晓帆 2']);
});
