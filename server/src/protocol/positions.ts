/**
 * The one place where offsets meet lines and columns. A paragraph is a line, and both sides count UTF-16 code units (the
 * position encoding `utf-16`), so a position is the paragraph's index and the offset in it.
 */
import type { Position, Range } from 'vscode-languageserver';
import { type Paragraph, paragraphIndexAt } from '../text/paragraphs.ts';
import type { RawSpan } from '../text/spans.ts';
import type { IndexedMention } from '../workspace/entityIndex.ts';

/** The position of a raw offset. Offsets inside a line terminator stand at the end of its line, those outside the text at its nearer end. */
export function toPosition(paragraphs: readonly Paragraph[], offset: number): Position {
  const line = paragraphIndexAt(paragraphs, offset);
  const paragraph = paragraphs[line];
  if (!paragraph) return { line: 0, character: 0 };
  return { line, character: Math.max(0, Math.min(offset - paragraph.start, paragraph.text.length)) };
}

/** The raw offset of a position. Columns behind the end of a line stand at its end, lines behind the last at the end of the text. */
export function toOffset(paragraphs: readonly Paragraph[], position: Position): number {
  const last = paragraphs.at(-1);
  if (!last || position.line < 0) return 0;
  const paragraph = paragraphs[position.line];
  if (!paragraph) return last.start + last.text.length;
  return paragraph.start + Math.max(0, Math.min(position.character, paragraph.text.length));
}

/** The range of a raw span. */
export function toRange(paragraphs: readonly Paragraph[], span: { readonly start: number; readonly end: number }): Range {
  return { start: toPosition(paragraphs, span.start), end: toPosition(paragraphs, span.end) };
}

/** The raw span of a range. A range whose end lies before its start gives an empty span. */
export function toSpan(paragraphs: readonly Paragraph[], range: Range): RawSpan {
  const start = toOffset(paragraphs, range.start);
  return { start, end: Math.max(start, toOffset(paragraphs, range.end)) };
}

/** The range of a mention of any document: it stands in one line. */
export function mentionRange(mention: Pick<IndexedMention, 'paragraph' | 'start' | 'end'>): Range {
  return { start: { line: mention.paragraph, character: mention.start }, end: { line: mention.paragraph, character: mention.end } };
}
