import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENTITY_TYPES } from '../entities/mention.ts';
import { contributionOf, type FileContribution } from './contribution.ts';
import { DocumentAnalyser } from './documentAnalysis.ts';
import { packContribution, place, PlacedContribution, unplace } from './packedContribution.ts';
import { StringTable } from './stringTable.ts';

const word = fc.constantFrom('青禾市', '林晓帆', '远帆集团', '市长', '');
const contribution: fc.Arbitrary<FileContribution> = fc.record({
  entities: fc.array(fc.record({
    name: word, type: fc.constantFrom(...ENTITY_TYPES), forms: fc.array(fc.record({ form: word, count: fc.nat(500), relative: fc.boolean() }), { maxLength: 3 }),
    titles: fc.array(fc.record({ title: word, body: fc.option(word) }), { maxLength: 2 }), chain: fc.array(word, { maxLength: 3 }),
  }), { maxLength: 6 }),
  mentions: fc.uint8Array({ maxLength: 20 }), mentionCount: fc.nat(), length: fc.nat(),
  findings: fc.array(fc.record({ rule: word, kind: word, fix: fc.constantFrom('safe' as const, 'suggested' as const, null), count: fc.nat() }), { maxLength: 3 }),
});

const date = fc.option(fc.integer({ min: 19_000_101, max: 20_991_231 }));
const signed = fc.tuple(contribution, fc.option(fc.uint8Array({ minLength: 8, maxLength: 16 })), fc.option(fc.nat(0xffff_ffff)), date)
  .map(([given, signature, textHash, day]) => ({ ...given, ...(signature ? { signature } : {}), ...(textHash === null ? {} : { textHash }), ...(day ? { date: day } : {}) }));

test('what is packed comes back, whole and in part, whatever the numbers of its strings', () => {
  const strings = new StringTable();
  const others = new StringTable();
  others.numberOf('another string');
  fc.assert(fc.property(signed, (given) => {
    const placed = place(packContribution(given), strings);
    for (const read of [new PlacedContribution(placed, strings), new PlacedContribution(place(unplace(placed, strings), others), others)]) {
      expect(read.whole()).toEqual(given);
      expect(read.date).toBe(given.date ?? 0);
      expect(read.entityCount).toBe(given.entities.length);
      expect(read.mentions).toEqual(given.mentions);
      const { findings, length } = given;
      expect(read.damage()).toEqual({ findings, length, ...('textHash' in given ? { textHash: given.textHash } : {}) });
      given.entities.forEach((entity, index) => expect(read.entity(index)).toEqual(entity));
      expect(read.entity(given.entities.length)).toBeUndefined();
      expect(read.names(given.entities.length)).toBeUndefined();
    }
  }), { numRuns: 100, seed: 20_260 });
});

test('the names of all entities, in order, are those of each', () => {
  const strings = new StringTable();
  fc.assert(fc.property(contribution, (given) => {
    const read = new PlacedContribution(place(packContribution(given), strings), strings);
    const seen: unknown[] = [];
    read.forEachNames(({ name, type, chain, forms }, index) => {
      seen.push({ name: strings.text(name), type: ENTITY_TYPES[type], chain: chain === undefined ? undefined : strings.text(chain), forms: forms.map((form) => strings.text(form)) });
      expect(new PlacedContribution(place(packContribution(given), strings), strings).names(index)).toEqual({ name, type, chain, forms });
    });
    expect(seen).toEqual(given.entities.map(({ name, type, chain, forms }) => ({ name, type, chain: chain.length === 0 ? undefined : chain.join('\0'), forms: forms.filter(({ relative }) => !relative).map(({ form }) => form) })));
  }), { numRuns: 100, seed: 20_261 });
});

const REAL = '山东省济南市市长林晓帆到历下区调研,，济南市政府副市长王建平参加。\n市委书(shū)记要求。';

test('nothing of a real contribution is lost', () => {
  const strings = new StringTable();
  const outcome = contributionOf(new DocumentAnalyser().analyse(REAL));
  expect(outcome.entities.length).toBeGreaterThan(2);
  expect(new PlacedContribution(place(packContribution(outcome), strings), strings).whole()).toEqual(outcome);
});

test('decisions concern a document that has the string in its text, or names something by it', () => {
  const strings = new StringTable();
  const outcome = contributionOf(new DocumentAnalyser().analyse(REAL));
  const concerns = (given: FileContribution, ...decided: string[]) => new PlacedContribution(place(packContribution(given), strings), strings).concerns(new Set(decided));
  expect(concerns(outcome, '林晓帆')).toBe(true);
  // Cut through all names, and once clean.
  expect(concerns(outcome, '帆到历下')).toBe(true);
  expect(concerns(outcome, '书记要求')).toBe(true);
  expect(concerns(outcome, '远洋港务集团', '青禾市委')).toBe(false);
  // Not in the text: what 市委 means.
  expect(concerns(outcome, '济南市委')).toBe(true);
  expect(concerns(outcome)).toBe(false);
  const { signature, ...unsigned } = outcome;
  expect(signature).toBeDefined();
  expect(concerns(unsigned, '远洋港务集团')).toBe(true);
});
