/**
 * `npm run bench`: how fast the analysis is, beside peers doing their nearest job on the same text in the same run.
 * Wall times on a shared machine drift; the ratios are what to quote. Nothing here passes or fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import autocorrect from 'autocorrect-node';
import { analyseDamage } from '../server/src/damage/index.ts';
import { chineseModel } from '../server/src/lexicon/chineseModel.ts';
import { DocumentAnalyser } from '../server/src/workspace/documentAnalysis.ts';
import { generateDocuments } from './bench/generateCorpus.ts';

// From dist/bench, where `npm run bench` bundles this.
const fixtures = fileURLToPath(new URL('../../test-fixtures/', import.meta.url));
const samples = readdirSync(fixtures).filter((name) => name.endsWith('.txt') && !name.endsWith('.clean.txt')).sort().map((name) => readFileSync(join(fixtures, name), 'utf8'));
const cleanSamples = readdirSync(fixtures).filter((name) => name.endsWith('.clean.txt')).sort().map((name) => readFileSync(join(fixtures, name), 'utf8'));

/** Text of about this many UTF-8 bytes, whole samples repeated; each round is numbered, so that no paragraph cache helps. */
function textOf(bytes: number, from: readonly string[]): string {
  let text = '';
  for (let i = 0; Buffer.byteLength(text) < bytes; i++) text += from[i % from.length]!.replace(/\n|$/g, `第${i}段\n`);
  return text;
}

/** Median wall time in ms of `runs` calls after a warm-up. `prepare` makes fresh input for each call, outside the clock. */
function median<T>(runs: number, prepare: (run: number) => T, work: (input: T) => unknown): number {
  for (let run = 0; run < Math.max(3, runs >> 2); run++) work(prepare(-1 - run));
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const input = prepare(run);
    const start = performance.now();
    work(input);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1]!;
}

/** The text changed everywhere a little, so that nothing is remembered from the run before. */
const unseen = (text: string) => (run: number) => text.replace(/\n/g, `${(run + 1000) % 10_000}\n`);

// The first thing of all that is done: what is loaded by then is the code.
const before = memory();
const started = performance.now();
new DocumentAnalyser().analyse('青禾市委副书记、市长林晓帆调研鲸屿集团精密铸件项目。');
const loading = performance.now() - started;
const tables = memory() - before;
const loadingModel = performance.now();
chineseModel();
const model = performance.now() - loadingModel;

/** Heap and what typed arrays hold outside it, in MB. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

const jieba = Jieba.withDict(dict);
const lint = (text: string) => autocorrect.lintFor(text, 'sample.txt');
const lintByLine = (text: string) => text.split('\n').map(lint);

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(`\nThe first analysis of a process, a sentence, loads the tables and weights: ${loading.toFixed(0)} ms, ${tables.toFixed(0)} MB; the character model, at the first byte slip: ${model.toFixed(0)} ms`);

for (const [kind, from] of [['damaged', samples], ['undamaged', cleanSamples]] as const) {
  const text = textOf(10_000, from);
  const whole = median(60, unseen(text), (input) => new DocumentAnalyser().analyse(input));
  const analyser = new DocumentAnalyser();
  const middle = text.indexOf('\n', text.length >> 1) - 1;
  const keystroke = median(200, (run) => text.slice(0, middle) + '字'.repeat(1 + (Math.abs(run) % 5)) + text.slice(middle), (input) => analyser.analyse(input));
  console.log(`\nA document of 10 KB, ${kind}, warm (median)`);
  row('whole analysis (damage, clean text, entities)', whole);
  row('one keystroke, its paragraph only', keystroke);
  row('autocorrect-node, lint', median(60, unseen(text), lint), whole);
  row('@node-rs/jieba, tag', median(60, unseen(text), (input) => jieba.tag(input)), whole);
}

const megabyte = textOf(1_000_000, cleanSamples);
const size = Buffer.byteLength(megabyte) / 1e6;
const damage = median(7, unseen(megabyte), (text) => analyseDamage(text));
const lintLines = median(3, unseen(megabyte), lintByLine);
console.log(`\nDamage analysis of 1 MB of clean text`);
console.log(`  kanwu            ${(size / (damage / 1000)).toFixed(1)} MB/s`);
console.log(`  autocorrect-node ${(size / (lintLines / 1000)).toFixed(1)} MB/s, linting by line: kanwu is ${(lintLines / damage).toFixed(1)} times as fast`);

/** Documents of the corpus that `npm run bench:corpus` generates: two in five undamaged, the others by a site that cuts many characters. */
const generated: string[] = [];
for (const document of generateDocuments()) if (generated.push(document) === 60) break;

console.log('\nDamage analysis of damaged text, document by document');
for (const [kind, documents] of [['as the samples in test-fixtures are damaged', samples], ['as the generated corpus is', generated]] as const) {
  const rounds = Math.ceil(200_000 / Buffer.byteLength(documents.join('')));
  const texts = Array.from({ length: rounds }, () => documents).flat();
  const bytes = Buffer.byteLength(texts.join(''));
  const found = documents.flatMap((text) => analyseDamage(text).findings);
  const perKilobyte = (count: number) => ((1000 * count * rounds) / bytes).toFixed(2);
  const ms = median(5, (run) => texts.map((text) => unseen(text)(run)), (fresh) => fresh.forEach((text) => analyseDamage(text)));
  console.log(`  ${kind.padEnd(44)} ${(bytes / 1000 / ms).toFixed(1).padStart(5)} MB/s; findings per KB: ${perKilobyte(found.length)}, byte slips ${perKilobyte(found.filter((finding) => finding.kind === 'byte-slip').length)}`);
}

const all = median(3, unseen(megabyte), (text) => new DocumentAnalyser().analyse(text));
const tag = median(3, unseen(megabyte), (text) => jieba.tag(text));
const entities = Math.max(all - damage, 0.001);
console.log(`\nWhole analysis of 1 MB`);
console.log(`  kanwu            ${(size / (all / 1000)).toFixed(1)} MB/s whole, ${(size / (entities / 1000)).toFixed(1)} MB/s for the entities alone`);
console.log(`  @node-rs/jieba   ${(size / (tag / 1000)).toFixed(1)} MB/s tagging: kanwu's entities are ${(tag / entities).toFixed(2)} times as fast`);
console.log(`\nheap ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB, resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);

function row(what: string, ms: number, ours?: number): void {
  console.log(`  ${what.padEnd(48)} ${ms.toFixed(2).padStart(8)} ms${ours === undefined ? '' : `  (kanwu takes ${(ours / ms).toFixed(2)} times as long)`}`);
}
