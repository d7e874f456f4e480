/**
 * The second part of `npm run bench`: folders of generated documents behind the real server, as an editor sees it. Each figure stands beside a
 * peer doing its nearest job in the same run; of two sizes the exponent of growth is printed (1 is linear). Nothing here passes or fails.
 *
 *     npm run bench:corpus                                        1,000 and 10,000 documents of about 5 KB
 *     npm run bench:corpus -- --sizes 1000,10000,100000           more; the last takes a while
 *     npm run bench:corpus -- --typing                            only keystrokes, while the folder is read
 *     npm run bench:corpus -- --out bench-results/mine.json       where the results go
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import type { Location } from 'vscode-languageserver-protocol';
import { ProtocolClient } from '../../server/test-support/protocolClient.ts';
import { FREQUENT, generateDocuments, writeCorpus } from './generateCorpus.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { typing: { type: 'boolean', default: false }, sizes: { type: 'string', default: '1000,10000' }, out: { type: 'string', default: join(root, 'bench-results', 'corpus.json') } } });
const sizes = values.sizes.split(',').map(Number);
const jieba = Jieba.withDict(dict);

/** What was measured of one size. Times in ms, sizes in MB (1,000,000 bytes). */
interface Measured {
  readonly documents: number;
  readonly megabytes: number;
  readonly [figure: string]: number;
}

const results: Measured[] = [];
for (const documents of sizes) results.push(await measure(documents));
const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', processors: cpus().length, memory: Math.round(totalmem() / 1e6) };
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, `${JSON.stringify({ date: new Date().toISOString(), machine, results, growth: growth() }, undefined, 2)}\n`);
console.log(`\nNode ${machine.node}, ${machine.processors} × ${machine.processor}, ${machine.memory} MB; written to ${values.out}`);

async function measure(documents: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'kanwu-bench-'));
  const storage = mkdtempSync(join(tmpdir(), 'kanwu-bench-storage-'));
  const figures: Record<string, number> = {};
  try {
    const megabytes = writeCorpus(folder, documents) / 1e6;
    const uri = pathToFileURL(folder).toString();
    console.log(`\n${documents} documents, ${megabytes.toFixed(1)} MB`);
    if (!values.typing) await measureFolder(folder, uri, storage, figures);
    await measureTyping(uri, figures);
    return { documents, megabytes, ...figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(storage, { recursive: true, force: true });
  }
}

/** Index, start and references of a folder. */
async function measureFolder(folder: string, uri: string, storage: string, figures: Record<string, number>): Promise<void> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt')).sort().map((name) => join(folder, name));
  const peerSample = paths.filter((_, i) => i % Math.ceil(paths.length / 500) === 0);
  const sampled = clock(() => peerSample.forEach((path) => jieba.tag(readFileSync(path, 'utf8'))));
  figures['jiebaTagging'] = sampled * (paths.length / peerSample.length);
  figures['plainStat'] = clock(() => paths.forEach((path) => statSync(path)));
  figures['plainScan'] = clock(() => paths.forEach((path) => readFileSync(path).includes(FREQUENT)));

  const first = await started(uri, storage);
  figures['firstIndex'] = first.time;
  figures['firstIndexMemory'] = memory(first.client);
  show('first index', figures['firstIndex'], '@node-rs/jieba reading and tagging all, one core', figures['jiebaTagging']);
  console.log(`  ${'memory at its highest'.padEnd(38)} ${figures['firstIndexMemory'].toFixed(0).padStart(9)} MB`);
  await first.client.stop();

  const warm = await started(uri, storage);
  figures['warmStart'] = warm.time;
  figures['warmMemory'] = memory(warm.client);
  show('warm start, process start included', figures['warmStart'], 'stat of every file', figures['plainStat']);
  console.log(`  ${'memory at its highest'.padEnd(38)} ${figures['warmMemory'].toFixed(0).padStart(9)} MB`);

  const changed = paths[paths.length >> 1]!;
  const changes: number[] = [];
  const before = readFileSync(changed, 'utf8');
  for (let i = 0; i < 9; i++) {
    writeFileSync(changed, `第${i}版\n${before}`);
    const told = warm.client.count('kanwu/coverageChanged');
    const start = performance.now();
    await warm.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(changed).toString(), type: 2 }] });
    await warm.client.until(() => warm.client.count('kanwu/coverageChanged') > told);
    changes.push(performance.now() - start);
  }
  figures['oneFileChange'] = at(changes, 0.5);
  const jiebaOne = at(Array.from({ length: 9 }, () => clock(() => jieba.tag(readFileSync(changed, 'utf8')))), 0.5);
  show('one changed file (median)', figures['oneFileChange'], '@node-rs/jieba reading and tagging it', jiebaOne);

  const namesIt = paths.find((path) => readFileSync(path).includes(FREQUENT))!;
  const opened = pathToFileURL(namesIt).toString();
  const text = readFileSync(namesIt, 'utf8');
  await warm.client.open(opened, text);
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes(FREQUENT));
  const position = { line, character: lines[line]!.indexOf(FREQUENT) + 1 };
  await warm.client.diagnostics(opened);
  await references(warm.client, opened, position);
  const found = await references(warm.client, opened, position);
  Object.assign(figures, { references: found.count, referencesFirst: found.first, referencesAll: found.all });
  show(`references: ${found.count} mentions, first results`, found.first, 'a scan of all files for the name', figures['plainScan']);
  show('references: all', found.all, 'a scan of all files for the name', figures['plainScan']);
  await warm.client.stop();
}

