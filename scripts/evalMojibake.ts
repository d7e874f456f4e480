/**
 * `npm run eval:mojibake`: what the rule `mojibake` gets back, by the way in which the text was misread, on 1,000 random
 * sentences and on spans of 4 to 12 characters within good text; and what it takes for damage in good text. The
 * sentences (UNER_Chinese-GSDSIMP dev, the dev and test items of corpus/) are not those that the language model has seen.
 * `--show N` prints up to N failures of each sort. Ends with status 1 where a figure misses its goal.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as OpenCC from 'opencc-js';
import { analyseDamage } from '../server/src/damage/index.ts';
import { decodeBig5Pair, isBig5Trail } from '../server/src/text/big5.ts';
import { encodeText } from '../server/src/text/encodeText.ts';
import type { Encoding } from '../server/src/text/encodings.ts';
import { windows1252Code } from '../server/src/text/windows1252.ts';
import { SAMPLES_OF_OTHER_TEXT } from './samplesOfOtherText.ts';
import { corpusItems, unerSentences } from './trainingText.ts';

const SENTENCES = Number(process.env["N"] ?? 1000);
const shown = process.argv.includes('--show') ? Number(process.argv[process.argv.indexOf('--show') + 1]) : 0;

/** Random numbers that are the same each time (mulberry32). */
let seed = 20_240;
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const below = (limit: number) => Math.floor(random() * limit);

type Read = (bytes: Uint8Array) => string;
const asGbk: Read = (bytes) => new TextDecoder('gb18030').decode(bytes);
/** As Microsoft's decoders do it: a byte that opens no pair takes the next one with it. */
const asGbkWindows: Read = (bytes) => {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const pair = bytes.subarray(i, bytes[i]! < 0x81 ? i + 1 : i + 2);
    const text = asGbk(pair);
    out += text.includes('\ufffd') ? '?' : text;
    i += pair.length;
  }
  return out;
};
const asWindows1252: Read = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(windows1252Code(byte))).join('');
const asLatin1: Read = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const asBig5Windows: Read = (bytes) => new TextDecoder('big5').decode(bytes);
const asBig5Web: Read = (bytes) => {
  let out = '';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) out += String.fromCharCode(byte);
    else {
      const next = bytes[i + 1] ?? 0;
      const code = isBig5Trail(next) ? decodeBig5Pair((byte << 8) | next) : 0;
      out += code ? String.fromCharCode(code) : '\ufffd';
      if (next >= 0x80 || code) i++;
    }
  }
  return out;
};
/** What nobody sees, and much on its way drops. */
const UNSEEN = /[\u0080-\u009f\u00ad]/g;
const without = (read: Read, pattern: RegExp, by = ''): Read => (bytes) => read(bytes).replace(pattern, by);

