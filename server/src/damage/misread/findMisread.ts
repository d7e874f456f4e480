import type { DocumentProfile } from '../rule.ts';
import { MISREADINGS, type Misreading } from './bytesRead.ts';
import { decodeMisread, mayBeHalf, type MisreadPiece, type MisreadSpan } from './decodeMisread.ts';
import { withRivalAtEnd, withRivals } from './rivals.ts';
import { stepsFrom, type Step } from './steps.ts';
import { isStillMisread, signsIn, suspects, utf8Starts } from './suspicion.ts';

/** A misread span, judged. */
export interface Misread {
  readonly start: number;
  readonly end: number;
  /** What happened to it, the last misreading first. */
  readonly misreadings: readonly Misreading[];
  readonly pieces: readonly MisreadPiece[];
  /** True where nothing but this can have been written. */
  readonly certain: boolean;
}

/** How many times over text may have been misread. */
const ROUNDS = 3;

/** Code units of suspect stretches that are searched in one text and round: half a second at the most. Lines of a page are shorter by far. */
const MOST_SEARCHED = 2048;

/** What was found in a text. */
export interface MisreadSearch {
  /** In order; they do not overlap. Empty for good text. */
  readonly spans: readonly Misread[];
  /** From where on suspect stretches were not searched, so that the time stays bounded; undefined where all were. */
  readonly searchedUntil: number | undefined;
}

/** Looks for misread spans in a text. `script` is that of the document. */
export function findMisread(text: string, script: DocumentProfile['script']): MisreadSearch {
  const shown = signsIn(text);
  return shown === 0 ? GOOD : find(text, script, shown, new Array<number>(ROUNDS).fill(MOST_SEARCHED), ROUNDS - 1);
}

const GOOD: MisreadSearch = { spans: [], searchedUntil: undefined };

/** Looks for text that was misread, up to `round` times more. `shown` are the signs in it; left[i] is how many code units may still be searched in round i, whatever text they are of. */
function find(text: string, script: DocumentProfile['script'], shown: number, left: number[], round: number): MisreadSearch {
  const found: Misread[] = [];
  let searchedUntil: number | undefined;
  for (const suspect of suspects(text, shown)) {
    const end = Math.min(suspect.end, suspect.start + left[round]!);
    if (end === suspect.start) {
      searchedUntil = suspect.start;
      break;
    }
    left[round]! -= end - suspect.start;
    const decoded = decodeMisread(text, { ...suspect, end });
    for (const [i, span] of decoded.entries()) {
      const judged = judge(text, span, script, Math.max(suspect.start, decoded[i - 1]?.end ?? 0, found[found.length - 1]?.end ?? 0), decoded[i + 1]?.start ?? end);
      // Where the search was cut short, the span may go on.
      if (judged) found.push(end < suspect.end && judged.end >= end - CUT_MARGIN ? { ...judged, certain: false } : judged);
    }
    if (end === suspect.end) continue;
    searchedUntil = end;
    break;
  }
  let twice: readonly Misread[] = [];
  if (round > 0) {
    for (const misreading of OUTER) {
      const below = findBelow(text, misreading, script, shown, left, round);
      if (below === GOOD) continue;
      twice = [...twice, ...below.spans];
      if (below.searchedUntil !== undefined) searchedUntil = Math.min(searchedUntil ?? text.length, below.searchedUntil);
    }
  }
  if (found.length === 0 && twice.length === 0 && searchedUntil === undefined) return GOOD;
  if (twice.length === 0) return { spans: found, searchedUntil };
  const once = found.filter((span) => !twice.some((other) => span.start < other.end && other.start < span.end));
  return { spans: [...twice, ...once].sort((x, y) => x.start - y.start), searchedUntil };
}

/** A character and its neighbours by which it is judged, in code units of misread text. */
const CUT_MARGIN = 12;

/** Logarithm by which one valid UTF-8 character is evidence: random bytes are seldom one. */
const VALID_UTF8 = 4;

/** The span judged; undefined where it may as well be good text. What is between `from` and `to` may be of it. */
function judge(text: string, span: MisreadSpan, script: DocumentProfile['script'], from: number, to: number): Misread | undefined {
  const { characters, ordinary, cleanLog, rawLog } = span;
  const misreading = MISREADINGS[span.misreading]!;
  const isUtf8 = misreading.wrote === 'utf-8';
  const gain = cleanLog - rawLog + (isUtf8 ? VALID_UTF8 * characters : 0);
  const average = cleanLog / characters;
  const limit = LIMITS[isUtf8 ? 'utf-8' : misreading.read === 'windows-1252' ? 'latin' : 'pairs'];
  if (gain < limit.suggested || average < limit.average || ordinary < limit.ordinary * characters) return undefined;
  // Where a byte of pairs is gone, what comes after may be out of step; so may a span with half a pair left over beside it.
  const outOfStep = limit === LIMITS.latin && (span.pieces.some(({ source }) => source !== 'read' && source !== 'doubtful') || mayBeHalf(text, span.start - 1) || mayBeHalf(text, span.end));
  // ÃÃÃÃ is 美美, if one likes.
  const isVaried = span.distinct >= Math.max(2, Math.min(characters / 8, 20));
  const certain = !outOfStep && isVaried && gain >= limit.certain && average >= limit.certainAverage && !isStillMisread(span.pieces.map(({ clean }) => clean).join(''));
  const asLatin = certain && misreading.read === 'windows-1252';
  const pieces = !asLatin ? span.pieces : misreading.wrote === 'utf-8' ? withRivalAtEnd(text, span.pieces) : withRivals(text, span.pieces, misreading.wrote, script, from, to);
  return { start: pieces[0]!.start, end: pieces[pieces.length - 1]!.end, misreadings: [misreading], pieces, certain };
}

