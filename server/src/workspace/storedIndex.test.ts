import { describe, expect, test } from 'vitest';
import { InMemoryStore } from '../../test-support/inMemoryStore.ts';
import { NO_DECISIONS } from '../entities/decisions.ts';
import { contributionOf } from './contribution.ts';
import { DocumentAnalyser } from './documentAnalysis.ts';
import { EntityIndex } from './entityIndex.ts';
import { packContribution } from './packedContribution.ts';
import { decodeSnapshot, encodeSnapshot, type KnownFile, StoredIndex } from './storedIndex.ts';

const DECISIONS = { entities: [], ignored: [{ text: '林晓帆', type: null, before: '', after: '' }] };
const KNOWN: KnownFile = { stamp: { size: 5, modified: 1.5 }, hash: 'h', encoding: 'gb18030', lost: 2, decisions: NO_DECISIONS };
const contributionFor = (text: string) => contributionOf(new DocumentAnalyser().analyse(text));
const TEXTS: Record<string, string> = { a: '山东省济南市市长林晓帆到历下区调研。', b: '济南市市长王建平参加。', c: '青禾市委召开会议，市委书记林晓帆参加。' };

function indexOf(documents: string): EntityIndex {
  const index = new EntityIndex();
  for (const document of documents) index.set(document, contributionFor(TEXTS[document]!));
  return index;
}
const said = (index: EntityIndex) => [...index.entities()].map(({ type, name, members }) => `${type} ${name} ${members.map(({ document }) => document).sort().join('')}`).sort();

describe('a snapshot', () => {
  const files = new Map([['a', KNOWN], ['c', { ...KNOWN, decisions: DECISIONS }], ['d', { ...KNOWN, skipped: { skipped: 'not-news' as const, why: 'is empty' } }]]);

  test('brings back all, wherever its bytes stand', () => {
    const index = indexOf('abc');
    index.delete('b');
    const bytes = Buffer.concat(encodeSnapshot({ index: index.arrays(), files }));
    for (const shift of [0, 1, 8]) {
      const shifted = new Uint8Array(bytes.length + shift);
      shifted.set(bytes, shift);
      const back = decodeSnapshot(shifted.subarray(shift));
      expect(back.files).toEqual(files);
      const loaded = new EntityIndex();
      loaded.load(back.index);
      expect(said(loaded)).toEqual(said(index));
      expect([...loaded.documents]).toEqual(['a', 'c']);
      for (const document of 'ac') expect(loaded.contribution(document)).toEqual(index.contribution(document));
      // It goes on as the other would have.
      for (const each of [loaded, index]) {
        each.delete('a');
        each.set('b', contributionFor(TEXTS['b']!));
      }
      expect(said(loaded)).toEqual(said(index));
      index.delete('b');
      index.set('a', contributionFor(TEXTS['a']!));
    }
  });

  test('leaves what is in the index already in its place', () => {
    const open = indexOf('b');
    open.set('a', contributionFor('青禾市委召开会议。'));
    open.load(decodeSnapshot(Buffer.concat(encodeSnapshot({ index: indexOf('ca').arrays(), files }))).index);
    const expected = indexOf('bc');
    expected.set('a', contributionFor('青禾市委召开会议。'));
    expect(said(open)).toEqual(said(expected));
  });

  test('is put together anew where most of it served documents that are gone', () => {
    const index = indexOf('ab');
    const many = { ...contributionFor(''), entities: Array.from({ length: 30_000 }, (_, i) => ({ name: `青禾${i}`, type: 'place' as const, forms: [{ form: `青禾${i}`, count: 1, relative: false }], titles: [], chain: [] })) };
    index.set('large', many);
    const large = index.arrays();
    index.set('large', contributionFor(TEXTS['c']!));
    const small = index.arrays();
    expect(small.strings.characters.length).toBeLessThan(large.strings.characters.length / 100);
    const loaded = new EntityIndex();
    loaded.load(small);
    expect(said(loaded)).toEqual(said(index));
  });

  test('cut off, it throws', () => {
    const bytes = Buffer.concat(encodeSnapshot({ index: indexOf('abc').arrays(), files }));
    for (const length of [0, 3, 10, bytes.length - 1]) expect(() => decodeSnapshot(bytes.subarray(0, length))).toThrow();
  });
});

test('records bring back what became of each file, and what was decided, once', async () => {
  const store = new InMemoryStore();
  const stored = new StoredIndex(store);
  const packed = packContribution(contributionFor(TEXTS['a']!));
  stored.put('a', KNOWN, packed);
  stored.put('b', { ...KNOWN, decisions: DECISIONS }, packed);
  stored.put('c', { ...KNOWN, decisions: DECISIONS, skipped: { skipped: 'binary', why: 'is no text file' } }, undefined);
  stored.delete('a');
  expect(store.kept.records).toHaveLength(6);
  const records = [];
  for await (const record of new StoredIndex(store).records()) records.push(record);
  expect(records).toEqual([
    { document: 'a', known: KNOWN, contribution: packed }, { document: 'b', known: { ...KNOWN, decisions: DECISIONS }, contribution: packed },
    { document: 'c', known: { ...KNOWN, decisions: DECISIONS, skipped: { skipped: 'binary', why: 'is no text file' } }, contribution: undefined },
    { document: 'a', known: undefined, contribution: undefined },
  ]);
});

test('a record that cannot be read is left out', async () => {
  const store = new InMemoryStore();
  const stored = new StoredIndex(store);
  stored.put('a', KNOWN, undefined);
  stored.put('b', KNOWN, undefined);
  store.kept.records[1] = Uint8Array.of(0xc1, 1, 2);
  const documents = [];
  for await (const { document } of new StoredIndex(store).records()) documents.push(document);
  expect(documents).toEqual(['b']);
});

test('a snapshot is written when the store has grown; what was decided is said again behind it', async () => {
  const store = new InMemoryStore(undefined, 3);
  const stored = new StoredIndex(store);
  const index = indexOf('a');
  const snapshot = () => ({ index: index.arrays(), files: new Map([['a', KNOWN]]) });
  await stored.settle(snapshot);
  expect(store.kept.snapshot).toBeUndefined();
  stored.put('a', KNOWN, undefined);
  stored.put('a', KNOWN, undefined);
  await stored.settle(snapshot);
  expect(store.kept.records).toEqual([]);
  expect(new StoredIndex(new InMemoryStore(store.kept)).snapshot()?.files).toEqual(new Map([['a', KNOWN]]));
  stored.put('b', KNOWN, undefined);
  const documents = [];
  for await (const { document, known } of new StoredIndex(store).records()) documents.push([document, known]);
  expect(documents).toEqual([['b', KNOWN]]);
});
