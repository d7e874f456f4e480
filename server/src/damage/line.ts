import { toSimplified } from '../text/fold.ts';

/** The triggers of rules about lines with pipes in them. */
export const PIPES: readonly (readonly [from: number, to: number])[] = [[0x7c, 0x7c], [0xff5c, 0xff5c], [0x2502, 0x2503]];

/** The triggers for these characters. */
export function triggersFor(characters: string): readonly (readonly [from: number, to: number])[] {
  return Array.from({ length: characters.length }, (_, i) => [characters.charCodeAt(i), characters.charCodeAt(i)] as const);
}

/** A paragraph without the white space around it. */
export interface Line {
  /** Half-open, code units of the paragraph. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The same in simplified script, as long; itself where it is longer than the lines of pages are. */
  readonly simplified: string;
  /** True where it ends as a sentence does: 。 ； ！ ？ */
  readonly isSentence: boolean;
}

/** No line that a rule asks for is longer, but for lists of places and addresses. Code units. */
const USUAL = 160;
let lastParagraph: string | undefined;
let lastLine: Line | undefined;

/** The line that a paragraph is, white space around it taken off; undefined where nothing is left, or more than `most` code units. */
export function shortLine(paragraph: string, most: number): Line | undefined {
  // White space around a line may be long, but what is longer by far is no line of a page's frame.
  if (paragraph.length > most + 200) return undefined;
  // Several rules ask for the same line, one after the other.
  if (paragraph !== lastParagraph) {
    lastParagraph = paragraph;
    lastLine = lineOf(paragraph);
  }
  return lastLine && lastLine.text.length <= most ? lastLine : undefined;
}

function lineOf(paragraph: string): Line | undefined {
  const text = paragraph.trim();
  if (text === '') return undefined;
  const start = paragraph.length - paragraph.trimStart().length;
  const last = text.charCodeAt(text.length - 1);
  return {
    start, end: start + text.length, text,
    simplified: text.length > USUAL ? text : toSimplified(text),
    isSentence: endsLikeSentence(last),
  };
}

/** 。 ； ！ ？ */
export function endsLikeSentence(code: number): boolean {
  return code === 0x3002 || code === 0xff1b || code === 0xff01 || code === 0xff1f;
}
