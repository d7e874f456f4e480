/** Records of JSONL shards in the folder, against the built server. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Location } from 'vscode-languageserver-protocol';
import { ABLE_CLIENT, ProtocolClient } from '../../test-support/protocolClient.ts';
import { packZstd } from '../workspace/packZstd.ts';
import { fileOf, recordIds, recordPlace } from '../workspace/records.ts';

const lines = (...texts: string[]) => Buffer.from(texts.map((text) => `${JSON.stringify({ id: 7, text })}\n`).join(''));
const MAYOR = '山东省济南市市长罗峻峰讲话。';
const DAMAGED = '山東省濟(jì)南市召開(kāi)會(huì)議，市長羅峻(jùn)峰講話。';

const clients: ProtocolClient[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function started(options: { readonly opensRecords?: boolean; readonly storage?: string; readonly path?: string; readonly settings?: unknown } = {}) {
  const path = options.path ?? mkdtempSync(join(tmpdir(), 'kanwu-'));
  if (options.path === undefined) {
    folders.push(path);
    writeFileSync(join(path, 'plain.txt'), MAYOR);
    writeFileSync(join(path, 'a.jsonl'), lines(MAYOR, '山东省济南市召开会议。', DAMAGED));
    writeFileSync(join(path, 'b.jsonl.gz'), gzipSync(lines(MAYOR)));
    writeFileSync(join(path, 'c.jsonl.zst'), await packZstd(lines('山东省济南市召开会议。', MAYOR)));
  }
  const uri = pathToFileURL(path).toString();
  const client = new ProtocolClient();
  clients.push(client);
  const { opensRecords = true, storage, settings } = options;
  await client.initialize({ folders: [uri], capabilities: { ...ABLE_CLIENT, experimental: { kanwu: { opensRecords } } }, ...(storage === undefined ? {} : { storage }), ...(settings === undefined ? {} : { settings }) });
  await client.folderRead();
  /** As `a.jsonl 3` for a record. */
  const shown = (document: string) => {
    const name = fileOf(document).slice(uri.length + 1);
    const record = recordPlace(document);
    return record ? `${name} ${record.line + 1}` : name;
  };
  let searches = 0;
  return {
    client, uri, path, shown,
    record: (name: string, number: number) => recordIds(`${uri}/${name}`)(number - 1),
    async find(text: string) {
      const part = `search ${++searches}`;
      const found: string[] = [];
      client.onPartialResult(part, (documents) => {
        for (const document of documents as { uri: string; mentions: { range: { start: { character: number }; end: { character: number } }; excerpt: string; excerptStart: number }[] }[]) {
          for (const { range, excerpt, excerptStart } of document.mentions) found.push(`${shown(document.uri)}: ${excerpt.slice(excerptStart, excerptStart + range.end.character - range.start.character)}`);
        }
      });
      await client.request('kanwu/findMentions', { query: { text, distinguishScripts: false }, part });
      return found.sort();
    },
  };
}

const EVERYWHERE = ['a.jsonl 1: 罗峻峰', 'a.jsonl 3: 羅峻(jùn)峰', 'b.jsonl.gz 1: 罗峻峰', 'c.jsonl.zst 2: 罗峻峰', 'plain.txt: 罗峻峰'];

test('every mention is found in records, packed or not, and references lead there', async () => {
  const { client, find, shown, uri, record } = await started();
  expect(await find('罗峻峰')).toEqual(EVERYWHERE);
  // Text that is no name.
  expect(await find('召开会议')).toEqual(['a.jsonl 2: 召开会议', 'a.jsonl 3: 召開(kāi)會(huì)議', 'c.jsonl.zst 1: 召开会议']);
  const at = MAYOR.indexOf('罗');
  for (const document of [`${uri}/plain.txt`, record('b.jsonl.gz', 1)]) {
    client.open(document, MAYOR);
    const found = await client.request<Location[]>('textDocument/references', { textDocument: { uri: document }, position: { line: 0, character: at }, context: { includeDeclaration: true } });
    expect(found.map((location) => shown(location.uri)).sort()).toEqual(EVERYWHERE.map((place) => place.split(':')[0]));
    expect(found.find((location) => location.uri === record('a.jsonl', 1))!.range).toEqual({ start: { line: 0, character: at }, end: { line: 0, character: at + 3 } });
  }
});

test('damage: a shard is a folder of its records, and a record opens at its first', async () => {
  const { client, uri, record } = await started();
  interface Answer { readonly entries: { readonly type: string; readonly uri: string; readonly name: string; readonly spots: number; readonly files: number }[]; readonly coverage: { readonly files: number; readonly indexed: number } }
  const ask = async (folder: string | null) => (await client.request<Answer>('kanwu/findings', { folder, kind: null, by: 'folder' })).entries.map(({ type, uri: at, name, spots, files }) => [type, at, name, spots, files]);
  expect(await ask(null)).toEqual([['folder', `${uri}/a.jsonl`, 'a.jsonl', 4, 1]]);
  expect(await ask(`${uri}/a.jsonl`)).toEqual([['file', record('a.jsonl', 3), '3', 4, 1]]);
  expect(await ask(record('a.jsonl', 3))).toEqual([['file', record('a.jsonl', 3), '3', 4, 1]]);
  expect(await client.request('kanwu/firstFinding', { uri: record('a.jsonl', 3), kind: null })).toEqual({ start: { line: 0, character: 4 }, end: { line: 0, character: 8 } });
  const { items } = await client.request<{ items: { uri: string; items: unknown[] }[] }>('workspace/diagnostic', { previousResultIds: [] });
  expect(items.map((item) => [item.uri, item.items.length])).toEqual([[record('a.jsonl', 3), 4]]);
});

test('a record that is added is found at once; what is kept serves the next session', async () => {
  const storage = mkdtempSync(join(tmpdir(), 'kanwu-store-'));
  folders.push(storage);
  const first = await started({ storage });
  appendFileSync(join(first.path, 'a.jsonl'), lines('罗峻峰说。'));
  first.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${first.uri}/a.jsonl`, type: 2 }] });
  await first.client.until(() => first.client.count('kanwu/coverageChanged') >= 3);
  const places = [...EVERYWHERE, 'a.jsonl 4: 罗峻峰'].sort();
  expect(await first.find('罗峻峰')).toEqual(places);
  await first.client.stop();
  const second = await started({ storage, path: first.path });
  expect(await second.find('罗峻峰')).toEqual(places);
});

test('the coverage says what of a shard is not read', async () => {
  const { client } = await started({ settings: { index: { maxShardSize: 0.0001 } } });
  const coverage = await client.request<{ readonly records: number; readonly skippedCount: number; readonly skipped: { readonly message: string }[] }>('kanwu/coverage');
  expect(coverage.records).toBe(3);
  expect(coverage.skipped.map(({ message }) => message)).toEqual([expect.stringMatching(/^a\.jsonl is read up to line 1 only/), expect.stringMatching(/^c\.jsonl\.zst is read up to line 1 only/)]);
});

test('to a client that cannot open records, none are told', async () => {
  const { find } = await started({ opensRecords: false });
  expect(await find('罗峻峰')).toEqual(['plain.txt: 罗峻峰']);
});
