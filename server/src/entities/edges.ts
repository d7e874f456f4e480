import { PackedReader } from '../lexicon/packed.ts';
import edgeTable from './generated/edges.json';
import { organisationClass, placeClass, projectClass } from '../lexicon/heads.ts';
import { MARGIN, type Lattice } from './lattice.ts';
import { surnameLevel } from './names.ts';

/**
 * A first, cheap look at every position: could a name of some type start or end here? It keeps the expensive model from the
 * nine spans in ten that nobody would take for a name. Seven features an edge; four types are added up at once, a byte each.
 */
export const EDGE_BITS = 15;
export const EDGE_FEATURES = 7;
/** A weight of 0 is stored as this, so that bytes never go below 0 or above 255 when seven are added. */
export const EDGE_ZERO = 18;
export const EDGE_LIMIT = 18;
/** Nearly all weights are from -EDGE_DENSE to EDGE_DENSE: nine values, so that two of them are one symbol of the packed table. A list of the others follows. */
export const EDGE_DENSE = 4;
export const EDGE_VALUES = 2 * EDGE_DENSE + 1;
/** Buckets of left edges, then those of right edges. */
export const EDGE_TABLE = 1 << (EDGE_BITS + 1);

const SHIFT = 32 - EDGE_BITS;
const RIGHT = 1 << EDGE_BITS;

export const edgeFeatures = new Int32Array(EDGE_FEATURES);

function mix(template: number, a: number, b: number): number {
  const h = Math.imul(Math.imul(a, 0x9e3779b1) ^ Math.imul(b + template * 0x2f0b, 0x85ebca6b), 0xc2b2ae35);
  return (h ^ (h >>> 15)) >>> SHIFT;
}

/** Writes the buckets of a left edge at `s` to {@link edgeFeatures}. */
export function leftEdgeFeatures(l: Lattice, s: number): void {
  const { x } = l;
  const at = s + MARGIN;
  const c = x[at - 1]!, d = x[at]!, e = x[at + 1]!;
  const boundary = l.isBoundary[s]!;
  edgeFeatures[0] = mix(1, c, boundary && s < l.length ? l.segmentClass[s]! : 41);
  edgeFeatures[1] = mix(2, c, d);
  edgeFeatures[2] = mix(3, d, e);
  edgeFeatures[3] = mix(4, boundary, d);
  edgeFeatures[4] = mix(5, l.titleEnd[s]! * 4 + boundary * 2 + l.isLoose[s]!, (l.placeLength[s]! > 0 ? l.placeValue[s]! + 2 : 0) * 2 + (l.placeEndLength[s]! > 0 ? 1 : 0));
  edgeFeatures[5] = mix(6, boundary && s > 0 ? l.segmentHash[l.segmentStart[s]!]! : 7, boundary && s < l.length ? l.segmentClass[s]! : 41);
  edgeFeatures[6] = mix(7, surnameLevel(l.text, s), boundary && s < l.length ? l.segmentHash[s]! : 7);
}

/** Writes the buckets of a right edge at `end`. */
export function rightEdgeFeatures(l: Lattice, end: number): void {
  const { x } = l;
  const at = end + MARGIN;
  const b = x[at - 2]!, c = x[at - 1]!, d = x[at]!;
  const boundary = l.isBoundary[end]!;
  const head = l.headValue[end]!;
  const headClass = head < 0 ? 0 : 1 + ((organisationClass(head) << 4 | placeClass(head)) << 2 | projectClass(head));
  edgeFeatures[0] = RIGHT + mix(11, d, boundary && end > 0 ? l.segmentClass[l.segmentStart[end]!]! : 41);
  edgeFeatures[1] = RIGHT + mix(12, c, d);
  edgeFeatures[2] = RIGHT + mix(13, b, c);
  edgeFeatures[3] = RIGHT + mix(14, boundary, c);
  edgeFeatures[4] = RIGHT + mix(15, l.titleStart[end]! * 4 + boundary * 2 + (l.placeEndLength[end]! > 0 ? 1 : 0), headClass);
  edgeFeatures[5] = RIGHT + mix(16, boundary && end < l.length ? l.segmentHash[end]! : 7, boundary && end > 0 ? l.segmentClass[l.segmentStart[end]!]! : 41);
  edgeFeatures[6] = RIGHT + mix(17, boundary && end < l.length ? l.segmentClass[end]! : 41, boundary && end > 0 ? l.segmentHash[l.segmentStart[end]!]! : 7);
}

