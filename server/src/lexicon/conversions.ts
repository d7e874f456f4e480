import table from './generated/conversions.json' with { type: 'json' };
import { PackedReader } from './packed.ts';
import { matchTrie, readTrie, type Trie } from './trie.ts';

/** A word in which one character is another one’s traditional form: 路麵 for 路面. */
export interface WrongConversion {
  /** Half-open, code units of the text. */
  readonly start: number;
  readonly end: number;
  /** Where the wrong character stands, and the one that belongs there. */
  readonly at: number;
  readonly right: string;
}

/** Traditional characters that a converter may choose wrongly because they share their simplified form with others. */
export const CHOICE_CHARACTERS: string = table.characters;

/**
 * The phrases that a conversion from simplified to traditional needs besides the characters, in the form of OpenCC's
 * dictionaries (`simplified traditional|…`): STPhrases without those that come out the same by shorter ones.
 */
export const CONVERSION_PHRASES: string = table.phrases;

/** By character: those after which it is right whatever the words say (隻 after a numeral). */
const rightAfter = new Map<string, string>();
for (let i = 0; i < table.after.length; i += 2) rightAfter.set(table.after[i]!, table.after[i + 1]!);

const LONGEST = 4;
let trie: Trie | undefined;

/** A value is 0 for a right word, else the right character × 4 + the place of the wrong one + 1. */
function words(): Trie {
  return (trie ??= readTrie(new PackedReader(table.words), (reader) => reader.number()));
}

let choices: Uint8Array | undefined;

/** isChoice[code unit] is 1 for {@link CHOICE_CHARACTERS}. */
function isChoice(): Uint8Array {
  if (!choices) {
    choices = new Uint8Array(65_536);
    for (let i = 0; i < CHOICE_CHARACTERS.length; i++) choices[CHOICE_CHARACTERS.charCodeAt(i)] = 1;
  }
  return choices;
}

/** Words of traditional text in which a converter chose the wrong character, in order, not overlapping; empty where there are none. Linear. */
export function wrongConversionsIn(text: string): WrongConversion[] {
  const found: WrongConversion[] = [];
  const choice = isChoice();
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (choice[text.charCodeAt(at)] === 0) continue;
    for (let start = Math.max(from, at - LONGEST + 1); start <= at; start++) {
      const wrong = wrongAt(text, start, at);
      if (!wrong) continue;
      found.push(wrong);
      from = wrong.end;
      break;
    }
  }
  return found;
}

/** The wrong word that starts here and has its wrong character there. The longest word decides, right or wrong. */
function wrongAt(text: string, start: number, at: number): WrongConversion | undefined {
  let value = 0;
  let end = start;
  matchTrie(words(), text, start, (to, what) => {
    value = what;
    end = to;
  });
  if (value === 0 || start + ((value - 1) & 3) !== at) return undefined;
  if (rightAfter.get(text[at]!)?.includes(text[at - 1]!) || isInRightWord(text, at, start, end)) return undefined;
  return { start, end, at, right: String.fromCharCode((value - 1) >> 2) };
}

/** True where a right word holds the character too, together with text outside the wrong one (拉麵 in 拉麵對). */
function isInRightWord(text: string, at: number, start: number, end: number): boolean {
  for (let from = Math.max(0, at - LONGEST + 1); from <= at; from++) {
    let inside = false;
    matchTrie(words(), text, from, (to, value) => {
      if (value === 0 && to > at && (from < start || to > end)) inside = true;
    });
    if (inside) return true;
  }
  return false;
}
