import { PackedReader } from '../lexicon/packed.ts';
import table from './generated/weights.json';
import { BUCKET_COUNT, RELATIVE, TYPE_COUNT } from './spanModel.ts';

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

/** What a symbol below ONE_SYMBOL tells: the value, and how far on it is. */
const SMALL = Array.from({ length: 2 * SMALL_VALUES }, (_, index) => (index < SMALL_VALUES ? -SMALLEST - index : SMALLEST + index - SMALL_VALUES));
const VALUE_AT = Int8Array.from({ length: ONE_SYMBOL }, (_, head) => SMALL[head % SMALL.length]!);
const STEP_AT = Uint8Array.from({ length: ONE_SYMBOL }, (_, head) => 1 + ((head / SMALL.length) | 0));

/** What is added to a weight that is stored as a byte, so that no byte is below 0. */
export const WEIGHT_ZERO = 64;
const FOUR_ZEROS = WEIGHT_ZERO * 0x01010101;

interface Loaded {
  readonly bytes: Int32Array;
  readonly relative: Int8Array;
}

let loaded: Loaded | undefined;

/** One pass over the packed table, in which bucket and type are counted along: it has some hundred thousand weights, and is read before anything is compiled. */
function load(): Loaded {
  const bytes = new Int32Array(BUCKET_COUNT).fill(FOUR_ZEROS);
  const byType = new Uint8Array(bytes.buffer);
  const relative = new Int8Array(BUCKET_COUNT);
  const reader = new PackedReader(table.weights);
  const { symbols } = reader;
  let bucket = 0;
  let type = -1;
  let left = reader.number();
  let position = reader.position;
  for (; left > 0; left--) {
    const head = symbols[position++]!;
    let value = 0;
    if (head < ONE_SYMBOL) {
      type += STEP_AT[head]!;
      value = VALUE_AT[head]!;
    } else {
      if (head < FAR) {
        type += 1 + head - ONE_SYMBOL;
      } else {
        reader.position = position;
        type += reader.number();
        position = reader.position;
      }
      value = symbols[position++]! - WEIGHT_LIMIT;
    }
    while (type >= TYPE_COUNT) {
      type -= TYPE_COUNT;
      bucket++;
    }
    if (type === RELATIVE) relative[bucket] = value;
    else byType[bucket * 4 + type] = value + WEIGHT_ZERO;
  }
  return (loaded = { bytes, relative });
}

/**
 * The learned weights by bucket, made by `npm run train` (see docs/models.md): those of persons, places, organisations and projects a byte each
 * from the lowest on, {@link WEIGHT_ZERO} added to each. A megabyte, and one look a feature: the time that scoring takes is the time that looks
 * into a large table take.
 */
export function weightBytes(): Int32Array {
  return (loaded ?? load()).bytes;
}

/** The weights of relative mentions by bucket. */
export function relativeWeights(): Int8Array {
  return (loaded ?? load()).relative;
}

/** One of all weights, at bucket × TYPE_COUNT + type. */
export function weightAt(index: number): number {
  const { bytes, relative } = loaded ?? load();
  const bucket = Math.floor(index / TYPE_COUNT);
  const type = index % TYPE_COUNT;
  return type === RELATIVE ? relative[bucket]! : ((bytes[bucket]! >>> (type * 8)) & 255) - WEIGHT_ZERO;
}
