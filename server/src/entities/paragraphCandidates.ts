import { toSimplified } from '../text/fold.ts';
import { generateCandidates } from './candidates.ts';
import { decode } from './decode.ts';
import { buildLattice } from './lattice.ts';
import { scoreCandidates } from './score.ts';
import { modelWeights } from './weights.ts';

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
}

let score = new Float64Array(4096);

/** Recognises mentions in the clean text of one paragraph. Empty text gives no segments. */
export function paragraphCandidates(clean: string): ParagraphCandidates {
  const text = toSimplified(clean);
  if (text === '') return { text, segments: [] };
  const lattice = buildLattice(text);
  const candidates = generateCandidates(lattice);
  if (score.length < candidates.count) score = new Float64Array(candidates.count * 2);
  const weights = modelWeights();
  scoreCandidates(lattice, candidates, weights, score);
  const segments = decode(lattice, candidates, score, weights).map((k) => ({ start: candidates.start[k]!, end: candidates.end[k]!, type: candidates.type[k]! }));
  return { text, segments };
}
