/** What is damaged in the files that are not open, asked for by `workspace/diagnostic`, against the built server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { ProtocolClient } from '../../test-support/protocolClient.ts';

const CLEAN = '山东省济南市召开会议，市长林晓帆讲话。\n';
const ONE = '山东省济南市召开会议,，市长林晓帆讲话。\n';
const THREE = '山東省濟(jì)南市召開(kāi)會(huì)議，市長林曉帆講話。\n';
/** 山东省济南市召开会议,，市长林晓帆讲话。 */
const GBK = Buffer.from('c9bdb6abcaa1bcc3c4cfcad0d5d9bfaabbe1d2e92ca3accad0b3a4c1d6cffeb7abbdb2bbb0a1a30a', 'hex');

const clients: ProtocolClient[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function started(files: Readonly<Record<string, string | Uint8Array>>, settings: object = {}) {
  const path = mkdtempSync(join(tmpdir(), 'kanwu-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  const uri = pathToFileURL(path).toString();
  const client = new ProtocolClient();
  clients.push(client);
  await client.initialize({ folders: [uri], settings });
  await client.folderRead();
  const tell = (name: string, type: number) => client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${uri}/${name}`, type }] });
  return {
    client, uri,
    write(name: string, content: string) {
      writeFileSync(join(path, name), content);
      return tell(name, 2);
    },
    remove(name: string) {
      rmSync(join(path, name));
      return tell(name, 3);
    },
    pull: async (previousResultIds: readonly { uri: string; value: string }[] = []) => shown((await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds })).items, uri),
    /** A request that stays open: what the client shows, as the reports come. */
    follow() {
      const now = new Map<string, string[]>();
      client.onPartialResult('parts', (some) => {
        for (const [name, items] of Object.entries(shown((some as WorkspaceDiagnosticReport).items, uri))) if (Array.isArray(items)) now.set(name, items);
      });
      const cancel = new CancellationTokenSource();
      const answer = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'parts' }, cancel.token);
      // It ends with the server, where the test does not end it.
      answer.catch(() => {});
      return { now, answer, cancel, until: (expected: Record<string, readonly string[]>) => client.until(() => JSON.stringify(Object.fromEntries([...now].filter(([, items]) => items.length > 0).sort())) === JSON.stringify(expected)) };
    },
  };
}

/** Of each file its kinds of damage with their lines and columns, or `unchanged`. */
function shown(items: readonly WorkspaceDocumentDiagnosticReport[], folder: string): Record<string, string[] | 'unchanged'> {
  return Object.fromEntries(items.map((item) => [item.uri.slice(folder.length + 1), item.kind === 'unchanged' ? item.kind : item.items.map(({ code, range: { start, end } }) => `${code} ${start.line}:${start.character}-${end.character}`)] as const).sort());
}

test('every file that is not open, in its own encoding; what has not changed is not sent again', async () => {
  const { client, uri, pull, write } = await started({ 'a.txt': ONE, 'b.txt': `${CLEAN}${THREE}`, 'clean.txt': CLEAN, 'gbk.txt': GBK });
  const all = { 'a.txt': ['doubled-punctuation 0:10-12'], 'b.txt': ['pinyin-gloss 1:4-8', 'pinyin-gloss 1:12-17', 'pinyin-gloss 1:18-23'], 'gbk.txt': ['doubled-punctuation 0:10-12'] };
  expect(await pull()).toEqual(all);
  const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  const known = items.map((item) => ({ uri: item.uri, value: (item as WorkspaceFullDocumentDiagnosticReport).resultId! }));
  expect(await pull(known)).toEqual({ 'a.txt': 'unchanged', 'b.txt': 'unchanged', 'gbk.txt': 'unchanged' });
  // An open document is asked for by itself.
  await client.open(`${uri}/b.txt`, CLEAN);
  expect(await pull(known)).toEqual({ 'a.txt': 'unchanged', 'gbk.txt': 'unchanged' });
  const before = client.count('kanwu/coverageChanged');
  await write('a.txt', CLEAN);
  await client.until(() => client.count('kanwu/coverageChanged') > before);
  expect(await pull(known)).toEqual({ 'a.txt': [], 'gbk.txt': 'unchanged' });
});

test('a request that takes parts stays open and follows what changes', async () => {
  const { client, uri, follow, write, remove } = await started({ 'a.txt': ONE, 'b.txt': THREE });
  const { now, answer, cancel, until } = follow();
  const b = ['pinyin-gloss 0:4-8', 'pinyin-gloss 0:12-17', 'pinyin-gloss 0:18-23'];
  await until({ 'a.txt': ['doubled-punctuation 0:10-12'], 'b.txt': b });
  await write('a.txt', `${CLEAN}${ONE}`);
  await until({ 'a.txt': ['doubled-punctuation 1:10-12'], 'b.txt': b });
  await remove('a.txt');
  await until({ 'b.txt': b });
  // Nothing is said of a document while it is open, and all of it once it is closed, also where nothing has changed.
  await client.open(`${uri}/b.txt`, CLEAN);
  await write('c.txt', ONE);
  await until({ 'b.txt': b, 'c.txt': ['doubled-punctuation 0:10-12'] });
  now.delete('b.txt');
  await client.close(`${uri}/b.txt`);
  await until({ 'b.txt': b, 'c.txt': ['doubled-punctuation 0:10-12'] });
  // A document of no folder is cleared when it is closed.
  await client.open('untitled:other', ONE);
  await client.close('untitled:other');
  await client.until(() => [...now].some(([, items]) => items.length === 0));
  cancel.cancel();
  await expect(answer).rejects.toThrow('cancelled');
});

test('no more than the setting lets in, whole files; a new setting counts at once', async () => {
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.txt`, THREE + ONE.repeat(i % 2)]));
  const { client, follow } = await started(files, { problems: { maximum: 8 } });
  const { now, until } = follow();
  const glosses = ['pinyin-gloss 0:4-8', 'pinyin-gloss 0:12-17', 'pinyin-gloss 0:18-23'];
  await client.until(() => now.size === 2);
  expect([...now.values()].flat().length).toBeLessThanOrEqual(8);
  client.settings = { problems: { maximum: 0 } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await until({});
  client.settings = { problems: { maximum: 100 }, rules: { 'doubled-punctuation': 'off' } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await until(Object.fromEntries(Object.keys(files).map((name) => [name, glosses])));
  // Hints are not listed.
  client.settings = { rules: { 'pinyin-gloss': 'hint' } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await until({ '1.txt': ['doubled-punctuation 1:10-12'], '3.txt': ['doubled-punctuation 1:10-12'] });
});
