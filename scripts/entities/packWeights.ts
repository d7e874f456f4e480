import { FAR, NEAR, ONE_SYMBOL, SMALLEST, smallIndex, WEIGHT_LIMIT } from '../../server/src/entities/weights.ts';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';

/** Weights that stay below this are dropped: they are many, cost most of the table and change no figure. */
const LEAST = SMALLEST - 0.5;

function roundedTo(value: number): number {
  return Math.abs(value) < LEAST ? 0 : Math.round(value);
}

/** Weights as a sparse list of whole numbers: those near 0 are dropped, those beyond the limit are cut to it. `unit` is the weight that becomes 1. */
export function packWeights(weights: Float32Array, unit: number): { readonly packed: string; readonly kept: number } {
  const writer = new PackedWriter();
  const rounded = Int8Array.from(weights, (weight) => Math.max(-WEIGHT_LIMIT, Math.min(WEIGHT_LIMIT, roundedTo(weight / unit))));
  const kept = rounded.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  writer.number(kept);
  let previous = -1;
  rounded.forEach((value, index) => {
    if (value === 0) return;
    const distance = index - previous;
    const small = smallIndex(value);
    if (distance <= NEAR && small >= 0) {
      writer.symbol((distance - 1) * (ONE_SYMBOL / NEAR) + small);
    } else {
      if (distance <= NEAR) {
        writer.symbol(ONE_SYMBOL + distance - 1);
      } else {
        writer.symbol(FAR);
        writer.number(distance);
      }
      writer.symbol(value + WEIGHT_LIMIT);
    }
    previous = index;
  });
  return { packed: writer.toString(), kept };
}
