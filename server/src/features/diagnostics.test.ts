import { expect, test } from 'vitest';
import { DocumentAnalyser } from '../workspace/documentAnalysis.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { diagnostics } from './diagnostics.ts';

/** Twenty lines with a finding each, but for the lines of these numbers. */
function snapshotOf(visible: { first: number; last: number }, line = (_: number) => '会议,、强调'): DocumentSnapshot {
  const text = Array.from({ length: 20 }, (_, i) => `第${i}项${line(i)}`).join('\n');
  return { document: 'test:a', version: 1, text, length: text.length, analysis: new DocumentAnalyser().analyse(text), checked: text.length, uncheckedFrom: undefined, revision: 0, complete: true, visible };
}

test('of very much damage, what is visible and next to it is shown, and the count is that of all', () => {
  const { findings, lines, total } = diagnostics(snapshotOf({ first: 8, last: 10 }), 6);
  expect({ lines, total, count: findings.length }).toEqual({ lines: { first: 7, last: 12 }, total: 20, count: 6 });
});

test('at the end of the text the rest is taken from before', () => {
  expect(diagnostics(snapshotOf({ first: 18, last: 40 }), 6).lines).toEqual({ first: 14, last: 19 });
  expect(diagnostics(snapshotOf({ first: 90, last: 120 }), 6).lines).toEqual({ first: 14, last: 19 });
});

test('all is shown where it is not much', () => {
  const snapshot = snapshotOf({ first: 8, last: 10 });
  const { findings, lines } = diagnostics(snapshot);
  expect(findings).toEqual(snapshot.analysis.findings);
  expect(lines).toEqual({ first: 0, last: 19 });
});

test('of one line with more than that, the first are shown', () => {
  const { findings, total } = diagnostics(snapshotOf({ first: 3, last: 3 }, (i) => (i === 3 ? '会议,、强调'.repeat(9) : '')), 6);
  expect({ count: findings.length, total }).toEqual({ count: 6, total: 9 });
});
