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
