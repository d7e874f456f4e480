/** Learns the weights of the recogniser: a semi-Markov model trained by AdaGrad on the structured hinge loss, averaged. Deterministic. */
import { generateCandidates, type Candidates } from '../../server/src/entities/candidates.ts';
import { decode, pairWeights, pairBucket } from '../../server/src/entities/decode.ts';
import { buildLattice, MARGIN, type Lattice } from '../../server/src/entities/lattice.ts';
import { dropFeatures, forEachFeature, scoreCandidates } from '../../server/src/entities/score.ts';
import { BUCKET_COUNT, PROJECT, RELATIVE, SEGMENT_TYPES, TYPE_COUNT } from '../../server/src/entities/spanModel.ts';
import type { GoldDocument } from './goldDocuments.ts';

/** One paragraph to learn from. */
export interface Sample {
  readonly text: string;
  readonly gold: readonly { readonly start: number; readonly end: number; readonly type: number }[];
  /** True for text annotated by another guideline: it has weights of its own on top of the shared ones. */
  readonly foreign: boolean;
}

/** Scored and relative mentions of each paragraph that has any text. Nested ones are left out. */
export function samplesOf(documents: readonly GoldDocument[], foreign: boolean): Sample[] {
  const samples: Sample[] = [];
  for (const { text, mentions } of documents) {
    let offset = 0;
    for (const line of text.split('\n')) {
      const gold = mentions.filter((m) => !m.nested && m.start >= offset && m.end <= offset + line.length)
        .map((m) => ({ start: m.start - offset, end: m.end - offset, type: m.relative ? RELATIVE : SEGMENT_TYPES.indexOf(m.type) }));
      if (line !== '') samples.push({ text: line, gold, foreign });
      offset += line.length + 1;
    }
  }
  return samples;
}

/** A generator of pseudo-random numbers from 0 to 1 (mulberry32), for an order that is the same every time. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface TrainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Share of an update on foreign samples that goes into the shared weights. */
  readonly foreignShare: number;
  /** Cost of a false candidate in training: the margin asked for. */
  readonly margin: number;
  /** Cost of a missed mention as a multiple of that of a false one. */
  readonly missCost: number;
  /** Share of features left out of each update. */
  readonly dropout: number;
  /** Start of the pseudo-random numbers that order the samples. */
  readonly seed: number;
  readonly log?: (message: string) => void;
  /** Called after each epoch with the averaged weights so far. */
  readonly afterEpoch?: (epoch: number, weights: () => Float32Array) => void;
}

/** Trains from nothing and returns the averaged weights: BUCKET_COUNT × TYPE_COUNT. */
export function train(samples: readonly Sample[], options: TrainOptions): Float32Array {
  const size = BUCKET_COUNT * TYPE_COUNT;
  const shared = new Float32Array(size);
  const own = new Float32Array(size);
  const squares = new Float32Array(size);
  const ownSquares = new Float32Array(size);
  const summed = new Float64Array(size);
  let step = 1;
  const random = randomNumbers(options.seed);
  const order = samples.map((_, index) => index);
  let score = new Float64Array(4096);
  let foreignScore = new Float64Array(4096);
  const gradient = new Map<number, number>();

  const averaged = () => {
    const weights = new Float32Array(size);
    for (let i = 0; i < size; i++) weights[i] = shared[i]! - summed[i]! / step;
    return weights;
  };

  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    let wrong = 0;
    let seen = 0;
    for (const index of order) {
      const sample = samples[index]!;
      const mask = () => {
        let bits = 0;
        for (let bit = 0; bit < 24; bit++) if (random() < options.dropout) bits |= 1 << bit;
        return bits;
      };
      if (options.dropout > 0) dropFeatures(mask(), mask(), mask(), mask());
      const lattice = buildLattice(sample.text);
      const candidates = generateCandidates(lattice);
      if (score.length < candidates.count) {
        score = new Float64Array(candidates.count * 2);
        foreignScore = new Float64Array(candidates.count * 2);
      }
      scoreCandidates(lattice, candidates, shared, score);
      if (sample.foreign) {
        scoreCandidates(lattice, candidates, own, foreignScore);
        for (let k = 0; k < candidates.count; k++) score[k] = candidates.type[k]! >= PROJECT ? -1e6 : score[k]! + foreignScore[k]!;
      }
      const gold = goldCandidates(candidates, sample);
      const isGold = new Set(gold);
      // Cost-augmented: a false span gains, a true one loses, so that both kinds of error are kept off by the margin.
      for (let k = 0; k < candidates.count; k++) {
        const cost = candidates.type[k] === RELATIVE ? options.margin / 4 : options.margin;
        score[k]! += isGold.has(k) ? -cost * options.missCost : cost;
      }
      const predicted = decode(sample.text, candidates, score, pairWeights((at) => shared[at]!));
      step++;
      seen += gold.length;
      if (predicted.length === gold.length && predicted.every((k, n) => k === gold[n])) continue;
      gradient.clear();
      const bump = (sign: number) => (weight: number) => {
        gradient.set(weight, (gradient.get(weight) ?? 0) + sign);
      };
      const isPredicted = new Set(predicted);
      for (const k of gold) if (!isPredicted.has(k)) forEachFeature(lattice, candidates, k, bump(1));
      for (const k of predicted) if (!isGold.has(k)) { wrong++; forEachFeature(lattice, candidates, k, bump(-1)); }
      pairs(lattice, candidates, gold, bump(1));
      pairs(lattice, candidates, predicted, bump(-1));
      for (const [weight, g] of gradient) {
        if (g === 0) continue;
        const share = sample.foreign ? options.foreignShare : 1;
        if (share > 0) {
          squares[weight]! += g * g * share;
          const delta = share * options.rate * g / Math.sqrt(squares[weight]! + 1);
          shared[weight]! += delta;
          summed[weight]! += delta * step;
        }
        if (sample.foreign) {
          ownSquares[weight]! += g * g;
          own[weight]! += options.rate * g / Math.sqrt(ownSquares[weight]! + 1);
        }
      }
    }
    dropFeatures(0, 0, 0, 0);
    options.log?.(`epoch ${epoch}: ${wrong} wrong spans beside ${seen} right ones`);
    options.afterEpoch?.(epoch, averaged);
  }
  return averaged();
}

