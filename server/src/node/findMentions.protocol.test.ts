/** The search for a name through the folder, against the built server. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { ProtocolClient } from '../../test-support/protocolClient.ts';

/** 市长罗峻峰讲话。罗峻峰说，明年再来。 */
const GBK = Buffer.from('cad0b3a4c2debefeb7e5bdb2bbb0a1a3c2debefeb7e5cbb5a3acc3f7c4ead4d9c0b4a1a30a', 'hex');
const FILES = {
  'simplified.txt': '山东省济南市召开会议，市长罗峻峰讲话。罗市长说，工作要抓紧。\n',
  'damaged.txt': '山東省濟(jì)南市召開(kāi)會(huì)議，市長羅峻(jùn)峰講話。\n',
  'gbk.txt': GBK,
  'text.txt': '这本书叫做《三年之后》，写的是三年之后的事。\n',
  'other.txt': '山东省济南市召开会议。\n',
};

const clients: ProtocolClient[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Found {
  readonly uri: string;
  readonly mentions: readonly { readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly character: number } }; readonly excerpt: string; readonly excerptStart: number; readonly isName: boolean }[];
}
interface Summary {
  readonly mentions: number;
  readonly documents: number;
  readonly names: readonly { readonly name: string }[];
}

async function started(files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const path = mkdtempSync(join(tmpdir(), 'kanwu-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  const uri = pathToFileURL(path).toString();
  const client = new ProtocolClient();
  clients.push(client);
  await client.initialize({ folders: [uri] });
  await client.folderRead();
  let searches = 0;
  return {
    client, uri,
    /** What is found, by file: the raw text of each place, `*` before those that are mentions of the name. */
    async find(text: string, distinguishScripts = false) {
      const part = `search ${++searches}`;
      const found: Record<string, string[]> = {};
      let parts = 0;
      client.onPartialResult(part, (documents) => {
        parts++;
        for (const { uri: file, mentions } of documents as Found[]) {
          found[file.slice(uri.length + 1)] = mentions.map(({ range, excerpt, excerptStart, isName }) => (isName ? '*' : '') + excerpt.slice(excerptStart, excerptStart + range.end.character - range.start.character));
        }
      });
      const summary = await client.request<Summary>('kanwu/findMentions', { query: { text, distinguishScripts }, part });
      return { found, summary, parts };
    },
  };
}

test('a name in every form, whatever the encoding and script of a file and whatever damage is in it', async () => {
  const { find } = await started();
  const all = { 'simplified.txt': ['*罗峻峰', '*罗市长'], 'damaged.txt': ['*羅峻(jùn)峰'], 'gbk.txt': ['*罗峻峰', '*罗峻峰'] };
  const { found, summary } = await find('罗峻峰');
  // 罗市长 is 罗 with a post beside it.
  expect({ ...found, 'simplified.txt': found['simplified.txt']!.map((form) => form.replace(/^\*罗$/, '*罗市长')) }).toEqual(all);
  expect(summary).toMatchObject({ mentions: 5, documents: 3, names: [{ name: '罗峻峰' }] });
  expect((await find(' 羅峻峰 ')).found).toEqual(found);
});

test('区分繁简: only what is written in the script of the query', async () => {
  const { find } = await started();
  expect(Object.keys((await find('羅峻峰', true)).found)).toEqual(['damaged.txt']);
  expect(Object.keys((await find('罗峻峰', true)).found).sort()).toEqual(['gbk.txt', 'simplified.txt']);
  // Both scripts write it alike.
  expect(Object.keys((await find('山', true)).found).sort()).toEqual(['damaged.txt', 'other.txt', 'simplified.txt']);
});

test('text that is no name is found as well, and nothing where it is nowhere', async () => {
  const { find } = await started();
  expect((await find('三年之後')).found).toEqual({ 'text.txt': ['三年之后', '三年之后'] });
  expect((await find('市召开会议')).found).toEqual({ 'simplified.txt': ['市召开会议'], 'damaged.txt': ['市召開(kāi)會(huì)議'], 'other.txt': ['市召开会议'] });
  expect(await find('没有这回事')).toEqual({ found: {}, parts: 0, summary: expect.objectContaining({ mentions: 0, documents: 0, names: [] }) as Summary });
  expect((await find('  ')).summary.mentions).toBe(0);
});

test('the text of the editor counts, not that of the file', async () => {
  const { client, uri, find } = await started();
  await client.open(`${uri}/other.txt`, '局长罗峻峰到会。\n');
  expect((await find('罗峻峰')).found['other.txt']).toEqual(['*罗峻峰']);
});

test('results come while the search runs, and it can be stopped', async () => {
  const { client, find } = await started(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.txt`, `市长罗峻峰讲话，第${i}次。\n`])));
  const { parts, summary } = await find('罗峻峰');
  expect(summary.documents).toBe(300);
  expect(parts).toBeGreaterThan(1);
  const cancel = new CancellationTokenSource();
  client.onPartialResult('stopped', () => cancel.cancel());
  await expect(client.connection.sendRequest('kanwu/findMentions', { query: { text: '罗峻峰', distinguishScripts: false }, part: 'stopped' }, cancel.token)).rejects.toThrow('cancelled');
});

test('names are suggested while one types', async () => {
  const { client } = await started();
  const suggest = async (text: string) => (await client.request<{ name: string; documents: number }[]>('kanwu/suggestNames', { text })).map(({ name, documents }) => `${name} ${documents}`);
  expect(await suggest('羅')).toContain('罗峻峰 3');
  expect(await suggest('ljf')).toContain('罗峻峰 3');
});
