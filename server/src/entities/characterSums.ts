import { CHARACTER_FEATURES, PAIR_FEATURES } from './features.ts';
import { MARGIN, type Lattice } from './lattice.ts';
import { weightBytes } from './weights.ts';

/**
 * What single characters and pairs add to the score of each edge and each inside of a text. They are nearly half of these features, and each of
 * their weights is somewhere else in a megabyte. So those of one character or pair are kept side by side, in one line of the processor's cache:
 * the last that were asked for, by a hash of the characters, 4096 characters and 16,384 pairs (650 KB).
 */
const CHARACTER_BITS = 12;
const PAIR_BITS = 14;
/** Numbers a slot: the weights, four bytes a number as in {@link weightBytes}, and in the last which character or pair they are of. */
const SLOT = 8;
const KEY = SLOT - 1;

/** Places in a slot. */
const BEFORE_LEFT = 0;
const BEHIND_LEFT = 1;
const BEHIND_RIGHT = 2;
const BEFORE_RIGHT = 3;
const INSIDE = 4;
const ACROSS_LEFT = 5;
const ACROSS_RIGHT = 6;

/** How many features {@link leftCharacters} and {@link rightCharacters} are sums of, and {@link insideCharacters}. */
export const EDGE_CHARACTERS = 5;
export const INSIDE_CHARACTERS = 2;

/** Two bytes of four, spread so that sixteen bits can be added up in each place. */
export const EVERY_OTHER = 0x00ff00ff;

/** At offset × 2: the sums of persons (lower half) and organisations (upper half), then those of places and projects. Scratch memory, valid until the next call of {@link sumCharacters}. */
export let leftCharacters = new Int32Array(0);
export let rightCharacters = new Int32Array(0);
export let insideCharacters = new Int32Array(0);

let characters: Int32Array | undefined;
const pairs = new Int32Array(SLOT << PAIR_BITS);

const characterSlot = (code: number) => (Math.imul(code, 0x9e3779b1) >>> (32 - CHARACTER_BITS)) * SLOT;
const pairSlot = (key: number) => (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> (32 - PAIR_BITS)) * SLOT;

/** An empty slot has the key 0, which is right nowhere but in the slot of 0. */
function begin(): Int32Array {
  characters = new Int32Array(SLOT << CHARACTER_BITS);
  learnCharacter(characters, characterSlot(0), 0);
  learnPair(pairSlot(0), 0, 0);
  return characters;
}

function learnCharacter(table: Int32Array, slot: number, code: number): void {
  const bytes = weightBytes();
  table[slot + BEFORE_LEFT] = bytes[CHARACTER_FEATURES.beforeLeft(code)]!;
  table[slot + BEHIND_LEFT] = bytes[CHARACTER_FEATURES.behindLeft(code)]!;
  table[slot + BEHIND_RIGHT] = bytes[CHARACTER_FEATURES.behindRight(code)]!;
  table[slot + BEFORE_RIGHT] = bytes[CHARACTER_FEATURES.beforeRight(code)]!;
  table[slot + INSIDE] = bytes[CHARACTER_FEATURES.inside(code)]!;
  table[slot + KEY] = code;
}

function learnPair(slot: number, a: number, b: number): void {
  const bytes = weightBytes();
  pairs[slot + BEFORE_LEFT] = bytes[PAIR_FEATURES.beforeLeft(a, b)]!;
  pairs[slot + BEHIND_LEFT] = bytes[PAIR_FEATURES.behindLeft(a, b)]!;
  pairs[slot + BEHIND_RIGHT] = bytes[PAIR_FEATURES.behindRight(a, b)]!;
  pairs[slot + BEFORE_RIGHT] = bytes[PAIR_FEATURES.beforeRight(a, b)]!;
  pairs[slot + INSIDE] = bytes[PAIR_FEATURES.inside(a, b)]!;
  pairs[slot + ACROSS_LEFT] = bytes[PAIR_FEATURES.acrossLeft(a, b)]!;
  pairs[slot + ACROSS_RIGHT] = bytes[PAIR_FEATURES.acrossRight(a, b)]!;
  pairs[slot + KEY] = (a << 16) | b;
}

/** Sums up the weights of the characters around each offset of the lattice's text, both ends included. */
export function sumCharacters({ x, length }: Lattice): void {
  const singles = characters ?? begin();
  if (leftCharacters.length < length * 2 + 2) {
    leftCharacters = new Int32Array(length * 4 + 64);
    rightCharacters = new Int32Array(leftCharacters.length);
    insideCharacters = new Int32Array(leftCharacters.length);
  }
  const left = leftCharacters;
  const right = rightCharacters;
  const inside = insideCharacters;
  // Carried along: what the character before the offset says, the pair across it, and the pair before it.
  let single = 0;
  let singleRight = 0;
  let across = 0;
  let acrossRight = 0;
  let pairInside = 0;
  let before = 0;
  let beforeRight = 0;
  let nextBefore = 0;
  let nextBeforeRight = 0;
  // There are zeros in front of a text, so two offsets before its start all of these are known.
  for (let at = -2; at <= length; at++) {
    const d = x[at + MARGIN]!;
    const e = x[at + 1 + MARGIN]!;
    const own = characterSlot(d);
    if (singles[own + KEY] !== d) learnCharacter(singles, own, d);
    const key = (d << 16) | e;
    const pair = pairSlot(key);
    if (pairs[pair + KEY] !== key) learnPair(pair, d, e);
    if (at >= 0) {
      const l1 = singles[own + BEHIND_LEFT]!, l2 = pairs[pair + BEHIND_LEFT]!;
      left[at * 2] = (single & EVERY_OTHER) + (l1 & EVERY_OTHER) + (before & EVERY_OTHER) + (across & EVERY_OTHER) + (l2 & EVERY_OTHER);
      left[at * 2 + 1] = ((single >>> 8) & EVERY_OTHER) + ((l1 >>> 8) & EVERY_OTHER) + ((before >>> 8) & EVERY_OTHER) + ((across >>> 8) & EVERY_OTHER) + ((l2 >>> 8) & EVERY_OTHER);
      const r1 = singles[own + BEHIND_RIGHT]!, r2 = pairs[pair + BEHIND_RIGHT]!;
      right[at * 2] = (singleRight & EVERY_OTHER) + (r1 & EVERY_OTHER) + (beforeRight & EVERY_OTHER) + (acrossRight & EVERY_OTHER) + (r2 & EVERY_OTHER);
      right[at * 2 + 1] = ((singleRight >>> 8) & EVERY_OTHER) + ((r1 >>> 8) & EVERY_OTHER) + ((beforeRight >>> 8) & EVERY_OTHER) + ((acrossRight >>> 8) & EVERY_OTHER) + ((r2 >>> 8) & EVERY_OTHER);
      const i1 = singles[own + INSIDE]!;
      inside[at * 2] = (i1 & EVERY_OTHER) + (pairInside & EVERY_OTHER);
      inside[at * 2 + 1] = ((i1 >>> 8) & EVERY_OTHER) + ((pairInside >>> 8) & EVERY_OTHER);
    }
    single = singles[own + BEFORE_LEFT]!;
    singleRight = singles[own + BEFORE_RIGHT]!;
    before = nextBefore;
    beforeRight = nextBeforeRight;
    nextBefore = pairs[pair + BEFORE_LEFT]!;
    nextBeforeRight = pairs[pair + BEFORE_RIGHT]!;
    across = pairs[pair + ACROSS_LEFT]!;
    acrossRight = pairs[pair + ACROSS_RIGHT]!;
    pairInside = pairs[pair + INSIDE]!;
  }
}