/** How much better a text must read once it is mended, how likely it must be in itself, by character, and what share of its characters must be ordinary ones. */
const LIMITS = {
  'utf-8': { suggested: 12, certain: 24, average: -13, certainAverage: -11, ordinary: 0.6 },
  latin: { suggested: 12, certain: 26, average: -10, certainAverage: -8.5, ordinary: 0.6 },
  pairs: { suggested: 10, certain: 30, average: -9.5, certainAverage: -7.5, ordinary: 0.7 },
} as const;

/** What can have happened to text that was misread before: it was saved as UTF-8, and that was misread again. */
const OUTER: readonly Misreading[] = MISREADINGS.filter(({ wrote }) => wrote === 'utf-8');

/** Spans that were misread more than once, the last time so. */
function findBelow(text: string, misreading: Misreading, script: DocumentProfile['script'], shown: number, left: number[], round: number): MisreadSearch {
  const starts = utf8Starts(text, misreading.read, shown);
  if (starts.length === 0) return GOOD;
  const found: Misread[] = [];
  let searchedUntil: number | undefined;
  for (const layer of layers(text, starts, misreading)) {
    const below = find(layer.text, script, signsIn(layer.text), left, round - 1);
    if (below.searchedUntil !== undefined) searchedUntil ??= layer.starts[below.searchedUntil]!;
    for (const inner of below.spans) {
      const pieces = inner.pieces.map((piece): MisreadPiece => ({
        ...piece,
        start: layer.starts[piece.start]!,
        end: layer.ends[piece.end - 1]!,
        starts: piece.starts.map((at) => layer.starts[at]!),
        ends: piece.ends.map((at) => layer.ends[at - 1]!),
      }));
      if (pieces.some((piece, i) => i > 0 && piece.start < pieces[i - 1]!.end)) continue;
      found.push({ start: pieces[0]!.start, end: pieces[pieces.length - 1]!.end, misreadings: [misreading, ...inner.misreadings], pieces, certain: inner.certain });
    }
  }
  return found.length === 0 && searchedUntil === undefined ? GOOD : { spans: found, searchedUntil };
}

/** A stretch of text with one misreading undone. */
interface Layer {
  readonly text: string;
  /** Where each code unit of `text` begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Fewer characters than this, undone, are not looked at again: two characters misread twice. */
const SHORTEST_LAYER = 5;

/** The stretches from these offsets on that are valid UTF-8, but for single losses, read so: what may be Chinese misread again. */
function layers(text: string, from: readonly number[], misreading: Misreading): Layer[] {
  const found: Layer[] = [];
  let free = 0;
  for (const start of from) {
    if (start < free) continue;
    const layer = layerAt(text, start, misreading);
    if (layer.count < SHORTEST_LAYER) continue;
    found.push(layer);
    free = layer.ends[layer.ends.length - 1]!;
  }
  return found;
}

function layerAt(text: string, start: number, misreading: Misreading): Layer & { readonly count: number } {
  let out = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let count = 0;
  let at = start;
  let pending = -1;
  let readable = true;
  /** Lengths at the last place where a raw character ended after one that could be read. */
  let whole = { out: 0, count: 0 };
  while (at < text.length || pending >= 0) {
    const step: Step | undefined = stepsFrom(text, at, pending, misreading)[0];
    if (!step) break;
    const wasReadable = readable;
    readable = step.source === 'read';
    if (!readable && (!wasReadable || count < 2)) break;
    const from = pending < 0 ? at : at - 1;
    const character = readable ? step.out : '\ufffd';
    for (let i = 0; i < character.length; i++) {
      starts.push(from);
      ends.push(step.end);
    }
    out += character;
    if (readable && character.charCodeAt(0) >= 0x80) count++;
    ({ end: at, pending } = step);
    if (pending < 0 && readable && character.charCodeAt(0) >= 0x80) whole = { out: out.length, count };
  }
  return { text: out.slice(0, whole.out), starts: starts.slice(0, whole.out), ends: ends.slice(0, whole.out), count: whole.count };
}
