import type { TrainOptions } from './trainer.ts';

/** Chosen on corpus/news dev. */
export const TRAINING: TrainOptions = { epochs: 5, rate: 0.1, foreignShare: 0.5, margin: 1, missCost: 2 };