function goldCandidates(c: Candidates, sample: Sample): number[] {
  const found: number[] = [];
  for (const { start, end, type } of sample.gold) {
    for (let k = c.firstAt[end]!; k >= 0; k = c.next[k]!) if (c.start[k] === start && c.type[k] === type) found.push(k);
  }
  return found;
}

function pairs(l: Lattice, c: Candidates, chosen: readonly number[], visit: (weight: number) => void): void {
  for (let i = 1; i < chosen.length; i++) {
    const left = chosen[i - 1]!;
    const right = chosen[i]!;
    const gap = c.start[right]! - c.end[left]!;
    if (gap > 1) continue;
    const joint = gap === 0 ? 0 : l.x[c.end[left]! + MARGIN]!;
    if (gap === 1 && !'、和与及 ,'.includes(String.fromCharCode(joint))) continue;
    visit(pairBucket(c.type[left]!, joint) + c.type[right]!);
  }
}

/** Counts of exact matches of span and type by type: right, wrong, missed. */
export type Counts = Record<string, { right: number; wrong: number; missed: number }>;

/** Decodes each sample with the weights and counts; a mention the gold calls relative is free. */
export function evaluateSamples(samples: readonly Sample[], weights: ArrayLike<number>, onError?: (sample: Sample, kind: 'wrong' | 'missed', start: number, end: number, type: number) => void): Counts {
  const counts: Counts = {};
  const of = (type: number) => (counts[SEGMENT_TYPES[type]!] ??= { right: 0, wrong: 0, missed: 0 });
  let score = new Float64Array(4096);
  for (const sample of samples) {
    const lattice = buildLattice(sample.text);
    const candidates = generateCandidates(lattice);
    if (score.length < candidates.count) score = new Float64Array(candidates.count * 2);
    scoreCandidates(lattice, candidates, weights, score);
    const gold = new Map(sample.gold.map((m) => [`${m.start}-${m.end}-${m.type}`, m]));
    const free = new Set(sample.gold.filter((m) => m.type === RELATIVE).map((m) => `${m.start}-${m.end}`));
    for (const k of decode(sample.text, candidates, score, pairWeights((at) => weights[at]!))) {
      const start = candidates.start[k]!;
      const end = candidates.end[k]!;
      const type = candidates.type[k]!;
      if (type === RELATIVE || (sample.foreign && type === PROJECT)) continue;
      if (gold.delete(`${start}-${end}-${type}`)) of(type).right++;
      else if (!free.has(`${start}-${end}`)) {
        of(type).wrong++;
        onError?.(sample, 'wrong', start, end, type);
      }
    }
    for (const m of gold.values()) {
      if (m.type === RELATIVE) continue;
      of(m.type).missed++;
      onError?.(sample, 'missed', m.start, m.end, m.type);
    }
  }
  return counts;
}

/** One line: micro F1 and F1 by type. */
export function summary(counts: Counts): string {
  const f1 = (c: { right: number; wrong: number; missed: number }) => (2 * c.right) / (2 * c.right + c.wrong + c.missed || 1);
  const all = Object.values(counts).reduce((a, b) => ({ right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed }), { right: 0, wrong: 0, missed: 0 });
  return [`F1 ${f1(all).toFixed(3)} (P ${(all.right / (all.right + all.wrong || 1)).toFixed(3)} R ${(all.right / (all.right + all.missed || 1)).toFixed(3)})`, ...Object.entries(counts).map(([type, c]) => `${type} ${f1(c).toFixed(3)}`)].join('  ');
}
