import { PackedReader } from '../lexicon/packed.ts';
import table from './generated/weights.json';
import { BUCKET_COUNT, TYPE_COUNT } from './spanModel.ts';

/** Weights are whole numbers from -WEIGHT_LIMIT to WEIGHT_LIMIT, all in the same unit. */
export const WEIGHT_LIMIT = 45;
/** What a weight of 1 is in the units of training. */
export const WEIGHT_UNIT = 0.02;

let loaded: Int8Array | undefined;

/** The learned weights, indexed by bucket × TYPE_COUNT + type. Made by `npm run train`; see docs/models.md. */
export function modelWeights(): Int8Array {
  if (loaded) return loaded;
  const weights = new Int8Array(BUCKET_COUNT * TYPE_COUNT);
  const reader = new PackedReader(table.weights);
  let at = -1;
  for (let left = reader.number(); left > 0; left--) {
    at += reader.number();
    weights[at] = reader.symbol() - WEIGHT_LIMIT;
  }
  return (loaded = weights);
}
