/**
 * Builds server/src/lexicon/generated/languageModel.ts, the character model behind the repair of byte slips.
 * Learned from: the words of jieba's dictionary with their frequencies (MIT), the training part of UNER_Chinese-GSDSIMP
 * (CC BY-SA 4.0; figures only), and the training items of corpus/ (MIT). See docs/models.md.
 *
 *     npx tsx scripts/buildLanguageModel.ts            writes the model
 *     npx tsx scripts/buildLanguageModel.ts --check    fails when the committed model is not what this builds
 */
import { existsSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { modelCharacter } from '../server/src/lexicon/modelCharacter.ts';
import { corpusItems, unerSentences } from './trainingText.ts';
import { writeGenerated } from './writeGenerated.ts';

const PATH = 'server/src/lexicon/generated/languageModel.ts';
const STEP = 0.0625;
const BACKOFF_OFFSET = 2;
const ORDER = 4;
/** How much of each probability comes from running text, where its context was seen there, seen rarely, and not seen. */
const TEXT_SHARE = { often: 0.65, rarely: 0.5, never: 0.3 };
/** Items of the project's own corpus count more often: the product reads news of their kind. */
const CORPUS_WEIGHT = 1;
/** N-grams whose loss changes the log-likelihood of a million characters by less than this (nats) are left out. */
const PRUNE = Number(process.env['KANWU_PRUNE'] ?? 0.64);

if (!existsSync('../shared/data/uner-gsdsimp')) {
  console.log('skipped: no ../shared/data/uner-gsdsimp to learn from');
  process.exit(0);
}

const fold = (text: string) => String.fromCharCode(...[...Array(text.length).keys()].map((i) => modelCharacter(text.charCodeAt(i))));
const add = (map: Map<string, number>, key: string, by: number) => map.set(key, (map.get(key) ?? 0) + by);

// Running text: counts of up to three characters in a row.
const text = { grams: new Map<string, number>(), contexts: new Map<string, number>(), types: new Map<string, number>(), characters: 0 };
function learnText(line: string, weight: number): void {
  const marked = `\n${fold(line)}\n`;
  text.characters += weight * line.length;
  for (let end = 1; end < marked.length; end++) {
    for (let length = 1; length <= 3 && end + 1 - length >= 0; length++) {
      const gram = marked.slice(end + 1 - length, end + 1);
      const context = gram.slice(0, -1);
      if (!text.grams.has(gram)) add(text.types, context, 1);
      add(text.grams, gram, weight);
      add(text.contexts, context, weight);
    }
  }
}
for (const sentence of unerSentences('train')) learnText(sentence, 1);
for (const item of corpusItems('train')) for (const line of item) learnText(line, CORPUS_WEIGHT);

// Words: how words go on inside, and how often one ends.
const words = { grams: new Map<string, number>(), contexts: new Map<string, number>(), types: new Map<string, number>(), ends: new Map<string, number>(), starts: new Map<string, number>(), total: 0, characters: 0 };
/** Frequencies are flattened: the dictionary's come from novels as much as from news. */
const WORD_POWER = 0.7;
for (const line of readFileSync('node_modules/@node-rs/jieba/dict.txt', 'utf8').split('\n')) {
  const [entry, count] = line.split(' ');
  if (!entry || !/^[\u4e00-\u9fff]+$/.test(entry)) continue;
  const word = fold(entry);
  const weight = Number(count) ** WORD_POWER;
  for (let end = 0; end < word.length; end++) {
    for (let length = 1; length <= ORDER && end + 1 - length >= 0; length++) {
      const gram = word.slice(end + 1 - length, end + 1);
      if (length > 1) {
        if (!words.grams.has(gram)) add(words.types, gram.slice(0, -1), 1);
        add(words.grams, gram, weight);
      }
      if (length < ORDER) {
        add(words.contexts, gram, weight);
        if (end === word.length - 1) add(words.ends, gram, weight);
      }
    }
  }
  add(words.starts, word[0]!, weight);
  words.total += weight;
  words.characters += weight * word.length;
}

const characters = [...new Set([...text.grams.keys(), ...words.contexts.keys()].filter((gram) => gram.length === 1))].sort();
const idOf = new Map(characters.map((character, i) => [character, i]));

/** Probability of one character anywhere: of text, of words, and a little for all alike. */
function unigram(character: string): number {
  const inText = (text.grams.get(character) ?? 0) / text.contexts.get('')!;
  const inWords = (words.contexts.get(character) ?? 0) / words.characters;
  return 0.55 * inText + 0.44 * inWords + 0.01 / (characters.length + 1);
}
const start = (character: string) => 0.98 * ((words.starts.get(character) ?? 0) / words.total) + 0.02 * unigram(character);

/** Witten-Bell: the more kinds of successors a context has, the more is left for others. */
function textProbability(character: string, context: string): number {
  if (context === '') return unigram(character);
  const lower = textProbability(character, context.slice(1));
  const seen = text.contexts.get(context);
  if (!seen) return lower;
  const types = text.types.get(context)!;
  return ((text.grams.get(context + character) ?? 0) + types * lower) / (seen + types);
}
/** After a context inside a word: that the word goes on, or ends and another begins. */
function wordProbability(character: string, context: string): number {
  if (context === '') return unigram(character);
  const lower = context.length === 1 ? 0.3 * start(character) + 0.7 * unigram(character) : wordProbability(character, context.slice(1));
  const seen = words.contexts.get(context);
  if (!seen) return lower;
  const types = (words.types.get(context) ?? 0) * 5 + 5;
  return ((words.grams.get(context + character) ?? 0) + (words.ends.get(context) ?? 0) * start(character) + types * lower) / (seen + types);
}
function probability(character: string, context: string): number {
  const near = context.slice(-2);
  const seen = text.contexts.get(near) ?? 0;
  const share = seen === 0 ? TEXT_SHARE.never : seen < 5 ? TEXT_SHARE.rarely : TEXT_SHARE.often;
  return share * textProbability(character, near) + (1 - share) * wordProbability(character, context);
}
/** How often an n-gram is to be expected among a million characters. */
function expected(gram: string): number {
  const inText = (text.grams.get(gram) ?? 0) / text.characters;
  const inWords = (words.grams.get(gram) ?? 0) / words.characters;
  return 1e6 * (0.5 * inText + 0.5 * inWords);
}

// Longest first, so that what a kept n-gram stands on is kept with it.
const kept: Map<string, number>[] = [new Map(), new Map(), new Map(), new Map()];
for (const character of characters) kept[0]!.set(character, unigram(character));
const needed: Set<string>[] = [new Set(), new Set(), new Set(), new Set()];
for (let length = ORDER; length >= 2; length--) {
  const candidates = new Set([...text.grams.keys(), ...words.grams.keys()].filter((gram) => gram.length === length));
  for (const gram of needed[length - 1]!) candidates.add(gram);
  for (const gram of candidates) {
    const own = probability(gram[length - 1]!, gram.slice(0, -1));
    const shorter = probability(gram[length - 1]!, gram.slice(1, -1));
    const gain = expected(gram) * Math.abs(Math.log(own / (0.5 * shorter)));
    if (gain < PRUNE && !needed[length - 1]!.has(gram)) continue;
    kept[length - 1]!.set(gram, own);
    if (length > 2) needed[length - 2]!.add(gram.slice(0, -1));
  }
}

// Back-off weights: what the kept successors of a context leave, shared as the shorter context shares it.
const full = new Map<string, { own: number; shorter: number }>();
function modelProbability(character: string, context: string): number {
  if (context === '') return kept[0]!.get(character)!;
  const own = kept[context.length]!.get(context + character);
  if (own !== undefined) return own;
  return backoffOf(context) * modelProbability(character, context.slice(1));
}
function backoffOf(context: string): number {
  const sums = full.get(context);
  return sums ? Math.max(1e-4, 1 - sums.own) / Math.max(1e-4, 1 - sums.shorter) : 1;
}
for (let length = 2; length <= ORDER; length++) {
  const sums = new Map<string, { own: number; shorter: number }>();
  for (const [gram, own] of kept[length - 1]!) {
    const context = gram.slice(0, -1);
    const sum = sums.get(context) ?? { own: 0, shorter: 0 };
    sum.own += own;
    sum.shorter += modelProbability(gram[length - 1]!, context.slice(1));
    sums.set(context, sum);
  }
  for (const [context, sum] of sums) full.set(context, sum);
}

// The trie, level by level.
const bytes: number[] = [];
/** The logarithms of the first level, which are wanted without the others too. */
const alone: number[] = [];
const varint = (value: number) => {
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
};
const inOrder = (a: string, b: string) => {
  for (let i = 0; i < a.length; i++) {
    const difference = idOf.get(a[i]!)! - idOf.get(b[i]!)!;
    if (difference !== 0) return difference;
  }
  return 0;
};
const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value / STEP)));
const counts: number[] = [];
let above: string[] = [''];
for (let length = 1; length <= ORDER; length++) {
  const grams = [...kept[length - 1]!.keys()].sort(inOrder);
  counts.push(grams.length + (length === 1 ? 1 : 0));
  const children = new Map<string, string[]>();
  for (const gram of grams) {
    const list = children.get(gram.slice(0, -1));
    if (list) list.push(gram);
    else children.set(gram.slice(0, -1), [gram]);
  }
  if (length > 1) for (const parent of above) varint(children.get(parent)?.length ?? 0);
  if (length === 2) varint(0); // the unknown character has no successors
  for (const parent of above) {
    let previous = -1;
    for (const gram of children.get(parent) ?? []) {
      const id = idOf.get(gram[length - 1]!)!;
      varint(id - previous - 1);
      previous = id;
    }
  }
  if (length === 1) varint(0);
  const logs = grams.map((gram) => byte(-Math.log(kept[length - 1]!.get(gram)!)));
  if (length === 1) alone.push(...logs, byte(-Math.log(0.01 / (characters.length + 1)) + 1));
  else for (const log of logs) bytes.push(log);
  if (length < ORDER) for (const gram of grams) bytes.push(byte(BACKOFF_OFFSET - Math.log(backoffOf(gram))));
  if (length === 1) bytes.push(byte(BACKOFF_OFFSET));
  above = grams;
}

console.log(`text: ${Math.round(text.characters)} characters; words: ${words.starts.size} first characters; n-grams: ${counts.join(' ')}`);
writeGenerated(PATH, [
  '// Generated by `npx tsx scripts/buildLanguageModel.ts`; not to be edited. Sources and licences: docs/models.md.',
  "import type { PackedLanguageModel } from '../languageModel.ts';",
  '',
  'export const PACKED: PackedLanguageModel = {',
  `  characters: ${JSON.stringify(characters.join(''))},`,
  `  step: ${STEP},`,
  `  backoffOffset: ${BACKOFF_OFFSET},`,
  `  counts: [${counts.join(', ')}],`,
  `  alone: '${Buffer.from(alone).toString('base64')}',`,
  `  size: ${bytes.length},`,
  `  data: '${deflateRawSync(Uint8Array.from(bytes), { level: 9 }).toString('base64')}',`,
  '};',
  '',
].join('\n'));
