import { divisionTrie } from '../lexicon/divisions.ts';
import { placeTrie } from '../lexicon/places.ts';
import { divisionClass, placeClassOf } from './gazetteer.ts';
import { CREDIT, CUE, headTrie, LEVEL, organisationClass, PARTY, placeClass, POST, projectClass, RANK, relativeType, SOLO, TIME } from '../lexicon/heads.ts';
import { nextNode, ROOT, type Trie } from '../lexicon/trie.ts';
import { isOrganisationAlsoWord, organisationKind, organisationTrie } from '../lexicon/organisations.ts';
import { ORGANISATION_KINDS } from '../lexicon/organisationKind.ts';
import { classOfWord, logCountOfWord, TOTAL_COUNT, wordAt, wordTrie } from '../lexicon/words.ts';
import { WORD_CLASSES } from '../lexicon/wordClass.ts';

/** Bits of {@link Lattice.titleEnd} and {@link Lattice.titleStart}. */
export const TITLE_POST = 1;
export const TITLE_CREDIT = 2;
export const TITLE_CUE = 4;
export const TITLE_SOLO = 8;
export const TITLE_LEVEL = 16;

/** Class numbers of segments that are no ordinary words; ordinary ones are 1 + their index in WORD_CLASSES. */
export const SEGMENT_UNKNOWN = 0;
export const SEGMENT_PLACE = WORD_CLASSES.length + 1;
export const SEGMENT_HEAD = WORD_CLASSES.length + 2;
export const SEGMENT_DIGITS = WORD_CLASSES.length + 3;
export const SEGMENT_LATIN = WORD_CLASSES.length + 4;
export const SEGMENT_PUNCTUATION = WORD_CLASSES.length + 5;

const DIGIT = 0x30;
const LATIN = 0x61;
const SPACE = 0x20;
export const DOT = 0xb7;

/** norm[code]: the code unit as features see it: width folded, digits, Latin letters, spaces and middle dots one each. */
const norm = new Uint16Array(65_536);
/** The code unit as features see it. */
export const normalised = (code: number): number => norm[code]!;
/** Kind of each code unit: 0 Han and others, 1 digit, 2 Latin, 3 punctuation and space. */
export const kindOf = new Uint8Array(65_536);
for (let code = 0; code < 65_536; code++) norm[code] = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
for (let code = 0; code < 65_536; code++) {
  const n = norm[code]!;
  if (n >= 0x30 && n <= 0x39) norm[code] = DIGIT;
  else if ((n >= 0x41 && n <= 0x5a) || (n >= 0x61 && n <= 0x7a)) norm[code] = LATIN;
  else if (code === 0x3000 || code === 0xa0 || code === 0x09) norm[code] = SPACE;
  else if (code === 0x2022 || code === 0x30fb || code === 0xff65 || code === 0x2027 || code === 0x2219 || code === 0x22c5 || code === 0xff0e || code === 0x2024 || code === 0x16eb) norm[code] = DOT;
  else if (code === 0x3002) norm[code] = 0x2e;
}
for (let code = 0; code < 65_536; code++) {
  const n = norm[code]!;
  kindOf[code] = n === DIGIT ? 1 : n === LATIN ? 2
    : n < 0x80 || (n >= 0x2010 && n <= 0x206f) || (n >= 0x3000 && n <= 0x303f && n !== 0x3005 && n !== 0x3007) || (n >= 0xfe30 && n <= 0xfe4f) || n === DOT ? 3 : 0;
}

/**
 * What the tables say of each position of one text: segmentation into words by the counts of single words, titles, heads
 * and gazetteer names. Scratch memory is shared: a lattice is valid until the next one is built.
 */
