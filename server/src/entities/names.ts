import { FIRST_OF_TWO, longestNamePiece, longestSurname, nameScores, nameStarts, ONLY_GIVEN, SECOND_OF_TWO, surnameScore, transliterationScore } from '../lexicon/persons.ts';

/** By code unit: 1 + the level of a single-character surname; 0 where it has not been asked for. */
const surnameLevels = new Uint8Array(65_536);
/** By code unit: 1 + 16 × (4 + score as part of a foreign name); 0 where it has not been asked for. */
const soundScores = new Uint8Array(65_536);

let starts: Uint8Array | undefined;
let given: ReturnType<typeof nameScores> | undefined;
/** The level of a given name by its score in tenths of bits above the least: -4 for one character, -8 for two. */
const levelOf = (tenths: number, least: number): number => Math.max(0, Math.min(12, Math.round((tenths / 10 + least) / 2) + 4));
const LEVEL_OF_ONE = Uint8Array.from({ length: 256 }, (_, tenths) => levelOf(tenths, -4));
const LEVEL_OF_TWO = Uint8Array.from({ length: 512 }, (_, tenths) => levelOf(tenths, -8));

/** How common the single-character surname at `i` is: 0 none, 1 rare … 6 the most common. */
export function surnameLevel(text: string, i: number): number {
  if (i >= text.length) return 0;
  const code = text.charCodeAt(i);
  if (surnameLevels[code] === 0) {
    const score = surnameScore(text, i, i + 1);
    surnameLevels[code] = 1 + (score < 0 ? 0 : 1 + Math.floor(score / 3));
  }
  return surnameLevels[code]! - 1;
}

/** Length of the compound surname (欧阳) at `i`, 0 for none. */
export function compoundSurname(text: string, i: number): number {
  starts ??= nameStarts();
  if (!(starts[text.charCodeAt(i)]! & 1)) return 0;
  const end = longestSurname(text, i);
  return end - i > 1 ? end - i : 0;
}

/** The level where a given name would go beyond the end of the text. */
const BEYOND = 2;

/** The score of the given name that fills a span of one or two characters, in steps of 2 bits: 0 (least) … 12. */
export function givenLevel(text: string, start: number, end: number): number {
  if (end > text.length) return BEYOND;
  given ??= nameScores();
  if (end - start === 1) return LEVEL_OF_ONE[given[ONLY_GIVEN][text.charCodeAt(start)]!]!;
  if (end - start === 2) return LEVEL_OF_TWO[given[FIRST_OF_TWO][text.charCodeAt(start)]! + given[SECOND_OF_TWO][text.charCodeAt(start + 1)]!]!;
  return 0;
}

/** Mean score of a span as a foreign name written by sound: 0 (least) … 12, in bits above -4. */
export function soundLevel(text: string, start: number, end: number): number {
  const last = Math.min(end, text.length);
  if (last <= start) return 0;
  let sum = 0;
  for (let i = start; i < last; i++) {
    const code = text.charCodeAt(i);
    if (soundScores[code] === 0) soundScores[code] = 1 + Math.max(0, Math.min(200, Math.round((transliterationScore(text, i, i + 1) + 4) * 16)));
    sum += soundScores[code]! - 1;
  }
  return Math.min(12, Math.round(sum / (16 * (last - start))));
}

/** The end of the longest run of up to four pieces of minority names (扎西|顿珠) at `i`, or `i`. */
export function namePiecesEnd(text: string, i: number): number {
  let end = i;
  starts ??= nameStarts();
  if (!(starts[text.charCodeAt(i)]! & 2)) return i;
  for (let pieces = 0; pieces < 4; pieces++) {
    const next = longestNamePiece(text, end);
    if (next === end) break;
    end = next;
  }
  return end;
}
