import type { Candidates } from './candidates.ts';
import { features, innerFeatures, leftFeatures, rightFeatures, spanFeatures } from './features.ts';
import type { Lattice } from './lattice.ts';
import { TYPE_COUNT } from './spanModel.ts';

let leftDone = new Uint8Array(0);
let rightDone = new Uint8Array(0);
let left = new Float64Array(0);
let right = new Float64Array(0);
let inner = new Float64Array(0);
let innerUpTo = 0;
let covered = new Int32Array(0);

/** Features left out while weights are learned, one bit each, by the four groups: so that no feature relies on another. All 0 in use. */
const dropped = { left: 0, right: 0, inner: 0, span: 0 };
export function dropFeatures(left: number, right: number, inner: number, span: number): void {
  Object.assign(dropped, { left, right, inner, span });
}

function sumInto(target: Float64Array, offset: number, count: number, weights: ArrayLike<number>, drop: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  for (let i = 0; i < count; i++) {
    if ((drop >> i) & 1) continue;
    const at = features[i]! * TYPE_COUNT;
    a += weights[at]!;
    b += weights[at + 1]!;
    c += weights[at + 2]!;
    d += weights[at + 3]!;
    e += weights[at + 4]!;
  }
  target[offset] = a;
  target[offset + 1] = b;
  target[offset + 2] = c;
  target[offset + 3] = d;
  target[offset + 4] = e;
}

/**
 * Scores every candidate: left edge + right edge + what lies inside + the span as a whole. Edges and insides are computed
 * once a position and shared by all candidates there. Writes into `score`, which must have room for all.
 * A candidate whose edges and inside score below `hopeless` is not looked at further and scores far below 0.
 */
export function scoreCandidates(l: Lattice, c: Candidates, weights: ArrayLike<number>, score: Float64Array, hopeless = -Infinity): void {
  const length = l.length;
  if (leftDone.length < length + 2) {
    leftDone = new Uint8Array(length * 2 + 64);
    rightDone = new Uint8Array(leftDone.length);
    left = new Float64Array(leftDone.length * TYPE_COUNT);
    right = new Float64Array(left.length);
    inner = new Float64Array(left.length);
    covered = new Int32Array(leftDone.length);
  }
  leftDone.fill(0, 0, length + 1);
  rightDone.fill(0, 0, length + 1);
  inner.fill(0, 0, TYPE_COUNT);
  innerUpTo = 0;
  // Positions that no candidate goes over need no look.
  covered.fill(0, 0, length + 1);
  for (let k = 0; k < c.count; k++) {
    covered[c.start[k]! + 1]!++;
    covered[c.end[k]!]!--;
  }
  let depth = 0;
  for (let k = 0; k < c.count; k++) {
    const s = c.start[k]!;
    const e = c.end[k]!;
    const type = c.type[k]!;
    if (!leftDone[s]) {
      leftDone[s] = 1;
      sumInto(left, s * TYPE_COUNT, leftFeatures(l, s), weights, dropped.left);
    }
    if (!rightDone[e]) {
      rightDone[e] = 1;
      sumInto(right, e * TYPE_COUNT, rightFeatures(l, e), weights, dropped.right);
    }
    // inner[k] is the sum of what positions 0 … k say.
    while (innerUpTo < e) {
      innerUpTo++;
      depth += covered[innerUpTo]!;
      if (depth > 0 && innerUpTo < length) sumInto(inner, innerUpTo * TYPE_COUNT, innerFeatures(l, innerUpTo), weights, dropped.inner);
      else inner.fill(0, innerUpTo * TYPE_COUNT, (innerUpTo + 1) * TYPE_COUNT);
      for (let t = 0; t < TYPE_COUNT; t++) inner[innerUpTo * TYPE_COUNT + t]! += inner[(innerUpTo - 1) * TYPE_COUNT + t]!;
    }
    let sum = left[s * TYPE_COUNT + type]! + right[e * TYPE_COUNT + type]! + inner[(e - 1) * TYPE_COUNT + type]! - inner[s * TYPE_COUNT + type]!;
    if (sum < hopeless) {
      score[k] = sum + hopeless;
      continue;
    }
    const count = spanFeatures(l, c, k);
    for (let i = 0; i < count; i++) if (!((dropped.span >> i) & 1)) sum += weights[features[i]! * TYPE_COUNT + type]!;
    score[k] = sum;
  }
}

/** Calls `visit` with the weight index of every feature of one candidate: what {@link scoreCandidates} adds up, for training. */
export function forEachFeature(l: Lattice, c: Candidates, k: number, visit: (index: number) => void): void {
  forEachEdgeFeature(l, c, k, visit);
  forEachSpanFeature(l, c, k, visit);
}

/** The part of {@link forEachFeature} about the edges and what lies between them. */
export function forEachEdgeFeature(l: Lattice, c: Candidates, k: number, visit: (index: number) => void): void {
  const s = c.start[k]!;
  const e = c.end[k]!;
  const type = c.type[k]!;
  visitAll(leftFeatures(l, s), dropped.left, type, visit);
  visitAll(rightFeatures(l, e), dropped.right, type, visit);
  for (let at = s + 1; at < e; at++) visitAll(innerFeatures(l, at), dropped.inner, type, visit);
}

/** The part about the span as a whole. */
export function forEachSpanFeature(l: Lattice, c: Candidates, k: number, visit: (index: number) => void): void {
  visitAll(spanFeatures(l, c, k), dropped.span, c.type[k]!, visit);
}

function visitAll(count: number, drop: number, type: number, visit: (index: number) => void): void {
  for (let i = 0; i < count; i++) if (!((drop >> i) & 1)) visit(features[i]! * TYPE_COUNT + type);
}
