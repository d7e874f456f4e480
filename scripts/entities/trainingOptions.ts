import type { TrainOptions } from './trainer.ts';

/** Chosen on corpus/news dev. */
export const TRAINING: TrainOptions = { epochs: 10, rate: 0.1, foreignShare: 1, margin: 1, missCost: 2, dropout: 0.2, seed: 1 };

/** Variants of each item with other names, beside the item itself. */
export const COPIES = 3;
/** Models learned with other variants and another order each, and averaged. */
export const MODELS = 6;
