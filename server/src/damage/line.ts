/** The triggers of a rule that looks at every paragraph, and leaves at once where there is nothing for it. */
export const EVERY_PARAGRAPH: readonly (readonly [from: number, to: number])[] = [[0, 0xffff]];

/** The triggers of rules about lines with pipes in them. */
export const PIPES: readonly (readonly [from: number, to: number])[] = [[0x7c, 0x7c], [0xff5c, 0xff5c], [0x2502, 0x2503]];

/** A paragraph without the white space around it. */
export interface Line {
  /** Half-open, code units of the paragraph. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line that a paragraph is, white space around it taken off; undefined where nothing is left, or more than `most` code units. */
export function shortLine(paragraph: string, most: number): Line | undefined {
  // White space around a line may be long, but what is longer by far is no line of a page's frame.
  if (paragraph.length > most + 200) return undefined;
  const text = paragraph.trim();
  if (text === '' || text.length > most) return undefined;
  const start = paragraph.length - paragraph.trimStart().length;
  return { start, end: start + text.length, text };
}
