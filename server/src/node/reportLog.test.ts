import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { randomFrom } from '../../test-support/random.ts';
import type { ReportStore } from '../workspace/reportStore.ts';
import { crc32 } from './crc32.ts';
import { openReportLog } from './reportLog.ts';

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
const open = async (folder: string, version = '1'): Promise<ReportStore> => (await openReportLog(folder, version, (sentence) => said.push(sentence)))!;
async function kept(store: ReportStore): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for await (const { document, encoded } of store.reports()) all[document] = Buffer.from(encoded).toString();
  return all;
}
const report = (text: string) => Buffer.from(text);

test('the checksum is that of gzip', () => expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926));

test('the last report of a document counts, a deleted one does not; another version begins empty', async () => {
  const folder = newFolder();
  const first = await open(folder);
  first.put('a', report('一'));
  first.put('b', report('二'));
  first.put('a', report('三'));
  first.put('c', report('四'));
  first.delete('b');
  await first.close();
  const second = await open(folder);
  expect(await kept(second)).toEqual({ a: '三', c: '四' });
  await second.close();
  const other = await open(folder, '2');
  expect(await kept(other)).toEqual({});
  await other.close();
});

test('cut off anywhere, or damaged anywhere, it keeps what stands before, and goes on', async () => {
  const folder = newFolder();
  const store = await open(folder);
  for (let i = 0; i < 40; i++) store.put(`document ${i}`, report(`report ${i} `.repeat(1 + (i % 7))));
  await store.close();
  const path = join(folder, 'index.log');
  const whole = readFileSync(path);
  const random = randomFrom(5);
  for (let moment = 0; moment < 50; moment++) {
    const at = Math.floor(random() * whole.length);
    if (moment % 2 === 0) writeFileSync(path, whole.subarray(0, at));
    else writeFileSync(path, whole.map((byte, i) => (i === at ? byte ^ 0x55 : byte)));
    const after = await open(folder);
    const before = Object.keys(await kept(after));
    expect(before).toEqual(Array.from({ length: before.length }, (_, i) => `document ${i}`));
    for (let i = before.length; i < 40; i++) after.put(`document ${i}`, report(`report ${i} `.repeat(1 + (i % 7))));
    await after.close();
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
});

test('it does not grow without end', async () => {
  const folder = newFolder();
  const store = await open(folder);
  const large = report('字'.repeat(20_000));
  for (let round = 0; round < 12; round++) {
    for (let i = 0; i < 10; i++) store.put(`document ${i}`, Buffer.concat([large, report(String(round))]));
    await store.settle();
  }
  await store.close();
  expect(statSync(join(folder, 'index.log')).size).toBeLessThan(10 * large.length * 2 + 2_100_000);
  const again = await open(folder);
  const all = await kept(again);
  expect(Object.keys(all)).toHaveLength(10);
  for (const text of Object.values(all)) expect(text.endsWith('字11')).toBe(true);
  await again.close();
});

test('a lock of a process that is no more is taken; that of another that runs is left alone', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'index.lock'), '999999999');
  await (await open(folder)).close();
  writeFileSync(join(folder, 'index.lock'), String(process.ppid));
  said.length = 0;
  expect(await openReportLog(folder, '1', (sentence) => said.push(sentence))).toBeUndefined();
  expect(said).toHaveLength(1);
});
