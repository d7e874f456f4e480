import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { InMemoryFiles } from '../../test-support/inMemoryFiles.ts';
import { InMemoryStore, type Kept } from '../../test-support/inMemoryStore.ts';
import { type EntityDecisions, NO_DECISIONS } from '../entities/decisions.ts';
import { textHash } from '../text/textHash.ts';
import { analyseFile } from './analyseFile.ts';
import { DocumentAnalyser } from './documentAnalysis.ts';
import { fileFilter } from './fileFilter.ts';
import type { Cancellation } from './fileSystem.ts';
import { NEVER_CANCELLED } from './fileSystem.ts';
import { packZstd } from './packZstd.ts';
import { recordIds, recordPlace } from './records.ts';
import { Workspace } from './workspace.ts';

const NAMES = ['青禾市', '临海市', '东港市', '海州市', '南屏市', '北山县', '白鹭县', '长岭县'];
const news = (place: string) => `云州省${place}副市长林晓帆主持召开春耕生产工作会议。`;
const line = (place: string) => `${JSON.stringify({ id: 1, text: news(place) })}\n`;
const lines = (...places: string[]) => places.map(line).join('');
const SHARD = 'memory:/a.jsonl';
const id = recordIds(SHARD);

afterEach(() => vi.restoreAllMocks());