export interface Lattice {
  text: string;
  length: number;
  /** Normalised code units with a margin of {@link MARGIN} zeros on both sides. */
  x: Uint16Array;
  /** 1 where a segment starts; index `length` is 1. */
  isBoundary: Uint8Array;
  /** 1 inside a two-character segment whose first character is a word that often stands before names (在|建, 到|位): the cut may be wrong there. */
  isLoose: Uint8Array;
  /** For the position where a segment starts: its end. For one where a segment ends: its start. */
  segmentEnd: Int32Array;
  segmentStart: Int32Array;
  /** By segment start. */
  segmentClass: Uint8Array;
  /** By segment start: a hash of its characters. */
  segmentHash: Int32Array;
  /** By segment start: log2 of its count in steps of a half. */
  segmentCount: Uint8Array;
  /** Bits of a title phrase that ends (starts) here, 0 for none. */
  titleEnd: Uint8Array;
  titleStart: Uint8Array;
  /** Where the longest title phrase ending (starting) here starts (ends). */
  titleEndFrom: Int32Array;
  titleStartTo: Int32Array;
  /** Longest head that ends here: its length and its value. 0 for none. */
  headLength: Uint8Array;
  headValue: Int32Array;
  /** Longest gazetteer name that starts (ends) here: length and value; 0 for none. */
  placeLength: Uint8Array;
  placeValue: Int32Array;
  placeEndLength: Uint8Array;
  placeEndValue: Int32Array;
  /** Longest nationally known organisation that starts (ends) here: length, and its kind (see {@link bodyKind}). */
  bodyLength: Uint8Array;
  bodyKind: Uint8Array;
  bodyEndLength: Uint8Array;
  /** Value of a relative word that starts here (longest), and its length; 0 for none. */
  relativeLength: Uint8Array;
  relativeValue: Int32Array;
}

export const MARGIN = 4;
let capacity = 0;
let lattice: Lattice;
let score = new Float64Array(0);
let back = new Int32Array(0);
let backValue = new Int32Array(0);
let modifierStart = new Int32Array(0);

function grow(length: number): void {
  capacity = Math.max(1024, length * 2);
  const u8 = () => new Uint8Array(capacity + 2);
  const i32 = () => new Int32Array(capacity + 2);
  lattice = {
    text: '', length: 0, x: new Uint16Array(capacity + 2 * MARGIN + 2),
    isBoundary: u8(), isLoose: u8(), segmentEnd: i32(), segmentStart: i32(), segmentClass: u8(), segmentHash: i32(), segmentCount: u8(),
    titleEnd: u8(), titleStart: u8(), titleEndFrom: i32(), titleStartTo: i32(),
    headLength: u8(), headValue: i32(), placeLength: u8(), placeValue: i32(), placeEndLength: u8(), placeEndValue: i32(), bodyLength: u8(), bodyKind: u8(), bodyEndLength: u8(),
    relativeLength: u8(), relativeValue: i32(),
  };
  score = new Float64Array(capacity + 2);
  back = i32();
  backValue = i32();
  modifierStart = i32();
}

const LOG_TOTAL = Math.log2(TOTAL_COUNT);
/** log2 probabilities of what is no ordinary word: an unknown character, a gazetteer name, a head or title. */
const UNKNOWN = -LOG_TOTAL - 2;
const PLACE_NAME = 6 - LOG_TOTAL;
const HEAD_WORD = 7 - LOG_TOTAL;
const RUN = 8 - LOG_TOTAL;
const CLASS_NUMBER = new Uint8Array(4096);
const WORD_COUNT = new Float64Array(4096);
for (let word = 0; word < 4096; word++) {
  CLASS_NUMBER[word] = 1 + WORD_CLASSES.indexOf(classOfWord(word));
  WORD_COUNT[word] = logCountOfWord(word) - LOG_TOTAL;
}
const PLACE_MARK = -2;
const HEAD_MARK = -3;
const RUN_MARK = -4;
const UNKNOWN_MARK = -1;

let from = 0;
function relax(end: number, value: number, gain: number): void {
  const total = score[from]! + gain;
  if (total > score[end]!) {
    score[end] = total;
    back[end] = from;
    backValue[end] = value;
  }
}
function placeFound(end: number, value: number): void {
  const length = end - from;
  if (length < 2) return;
  relax(end, PLACE_MARK, PLACE_NAME + length - 2);
  if (length > lattice.placeLength[from]!) {
    lattice.placeLength[from] = length;
    lattice.placeValue[from] = value;
  }
  if (length > lattice.placeEndLength[end]!) {
    lattice.placeEndLength[end] = length;
    lattice.placeEndValue[end] = value;
  }
}

function bodyFound(end: number, organisation: number): void {
  const length = end - from;
  relax(end, PLACE_MARK, PLACE_NAME + length - 2);
  if (length > lattice.bodyLength[from]!) {
    lattice.bodyLength[from] = length;
    lattice.bodyKind[from] = 2 + ORGANISATION_KINDS.indexOf(organisationKind(organisation)) * 2 + (isOrganisationAlsoWord(organisation) ? 1 : 0);
  }
  if (length > lattice.bodyEndLength[end]!) lattice.bodyEndLength[end] = length;
}

const WORDS = 1;
const DIVISIONS = 2;
const PLACES = 4;
const BODIES = 8;
const HEADS = 16;

