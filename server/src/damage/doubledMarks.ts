import { isHan } from '../text/han.ts';

/** Two marks where one belongs. Offsets are code units of the text that was searched. */
export interface DoubledMarks {
  readonly start: number;
  readonly end: number;
  /** The mark that belongs there: the second. */
  readonly mark: string;
  /** A comma before a mark, as a pass over the text inserts it; false for what an author's slip looks like (`。,` `。。`). */
  readonly byMachine: boolean;
}

/** All doubled marks of a text in order; empty when there is none. Runs of three and more (`。。。`) are something else. Linear in its length. */
export function doubledMarksIn(text: string): readonly DoubledMarks[] {
  const found: DoubledMarks[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (!isMark(text.charCodeAt(i)) || !isMark(text.charCodeAt(i + 1))) continue;
    let end = i + 2;
    while (end < text.length && isMark(text.charCodeAt(end))) end++;
    if (end - i === 2 && !isSemicolon(text.charCodeAt(i)) && inRunningText(text, i, end)) found.push({ start: i, end, mark: text[i + 1]!, byMachine: text[i] === ',' || text[i] === '，' });
    i = end - 1;
  }
  return found;
}

function isSemicolon(code: number): boolean {
  return code === 0x3b || code === 0xff1b;
}

/** , ， 、 。 ； and the half-width ; of folded text. */
function isMark(code: number): boolean {
  if (code > 0x3002 && code < 0xff0c) return false; // nearly all of a text
  return code === 0x2c || code === 0xff0c || code === 0x3001 || code === 0x3002 || isSemicolon(code);
}

/** How far a Han character may be away: over a closing quote, or over the gloss of the last character (動(dòng),。). */
const REACH = 10;

/** In Chinese text, and not between two words or numbers of ASCII (1,,000; a list in code). */
function inRunningText(text: string, start: number, end: number): boolean {
  if (start > 0 && end < text.length && isAscii(text.charCodeAt(start - 1)) && isAscii(text.charCodeAt(end)) && text[start - 1] !== ')') return false;
  for (let i = start - 1; i >= 0 && i >= start - REACH; i--) if (isHan(text.charCodeAt(i))) return true;
  for (let i = end; i < text.length && i < end + 3; i++) if (isHan(text.charCodeAt(i))) return true;
  return false;
}

function isAscii(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