/** A session with what it has analysed: the places. */
async function session(files: InMemoryFiles, { kept = { snapshot: undefined, records: [] }, most = Infinity, maxShardSize = 100_000, cancellation = NEVER_CANCELLED }: { readonly kept?: Kept; readonly most?: number; readonly maxShardSize?: number; readonly cancellation?: Cancellation } = {}) {
  const host = { fileSystem: files, pause: () => Promise.resolve(), hash: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64') };
  const log: string[] = [];
  const decided: { decisions: EntityDecisions } = { decisions: NO_DECISIONS };
  const workspace = new Workspace(
    {
      ...host, log: (sentence) => log.push(sentence), decisionsFor: () => decided.decisions, openStore: () => Promise.resolve(new InMemoryStore(kept, most)),
      analyser: { atOnce: 4, analyse: (job, isStale) => analyseFile(host, job, isStale) },
    },
    { filter: fileFilter(['**/*.jsonl*', '**/*.txt'], []), maxFileSize: 100_000, maxShardSize, field: 'text', minimumHanShare: 0.25, analysis: {} },
  );
  vi.restoreAllMocks();
  const analyses = vi.spyOn(DocumentAnalyser.prototype, 'steps');
  const analysed = () => {
    const places = analyses.mock.calls.map(([text]) => /省(.*?[市县])/.exec(String(text))?.[1]);
    analyses.mockClear();
    return places.sort();
  };
  await workspace.indexFolder(() => {}, cancellation);
  return { workspace, log, decided, analysed, places: () => places(workspace) };
}

/** By line, counted from 1, the place that a record names. */
function places({ index }: Workspace) {
  return Object.fromEntries(
    [...index.documents].flatMap((document) => {
      const place = recordPlace(document);
      const named = NAMES.find((name) => index.contribution(document)!.entities.some(({ forms }) => forms.some(({ form }) => form.includes(name))));
      return [[place ? place.line + 1 : document, named] as const];
    }),
  );
}

describe('records in the folder', () => {
  test.each([['a.jsonl', (bytes: Uint8Array) => bytes], ['a.jsonl.gz', gzipSync], ['a.jsonl.zst', packZstd]] as const)('%s: each is a document of its own', async (path, pack) => {
    const files = new InMemoryFiles({ [path]: Uint8Array.from(await pack(Buffer.from(lines('青禾市', '青禾市')))) });
    const { workspace, log } = await session(files);
    const ids = recordIds(files.id(path));
    expect([...workspace.index.documents].sort()).toEqual([ids(0), ids(1)]);
    expect(workspace.coverage).toMatchObject({ state: 'complete', files: 1, indexed: 1, records: 2, skipped: [] });
    const person = [...workspace.index.entities()].find(({ name }) => name === '林晓帆')!;
    expect([...workspace.index.mentionsOf(person)].map(({ document, paragraph, start }) => [document, paragraph, start])).toEqual([[ids(0), 0, 9], [ids(1), 0, 9]]);
    expect(log).toEqual([]);
  });

  test('what is no record is said, and the others count; blank lines and other languages are nothing to anybody', async () => {
    const files = new InMemoryFiles({ 'a.jsonl': `${line('青禾市')}\r\n{"text":"Nothing but English."}\n{"text":"云州省青禾市副市长\n\n${line('临海市')}`, 'b.jsonl': '{"message":"started"}\nno JSON\n', 'c.jsonl': '{"body":"云州省青禾市副市长林晓帆"}\n' });
    const { workspace, log, places } = await session(files);
    expect(places()).toEqual({ 1: '青禾市', 6: '临海市' });
    expect(workspace.coverage!.skipped.map(({ reason, message }) => `${reason}: ${message}`)).toEqual([
      expect.stringMatching(/^partly: a\.jsonl has 1 line that cannot be read as records, first line 4: not JSON/),
      'not-news: b.jsonl has no records that are news',
      'no-record: c.jsonl has 1 line that cannot be read as records, first line 1: no field "text"',
    ]);
    expect(log).toHaveLength(2);
  });

  test('half a pair of surrogates in an escape is what an editor makes of it', async () => {
    const { workspace } = await session(new InMemoryFiles({ 'a.jsonl': `${JSON.stringify({ text: `${news('青禾市')}\ud842` })}\n` }));
    expect(workspace.index.contribution(id(0))).toMatchObject({ textHash: textHash(`${news('青禾市')}\ufffd`), findings: [{ rule: 'replacement-character', count: 1 }] });
  });

  test('only so much of a shard is read as the setting says, and that is said', async () => {
    const files = new InMemoryFiles({ 'a.jsonl.gz': Uint8Array.from(gzipSync(lines(...NAMES))) });
    const { workspace, places } = await session(files, { maxShardSize: line('青禾市').length * 2.5 * 2 });
    const { records } = workspace.coverage!;
    expect(records).toBeGreaterThan(1);
    expect(records).toBeLessThan(NAMES.length);
    expect(workspace.coverage).toMatchObject({ indexed: 1, skipped: [{ reason: 'partly' }] });
    expect(workspace.coverage!.skipped[0]!.message).toMatch(new RegExp(`^a\\.jsonl\\.gz is read up to line ${records} only, `));
    expect(Object.keys(places())).toHaveLength(records);
  });

  test('a shard that is cut off: the records before count', async () => {
    const many = lines(...Array.from({ length: 400 }, (_, i) => NAMES[i % 8]!));
    const packed = gzipSync(many, { level: 0 });
    const { workspace } = await session(new InMemoryFiles({ 'a.jsonl.gz': Uint8Array.from(packed.subarray(0, packed.length - 10)) }), { maxShardSize: 1e7 });
    expect(workspace.coverage!.records).toBeGreaterThan(100);
    expect(workspace.coverage).toMatchObject({ skipped: [{ reason: 'partly', message: expect.stringMatching(/only: ./) as string }] });
  });
});

describe('a shard that changes', () => {
  const changed: [what: string, before: readonly string[], after: readonly string[], analysed: readonly string[]][] = [
    ['one record', ['青禾市', '临海市', '东港市'], ['青禾市', '海州市', '东港市'], ['海州市']],
    ['one above', ['青禾市', '临海市', '东港市'], ['海州市', '青禾市', '临海市', '东港市'], ['海州市']],
    ['one taken out', ['青禾市', '临海市', '东港市'], ['临海市', '东港市'], []],
    ['turned round, one twice', ['青禾市', '临海市', '东港市'], ['东港市', '临海市', '青禾市', '青禾市'], []],
    ['all others', ['青禾市', '临海市'], ['东港市', '海州市', '南屏市'], ['东港市', '南屏市', '海州市']],
    ['emptied', ['青禾市', '临海市'], [], []],
  ];
  test.each(changed)('%s: only what is new is analysed, at once and in the next session', async (_, before, after, expected) => {
    const now = Object.fromEntries(after.map((place, i) => [i + 1, place]));
    const files = new InMemoryFiles({ 'a.jsonl': lines(...before) });
    const { workspace, analysed, places } = await session(files);
    expect(analysed()).toEqual([...before].sort());
    files.write('a.jsonl', lines(...after));
    await workspace.fileChanged(SHARD);
    expect(analysed()).toEqual(expected);
    expect(places()).toEqual(now);
    expect(workspace.coverage).toMatchObject({ files: 1, records: after.length, waiting: 0 });

    for (const most of [Infinity, 1, 3]) {
      const kept: Kept = { snapshot: undefined, records: [] };
      files.write('a.jsonl', lines(...before));
      await session(files, { kept, most });
      files.write('a.jsonl', lines(...after));
      const second = await session(files, { kept, most });
      expect(second.analysed()).toEqual(expected);
      expect(second.places()).toEqual(now);
      const third = await session(files, { kept, most });
      expect(third.analysed()).toEqual([]);
      expect(third.places()).toEqual(now);
      expect(third.workspace.coverage).toEqual(second.workspace.coverage);
    }
  });

  test('it goes, and its records with it', async () => {
    const files = new InMemoryFiles({ 'a.jsonl': lines('青禾市', '临海市') });
    const kept: Kept = { snapshot: undefined, records: [] };
    const { workspace, places } = await session(files, { kept });
    files.remove('a.jsonl');
    workspace.fileDeleted(SHARD);
    expect(places()).toEqual({});
    expect(workspace.coverage).toMatchObject({ files: 0, records: 0 });
    files.write('a.jsonl', lines('青禾市'));
    await workspace.fileChanged(SHARD);
    files.remove('a.jsonl');
    expect((await session(files, { kept })).places()).toEqual({});
  });

  test('broken off, it is carried on; a shard that is gone by then leaves nothing', async () => {
    const files = new InMemoryFiles({ 'a.jsonl': lines(...NAMES) });
    const kept: Kept = { snapshot: undefined, records: [] };
    const whole = await session(files, { kept });
    expect(whole.analysed()).toHaveLength(NAMES.length);
    // As a kill leaves it: some records are there, what is known of the shard is not.
    for (const most of [0, 2, 5]) {
      const broken: Kept = { snapshot: undefined, records: kept.records.slice(0, 1 + most) };
      const second = await session(files, { kept: broken });
      expect(second.analysed()).toHaveLength(NAMES.length - most);
      expect(second.places()).toEqual(whole.places());
    }
    files.remove('a.jsonl');
    expect((await session(files, { kept: { snapshot: undefined, records: kept.records.slice(0, 4) } })).places()).toEqual({});
  });

  test('stopped by a person, it waits, and its records count as far as they are', async () => {
    const files = new InMemoryFiles({ 'a.jsonl': lines(...NAMES) });
    let asked = 0;
    const { workspace, places } = await session(files, { cancellation: { get isCancellationRequested() { return ++asked > 1; } } });
    expect(workspace.coverage).toMatchObject({ state: 'cancelled', waiting: 1, indexed: 0 });
    await workspace.indexFolder(() => {}, NEVER_CANCELLED);
    expect(workspace.coverage).toMatchObject({ state: 'complete', waiting: 0, indexed: 1, records: NAMES.length });
    expect(Object.values(places())).toEqual(NAMES);
  });
});

test('a record that is open counts as it is in the editor, and as in its file when it is closed', async () => {
  const files = new InMemoryFiles({ 'a.jsonl': lines('青禾市', '临海市') });
  const kept: Kept = { snapshot: undefined, records: [] };
  const { workspace, places, analysed } = await session(files, { kept });
  workspace.open(id(1), news('海州市'), 1);
  expect(places()).toEqual({ 1: '青禾市', 2: '海州市' });
  files.write('a.jsonl', lines('东港市', '南屏市'));
  await workspace.fileChanged(SHARD);
  expect(places()).toEqual({ 1: '东港市', 2: '海州市' });
  // A session that ends then knows nothing of the record that was open.
  expect((await session(files, { kept: { snapshot: kept.snapshot, records: [...kept.records] } })).places()).toEqual({ 1: '东港市', 2: '南屏市' });
  vi.restoreAllMocks();
  analysed();
  await workspace.close(id(1));
  expect(places()).toEqual({ 1: '东港市', 2: '南屏市' });
});

test('other decisions on names: only records that they may concern are analysed again', async () => {
  const files = new InMemoryFiles({ 'a.jsonl': lines('青禾市', '临海市', '东港市') });
  const kept: Kept = { snapshot: undefined, records: [] };
  const { workspace, analysed, decided } = await session(files, { kept });
  analysed();
  decided.decisions = { entities: [], ignored: [{ text: '临海市', type: null, before: '', after: '' }] };
  await workspace.decided(new Set(['临海市']), () => true);
  expect(analysed()).toEqual(['临海市']);
  expect(workspace.index.contribution(id(1))!.entities.some(({ name }) => name.includes('临海'))).toBe(false);
});
