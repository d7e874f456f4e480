/** The server killed while it indexes: what it has stored is whole, and the next start carries on. `KANWU_KILLS=50` kills it more often. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { SymbolInformation } from 'vscode-languageserver-protocol';
import { ABLE_CLIENT, ProtocolClient } from '../../test-support/protocolClient.ts';
import { randomFrom } from '../../test-support/random.ts';

const FILES = 120;
const RECORDS = 60;
const KILLS = Number(process.env['KANWU_KILLS'] ?? 3);

const clients: ProtocolClient[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kanwu-killed-'));
  folders.push(folder);
  return folder;
}
async function start(folder: string, storage: string): Promise<ProtocolClient> {
  const client = new ProtocolClient();
  clients.push(client);
  await client.initialize({ folders: [pathToFileURL(folder).toString()], storage, capabilities: { ...ABLE_CLIENT, experimental: { kanwu: { opensRecords: true } } } });
  return client;
}
async function known(client: ProtocolClient): Promise<unknown> {
  await client.folderRead();
  const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query: '济南' });
  return { coverage: await client.request('kanwu/coverage'), symbols: symbols.map(({ name, kind }) => `${name} ${kind}`).sort() };
}

test(`killed at ${KILLS} moments, each start carries on where the last was ended`, async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'news'));
  const news = (i: number) => `山东省济南市市长林晓帆到历下区调研，济南市人民政府副市长王建平参加。第${i}次。\n`.repeat(1 + (i % 5));
  for (let i = 0; i < FILES; i++) writeFileSync(join(folder, 'news', `${i}.txt`), news(i));
  writeFileSync(join(folder, 'news', 'more.jsonl'), Array.from({ length: RECORDS }, (_, i) => `${JSON.stringify({ text: news(FILES + i) })}\n`).join(''));
  const undisturbed = await start(folder, newFolder());
  const expected = await known(undisturbed);
  expect(expected).toMatchObject({ coverage: { files: FILES + 1, indexed: FILES + 1, records: RECORDS } });
  await undisturbed.stop();
  const random = randomFrom(1_126);
  for (let i = 0; i < KILLS; i++) {
    const storage = newFolder();
    // Twice on the same store, each time at a moment counted in messages.
    for (let again = 0; again < 2; again++) {
      const client = await start(folder, storage);
      const moment = 1 + Math.floor(random() * 60);
      await client.until(() => client.progress.length >= moment || client.progress.some(({ value }) => value.kind === 'end'));
      client.kill();
      await client.exitCode;
    }
    const last = await start(folder, storage);
    expect(await known(last)).toEqual(expected);
    await last.stop();
    const warm = await start(folder, storage);
    expect(await known(warm)).toEqual(expected);
    // Everything came from the store: nothing was left to count up to.
    expect(warm.progress.filter(({ value }) => value.kind === 'report' && value.percentage !== 100)).toEqual([]);
    await warm.stop();
  }
}, Math.max(600_000, KILLS * 60_000));
