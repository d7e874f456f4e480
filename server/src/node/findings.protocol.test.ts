/** What a view of the folder's damage asks, against the built server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver-protocol';
import { ProtocolClient } from '../../test-support/protocolClient.ts';

const GLOSSED = '青岭县召开会议(yì)，县委书(shū)记林晓帆讲话。\n';
const ENTITY = '青岭县召开会议，县委书记林晓帆讲话&hellip;\n';

interface Findings {
  readonly total: object;
  readonly bySeverity: object;
  readonly entries: readonly { readonly type: string; readonly kind?: string; readonly uri?: string; readonly name: string; readonly severity?: string; readonly spots: number; readonly safe: number; readonly files: number }[];
  readonly more: number;
  readonly coverage: object;
}

const clients: ProtocolClient[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: Readonly<Record<string, string>>): { readonly path: string; readonly uri: string } {
  const path = mkdtempSync(join(tmpdir(), 'kanwu-findings-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path, uri: pathToFileURL(path).toString() };
}

async function start(uris: readonly string[], settings?: object, locale?: string): Promise<ProtocolClient> {
  const client = new ProtocolClient();
  clients.push(client);
  await client.initialize({ folders: uris, ...(settings ? { settings } : {}), ...(locale ? { locale } : {}) });
  await client.folderRead();
  return client;
}

const asked = (client: ProtocolClient, by: 'kind' | 'folder', folder: string | null = null, kind: string | null = null) => client.request<Findings>('kanwu/findings', { by, folder, kind });
const shown = ({ entries }: Findings) => entries.map(({ type, name, spots, safe, files }) => `${type} ${name} ${spots} ${safe} ${files}`);

test('by kind and by folder, down to the kinds of a file', async () => {
  const { uri } = folderOf({ 'a.txt': GLOSSED, 'sub b/b.txt': GLOSSED + ENTITY, 'sub b/c/d.txt': ENTITY, 'clean.txt': '青岭县召开会议，部署下一阶段任务。\n', 'large.txt': GLOSSED.repeat(500) });
  const client = await start([uri], { index: { maxFileSize: 0.01 }, rules: { 'pinyin-gloss': 'error' } }, 'zh-cn');
  const kinds = await asked(client, 'kind');
  expect(shown(kinds)).toEqual(['kind 拼音注音 4 4 2', 'kind HTML 实体 2 2 2']);
  expect(kinds.entries.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  expect(kinds).toMatchObject({ total: { spots: 6, safe: 6, files: 3 }, bySeverity: { error: 4, warning: 2, information: 0, hint: 0 }, more: 0, coverage: { state: 'complete', files: 5, indexed: 4, skippedCount: 1, skippedBy: [{ why: '超过大小上限', count: 1 }] } });
  const top = await asked(client, 'folder');
  expect(shown(top)).toEqual(['folder sub b 4 4 2', 'file a.txt 2 2 1']);
  expect(shown(await asked(client, 'folder', null, 'html-entity'))).toEqual(['folder sub b 2 2 2']);
  const below = await asked(client, 'folder', top.entries[0]!.uri!, 'html-entity');
  expect(shown(below)).toEqual(['folder c 1 1 1', 'file b.txt 1 1 1']);
  expect(shown(await asked(client, 'kind', below.entries[1]!.uri!))).toEqual(['kind 拼音注音 2 2 1', 'kind HTML 实体 1 1 1']);
  expect(await client.request<Range>('kanwu/firstFinding', { uri: below.entries[1]!.uri, kind: 'html-entity' })).toEqual({ start: { line: 1, character: 17 }, end: { line: 1, character: 25 } });
  expect(await client.request<Range>('kanwu/firstFinding', { uri: `${uri}/clean.txt`, kind: null })).toBeNull();
});

test('several folders stand side by side; changes are told, and unsaved text counts', async () => {
  const one = folderOf({ 'a.txt': GLOSSED });
  const two = folderOf({ 'b.txt': ENTITY });
  const client = await start([one.uri, two.uri]);
  expect((await asked(client, 'folder')).entries.map(({ uri, spots }) => [uri, spots])).toEqual([[one.uri, 2], [two.uri, 1]].sort());
  const told = client.count('kanwu/findingsChanged');
  writeFileSync(join(two.path, 'b.txt'), GLOSSED);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${two.uri}/b.txt`, type: 2 }] });
  await client.until(() => client.count('kanwu/findingsChanged') > told);
  expect(await asked(client, 'kind')).toMatchObject({ total: { spots: 4, safe: 4, files: 2 } });
  await client.open(`${two.uri}/b.txt`, `${GLOSSED}${ENTITY}`);
  expect(await asked(client, 'kind', two.uri)).toMatchObject({ total: { spots: 3, safe: 3, files: 1 } });
});
