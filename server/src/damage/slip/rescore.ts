import { modelCharacter } from '../../lexicon/modelCharacter.ts';
import { wordScore } from './wordScore.ts';

/** What the characters and the words say for a reading, each in its share; fitted on one half of damaged text outside the training data, checked on the other. */
const CHARACTERS = 0.75;
const WORDS = 0.3;
/** Characters on either side of a slip that may be of one word with what is in it. */
const AROUND = 4;

/**
 * Scores of the readings of one slip, for comparison among them: that of its characters (`score`, a natural logarithm) weighed against how well it
 * falls into words together with the clean text before and after it.
 */
export function rescored(readings: readonly { readonly clean: string; readonly score: number }[], before: string, after: string): number[] {
  if (readings.length < 2) return readings.map(({ score }) => score);
  // What all have in common, but for what may be of one word with the rest, tells nothing.
  const cleans = readings.map(({ clean }) => folded(clean));
  const shortest = Math.min(...cleans.map(({ length }) => length));
  let head = 0;
  while (head < shortest && cleans.every((clean) => clean[head] === cleans[0]![head])) head++;
  let tail = 0;
  while (tail < shortest - head && cleans.every((clean) => clean[clean.length - 1 - tail] === cleans[0]![cleans[0]!.length - 1 - tail])) tail++;
  const left = folded(before.slice(-AROUND));
  const right = folded(after.slice(0, AROUND));
  return readings.map(({ score }, i) => {
    const all = left + cleans[i]! + right;
    const from = Math.max(0, left.length + head - AROUND);
    const to = Math.min(all.length, left.length + cleans[i]!.length - tail + AROUND);
    return CHARACTERS * score + WORDS * wordScore(all.slice(from, to));
  });
}

function folded(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += String.fromCharCode(modelCharacter(text.charCodeAt(i)));
  return out;
}
