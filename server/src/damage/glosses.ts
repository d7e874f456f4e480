import { isHan } from '../text/han.ts';
import { hasTone, isReadingOf, readingsOf, withoutTone } from '../lexicon/readings.ts';

/** A bracketed reading of the characters before it. Offsets are code units of the text that was searched. */
export interface Gloss {
  /** Of the opening bracket, and after the last closing one; groups that repeat are one gloss. */
  readonly start: number;
  readonly end: number;
  /** How many characters before `start` it is a reading of. */
  readonly characters: number;
  readonly toned: boolean;
  /** Every syllable is the usual reading of its character. */
  readonly usual: boolean;
  /** All brackets are ASCII ones, as a machine writes them. */
  readonly ascii: boolean;
}

const LONGEST_CONTENT = 60;
const LONGEST_WORD = 8;
/** Lower-case Latin letters of pinyin with their tone marks, composed or not, and what stands between syllables. No capitals: (Chen Ping) is a name, (GDP) a word. */
const CONTENT = /^[a-züāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềɑɡ\u0300\u0301\u0304\u0308\u030c'’·\s]+$/;

/** What keeps a content from being what the table of readings has. */
const TO_NORMALISE = /[\s'’·ɑɡ\u0300-\u036f]/;

/** All glosses of a text in order; empty when there is none. Linear in its length. */
export function glossesIn(text: string): readonly Gloss[] {
  const found: Gloss[] = [];
  for (let open = nextBracket(text, 1); open >= 0; open = nextBracket(text, open)) {
    const gloss = glossAt(text, open);
    if (gloss) found.push(gloss);
    open = gloss ? gloss.end : open + 1;
  }
  return found;
}

function nextBracket(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x28 || code === 0xff08) return i;
  }
  return -1;
}

/** The gloss whose opening bracket is at this offset; undefined when what stands there is none. */
export function glossAt(text: string, open: number): Gloss | undefined {
  if (open < 1 || !isHan(text.charCodeAt(open - 1))) return undefined;
  let first: { characters: number; toned: boolean; usual: boolean } | undefined;
  let ascii = true;
  let end = open;
  for (let group = groupAt(text, end); group; group = groupAt(text, end)) {
    const read = readAs(group.content, text, open);
    if (!read || (first && read.characters !== first.characters)) break;
    first = first ? { characters: first.characters, toned: first.toned || read.toned, usual: first.usual && read.usual } : read;
    ascii &&= group.ascii;
    end = group.end;
  }
  return first && { start: open, end, ...first, ascii };
}

/** The bracket group at this offset if its content could be pinyin: without spaces and separators, composed. */
function groupAt(text: string, open: number): { content: string; end: number; ascii: boolean } | undefined {
  const opener = text.charCodeAt(open);
  if (opener !== 0x28 && opener !== 0xff08) return undefined;
  for (let i = open + 1; i < text.length && i <= open + LONGEST_CONTENT; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x29 && code !== 0xff09) {
      if (code >= 0x3001 || code === 0x28) return undefined;
      continue;
    }
    const inside = text.slice(open + 1, i);
    if (!CONTENT.test(inside)) return undefined;
    const content = TO_NORMALISE.test(inside) ? inside.replace(/['’·\s]+/g, '').replace(/ɑ/g, 'a').replace(/ɡ/g, 'g').normalize('NFC') : inside;
    return content === '' ? undefined : { content, end: i + 1, ascii: opener === 0x28 && code === 0x29 };
  }
  return undefined;
}

/** How many characters before `end` the letters read, the last one alone first; undefined when they read none. */
function readAs(letters: string, text: string, end: number): { characters: number; toned: boolean; usual: boolean } | undefined {
  const toned = hasTone(letters);
  if (isReadingOf(letters, text[end - 1]!)) return { characters: 1, toned, usual: isUsual(letters, text[end - 1]!) };
  const word = readWord(letters, text, end, 0);
  return word && { characters: word.length, toned, usual: word.every((syllable, i) => isUsual(syllable, text[end - word.length + i]!)) };
}

/** Splits the letters into one reading for each of the last characters, from the back; undefined when they do not split so. */
function readWord(letters: string, text: string, end: number, depth: number): string[] | undefined {
  if (letters === '') return depth >= 2 ? [] : undefined;
  if (depth === LONGEST_WORD || end < 1 || !isHan(text.charCodeAt(end - 1))) return undefined;
  for (const reading of readingsOf(text[end - 1]!)) {
    for (const spelling of spellings(reading)) {
      if (!letters.endsWith(spelling)) continue;
      const before = readWord(letters.slice(0, -spelling.length), text, end - 1, depth + 1);
      if (before) return [...before, spelling];
    }
  }
  return undefined;
}

function spellings(reading: string): readonly string[] {
  const bare = withoutTone(reading);
  const forms = bare === reading ? [reading] : [reading, bare];
  return bare.includes('ü') ? [...forms, bare.replace('ü', 'v')] : forms;
}

function isUsual(syllable: string, character: string): boolean {
  const usual = readingsOf(character)[0];
  return usual !== undefined && (usual === syllable || withoutTone(usual) === syllable);
}