/** The tables, and which of them hold a string that starts with a pair of code units: most positions need no walk at all. */
interface Tables {
  readonly words: Trie;
  readonly divisions: Trie;
  readonly places: Trie;
  readonly bodies: Trie;
  readonly heads: Trie;
  /** By a hash of two code units: bits of the tables that may go on. */
  readonly pairs: Uint8Array;
  /** By code unit: the word (the head) that it is alone, or -1. */
  readonly singleWord: Int16Array;
  readonly singleHead: Int32Array;
}

let loaded: Tables | undefined;

const FROM_ROOT = ROOT + 2;

const pairHash = (a: number, b: number): number => (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 15;

function load(): Tables {
  const tables = {
    words: wordTrie(), divisions: divisionTrie(), places: placeTrie(), bodies: organisationTrie(), heads: headTrie(),
    pairs: new Uint8Array(1 << 17), singleWord: new Int16Array(65_536).fill(-1), singleHead: new Int32Array(65_536).fill(-1),
  };
  const bits: readonly (readonly [Trie, number])[] = [[tables.words, WORDS], [tables.divisions, DIVISIONS], [tables.places, PLACES], [tables.bodies, BODIES], [tables.heads, HEADS]];
  const { pairs, singleWord, singleHead } = tables;
  for (const [trie, bit] of bits) {
    const { from: origins, unit, value } = trie;
    for (let slot = 0; slot < origins.length; slot++) {
      const origin = origins[slot]!;
      if (origin === 0) continue;
      // Edges that leave the root are marked 1.
      if (origin === FROM_ROOT) {
        if (bit === WORDS) singleWord[unit[slot]!] = value[slot]!;
        else if (bit === HEADS) singleHead[unit[slot]!] = value[slot]!;
      } else if (origins[origin - 2] === FROM_ROOT) pairs[pairHash(unit[origin - 2]!, unit[slot]!)]! |= bit;
    }
  }
  return (loaded = tables);
}

const DETACHING: ReadonlySet<string> = new Set(['p', 'c', 'u', 'v', 'd', 'r', 'f']);
/** By code unit: 1 for a character that is a common word of a class that stands before names, 2 for others, 0 not known yet. */
const detaching = new Uint8Array(65_536);
function detaches(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (detaching[code] === 0) {
    const word = wordAt(text, at, at + 1);
    detaching[code] = word >= 0 && DETACHING.has(classOfWord(word)) && logCountOfWord(word) >= 14 ? 1 : 2;
  }
  return detaching[code] === 1;
}

/** Looks the text up in all tables. The text must be simplified already; any text is allowed. Linear in its length. */
export function buildLattice(text: string): Lattice {
  const length = text.length;
  if (length > capacity) grow(length);
  const l = lattice;
  l.text = text;
  l.length = length;
  const { x, isBoundary, isLoose, segmentEnd, segmentStart, segmentClass, segmentHash, segmentCount, titleEnd, titleStart, titleEndFrom, titleStartTo, headLength, headValue } = l;
  x.fill(0, 0, MARGIN);
  for (let i = 0; i < length; i++) x[i + MARGIN] = norm[text.charCodeAt(i)]!;
  x.fill(0, length + MARGIN, length + 2 * MARGIN);
  const n1 = length + 1;
  for (const array of [isBoundary, isLoose, titleEnd, titleStart, headLength, l.placeLength, l.placeEndLength, l.relativeLength, l.bodyLength, l.bodyEndLength]) array.fill(0, 0, n1);
  for (const array of [l.placeValue, l.placeEndValue, l.relativeValue, headValue, modifierStart]) array.fill(-1, 0, n1);
  score.fill(-1e9, 0, n1);
  score[0] = 0;

  const tables = loaded ?? load();
  const { heads, words, divisions, places, bodies, pairs, singleWord, singleHead } = tables;
  const values = heads.value;
  for (let i = 0; i < length; i++) {
    from = i;
    const code = text.charCodeAt(i);
    const kind = kindOf[code]!;
    if (kind === 3) {
      relax(i + 1, UNKNOWN_MARK, -2);
      continue;
    }
    const next = i + 1 < length ? pairs[pairHash(code, text.charCodeAt(i + 1))]! : 0;
    if (kind !== 0) {
      relax(i + 1, UNKNOWN_MARK, UNKNOWN);
      let end = i + 1;
      while (end < length && kindOf[text.charCodeAt(end)] === kind) end++;
      relax(end, RUN_MARK, RUN);
      if (kind === 1) continue;
    } else {
      const alone = singleWord[code]!;
      if (alone >= 0) relax(i + 1, alone, WORD_COUNT[alone]!);
      else relax(i + 1, UNKNOWN_MARK, UNKNOWN);
      if (next & WORDS) {
        for (let node = nextNode(words, ROOT, code), end = i + 1; end < length;) {
          node = nextNode(words, node, text.charCodeAt(end++));
          if (node < 0) break;
          const word = words.value[node]!;
          if (word >= 0) relax(end, word, WORD_COUNT[word]!);
        }
      }
      if (next & DIVISIONS) {
        for (let node = nextNode(divisions, ROOT, code), end = i + 1; end < length;) {
          node = nextNode(divisions, node, text.charCodeAt(end++));
          if (node < 0) break;
          const form = divisions.value[node]!;
          if (form >= 0 && divisionClass(form) >= 0) placeFound(end, divisionClass(form));
        }
      }
      if (next & PLACES) {
        for (let node = nextNode(places, ROOT, code), end = i + 1; end < length;) {
          node = nextNode(places, node, text.charCodeAt(end++));
          if (node < 0) break;
          const place = places.value[node]!;
          if (place >= 0) placeFound(end, placeClassOf(place));
        }
      }
      if (next & BODIES) {
        for (let node = nextNode(bodies, ROOT, code), end = i + 1; end < length;) {
          node = nextNode(bodies, node, text.charCodeAt(end++));
          if (node < 0) break;
          const body = bodies.value[node]!;
          if (body >= 0) bodyFound(end, body);
        }
      }
    }
    if (!(next & HEADS) && singleHead[code]! < 0) continue;
    let node = ROOT;
    for (let end = i; end < length;) {
      node = nextNode(heads, node, text.charCodeAt(end++));
      if (node < 0) break;
      const value = values[node]!;
      if (value < 0) continue;
      if (end - i > 1) relax(end, HEAD_MARK, HEAD_WORD);
      if (organisationClass(value) || placeClass(value) || projectClass(value)) {
        if (end - i > headLength[end]!) {
          headLength[end] = end - i;
          headValue[end] = value;
        }
      }
      if (relativeType(value)) {
        l.relativeLength[i] = end - i;
        l.relativeValue[i] = value;
      }
      if (value & (RANK | TIME | PARTY)) {
        // Chains of modifiers: 党委|副, 原|副.
        const start = modifierStart[i]! >= 0 ? modifierStart[i]! : i;
        if (modifierStart[end]! < 0 || start < modifierStart[end]!) modifierStart[end] = start;
      }
      if (value & (POST | LEVEL | SOLO | CREDIT | CUE)) {
        const bits = (value & POST ? TITLE_POST : 0) | (value & CREDIT ? TITLE_CREDIT : 0) | (value & CUE ? TITLE_CUE : 0) | (value & SOLO ? TITLE_SOLO : 0) | (value & LEVEL ? TITLE_LEVEL | TITLE_POST : 0);
        const start = modifierStart[i]! >= 0 && bits & TITLE_POST ? modifierStart[i]! : i;
        if (titleEnd[end] === 0 || start < titleEndFrom[end]!) titleEndFrom[end] = start;
        titleEnd[end]! |= bits;
        for (const s of start === i ? [i] : [i, start]) {
          if (titleStart[s] === 0 || end > titleStartTo[s]!) titleStartTo[s] = end;
          titleStart[s]! |= bits;
        }
      }
    }
  }

  isBoundary[length] = 1;
  for (let end = length; end > 0;) {
    const start = back[end]!;
    const value = backValue[end]!;
    isBoundary[start] = 1;
    segmentEnd[start] = end;
    segmentStart[end] = start;
    const kind = kindOf[text.charCodeAt(start)]!;
    segmentClass[start] = value >= 0 ? CLASS_NUMBER[value]! : kind === 3 ? SEGMENT_PUNCTUATION : value === PLACE_MARK ? SEGMENT_PLACE : value === HEAD_MARK ? SEGMENT_HEAD : kind === 1 ? SEGMENT_DIGITS : kind === 2 ? SEGMENT_LATIN : SEGMENT_UNKNOWN;
    segmentCount[start] = value >= 0 ? 2 * (WORD_COUNT[value]! + LOG_TOTAL) : 0;
    let hash = 0;
    if (kind === 1 || kind === 2) hash = kind;
    else for (let i = start; i < end; i++) hash = Math.imul(hash ^ x[i + MARGIN]!, 0x01000193) + 0x9e37;
    segmentHash[start] = hash;
    if (end - start === 2 && kind === 0 && detaches(text, start)) isLoose[start + 1] = 1;
    end = start;
  }
  return l;
}
