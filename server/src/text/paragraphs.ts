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
  const terminator = /\r\n|\n|\r/g;
  for (let match = terminator.exec(text); match; match = terminator.exec(text)) {
    paragraphs.push({ start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  paragraphs.push({ start, text: text.slice(start) });
  return paragraphs;
}
