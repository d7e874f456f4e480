import { wordAt } from '../lexicon/words.ts';
import { isHan } from '../text/han.ts';

/**
 * The ordinary word that a gap (half-open, code units of a simplified text) cuts in two; '' where there is none, and where the gap
 * may as well stand between words: one ends before it and another begins after it.
 */
export function wordAcross(text: string, start: number, end: number): string {
  if (wordBefore(text, start) && wordAfter(text, end)) return '';
  for (let before = 1; before <= 3 && isHan(text.charCodeAt(start - before)); before++) {
    for (let after = 1; before + after <= 4 && isHan(text.charCodeAt(end + after - 1)); after++) {
      const word = text.slice(start - before, start) + text.slice(end, end + after);
      if (wordAt(word, 0, word.length) >= 0) return word;
    }
  }
  return '';
}

function wordBefore(text: string, at: number): boolean {
  return [2, 3, 4].some((length) => at >= length && wordAt(text, at - length, at) >= 0);
}

function wordAfter(text: string, at: number): boolean {
  return [2, 3, 4].some((length) => at + length <= text.length && wordAt(text, at, at + length) >= 0);
}