/** Keystrokes in a short and a long document while the folder is read. */
async function measureTyping(uri: string, figures: Record<string, number>): Promise<void> {
  const typing = new ProtocolClient();
  await typing.initialize({ folders: [uri] });
  await typing.until(() => typing.progress.length > 2);
  for (const [name, bytes, keystrokes] of [['10 KB', 10_000, 200], ['5 MB', 5_000_000, 40]] as const) {
    const typed = await keystrokesIn(typing, bytes, keystrokes);
    const jiebaWhole = clock(() => jieba.tag(typed.text));
    const still = (await typing.request<{ state: string }>('kanwu/coverage')).state === 'indexing';
    for (const share of [0.5, 0.95, 0.99]) figures[`keystroke${bytes}p${share * 100}`] = at(typed.times, share);
    show(`a keystroke in ${name}${still ? ', while indexing' : ''}: p50`, at(typed.times, 0.5), '@node-rs/jieba tagging the document', jiebaWhole);
    console.log(`  ${'p95, p99'.padEnd(38)} ${at(typed.times, 0.95).toFixed(1).padStart(9)} ms, ${at(typed.times, 0.99).toFixed(1)} ms`);
  }
  typing.kill();
}

/** A server that has read the folder, and how long that took from the start of its process. */
async function started(uri: string, storage: string): Promise<{ readonly client: ProtocolClient; readonly time: number }> {
  const start = performance.now();
  const client = new ProtocolClient();
  await client.initialize({ folders: [uri], storage });
  await client.folderRead();
  const time = performance.now() - start;
  // What the server still says of its start has come once it answers.
  await client.request('kanwu/coverage');
  return { client, time };
}

async function references(client: ProtocolClient, uri: string, position: { line: number; character: number }): Promise<{ readonly count: number; readonly first: number; readonly all: number }> {
  const start = performance.now();
  let first = 0;
  let count = 0;
  const partialResultToken = `references ${start}`;
  client.onPartialResult(partialResultToken, (some) => {
    first ||= performance.now() - start;
    count += (some as Location[]).length;
  });
  const rest = await client.at<Location[] | null>('textDocument/references', uri, position, { context: { includeDeclaration: true }, partialResultToken });
  const all = performance.now() - start;
  return { count: count + (rest?.length ?? 0), first: first || all, all };
}

/** Times from a change in the middle of a damaged document of a size to the answer with its diagnostics. */
async function keystrokesIn(client: ProtocolClient, bytes: number, count: number): Promise<{ readonly text: string; readonly times: number[] }> {
  const uri = `untitled:${bytes}`;
  const parts: string[] = [];
  let size = 0;
  for (const document of generateDocuments()) {
    if (size >= bytes) break;
    parts.push(document);
    size += Buffer.byteLength(document);
  }
  const text = parts.join('\n');
  const lines = text.split('\n');
  const line = lines.length >> 1;
  const character = lines[line]!.length >> 1;
  await client.open(uri, text);
  await client.diagnostics(uri);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await client.change(uri, i + 2, { range: { start: { line, character: character + i }, end: { line, character: character + i } }, text: '字' });
    await client.diagnostics(uri);
    times.push(performance.now() - start);
  }
  await client.close(uri);
  return { text, times };
}

/** What a server's process has held in memory at most so far, in MB; 0 where the system does not tell. */
function memory(client: ProtocolClient): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${client.process.pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

function clock(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
}

function show(what: string, ms: number, peer: string, peerMs: number): void {
  console.log(`  ${what.padEnd(38)} ${ms.toFixed(1).padStart(9)} ms  (${(ms / peerMs).toFixed(2)} times ${peer}: ${peerMs.toFixed(1)} ms)`);
}

/** By figure, the exponent with which it grew from each size to the next. */
function growth(): Record<string, number>[] {
  return results.slice(1).map((larger, i) => {
    const smaller = results[i]!;
    const ratio = Math.log(larger.documents / smaller.documents);
    const exponents = Object.fromEntries((values.typing ? [] : ['firstIndex', 'firstIndexMemory', 'warmStart', 'warmMemory', 'oneFileChange', 'referencesAll']).map((figure) => [figure, Number((Math.log(larger[figure]! / smaller[figure]!) / ratio).toFixed(2))]));
    console.log(`\nGrowth from ${smaller.documents} to ${larger.documents} documents, as an exponent: ${Object.entries(exponents).map(([figure, exponent]) => `${figure} ${exponent}`).join(', ')}`);
    return exponents;
  });
}
