import { PackedReader } from '../lexicon/packed.ts';
import table from './generated/weights.json';
import { BUCKET_COUNT, TYPE_COUNT } from './spanModel.ts';

/** Weights are whole numbers from -WEIGHT_LIMIT to WEIGHT_LIMIT, all in the same unit. */
export const WEIGHT_LIMIT = 45;
/** What a weight of 1 is in the units of training. */
export const WEIGHT_UNIT = 0.02;

/**
 * How weights are packed: a symbol below ONE_SYMBOL tells the distance from the last weight (1 … NEAR) and a value near 0;
 * the next NEAR symbols tell the distance, the value follows; FAR is followed by both. Values from 1 - SMALLEST to SMALLEST - 1 are
 * not in the table.
 */
export const NEAR = 8;
export const SMALLEST = 2;
const SMALL_VALUES = 5;
export const ONE_SYMBOL = NEAR * 2 * SMALL_VALUES;
export const FAR = ONE_SYMBOL + NEAR;

/** The place of a value near 0 among those that need no symbol of their own; -1 for others. */
export function smallIndex(value: number): number {
  const index = Math.abs(value) - SMALLEST;
  return index < 0 || index >= SMALL_VALUES ? -1 : value < 0 ? index : SMALL_VALUES + index;
}

const VALUE_AT = Int8Array.from({ length: 2 * SMALL_VALUES }, (_, index) => (index < SMALL_VALUES ? -SMALLEST - index : SMALLEST + index - SMALL_VALUES));

let loaded: Int8Array | undefined;

/** The learned weights, indexed by bucket × TYPE_COUNT + type. Made by `npm run train`; see docs/models.md. */
export function modelWeights(): Int8Array {
  if (loaded) return loaded;
  const weights = new Int8Array(BUCKET_COUNT * TYPE_COUNT);
  const reader = new PackedReader(table.weights);
  const { symbols } = reader;
  let at = -1;
  let left = reader.number();
  let position = reader.position;
  for (; left > 0; left--) {
    const head = symbols[position++]!;
    if (head < ONE_SYMBOL) {
      at += 1 + ((head / VALUE_AT.length) | 0);
      weights[at] = VALUE_AT[head % VALUE_AT.length]!;
      continue;
    }
    if (head < FAR) {
      at += 1 + head - ONE_SYMBOL;
    } else {
      reader.position = position;
      at += reader.number();
      position = reader.position;
    }
    weights[at] = symbols[position++]! - WEIGHT_LIMIT;
  }
  return (loaded = weights);
}

let packedBytes: Int32Array | undefined;

/** What is added to a weight that is stored as a byte, so that no byte is below 0. */
export const WEIGHT_ZERO = 64;

/**
 * The same weights by bucket, those of persons, places, organisations and projects a byte each from the lowest on, {@link WEIGHT_ZERO} added to
 * each: a megabyte, and one look a feature. The time that scoring takes is the time that looks into a large table take.
 */
export function weightBytes(): Int32Array {
  if (packedBytes) return packedBytes;
  const weights = modelWeights();
  const bytes = new Int32Array(BUCKET_COUNT);
  for (let bucket = 0, at = 0; bucket < BUCKET_COUNT; bucket++, at += TYPE_COUNT) {
    bytes[bucket] = (weights[at]! + WEIGHT_ZERO) | (weights[at + 1]! + WEIGHT_ZERO) << 8 | (weights[at + 2]! + WEIGHT_ZERO) << 16 | (weights[at + 3]! + WEIGHT_ZERO) << 24;
  }
  return (packedBytes = bytes);
}

let relative: Int8Array | undefined;

/** The weights of relative mentions by bucket. */
export function relativeWeights(): Int8Array {
  const weights = modelWeights();
  return (relative ??= Int8Array.from({ length: BUCKET_COUNT }, (_, bucket) => weights[bucket * TYPE_COUNT + TYPE_COUNT - 1]!));
}
