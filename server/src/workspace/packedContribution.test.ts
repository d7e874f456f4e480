import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENTITY_TYPES } from '../entities/mention.ts';
import { contributionOf, type FileContribution } from './contribution.ts';
import { DocumentAnalyser } from './documentAnalysis.ts';
import { decodeReport, encodeReport, type FileReport } from './fileReport.ts';
import { packContribution, packedDateOf, packedMentionsOf, StringTable, unpackContribution, unpackDamage, unpackEntity } from './packedContribution.ts';

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

test('what is packed comes back, whole and in part', () => {
  const strings = new StringTable();
  fc.assert(fc.property(signed, (given) => {
    const packed = packContribution(given, strings);
    expect(unpackContribution(packed, strings)).toEqual(given);
    expect(packedDateOf(packed)).toBe(given.date ?? 0);
    expect(packedMentionsOf(packed)).toEqual(given.mentions);
    const { findings, length } = given;
    expect(unpackDamage(packed, strings)).toEqual({ findings, length, ...('textHash' in given ? { textHash: given.textHash } : {}) });
    given.entities.forEach((entity, index) => expect(unpackEntity(packed, index, strings)).toEqual(entity));
    expect(unpackEntity(packed, given.entities.length, strings)).toBeUndefined();
  }), { numRuns: 100, seed: 20_260 });
});

test('nothing of a real contribution is lost, in the index or in the store', () => {
  const strings = new StringTable();
  const outcome = contributionOf(new DocumentAnalyser().analyse('山东省济南市市长林晓帆到历下区调研,，济南市政府副市长王建平参加。\n市委书(shū)记要求。'));
  expect(outcome.entities.length).toBeGreaterThan(2);
  expect(unpackContribution(packContribution(outcome, strings), strings)).toEqual(outcome);
  const report: FileReport = { stamp: { size: 5, modified: 1.5 }, hash: 'h', decided: 'd', encoding: 'gb18030', lost: 2, outcome };
  expect(decodeReport(encodeReport(report))).toEqual(report);
  const skipped: FileReport = { ...report, outcome: { skipped: 'not-news', why: 'is empty' } };
  expect(decodeReport(encodeReport(skipped))).toEqual(skipped);
});