interface Way {
  readonly name: string;
  readonly wrote: readonly Encoding[];
  readonly read: readonly Read[];
  readonly traditional?: true;
  /** What is dropped after the reading: the goals are for what kept all bytes. A character all of whose bytes are dropped leaves no trace; that it is not given back is no wrong fix. */
  readonly lossy?: true;
}
const WAYS: readonly Way[] = [
  { name: 'UTF-8 as GBK', wrote: ['utf-8'], read: [asGbk] },
  { name: 'UTF-8 as GBK, ? takes the next byte', wrote: ['utf-8'], read: [asGbkWindows] },
  { name: 'UTF-8 as Windows-1252', wrote: ['utf-8'], read: [asWindows1252] },
  { name: 'UTF-8 as Latin-1 (C1 controls)', wrote: ['utf-8'], read: [asLatin1] },
  { name: 'UTF-8 as 1252, U+00AD and C1 dropped', wrote: ['utf-8'], read: [without(asWindows1252, UNSEEN)], lossy: true },
  { name: 'UTF-8 as 1252, U+00A0 made a space', wrote: ['utf-8'], read: [without(asWindows1252, /\u00a0/g, ' ')], lossy: true },
  { name: 'GBK as Windows-1252', wrote: ['gb18030'], read: [asWindows1252] },
  { name: 'GBK as Latin-1 (C1 controls)', wrote: ['gb18030'], read: [asLatin1] },
  { name: 'GBK as 1252, traditional text', wrote: ['gb18030'], read: [asWindows1252], traditional: true },
  { name: 'GBK as 1252, U+00AD and C1 dropped', wrote: ['gb18030'], read: [without(asWindows1252, UNSEEN)], lossy: true },
  { name: 'GBK as 1252, the same, traditional text', wrote: ['gb18030'], read: [without(asWindows1252, UNSEEN)], traditional: true, lossy: true },
  { name: 'GBK as Latin-1, U+00AD and C1 dropped', wrote: ['gb18030'], read: [without(asLatin1, UNSEEN)], lossy: true },
  { name: 'GBK as Latin-1, the same, traditional', wrote: ['gb18030'], read: [without(asLatin1, UNSEEN)], traditional: true, lossy: true },
  { name: 'Big5 as 1252, U+00AD and C1 dropped', wrote: ['big5'], read: [without(asWindows1252, UNSEEN)], traditional: true, lossy: true },
  { name: 'Big5 as Windows-1252', wrote: ['big5'], read: [asWindows1252], traditional: true },
  { name: 'Big5 as Latin-1 (C1 controls)', wrote: ['big5'], read: [asLatin1], traditional: true },
  { name: 'Big5 as GBK', wrote: ['big5'], read: [asGbk], traditional: true },
  { name: 'GBK as Big5 (Windows)', wrote: ['gb18030'], read: [asBig5Windows] },
  { name: 'GBK as Big5 (web)', wrote: ['gb18030'], read: [asBig5Web] },
  { name: 'UTF-8 as GBK, twice', wrote: ['utf-8', 'utf-8'], read: [asGbk, asGbk] },
  { name: 'UTF-8 as 1252, twice', wrote: ['utf-8', 'utf-8'], read: [asWindows1252, asWindows1252] },
  { name: 'UTF-8 as 1252, then as GBK', wrote: ['utf-8', 'utf-8'], read: [asWindows1252, asGbk] },
  { name: 'GBK as 1252, then UTF-8 as 1252', wrote: ['gb18030', 'utf-8'], read: [asWindows1252, asWindows1252] },
  { name: 'GBK as 1252, then UTF-8 as GBK', wrote: ['gb18030', 'utf-8'], read: [asWindows1252, asGbk] },
];

/** The text misread; undefined where it has no code in the encoding it is to be written in. `whole`: no byte was lost. */
function misread(text: string, { wrote, read, lossy }: Way): { readonly text: string; readonly whole: boolean } | undefined {
  let out = text;
  let whole = true;
  for (const [i, encoding] of wrote.entries()) {
    const bytes = encodeText(out, encoding);
    if (!bytes) return undefined;
    const again = read[i]!(bytes);
    if (/\ufffd/.test(again) || (again.match(/\?/g)?.length ?? 0) > (out.match(/\?/g)?.length ?? 0)) whole = false;
    if (lossy && again.length !== bytes.length) whole = false;
    out = again;
  }
  return { text: out, whole };
}

function mended(text: string, suggested: boolean): string {
  let out = '';
  let at = 0;
  for (const finding of analyseDamage(text).findings) {
    if (finding.kind !== 'mojibake' || finding.clean === null || !(finding.fix === 'safe' || suggested)) continue;
    out += text.slice(at, finding.start) + finding.clean;
    at = finding.end;
  }
  return out + text.slice(at);
}

const isHan = (character: string) => /[\u3400-\u9fff]/.test(character);
const lines = [...unerSentences('dev'), ...corpusItems('dev').flat(), ...corpusItems('test').flat()].filter((line) => [...line].filter(isHan).length >= 8);
if (lines.length === 0) {
  console.log('skipped: no sentences to misread');
  process.exit(0);
}
const sentences = Array.from({ length: SENTENCES }, () => lines[below(lines.length)]!);
const toTraditional = OpenCC.Converter({ from: 'cn', to: 'tw' });
const traditional = sentences.map(toTraditional);

interface Tally {
  whole: number;
  wholeSafe: number;
  wholeFirst: number;
  lost: number;
  lostFirst: number;
  wrongSafe: number;
}
const newTally = (): Tally => ({ whole: 0, wholeSafe: 0, wholeFirst: 0, lost: 0, lostFirst: 0, wrongSafe: 0 });

