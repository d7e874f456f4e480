import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { randomFrom } from '../../test-support/random.ts';
import type { IndexStore } from '../workspace/indexStore.ts';
import { crc32, ownCrc32 } from './crc32.ts';
import { openDiskStore } from './diskStore.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kanwu-log-'));
  folders.push(folder);
  return folder;
}

const said: string[] = [];
const open = async (folder: string, version = '1'): Promise<IndexStore> => (await openDiskStore(folder, version, (sentence) => said.push(sentence)))!;
async function kept(store: IndexStore): Promise<{ snapshot: string | undefined; records: string[] }> {
  const records: string[] = [];
  for await (const record of store.records()) records.push(Buffer.from(record).toString());
  return { snapshot: store.snapshot && Buffer.from(store.snapshot).toString(), records };
}
const bytes = (text: string) => Buffer.from(text);

test.each([['our own', ownCrc32], ['that in use', crc32]])('the checksum is that of gzip: %s', (_, checksum) => {
  expect(checksum(bytes('123456789'))).toBe(0xcbf43926);
  expect(checksum(bytes('6789'), checksum(bytes('12345')))).toBe(0xcbf43926);
});

test('records come back in order, behind the snapshot; another version begins empty', async () => {
  const folder = newFolder();
  const first = await open(folder);
  expect(await kept(first)).toEqual({ snapshot: undefined, records: [] });
  for (const text of ['一', '二', '三']) first.append(bytes(text));
  await first.close();
  const second = await open(folder);
  expect(await kept(second)).toEqual({ snapshot: undefined, records: ['一', '二', '三'] });
  second.append(bytes('四'));
  second.replace([bytes('一二'), bytes('三四')]);
  second.append(bytes('五'));
  await second.close();
  const third = await open(folder);
  expect(await kept(third)).toEqual({ snapshot: '一二三四', records: ['五'] });
  expect(third.snapshot!.byteOffset % 8).toBe(0);
  await third.close();
  const other = await open(folder, '2');
  expect(await kept(other)).toEqual({ snapshot: undefined, records: [] });
  other.append(bytes('六'));
  await other.close();
  const again = await open(folder, '2');
  expect(await kept(again)).toEqual({ snapshot: undefined, records: ['六'] });
  await again.close();
});

test('a journal cut off anywhere, or damaged anywhere, keeps what stands before, and goes on', async () => {
  const folder = newFolder();
  const store = await open(folder);
  const records = Array.from({ length: 40 }, (_, i) => `report ${i} `.repeat(1 + (i % 7)));
  for (const record of records) store.append(bytes(record));
  await store.close();
  const path = join(folder, 'index-0.journal');
  const whole = readFileSync(path);
  const random = randomFrom(5);
  for (let moment = 0; moment < 50; moment++) {
    const at = Math.floor(random() * whole.length);
    if (moment % 2 === 0) writeFileSync(path, whole.subarray(0, at));
    else writeFileSync(path, whole.map((byte, i) => (i === at ? byte ^ 0x55 : byte)));
    const after = await open(folder);
    const before = (await kept(after)).records;
    expect(before).toEqual(records.slice(0, before.length));
    for (const record of records.slice(before.length)) after.append(bytes(record));
    await after.close();
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
});

test('a snapshot cut off anywhere, or damaged anywhere, is not believed, nor are the records behind it', async () => {
  const folder = newFolder();
  const store = await open(folder);
  store.replace([bytes('snapshot '.repeat(20))]);
  store.append(bytes('record'));
  await store.close();
  const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const whole = files['index.snapshot']!;
  for (let at = 0; at < whole.length; at++) {
    for (const damaged of [whole.subarray(0, at), whole.map((byte, i) => (i === at ? byte ^ 0x55 : byte))]) {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), name === 'index.snapshot' ? damaged : content);
      const after = await open(folder);
      const { snapshot, records } = await kept(after);
      // What stands between the head and the content, to fill up, may be anything.
      if (snapshot !== undefined) expect({ snapshot, records, length: damaged.length }).toEqual({ snapshot: 'snapshot '.repeat(20), records: ['record'], length: whole.length });
      else expect(records).toEqual([]);
      await after.close();
    }
  }
});

test('killed at any moment while a snapshot takes the place of another, nothing is lost', async () => {
  const folder = newFolder();
  const store = await open(folder);
  store.replace([bytes('old')]);
  store.append(bytes('一'));
  await store.close();
  const before = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const again = await open(folder);
  again.replace([bytes('old and 一')]);
  again.append(bytes('二'));
  await again.close();
  const after = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const [next] = Object.keys(after).filter((name) => !(name in before));
  const moments: [Record<string, Buffer>, unknown][] = [
    // The new journal is there; the new snapshot is being written; it is in its place; the old journal is gone.
    [{ ...before, [next!]: after[next!]! }, { snapshot: 'old', records: ['一', '二'] }],
    [{ ...before, [next!]: after[next!]!, 'index.snapshot.new': after['index.snapshot']!.subarray(0, 30) }, { snapshot: 'old', records: ['一', '二'] }],
    [{ ...before, ...after }, { snapshot: 'old and 一', records: ['二'] }],
    [after, { snapshot: 'old and 一', records: ['二'] }],
  ];
  for (const [files, expected] of moments) {
    const killed = newFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(killed, name), content);
    const opened = await open(killed);
    expect(await kept(opened)).toEqual(expected);
    opened.append(bytes('三'));
    await opened.close();
    const later = await open(killed);
    expect((await kept(later)).records.at(-1)).toBe('三');
    await later.close();
  }
});

test('it does not grow without end', async () => {
  const folder = newFolder();
  const store = await open(folder);
  const large = '字'.repeat(20_000);
  let snapshots = 0;
  for (let round = 0; round < 12; round++) {
    for (let i = 0; i < 10; i++) store.append(bytes(large));
    if (store.isGrown) {
      snapshots++;
      store.replace([bytes(large.repeat(10))]);
    }
    await store.settle();
  }
  await store.close();
  expect(snapshots).toBeGreaterThan(3);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(600_000 + 2_000_000);
});

test('a lock of a process that is no more is taken; that of another that runs is left alone', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'index.lock'), '999999999');
  await (await open(folder)).close();
  writeFileSync(join(folder, 'index.lock'), String(process.ppid));
  said.length = 0;
  expect(await openDiskStore(folder, '1', (sentence) => said.push(sentence))).toBeUndefined();
  expect(said).toHaveLength(1);
});
