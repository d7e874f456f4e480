import { LongText } from './longText.ts';
import { lowerBound } from './lowerBound.ts';

/** One line of a document: the unit of analysis and of caching. */
export interface Paragraph {
  /** Offset of its first code unit in the document (raw). */
  readonly start: number;
  /** Its text without the line terminator. */
  readonly text: string;
}

/**
 * Splits a document at `\n`, `\r\n` and `\r`, as VS Code does. Line terminators belong to no paragraph.
 * An empty document has one empty paragraph.
 */
export function splitParagraphs(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  let lineFeed = text.indexOf('\n');
  let carriageReturn = text.indexOf('\r');
  while (lineFeed >= 0 || carriageReturn >= 0) {
    const end = carriageReturn < 0 || (lineFeed >= 0 && lineFeed < carriageReturn) ? lineFeed : carriageReturn;
    paragraphs.push({ start, text: text.slice(start, end) });
    start = end + (end === carriageReturn && lineFeed === end + 1 ? 2 : 1);
    if (lineFeed >= 0 && lineFeed < start) lineFeed = text.indexOf('\n', start);
    if (carriageReturn >= 0 && carriageReturn < start) carriageReturn = text.indexOf('\r', start);
  }
  paragraphs.push({ start, text: text.slice(start) });
  return paragraphs;
}

/** What an edit does to the paragraphs of a text. */
export interface ChangedParagraphs {
  /** So many at the start are as they were. */
  readonly head: number;
  /** The paragraph of the old text from which on all are as they were, but for where they start; how many there were if none is. */
  readonly tail: number;
  /** What stands between those now; starts are offsets in the new text. At least one, or both are the whole. */
  readonly between: Paragraph[];
}

/** Splits a text, of which the paragraphs of an earlier version are known, where it differs from that: `splitParagraphs` of it would give the same. */
export function splitAgain(before: readonly Pick<Paragraph, 'start'>[], textBefore: LongText, text: LongText): ChangedParagraphs {
  const common = LongText.commonEnds(textBefore, text);
  // The unit behind a line end has to be the same too (\r before \n), and both units of a line end that is kept.
  const head = Math.max(0, firstFrom(before, common.start) - 1);
  const tail = firstFrom(before, textBefore.length - common.end + 2);
  const from = before[head]?.start ?? 0;
  const to = tail < before.length ? before[tail]!.start + text.length - textBefore.length : text.length;
  const between = splitParagraphs(text.slice(from, to)).map(({ start, text: own }) => ({ start: from + start, text: own }));
  if (tail < before.length) between.pop();
  return { head, tail, between };
}

/** The index of the paragraph in which an offset is, its line end included; 0 for an offset before the first, and where there is none. */
export function paragraphIndexAt(paragraphs: readonly Pick<Paragraph, 'start'>[], offset: number): number {
  return Math.max(0, firstFrom(paragraphs, offset + 1) - 1);
}

/** The first paragraph that starts at or after an offset; how many there are if none does. */
function firstFrom(paragraphs: readonly Pick<Paragraph, 'start'>[], offset: number): number {
  return lowerBound(paragraphs.length, (index) => paragraphs[index]!.start >= offset);
}