function tally(into: Tally, before: string, span: string, after: string, way: Way): void {
  const damaged = misread(span, way);
  if (!damaged) return;
  const raw = before + damaged.text + after;
  const truth = before + span + after;
  const safe = mended(raw, false);
  const first = mended(raw, true);
  if (damaged.whole) {
    into.whole++;
    if (safe === truth) into.wholeSafe++;
    if (first === truth) into.wholeFirst++;
  } else {
    into.lost++;
    if (first === truth) into.lostFirst++;
  }
  const traced = before + (way.lossy ? Array.from(span).filter((character) => misread(character, way)?.text !== '').join('') : span) + after;
  let at = 0;
  const wrong = analyseDamage(raw).findings.filter((finding) => {
    if (finding.kind !== 'mojibake' || finding.fix !== 'safe') return false;
    // Each must stand in the truth, after those before it.
    const found = traced.indexOf(finding.clean!, at);
    if (found >= 0) at = found + finding.clean!.length;
    return found < 0;
  });
  into.wrongSafe += wrong.length;
  const failed = damaged.whole ? first !== truth : false;
  if ((failed || wrong.length > 0) && (failures.get(way) ?? 0) < shown) {
    failures.set(way, (failures.get(way) ?? 0) + 1);
    if (wrong.length > 0) console.log(wrong.map(({ raw: r, clean }) => `${r} → ${clean}`));
    console.log(`  ${way.name}${wrong.length > 0 ? ' WRONG SAFE' : ''}\n    truth ${truth.slice(0, 120)}\n    raw   ${raw.slice(0, 160)}\n    first ${first.slice(0, 120)}`);
  }
}
const failures = new Map<Way, number>();

/** A random span of 4 to 12 characters, at least 4 of them Han. */
function spanOf(sentence: string): readonly [string, string, string] | undefined {
  for (let attempt = 0; attempt < 20; attempt++) {
    const length = 4 + below(9);
    const start = below(Math.max(1, sentence.length - length));
    const span = sentence.slice(start, start + length);
    if (span.length === length && !/[\ud800-\udfff]/.test(span) && [...span].filter(isHan).length >= 4 && /^[^\x00-\x7f].*[^\x00-\x7f]$/u.test(span)) return [sentence.slice(0, start), span, sentence.slice(start + length)];
  }
  return undefined;
}

let missed = false;
const percent = (part: number, all: number) => (all === 0 ? '     –' : `${((part / all) * 100).toFixed(1).padStart(5)}%`);
console.log('Exact, of those that kept every byte: by safe fixes, by first readings; of those that lost bytes: by first readings; wrong safe fixes');
console.log(`${''.padEnd(40)} whole sentences                          spans of 4 to 12 characters`);
for (const way of WAYS.filter(({ name }) => new RegExp(process.env['WAY'] ?? '').test(name))) {
  const source = way.traditional ? traditional : sentences;
  const whole = newTally();
  const short = newTally();
  for (const sentence of source) {
    tally(whole, '', sentence, '', way);
    const span = spanOf(sentence);
    if (span) tally(short, span[0], span[1], span[2], way);
  }
  const row = (t: Tally) => `${String(t.whole).padStart(5)}: ${percent(t.wholeSafe, t.whole)} ${percent(t.wholeFirst, t.whole)}  ${String(t.lost).padStart(4)}: ${percent(t.lostFirst, t.lost)}  ${t.wrongSafe}`;
  const misses = (whole.whole > 0 && whole.wholeFirst < 0.999 * whole.whole) || (short.whole > 0 && short.wholeFirst < 0.97 * short.whole) || whole.wrongSafe + short.wrongSafe > 0;
  missed ||= misses;
  console.log(`${way.name.padEnd(40)} ${row(whole)}   ${row(short)}${misses ? '  missed' : ''}`);
}

console.log('\nFalse alarms on good text (characters: findings, of them safe)');
const fixtures = readdirSync('test-fixtures').filter((name) => name.endsWith('.clean.txt')).map((name) => readFileSync(`test-fixtures/${name}`, 'utf8'));
const good: readonly (readonly [string, readonly string[]])[] = [
  ['UNER train', unerSentences('train')],
  ['UNER dev', unerSentences('dev')],
  ['UNER dev, traditional', unerSentences('dev').map(toTraditional)],
  ['corpus', [...corpusItems('train'), ...corpusItems('dev'), ...corpusItems('test')].map((item) => item.join('\n'))],
  ['fixtures', fixtures],
  ...Object.entries(SAMPLES_OF_OTHER_TEXT),
];
for (const [name, texts] of good) {
  const found = texts.flatMap((text) => analyseDamage(text).findings.filter(({ kind }) => kind === 'mojibake'));
  const safe = found.filter(({ fix }) => fix === 'safe');
  if (found.length > 0) missed = true;
  console.log(`  ${name.padEnd(24)} ${String(texts.reduce((sum, text) => sum + text.length, 0)).padStart(8)}: ${found.length}, ${safe.length}`);
  for (const finding of found.slice(0, 10)) console.log(`      ${finding.raw} → ${finding.clean}`);
}
console.log(missed ? '\nA figure misses its goal (sentences 99.9 %, spans 97 %, no wrong safe fix, no false alarm).' : '\nAll goals are met.');
process.exitCode = missed ? 1 : 0;
