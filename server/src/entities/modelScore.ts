import type { Candidates } from './candidates.ts';
import { pairWeights } from './decode.ts';
import { features, innerFeatures, leftFeatures, rightFeatures, spanFeatures } from './features.ts';
import type { Lattice } from './lattice.ts';
import { RELATIVE } from './spanModel.ts';
import { relativeWeights, WEIGHT_ZERO, weightAt, weightBytes } from './weights.ts';

/** Two bytes of four, spread so that sixteen bits can be added up in each place. */
const EVERY_OTHER = 0x00ff00ff;

let leftDone = new Uint8Array(0);
let rightDone = new Uint8Array(0);
/**
 * At offset × 2: the sums of persons (lower half) and organisations (upper half), then those of places and projects, of the left edge there,
 * the right edge there, and everything inside up to there. Halves may overflow: what is taken is a difference that does not.
 */
let left = new Int32Array(0);
let right = new Int32Array(0);
let inner = new Int32Array(0);
let covered = new Int32Array(0);

function sumInto(target: Int32Array, offset: number, count: number, bytes: Int32Array): void {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < count; i++) {
    const four = bytes[features[i]!]!;
    even += four & EVERY_OTHER;
    odd += (four >>> 8) & EVERY_OTHER;
  }
  const zero = count * WEIGHT_ZERO * 0x10001;
  target[offset * 2] = even - zero;
  target[offset * 2 + 1] = odd - zero;
}

/** One of the two sums in a number; a lower one below 0 has borrowed from the upper. */
function halfOf(sum: number, upper: number): number {
  const lower = (sum << 16) >> 16;
  return upper === 0 ? lower : (sum - lower) >> 16;
}

/**
 * As `scoreCandidates` with the weights of the model, to the last digit, but faster: weights are whole numbers here, and those of two types
 * are added up at once.
 */
export function scoreByModel(l: Lattice, c: Candidates, score: Float64Array, hopeless: number): void {
  const length = l.length;
  const bytes = weightBytes();
  if (leftDone.length < length + 2) {
    leftDone = new Uint8Array(length * 2 + 64);
    rightDone = new Uint8Array(leftDone.length);
    left = new Int32Array(leftDone.length * 2);
    right = new Int32Array(left.length);
    inner = new Int32Array(left.length);
    covered = new Int32Array(leftDone.length);
  }
  leftDone.fill(0, 0, length + 1);
  rightDone.fill(0, 0, length + 1);
  inner.fill(0, 0, 2);
  // Positions that no candidate goes over need no look.
  covered.fill(0, 0, length + 1);
  for (let k = 0; k < c.count; k++) {
    covered[c.start[k]! + 1]!++;
    covered[c.end[k]!]!--;
  }
  let innerUpTo = 0;
  let depth = 0;
  for (let k = 0; k < c.count; k++) {
    const s = c.start[k]!;
    const e = c.end[k]!;
    const type = c.type[k]!;
    while (innerUpTo < e) {
      const at = ++innerUpTo * 2;
      depth += covered[innerUpTo]!;
      if (depth > 0 && innerUpTo < length) sumInto(inner, innerUpTo, innerFeatures(l, innerUpTo), bytes);
      else inner[at] = inner[at + 1] = 0;
      inner[at] = (inner[at]! + inner[at - 2]!) | 0;
      inner[at + 1] = (inner[at + 1]! + inner[at - 1]!) | 0;
    }
    if (type === RELATIVE) {
      score[k] = sumOfRelative(l, c, k, hopeless);
      continue;
    }
    if (leftDone[s] === 0) {
      leftDone[s] = 1;
      sumInto(left, s, leftFeatures(l, s), bytes);
    }
    if (rightDone[e] === 0) {
      rightDone[e] = 1;
      sumInto(right, e, rightFeatures(l, e), bytes);
    }
    const side = type & 1;
    const edges = halfOf((left[s * 2 + side]! + right[e * 2 + side]! + inner[(e - 1) * 2 + side]! - inner[s * 2 + side]!) | 0, type >> 1);
    if (edges < hopeless) {
      score[k] = edges + hopeless;
      continue;
    }
    const count = spanFeatures(l, c, k);
    const shift = type * 8;
    let sum = edges - count * WEIGHT_ZERO;
    for (let i = 0; i < count; i++) sum += (bytes[features[i]!]! >>> shift) & 255;
    score[k] = sum;
  }
}

let pairs: Float64Array | undefined;

/** The weights of neighbouring types of the model, for `decode`. */
export function modelPairs(): Float64Array {
  return (pairs ??= pairWeights(weightAt));
}

/** The score of a relative mention, of which there are few. */
function sumOfRelative(l: Lattice, c: Candidates, k: number, hopeless: number): number {
  const weights = relativeWeights();
  const s = c.start[k]!;
  const e = c.end[k]!;
  let sum = sumOf(leftFeatures(l, s), weights) + sumOf(rightFeatures(l, e), weights);
  for (let at = s + 1; at < e; at++) sum += sumOf(innerFeatures(l, at), weights);
  return sum < hopeless ? sum + hopeless : sum + sumOf(spanFeatures(l, c, k), weights);
}

function sumOf(count: number, weights: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weights[features[i]!]!;
  return sum;
}
