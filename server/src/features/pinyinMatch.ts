import { readingsOf, withoutTone } from '../lexicon/readings.ts';

/** How many characters of a name are compared; longer names are found by their beginning. */
const LONGEST_NAME = 40;

const spelled = new Map<string, readonly string[]>();

/**
 * Matches letters against a name character by character, from any character on: each character takes its initial, or a beginning of any of
 * its readings without tone (`qhsw`, `qinghe`, `qinhsw` all match 青禾市委). Returns from which character on, and whether that is the whole
 * name; undefined where the letters do not match.
 */
export function pinyinMatch(name: string, letters: string): { readonly from: number; readonly whole: boolean } | undefined {
  const characters = [...name.slice(0, LONGEST_NAME)];
  for (let from = 0; from < characters.length; from++) {
    const end = matchFrom(characters, from, letters, 0);
    if (end !== undefined) return { from, whole: from === 0 && end === characters.length };
  }
  return undefined;
}

/** The index of the character behind the match, or undefined. */
function matchFrom(characters: readonly string[], at: number, letters: string, done: number): number | undefined {
  if (done === letters.length) return at;
  const character = characters[at];
  if (character === undefined) return undefined;
  for (const spelling of spellings(character)) {
    // The longest beginning first: `qing` before `q`, so that `qinghe` is read as two syllables.
    for (let length = commonBeginning(spelling, letters, done); length > 0; length--) {
      const end = matchFrom(characters, at + 1, letters, done + length);
      if (end !== undefined) return end;
    }
  }
  return undefined;
}

function commonBeginning(spelling: string, letters: string, at: number): number {
  let length = 0;
  while (length < spelling.length && spelling[length] === letters[at + length]) length++;
  return length;
}

/** The readings of a character in plain letters; the character itself, in lower case, where it has none (letters, digits). */
function spellings(character: string): readonly string[] {
  let known = spelled.get(character);
  if (!known) {
    const readings = readingsOf(character).map((reading) => withoutTone(reading).replaceAll('ü', 'v'));
    known = readings.length > 0 ? [...new Set(readings)] : [character.toLowerCase()];
    spelled.set(character, known);
  }
  return known;
}
