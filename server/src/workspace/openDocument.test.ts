import { afterEach, expect, test, vi } from 'vitest';
import { DocumentAnalyser } from './documentAnalysis.ts';
import { fileFilter } from './fileFilter.ts';
import { OpenDocument } from './openDocument.ts';
import { Workspace } from './workspace.ts';

afterEach(() => vi.restoreAllMocks());

test('a fault in the analysis is told, not taken for a clean text; the next version is analysed again', () => {
  const broken = vi.spyOn(DocumentAnalyser.prototype, 'steps').mockImplementation(function* () {
    yield* [];
    throw new Error('a rule fell over');
  });
  const open = new OpenDocument('test:a', '青禾市,,委\n召开会议', 1, {});
  for (const snapshot of [open.snapshot(), (open.step(), open.known()), open.snapshot()]) {
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

test('a fault in one document leaves the others in the index', () => {
  const log: string[] = [];
  const workspace = new Workspace({ fileSystem: undefined, pause: () => Promise.resolve(), log: (sentence) => log.push(sentence) }, { filter: fileFilter([], []), maxFileSize: 0, maxShardSize: 0, field: 'text', minimumHanShare: 0, analysis: {} });
  const broken = vi.spyOn(DocumentAnalyser.prototype, 'steps').mockImplementationOnce(function* () {
    yield* [];
    throw new Error('a rule fell over');
  });
  workspace.open('test:a', '青禾市', 1);
  workspace.open('test:b', '青禾市', 1);
  for (let i = 0; i < 2; i++) expect([...workspace.index.documents]).toEqual(['test:b']);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain('a rule fell over');
  broken.mockRestore();
});

test('after an edit of a long text one step tells what a person sees, and does not look at all other lines first', () => {
  const text = Array.from({ length: 3_000 }, (_, i) => `第${i}行，书(shū)记到会。`).join('\n');
  const open = new OpenDocument('test:a', text, 1, {});
  open.look({ first: 1_500, last: 1_540 });
  while (!open.knows('damage')) open.step();
  const before = open.known();
  open.change(text.replace('第1520行', '第1520行(háng)'), 2);
  open.step();
  expect(open.knows('visible')).toBe(true);
  expect(open.knows('damage')).toBe(false);
  expect(open.known().analysis.paragraphs[1_520]!.total).toBe(before.analysis.paragraphs[1_520]!.total + 1);
  while (!open.knows('damage')) open.step();
  expect(open.known().analysis.findings).toHaveLength(before.analysis.findings.length + 1);
});
