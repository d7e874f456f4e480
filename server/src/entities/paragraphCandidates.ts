import { headAt, relativeKind, relativeType, RELATIVE_KINDS } from '../lexicon/heads.ts';
import { toSimplified } from '../text/fold.ts';
import { generateCandidates, type Candidates } from './candidates.ts';
import { decode } from './decode.ts';
import { buildLattice } from './lattice.ts';
import { modelPairs, scoreByModel } from './modelScore.ts';
import { ORGANISATION, PLACE, RELATIVE } from './spanModel.ts';
import { WEIGHT_UNIT } from './weights.ts';

/** A span of one paragraph that the model takes for a mention. Offsets are code units in the clean text. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Index into SEGMENT_TYPES. */
  readonly type: number;
}

/** What one paragraph says by itself: a pure function of its clean text, so it can be kept by it. */
export interface ParagraphCandidates {
  /** The clean text in simplified characters; the same length. */
  readonly text: string;
  /** The best reading of the paragraph alone, left to right, not overlapping. */
  readonly segments: readonly Segment[];
  /** Spans that could be mentions, the chosen ones among them: start, end, type and score in turns, {@link SPAN} numbers each; scores in units of the weights. The less likely are left out. */
  readonly spans: Int32Array;
}

/** Numbers of a span in {@link ParagraphCandidates.spans}. */
export const SPAN = 4;

/** Candidates below this score have no chance even where the rest of the document speaks for them. */
const LEAST_SCORE = -4;

/** Below this, what the whole span says does not make up for its edges. */
const HOPELESS = -2.5;

let score = new Float64Array(4096);

/** A whole span that is a relative word (市委, 公司) is one, whatever type it was taken for; an inner department may be a name. */
export function relativeOr(text: string, start: number, end: number, type: number): number {
  if (type !== ORGANISATION && type !== PLACE) return type;
  const head = headAt(text, start, end);
  return relativeType(head) > 0 && RELATIVE_KINDS[relativeKind(head)] !== 'department' ? RELATIVE : type;
}

/** 博州地区, 东北地区: the word is part of the name of a place; not where it begins another word (地区生产总值, 地区性). */
const DISTRICT = /地区(?!生产总值|[性级间])/uy;

/** The segments of chosen candidates, left to right: relative words are told from names, and places go as far as the word 地区 behind them. */
export function segmentsOf(text: string, { start, end, type }: Pick<Candidates, 'start' | 'end' | 'type'>, chosen: readonly number[]): Segment[] {
  return chosen.map((k, at) => {
    const kind = relativeOr(text, start[k]!, end[k]!, type[k]!);
    DISTRICT.lastIndex = end[k]!;
    const goesOn = kind === PLACE && DISTRICT.test(text) && !(at + 1 < chosen.length && start[chosen[at + 1]!]! < end[k]! + 2);
    return { start: start[k]!, end: goesOn ? end[k]! + 2 : end[k]!, type: kind };
  });
}

/** Recognises mentions in the clean text of one paragraph. Empty text gives no segments. */
export function paragraphCandidates(clean: string): ParagraphCandidates {
  const text = toSimplified(clean);
  if (text === '') return { text, segments: [], spans: new Int32Array(0) };
  const lattice = buildLattice(text);
  const candidates = generateCandidates(lattice);
  if (score.length < candidates.count) score = new Float64Array(candidates.count * 2);
  scoreByModel(lattice, candidates, score, HOPELESS / WEIGHT_UNIT);
  const { start, end, type, count } = candidates;
  const segments = segmentsOf(text, candidates, decode(text, candidates, score, modelPairs()));
  const least = LEAST_SCORE / WEIGHT_UNIT;
  let kept = 0;
  for (let k = 0; k < count; k++) if (score[k]! > least) kept++;
  const spans = new Int32Array(kept * SPAN);
  let at = 0;
  for (let k = 0; k < count; k++) {
    if (!(score[k]! > least)) continue;
    spans[at++] = start[k]!;
    spans[at++] = end[k]!;
    spans[at++] = type[k]!;
    spans[at++] = score[k]!;
  }
  return { text, segments, spans };
}
