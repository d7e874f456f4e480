import type { Candidates } from './candidates.ts';
import { normalised } from './lattice.ts';
import { bucket2, TYPE_COUNT } from './spanModel.ts';

/**
 * Best non-overlapping set of candidates by their scores (semi-Markov Viterbi): text outside scores 0. Two names side by side,
 * and two names with one character between (、 和), also score by their types.
 */

/** The characters between two names for which their types are scored; other gaps end the memory. */
const JOINTS = [...'、和与及 ,'].map((character) => character.charCodeAt(0));
/** By normalised code unit: 1 + the index of a joint, 0 for what is none. */
const jointIndex = new Uint8Array(65_536);
JOINTS.forEach((code, index) => {
  jointIndex[code] = index + 1;
});
const jointAt = (text: string, at: number): number => jointIndex[normalised(text.charCodeAt(at))]!;

/** States after a position: 0 = nothing remembered; 1 + t = a name of type t ends here; 1 + T + t = one ended a joint ago. */
const STATES = 1 + 2 * TYPE_COUNT;

/** Where the weights of a pair of types of neighbouring names start: `joint` is the code unit between them, 0 for none. The weight is that of the right name's type. */
export function pairBucket(leftType: number, joint: number): number {
  return bucket2(81, leftType, joint) * TYPE_COUNT;
}

/** {@link pairBucket} by type and joint, for nothing between first. */
const PAIR_BUCKETS = Int32Array.from({ length: TYPE_COUNT * (1 + JOINTS.length) }, (_, index) => pairBucket(index % TYPE_COUNT, index < TYPE_COUNT ? 0 : JOINTS[((index / TYPE_COUNT) | 0) - 1]!));

/** The weights of neighbouring types as {@link decode} takes them. `weightAt` gives one by its index, see {@link pairBucket}. */
export function pairWeights(weightAt: (index: number) => number): Float64Array {
  return Float64Array.from({ length: PAIR_BUCKETS.length * TYPE_COUNT }, (_, index) => weightAt(PAIR_BUCKETS[(index / TYPE_COUNT) | 0]! + (index % TYPE_COUNT)));
}

let best = new Float64Array(0);
let backCandidate = new Int32Array(0);
let backState = new Uint8Array(0);
/** 1 for an offset where a state other than 0 is reached; elsewhere only state 0 is written. */
let alive = new Uint8Array(0);

/** Indices of the chosen candidates, left to right. `score[i]` is that of candidate i; `pairs` are {@link pairWeights}, `scale` what one unit of them is in units of `score`. */
export function decode(text: string, c: Candidates, score: ArrayLike<number>, pairs: ArrayLike<number>, scale = 1): number[] {
  const length = text.length;
  if (best.length < (length + 1) * STATES) {
    best = new Float64Array((length + 1) * STATES * 2);
    backCandidate = new Int32Array(best.length);
    backState = new Uint8Array(best.length);
  }
  if (alive.length < length + 1) alive = new Uint8Array(length * 2 + 2);
  alive.fill(0, 0, length + 1);
  best.fill(-Infinity, 0, STATES);
  best[0] = 0;
  for (let i = 1; i <= length; i++) {
    const row = i * STATES;
    const before = row - STATES;
    // One character outside: forget, or remember across a joint.
    let forget = best[before]!;
    let forgetState = 0;
    if (alive[i - 1]) for (let state = 1; state < STATES; state++) {
      if (best[before + state]! > forget) {
        forget = best[before + state]!;
        forgetState = state;
      }
    }
    best[row] = forget;
    backCandidate[row] = -1;
    backState[row] = forgetState;
    const joins = alive[i - 1] === 1 && jointAt(text, i - 1) > 0;
    if (c.firstAt[i]! < 0 && !joins) continue;
    alive[i] = 1;
    for (let state = 1; state < STATES; state++) best[row + state] = -Infinity;
    if (joins) {
      for (let type = 0; type < TYPE_COUNT; type++) {
        const value = best[before + 1 + type]!;
        if (value === -Infinity) continue;
        best[row + 1 + TYPE_COUNT + type] = value;
        backCandidate[row + 1 + TYPE_COUNT + type] = -1;
        backState[row + 1 + TYPE_COUNT + type] = 1 + type;
      }
    }
    for (let k = c.firstAt[i]!; k >= 0; k = c.next[k]!) {
      const start = c.start[k]!;
      const type = c.type[k]!;
      const origin = start * STATES;
      let value = best[origin]!;
      let from = 0;
      const joint = start > 0 ? jointAt(text, start - 1) * TYPE_COUNT : 0;
      if (alive[start]) for (let left = 0; left < TYPE_COUNT; left++) {
        if (best[origin + 1 + left]! > -Infinity) {
          const total = best[origin + 1 + left]! + scale * pairs[left * TYPE_COUNT + type]!;
          if (total > value) {
            value = total;
            from = 1 + left;
          }
        }
        if (best[origin + 1 + TYPE_COUNT + left]! > -Infinity) {
          const total = best[origin + 1 + TYPE_COUNT + left]! + scale * pairs[(joint + left) * TYPE_COUNT + type]!;
          if (total > value) {
            value = total;
            from = 1 + TYPE_COUNT + left;
          }
        }
      }
      value += score[k]!;
      const slot = row + 1 + type;
      if (value > best[slot]!) {
        best[slot] = value;
        backCandidate[slot] = k;
        backState[slot] = from;
      }
    }
  }
  const chosen: number[] = [];
  let state = 0;
  const last = length * STATES;
  if (alive[length]) for (let s = 1; s < STATES; s++) if (best[last + s]! > best[last + state]!) state = s;
  for (let i = length; i > 0;) {
    const slot = i * STATES + state;
    const k = backCandidate[slot]!;
    state = backState[slot]!;
    if (k < 0) {
      i--;
    } else {
      chosen.push(k);
      i = c.start[k]!;
    }
  }
  return chosen.reverse();
}
