/** The bundle for a web worker, in a worker thread that looks like one, with the client's files behind it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { AbstractMessageReader, AbstractMessageWriter, createMessageConnection, type DataCallback, type Hover, type Message, type MessageConnection } from 'vscode-languageserver-protocol/node';
import { ABLE_CLIENT } from '../../test-support/protocolClient.ts';
import { DEFAULT_SETTINGS } from '../protocol/settings.ts';

const BUNDLE = fileURLToPath(new URL('../../../dist/server.browser.js', import.meta.url));
const AS_WEB_WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  globalThis.self = globalThis;
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  globalThis.addEventListener = () => {};
  parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
  for (const name of ['process', 'Buffer', 'setImmediate', 'require']) delete globalThis[name];
  new Function(workerData)();
`;
const NEWS = '山东省济南市市长林晓帆到山东省济南市历下区调研。';

let worker: Worker | undefined;
let connection: MessageConnection | undefined;

afterEach(async () => {
  connection?.dispose();
  await worker?.terminate();
});

class Reader extends AbstractMessageReader {
  listen(callback: DataCallback) {
    worker!.on('message', (message: Message) => callback(message));
    return { dispose() {} };
  }
}

class Writer extends AbstractMessageWriter {
  write(message: Message): Promise<void> {
    worker!.postMessage(message);
    return Promise.resolve();
  }
  end(): void {}
}

test('it needs nothing of Node, and asks the client for files', async () => {
  if (!existsSync(BUNDLE)) throw new Error('The server is not built: npm run build');
  const { readFile } = await import('node:fs/promises');
  worker = new Worker(AS_WEB_WORKER, { eval: true, workerData: await readFile(BUNDLE, 'utf8') });
  const failed = new Promise<never>((_, reject) => worker!.on('error', reject));
  connection = createMessageConnection(new Reader(), new Writer());
  const files = new Map([['web:/news/a.txt', NEWS], ['web:/news/b.txt', `见报。${NEWS}`], ['web:/news/c.jsonl', `${JSON.stringify({ text: NEWS })}\n`]]);
  const asked: unknown[] = [];
  connection.onRequest('kanwu/findFiles', (globs: unknown) => {
    asked.push(globs);
    return [...files.keys(), 'web:/news/gone.txt', 'web:/elsewhere/c.txt'];
  });
  connection.onRequest('kanwu/readFile', ({ uri }: { uri: string }) => {
    const text = files.get(uri);
    return text === undefined ? null : { size: Buffer.byteLength(text), bytes: Buffer.from(text).toString('base64') };
  });
  connection.onRequest('kanwu/statFile', ({ uri }: { uri: string }) => (files.has(uri) ? { size: Buffer.byteLength(files.get(uri)!), modified: 1 } : null));
  connection.onRequest('workspace/configuration', () => [null]);
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  const read = new Promise<void>((resolve) => connection!.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
    if (value.kind === 'end') resolve();
  }));
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders: [{ uri: 'web:/news', name: 'news' }], capabilities: { ...ABLE_CLIENT, experimental: { kanwu: { opensRecords: true } } } });
  await connection.sendNotification('initialized', {});
  await Promise.race([read, failed]);
  expect(asked).toEqual([{ include: DEFAULT_SETTINGS.index.files, exclude: ['**/node_modules/**', '**/.git/**'] }]);
  expect(await connection.sendRequest('kanwu/coverage')).toMatchObject({ state: 'complete', files: 3, indexed: 3, records: 1, skippedCount: 0 });
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 'web:/news/a.txt', languageId: 'cn-news', version: 1, text: NEWS } });
  const hover = await connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri: 'web:/news/a.txt' }, position: { line: 0, character: 4 } });
  expect(JSON.stringify(hover.contents)).toContain('3 files of the folder');
});
