/**
 * Coordinates used in this project. There are two texts, so every offset says which one it is in:
 *
 * - *raw*: the document as it stands in the editor or on disk, damage included.
 * - *clean*: what the writer wrote, after findings have been applied (glosses gone, slips repaired).
 *
 * All offsets are UTF-16 code units and all spans are half-open. A span is relative to its paragraph inside `damage`
 * and inside per-paragraph caches, and relative to the document everywhere else; the docstring of each field says which.
 * Lines and columns exist in `protocol` only.
 */

/** A half-open range of UTF-16 code units in raw text. Not assignable to a {@link CleanSpan}. */
export interface RawSpan {
  readonly start: number;
  readonly end: number;
  readonly in?: 'raw';
}

/** A half-open range of UTF-16 code units in clean text. Not assignable to a {@link RawSpan}. */
export interface CleanSpan {
  readonly start: number;
  readonly end: number;
  readonly in?: 'clean';
}

/** True if the two half-open spans share at least one code unit. */
export function overlaps(a: { readonly start: number; readonly end: number }, b: { readonly start: number; readonly end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
