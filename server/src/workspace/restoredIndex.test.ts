import { beforeEach, describe, expect, test } from 'vitest';
import { InMemoryFiles } from '../../test-support/inMemoryFiles.ts';
import { InMemoryStore, type Kept } from '../../test-support/inMemoryStore.ts';
import type { EntityDecisions } from '../entities/decisions.ts';
import { fileFilter } from './fileFilter.ts';
import { NEVER_CANCELLED } from './fileSystem.ts';
import { Workspace } from './workspace.ts';

const NEWS = (place: string) => `云州省${place}副市长林晓帆到白鹭县调研春耕生产工作。`;
const PATHS = ['a.txt', 'b.txt', 'sub/c.txt', 'english.txt'];

function newFiles(): InMemoryFiles {
  return new InMemoryFiles({ 'a.txt': NEWS('青禾市'), 'b.txt': NEWS('临海市'), 'sub/c.txt': NEWS('东港市'), 'english.txt': 'Nothing but English here, and rather a lot of it.' });
}

/** After how many records the store takes a snapshot. */
let most = Infinity;

/** A session: its workspace, and which files it has read. */
async function session(files: InMemoryFiles, stores: Map<string, Kept>, more: { readonly globs?: string[]; readonly rules?: Record<string, 'off'>; readonly decisions?: EntityDecisions; readonly open?: Record<string, string> } = {}) {
  const read: string[] = [];
  files.onRead = (path) => read.push(path);
  const { decisions } = more;
  const workspace = new Workspace(
    {
      fileSystem: files, pause: () => Promise.resolve(), log: () => {}, hash: (bytes) => Buffer.from(bytes).toString('base64'),
      ...(decisions ? { decisionsFor: () => decisions } : {}),
      openStore: (version) => {
        const kept = stores.get(version) ?? { snapshot: undefined, records: [] };
        stores.clear();
        stores.set(version, kept);
        return Promise.resolve(new InMemoryStore(kept, most));
      },
    },
    { filter: fileFilter(more.globs ?? ['**/*.txt'], []), maxFileSize: 100_000, maxShardSize: 100_000, field: 'text', minimumHanShare: 0.25, analysis: { damage: { rules: more.rules ?? {} } } },
  );
  for (const [path, text] of Object.entries(more.open ?? {})) workspace.open(files.id(path), text, 1);
  // A document is in the index once somebody has asked.
  expect(workspace.index.nameCount).toBeGreaterThanOrEqual(0);
  await workspace.indexFolder(() => {}, NEVER_CANCELLED);
  return { workspace, read, known: snapshotOf(workspace) };
}

/** All that the index says, and all that is said of it. */
function snapshotOf({ index, coverage }: Workspace) {
  const entities = [...index.entities()].map(({ type, name, members, mentionCount }) => [type, name, mentionCount, members.map(({ document }) => document).sort()].join(' ')).sort();
  return { entities, coverage: { ...coverage, skipped: coverage!.skipped.map(({ document, reason, message }) => `${document} ${reason} ${message}`) } };
}

describe.each([['records', Infinity], ['snapshots', 1], ['records behind a snapshot', 4]])('a store of %s', (_, records) => {
  beforeEach(() => {
    most = records;
  });

  test('what has not changed is not read again, and the index is the same', async () => {
    const files = newFiles();
    const stores = new Map<string, Kept>();
    const first = await session(files, stores);
    expect(first.read).toEqual(['a.txt', 'b.txt', 'english.txt', 'sub/c.txt']);
    const second = await session(files, stores);
    expect(second.read).toEqual([]);
    expect(second.known).toEqual(first.known);
  });

  test('whatever was changed, touched, made or deleted meanwhile is seen; the index is that of a session that knew nothing', async () => {
    const files = newFiles();
    const stores = new Map<string, Kept>();
    await session(files, stores);
    files.write('a.txt', NEWS('海州市'));
    files.write('b.txt', NEWS('临海市'));
    files.write('new.txt', NEWS('南屏市'));
    files.remove('sub/c.txt');
    const second = await session(files, stores);
    expect(second.read.toSorted()).toEqual(['a.txt', 'b.txt', 'new.txt']);
    expect(second.known).toEqual((await session(files, new Map())).known);
    expect((await session(files, stores)).read).toEqual([]);
  });

  test('other rules, and a store that holds nonsense: read again', async () => {
    const files = newFiles();
    const stores = new Map<string, Kept>();
    const first = await session(files, stores);
    expect((await session(files, stores, { rules: { 'byte-slip': 'off' } })).read).toHaveLength(PATHS.length);
    await session(files, stores);
    for (const kept of stores.values()) {
      kept.records = kept.records.map(() => Uint8Array.of(0xc1, 1, 2));
      if (kept.snapshot) kept.snapshot = kept.snapshot.subarray(0, kept.snapshot.length - 1);
    }
    const after = await session(files, stores);
    expect(after.read).toHaveLength(PATHS.length);
    expect(after.known).toEqual(first.known);
    expect((await session(files, stores)).read).toEqual([]);
  });

  test('other decisions: only files that they may concern are read again', async () => {
    const files = newFiles();
    const stores = new Map<string, Kept>();
    await session(files, stores);
    const ignored = (text: string) => ({ entities: [], ignored: [{ text, type: null, before: '', after: '' }] });
    expect((await session(files, stores, { decisions: ignored('临海市') })).read).toEqual(['b.txt']);
    expect((await session(files, stores, { decisions: ignored('临海市') })).read).toEqual([]);
    const everywhere = await session(files, stores, { decisions: ignored('林晓帆') });
    expect(everywhere.read).toEqual(['a.txt', 'b.txt', 'sub/c.txt']);
    expect(everywhere.known).toEqual((await session(files, new Map(), { decisions: ignored('林晓帆') })).known);
    expect((await session(files, stores, { decisions: ignored('谁也不是') })).read).toEqual(['a.txt', 'b.txt', 'sub/c.txt']);
  });

  test('what is open counts as the editor has it, and is not kept', async () => {
    const files = newFiles();
    const stores = new Map<string, Kept>();
    const open = { 'a.txt': NEWS('海州市') };
    const first = await session(files, stores, { open });
    expect(first.read).toEqual(['b.txt', 'english.txt', 'sub/c.txt']);
    const second = await session(files, stores, { open });
    expect(second.read).toEqual([]);
    expect(second.known).toEqual(first.known);
    const third = await session(files, stores);
    expect(third.read).toEqual(['a.txt']);
    expect(third.known).toEqual((await session(files, new Map())).known);
  });

  test('globs that no longer want a file leave it out', async () => {
    const files = newFiles();
    const stores = new Map<string, Kept>();
    await session(files, stores);
    const second = await session(files, stores, { globs: ['*.txt'] });
    expect([...second.workspace.index.documents].sort()).toEqual(['memory:/a.txt', 'memory:/b.txt']);
  });
});
