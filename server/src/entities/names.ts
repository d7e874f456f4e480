import { givenNameScore, longestNamePiece, longestSurname, surnameScore, transliterationScore } from '../lexicon/persons.ts';

/** By code unit: 1 + the level of a single-character surname; 0 where it has not been asked for. */
const surnameLevels = new Uint8Array(65_536);
/** By code unit: 1 + 16 × (4 + score as part of a foreign name); 0 where it has not been asked for. */
const soundScores = new Uint8Array(65_536);

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
  const end = longestSurname(text, i);
  return end - i > 1 ? end - i : 0;
}

/** The score of the given name that fills a span of one or two characters, in steps of 2 bits: 0 (least) … 12. */
export function givenLevel(text: string, start: number, end: number): number {
  const score = end <= text.length ? givenNameScore(text, start, end) : -4;
  return score === -Infinity ? 0 : Math.max(0, Math.min(12, Math.round(score / 2) + 4));
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
  for (let pieces = 0; pieces < 4; pieces++) {
    const next = longestNamePiece(text, end);
    if (next === end) break;
    end = next;
  }
  return end;
}
