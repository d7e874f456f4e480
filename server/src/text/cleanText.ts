import { lowerBound } from './lowerBound.ts';
import type { CleanSpan, RawSpan } from './spans.ts';

/** One replacement that turns raw text into clean text. */
export interface Edit {
  /** Raw offsets, relative to the same text as the {@link CleanText} built from it. */
  readonly start: number;
  readonly end: number;
  /** What the raw span should read; '' deletes it. */
  readonly clean: string;
  /** True for what hangs on the character before it (a gloss): a raw span that ends there includes it. */
  readonly belongsToPrevious?: boolean;
  /** For a replacement longer than one character: the raw end offset of each clean code unit, ascending; the last is `end`. */
  readonly alignment?: readonly number[];
  /** Beside `alignment`: the raw start offset of each clean code unit, ascending; the first is `start`. Without it each begins where the one before ends. */
  readonly alignmentStarts?: readonly number[];
}

/** Clean text of one paragraph with the map to its raw text. Built once, asked both ways. */
export interface CleanText {
  readonly raw: string;
  readonly clean: string;
  /** The raw span of a clean span: from the raw start of its first character to the raw end of its last, its gloss included. An empty clean span gives an empty raw span. */
  toRaw(span: CleanSpan): RawSpan;
  /** The clean offset of a raw offset; inside a deleted stretch, the clean offset right after it, or undefined with `strict`. */
  toClean(rawOffset: number, strict?: boolean): number | undefined;
}

/** Applies non-overlapping edits, sorted by start. Throws RangeError when they overlap or are out of order. */
export function applyEdits(raw: string, edits: readonly Edit[]): CleanText {
  if (edits.length === 0) return unchanged(raw);
  let clean = '';
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at || edit.end < edit.start || edit.end > raw.length) throw new RangeError(`edit ${edit.start}-${edit.end} overlaps or is out of order`);
    clean += raw.slice(at, edit.start) + edit.clean;
    at = edit.end;
  }
  clean += raw.slice(at);

  // Most texts are mended without anyone asking where what stands.
  let offsets: ReturnType<typeof offsetsOf> | undefined;
  const map = () => (offsets ??= offsetsOf(raw, edits, clean.length));
  return {
    raw,
    clean,
    toRaw(span) {
      const { starts, ends } = map();
      if (span.start >= span.end) {
        const offset = span.start < starts.length ? starts[span.start]! : raw.length;
        return { start: offset, end: offset };
      }
      return { start: starts[span.start]!, end: ends[span.end - 1]! };
    },
    toClean(rawOffset, strict = false) {
      if (rawOffset >= raw.length) return clean.length;
      const { starts, ends } = map();
      // The first clean code unit that starts at or after the raw offset, or the one before it, which may cover that.
      const first = lowerBound(starts.length, (index) => starts[index]! >= rawOffset);
      if (first < starts.length && starts[first] === rawOffset) return first;
      if (first > 0 && ends[first - 1]! > rawOffset && clean[first - 1] !== raw[starts[first - 1]!]) return first - 1;
      return strict ? undefined : first;
    },
  };
}

/** Text without damage: every offset is its own. */
function unchanged(raw: string): CleanText {
  return {
    raw,
    clean: raw,
    toRaw: ({ start, end }) => (start >= end ? { start: Math.min(start, raw.length), end: Math.min(start, raw.length) } : { start, end }),
    toClean: (rawOffset) => Math.min(rawOffset, raw.length),
  };
}

/** Where each clean code unit stands in the raw text; `ends` includes what belongs to it. */
function offsetsOf(raw: string, edits: readonly Edit[], cleanLength: number): { readonly starts: Int32Array; readonly ends: Int32Array } {
  const starts = new Int32Array(cleanLength);
  const ends = new Int32Array(cleanLength);
  let count = 0;
  let at = 0;
  const copy = (until: number) => {
    for (; at < until; at++) {
      starts[count] = at;
      ends[count++] = at + 1;
    }
  };
  for (const edit of edits) {
    copy(edit.start);
    let from = edit.start;
    for (let i = 0; i < edit.clean.length; i++) {
      const last = i === edit.clean.length - 1;
      const end = edit.alignment?.[i] ?? (last ? edit.end : Math.min(edit.end, edit.start + i + 1));
      starts[count] = edit.alignmentStarts?.[i] ?? Math.min(from, end);
      ends[count++] = end;
      from = end;
    }
    if (edit.clean === '' && edit.belongsToPrevious && count > 0 && ends[count - 1] === edit.start) ends[count - 1] = edit.end;
    at = edit.end;
  }
  copy(raw.length);
  return { starts, ends };
}