/** What the dense part of the table holds of a weight. */
export const denseEdge = (value: number): number => Math.max(-EDGE_DENSE, Math.min(EDGE_DENSE, value));

let loaded: Int32Array | undefined;
let thresholds: Uint8Array | undefined;

function load(): Int32Array {
  const table = new Int32Array(EDGE_TABLE).fill(EDGE_ZERO * 0x01010101);
  const reader = new PackedReader(edgeTable.edges);
  thresholds = Uint8Array.from({ length: 8 }, () => reader.number());
  const { symbols } = reader;
  let position = reader.position;
  const two = Int32Array.from({ length: EDGE_VALUES * EDGE_VALUES }, (_, symbol) => ((symbol / EDGE_VALUES) | 0) - EDGE_DENSE + ((symbol % EDGE_VALUES - EDGE_DENSE) << 8));
  for (let at = 0; at < table.length; at++) {
    table[at]! += two[symbols[position]!]! + (two[symbols[position + 1]!]! << 16);
    position += 2;
  }
  reader.position = position;
  let at = -1;
  for (let left = reader.number(); left > 0; left--) {
    at += reader.number();
    const value = reader.symbol() - EDGE_LIMIT;
    table[at >> 2]! += (value - denseEdge(value)) << ((at & 3) * 8);
  }
  return (loaded = table);
}

const UNKNOWN = -1;
let lattice: Lattice;
let startBits = new Int8Array(0);
let endBits = new Int8Array(0);
let startSums = new Int32Array(0);
let endSums = new Int32Array(0);
/** Set while the table itself is learned: every edge is allowed. */
let open = false;
export function allowAllEdges(all: boolean): void {
  open = all;
}

/** Takes up a lattice; edges are then looked at when they are asked for. */
export function openEdges(l: Lattice): void {
  lattice = l;
  const n = l.length + 1;
  if (startBits.length < n) {
    startBits = new Int8Array(n * 2);
    endBits = new Int8Array(n * 2);
    startSums = new Int32Array(n * 2);
    endSums = new Int32Array(n * 2);
  }
  startBits.fill(UNKNOWN, 0, n);
  endBits.fill(UNKNOWN, 0, n);
}

function sumOf(table: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < EDGE_FEATURES; k++) sum += table[edgeFeatures[k]!]!;
  return sum;
}

function bitsOf(sum: number, from: number): number {
  const t = thresholds!;
  return ((sum & 255) >= t[from]! ? 1 : 0) | (((sum >>> 8) & 255) >= t[from + 1]! ? 2 : 0) | (((sum >>> 16) & 255) >= t[from + 2]! ? 4 : 0) | ((sum >>> 24) >= t[from + 3]! ? 8 : 0);
}

/** Bits of the types (1 << type) for which a name may start at this offset of the lattice taken up last. */
export function startsAt(i: number): number {
  if (open) return 15;
  if (startBits[i] === UNKNOWN) {
    const table = loaded ?? load();
    leftEdgeFeatures(lattice, i);
    startSums[i] = sumOf(table);
    startBits[i] = bitsOf(startSums[i]!, 0);
  }
  return startBits[i]!;
}

/** The same for a name that ends at this offset. */
export function endsAt(i: number): number {
  if (open) return 15;
  if (endBits[i] === UNKNOWN) {
    const table = loaded ?? load();
    rightEdgeFeatures(lattice, i);
    endSums[i] = sumOf(table);
    endBits[i] = bitsOf(endSums[i]!, 4);
  }
  return endBits[i]!;
}

/** What the two edges of a name may score together at least, by type, in the table's units. Loses about one name in two hundred. */
const LEAST_PAIR = [-6, -6, -6, -4] as const;

/** Whether the two edges together leave a chance that this is a name of the type; `more`: what they must score above the least. */
export function couldBe(type: number, start: number, end: number, more = 0): boolean {
  if (open) return true;
  startsAt(start);
  endsAt(end);
  const shift = type * 8;
  return ((startSums[start]! >>> shift) & 255) + ((endSums[end]! >>> shift) & 255) - 2 * EDGE_ZERO * EDGE_FEATURES >= LEAST_PAIR[type]! + more;
}

/** What a left edge must score for {@link couldBe} to be possible, the best right edges being what they are. */
const LEAST_PERSON_START = -16;

export function couldStartPerson(start: number): boolean {
  if (open) return true;
  startsAt(start);
  return (startSums[start]! & 255) - EDGE_ZERO * EDGE_FEATURES >= LEAST_PERSON_START;
}
