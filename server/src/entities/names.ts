import { givenNameScore, longestNamePiece, longestSurname, surnameScore, transliterationScore } from '../lexicon/persons.ts';

/** How common the single-character surname at `i` is: 0 none, 1 rare … 6 the most common. */
export function surnameLevel(text: string, i: number): number {
  const score = i < text.length ? surnameScore(text, i, i + 1) : -1;
  return score < 0 ? 0 : 1 + Math.floor(score / 3);
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
  return Math.max(0, Math.min(12, Math.round(transliterationScore(text, start, Math.min(end, text.length)) + 4)));
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
