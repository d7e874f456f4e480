import { expect, test } from 'vitest';
import { decodeReport, encodeReport, type FileReport } from './fileReport.ts';

test('a report comes back with the day and the signature of its document, or without them', () => {
  const outcome = { entities: [], mentions: new Uint8Array([1, 2]), mentionCount: 0, findings: [], length: 9 };
  const report: FileReport = { stamp: { size: 9, modified: 1 }, hash: 'a', decided: '', encoding: 'utf-8', lost: 0, outcome };
  expect(decodeReport(encodeReport(report)).outcome).toEqual(outcome);
  const dated = { ...outcome, date: 20_230_609, signature: new Uint8Array([7]) };
  expect(decodeReport(encodeReport({ ...report, outcome: dated })).outcome).toEqual(dated);
});
