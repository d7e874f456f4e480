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
  let clean = '';
  // rawStart[i], rawEnd[i]: where clean code unit i stands in the raw text; rawEnd includes what belongs to it.
  const rawStart: number[] = [];
  const rawEnd: number[] = [];
  let at = 0;
  const copy = (until: number) => {
    for (let i = at; i < until; i++) {
      rawStart.push(i);
      rawEnd.push(i + 1);
    }
    clean += raw.slice(at, until);
    at = until;
  };
  for (const edit of edits) {
    if (edit.start < at || edit.end < edit.start || edit.end > raw.length) throw new RangeError(`edit ${edit.start}-${edit.end} overlaps or is out of order`);
    copy(edit.start);
    let from = edit.start;
    for (let i = 0; i < edit.clean.length; i++) {
      const last = i === edit.clean.length - 1;
      const end = edit.alignment?.[i] ?? (last ? edit.end : Math.min(edit.end, edit.start + i + 1));
      rawStart.push(edit.alignmentStarts?.[i] ?? Math.min(from, end));
      rawEnd.push(end);
      from = end;
    }
    clean += edit.clean;
    if (edit.clean === '' && edit.belongsToPrevious && rawEnd.length > 0 && rawEnd[rawEnd.length - 1] === edit.start) rawEnd[rawEnd.length - 1] = edit.end;
    at = edit.end;
  }
  copy(raw.length);
  return {
    raw,
    clean,
    toRaw(span) {
      if (span.start >= span.end) {
        const offset = span.start < rawStart.length ? rawStart[span.start]! : raw.length;
        return { start: offset, end: offset };
      }
      return { start: rawStart[span.start]!, end: rawEnd[span.end - 1]! };
    },
    toClean(rawOffset, strict = false) {
      if (rawOffset >= raw.length) return clean.length;
      // Binary search for the first clean code unit that starts at or after the raw offset, or covers it.
      let low = 0;
      let high = rawStart.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rawStart[middle]! < rawOffset) low = middle + 1;
        else high = middle;
      }
      if (low < rawStart.length && rawStart[low] === rawOffset) return low;
      if (low > 0 && rawEnd[low - 1]! > rawOffset && clean[low - 1] !== raw[rawStart[low - 1]!]) return low - 1;
      return strict ? undefined : low;
    },
  };
}
