import { afterEach, expect, test, vi } from 'vitest';
import { DocumentAnalyser } from './documentAnalysis.ts';
import { OpenDocument } from './openDocument.ts';

afterEach(() => vi.restoreAllMocks());

test('a fault in the analysis is told, not taken for a clean text; the next version is analysed again', () => {
  const broken = vi.spyOn(DocumentAnalyser.prototype, 'steps').mockImplementation(function* () {
    yield* [];
    throw new Error('a rule fell over');
  });
  const open = new OpenDocument('test:a', '青禾市,,委\n召开会议', 1, {});
  for (const snapshot of [open.snapshot(), open.step(), open.snapshot()]) {
    expect(snapshot).toMatchObject({ complete: true, checked: 0, version: 1, failure: expect.stringContaining('a rule fell over') as string });
    expect(snapshot.analysis.paragraphs.map(({ start }) => start)).toEqual([0, 7]);
    expect(snapshot.analysis.findings).toEqual([]);
  }
  broken.mockRestore();
  open.change('青禾市委書(shū)記', 2);
  expect(open.snapshot()).toMatchObject({ version: 2, complete: true, checked: 11 });
  expect(open.snapshot().failure).toBeUndefined();
  expect(open.snapshot().analysis.findings).toHaveLength(1);
});
