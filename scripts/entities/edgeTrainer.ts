/** Learns the table of entities/edges.ts: logistic regression for each type and side, quantised. Deterministic. */
import { allowAllEdges, denseEdge, EDGE_DENSE, EDGE_FEATURES, EDGE_LIMIT, EDGE_TABLE, EDGE_VALUES, EDGE_ZERO, edgeFeatures, leftEdgeFeatures, rightEdgeFeatures } from '../../server/src/entities/edges.ts';
import { buildLattice } from '../../server/src/entities/lattice.ts';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { randomNumbers, type Sample } from './trainer.ts';

const TYPES = 4;

/**
 * Trains on samples and packs table and thresholds; `lost` is the share of true edges of each type that may be cut off,
 * measured on a fifth of the samples that a first round does not learn from.
 */
export function trainEdges(samples: readonly Sample[], { lost = 0.025, epochs = 3, unit = 0.5, log = (_: string) => {} } = {}): string {
  allowAllEdges(true);
  // Blocks of neighbouring paragraphs, so that an item is not on both sides.
  const heldOut = (index: number) => Math.floor(index / 40) % 5 === 0;
  const round = learn(samples.filter((_, index) => !heldOut(index)), epochs, unit);
  const thresholds = thresholdsOf(samples.filter((_, index) => heldOut(index)), round, lost, log);
  const rounded = learn(samples, epochs, unit);
  const writer = new PackedWriter();
  for (const threshold of thresholds) writer.number(threshold);
  packEdges(writer, rounded);
  allowAllEdges(false);
  return writer.toString();
}

function visit(sample: Sample, see: (left: boolean, truth: number) => void): void {
  const lattice = buildLattice(sample.text);
  const starts = new Uint8Array(sample.text.length + 1);
  const ends = new Uint8Array(sample.text.length + 1);
  for (const { start, end, type } of sample.gold) {
    if (type >= TYPES) continue;
    starts[start]! |= 1 << type;
    ends[end]! |= 1 << type;
  }
  for (let i = 0; i <= sample.text.length; i++) {
    leftEdgeFeatures(lattice, i);
    see(true, starts[i]!);
    rightEdgeFeatures(lattice, i);
    see(false, ends[i]!);
  }
}

function learn(samples: readonly Sample[], epochs: number, unit: number): Int8Array {
  const weights = new Float32Array(EDGE_TABLE * TYPES);
  const squares = new Float32Array(EDGE_TABLE * TYPES).fill(1);
  const random = randomNumbers(7);
  const order = samples.map((_, index) => index);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) {
      const sample = samples[index]!;
      visit(sample, (_, truth) => {
        for (let type = 0; type < TYPES; type++) {
          if (sample.foreign && type === 3) continue;
          let sum = -2;
          for (let k = 0; k < EDGE_FEATURES; k++) sum += weights[edgeFeatures[k]! * TYPES + type]!;
          const is = (truth >> type) & 1;
          const error = is - 1 / (1 + Math.exp(-sum));
          if (Math.abs(error) < 0.001) continue;
          // A true edge is rare and must not be lost.
          const g = error * (is ? 6 : 1);
          for (let k = 0; k < EDGE_FEATURES; k++) {
            const at = edgeFeatures[k]! * TYPES + type;
            squares[at]! += g * g;
            weights[at]! += (0.3 * g) / Math.sqrt(squares[at]!) - 0.0002 * weights[at]!;
          }
        }
      });
    }
  }
  return Int8Array.from(weights, (weight) => Math.max(-EDGE_LIMIT, Math.min(EDGE_LIMIT, Math.round(weight / unit))));
}

/** What the given share of true edges falls below, by side and type. */
function thresholdsOf(samples: readonly Sample[], rounded: Int8Array, lost: number, log: (message: string) => void): number[] {
  const sums: number[][] = Array.from({ length: 2 * TYPES }, () => []);
  const all: number[][] = Array.from({ length: 2 * TYPES }, () => []);
  for (const sample of samples) {
    visit(sample, (left, truth) => {
      for (let type = 0; type < TYPES; type++) {
        let sum = EDGE_ZERO * EDGE_FEATURES;
        for (let k = 0; k < EDGE_FEATURES; k++) sum += rounded[edgeFeatures[k]! * TYPES + type]!;
        const slot = (left ? 0 : TYPES) + type;
        all[slot]!.push(sum);
        if ((truth >> type) & 1) sums[slot]!.push(sum);
      }
    });
  }
  return sums.map((values, slot) => {
    values.sort((a, b) => a - b);
    const threshold = values[Math.floor(values.length * lost)] ?? 0;
    log(`edge ${slot}: threshold ${threshold}, lets through ${((100 * all[slot]!.filter((sum) => sum >= threshold).length) / all[slot]!.length).toFixed(1)} % of positions`);
    return threshold;
  });
}

/** Two weights a symbol, then those that are too far from 0 for that: their distance from the last one, and the weight. */
export function packEdges(writer: PackedWriter, rounded: Int8Array): void {
  for (let at = 0; at < rounded.length; at += 2) writer.symbol((denseEdge(rounded[at]!) + EDGE_DENSE) * EDGE_VALUES + denseEdge(rounded[at + 1]!) + EDGE_DENSE);
  const far = [...rounded.keys()].filter((at) => rounded[at] !== denseEdge(rounded[at]!));
  writer.number(far.length);
  let previous = -1;
  for (const at of far) {
    writer.number(at - previous);
    writer.symbol(rounded[at]! + EDGE_LIMIT);
    previous = at;
  }
}
