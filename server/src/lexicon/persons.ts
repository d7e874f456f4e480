import { NAME_PEOPLES, type NamePeople } from './namePeople.ts';
import { PackedReader } from './packed.ts';
import { longestMatch, matchTrie, nextNode, readTrie, ROOT, trieValue, type Trie } from './trie.ts';
import table from './generated/persons.json' with { type: 'json' };

export type { NamePeople } from './namePeople.ts';

const FIRST_HAN = 0x4e00;
const HAN = 0xa000 - FIRST_HAN;
const POSITIONS = 4;
/** Bits; see LOWEST and HIGHEST in scripts/lexicon/buildPersons.ts. */
const LOWEST = -4;

interface Table {
  readonly surnames: Trie;
  /** Tenths of bits above LOWEST, by character and position: first of two, second of two, only, in a foreign name. */
  readonly scores: Uint8Array;
  readonly pieces: Trie;
}

let loaded: Table | undefined;

function data(): Table {
  if (loaded !== undefined) return loaded;
  const reader = new PackedReader(table.persons);
  const surnames = readTrie(reader, () => reader.number());
  const scores = new Uint8Array(HAN * POSITIONS);
  for (const unit of reader.alphabet()) for (let position = 0; position < POSITIONS; position++) scores[(unit - FIRST_HAN) * POSITIONS + position] = reader.pair();
  return (loaded = { surnames, scores, pieces: readTrie(reader, () => reader.number()) });
}

function scoreAt(text: string, offset: number, position: number): number {
  const index = text.charCodeAt(offset) - FIRST_HAN;
  return index >= 0 && index < HAN ? data().scores[index * POSITIONS + position]! / 10 + LOWEST : LOWEST;
}

/** What {@link nameScores} holds of a code unit, in this order. */
export const FIRST_OF_TWO = 0;
export const SECOND_OF_TWO = 1;
export const ONLY_GIVEN = 2;

/** For loops that ask of every character: by FIRST_OF_TWO … and code unit, the score of {@link givenNameScore} in tenths of bits above -4. */
export function nameScores(): readonly [Uint8Array, Uint8Array, Uint8Array] {
  const { scores } = data();
  const of = (position: number) => {
    const byUnit = new Uint8Array(65_536);
    for (let index = 0; index < HAN; index++) byUnit[FIRST_HAN + index] = scores[index * POSITIONS + position]!;
    return byUnit;
  };
  return [of(FIRST_OF_TWO), of(SECOND_OF_TWO), of(ONLY_GIVEN)];
}

/** By code unit: 1 where a surname of two characters starts with it, 2 where a piece of a minority name does, 3 for both. */
export function nameStarts(): Uint8Array {
  const { surnames, pieces } = data();
  const byUnit = new Uint8Array(65_536);
  for (const [trie, bit] of [[surnames, 1], [pieces, 2]] as const) {
    const first = new Int32Array(65_536).fill(-1);
    for (let slot = 0; slot < trie.from.length; slot++) {
      if (trie.from[slot] !== ROOT + 2) continue;
      first[trie.unit[slot]!] = slot;
      if (bit === 2) byUnit[trie.unit[slot]!]! |= bit;
    }
    if (bit === 1) {
      const follows = new Set(trie.from);
      first.forEach((slot, unit) => {
        if (slot >= 0 && follows.has(slot + 2)) byUnit[unit]! |= bit;
      });
    }
  }
  return byUnit;
}

/** Calls `visit` for the surnames at `at`, the single-character one first (欧, then 欧阳): `visit(end, score)` with the score of {@link surnameScore}. Does not allocate. */
export function matchSurnames(text: string, at: number, visit: (end: number, score: number) => void): void {
  const { surnames } = data();
  let node = ROOT;
  for (let i = at; i < text.length; i++) {
    node = nextNode(surnames, node, text.charCodeAt(i));
    if (node < 0) return;
    if (surnames.value[node]! >= 0) visit(i + 1, surnames.value[node]! / 2);
  }
}

/** The end of the longest surname at `at`, or `at` when there is none. */
export function longestSurname(text: string, at: number): number {
  return longestMatch(data().surnames, text, at);
}

/** log2 of how many people of a million bear this surname, to half a step, 0 for one and fewer: 王 16, 司徒 5.5; -1 for what is no surname. */
export function surnameScore(text: string, start = 0, end = text.length): number {
  const value = trieValue(data().surnames, text, start, end);
  return value < 0 ? -1 : value / 2;
}

/**
 * How much more the characters of a span speak for a given name than for running text: the log2 of the likelihood ratio,
 * -4 … 8 a character. Spans of one and two characters are scored by position (the second character of two has its own
 * table); for other lengths, -Infinity.
 */
export function givenNameScore(text: string, start = 0, end = text.length): number {
  if (end - start === 1) return scoreAt(text, start, 2);
  if (end - start === 2) return scoreAt(text, start, 0) + scoreAt(text, start + 1, 1);
  return -Infinity;
}

/** Mean over a span of how much more its characters speak for a foreign name written by sound than for running text: -4 … 8, log2. -Infinity for an empty span. */
export function transliterationScore(text: string, start = 0, end = text.length): number {
  if (end <= start) return -Infinity;
  let sum = 0;
  for (let i = start; i < end; i++) sum += scoreAt(text, i, 3);
  return sum / (end - start);
}

/** Whether a code unit is one that foreign names are written with. */
export function isTransliterationUnit(text: string, offset: number): boolean {
  return scoreAt(text, offset, 3) > 0;
}

/** Calls `visit` for each piece of a minority name (买买提, 卓玛) at `at`, shortest first; `peoples` is for {@link peoplesOf}. Does not allocate. */
export function matchNamePieces(text: string, at: number, visit: (end: number, peoples: number) => void): void {
  matchTrie(data().pieces, text, at, visit);
}

/** The end of the longest piece of a minority name at `at`, or `at` when there is none. */
export function longestNamePiece(text: string, at: number): number {
  return longestMatch(data().pieces, text, at);
}

/** Whose names a piece belongs to. */
export function peoplesOf(peoples: number): readonly NamePeople[] {
  return NAME_PEOPLES.filter((_, bit) => (peoples & (1 << bit)) !== 0);
}
