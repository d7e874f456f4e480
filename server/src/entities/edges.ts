import { PackedReader } from '../lexicon/packed.ts';
import edgeTable from './generated/edges.json';
import { organisationClass, placeClass, projectClass } from '../lexicon/heads.ts';
import { MARGIN, type Lattice } from './lattice.ts';
import { surnameLevel } from './names.ts';

/**
 * A first, cheap look at every position: could a name of some type start or end here? It keeps the expensive model from the
 * nine spans in ten that nobody would take for a name. Seven features an edge; four types are added up at once, a byte each.
 */
export const EDGE_BITS = 16;
export const EDGE_FEATURES = 7;
/** A weight of 0 is stored as this, so that bytes never go below 0 or above 255 when seven are added. */
export const EDGE_ZERO = 18;
export const EDGE_LIMIT = 18;
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

let loaded: Int32Array | undefined;
let thresholds: Uint8Array | undefined;

function load(): Int32Array {
  const table = new Int32Array(EDGE_TABLE).fill(EDGE_ZERO * 0x01010101);
  const reader = new PackedReader(edgeTable.edges);
  thresholds = Uint8Array.from({ length: 8 }, () => reader.number());
  let at = -1;
  for (let left = reader.number(); left > 0; left--) {
    at += reader.number();
    const bucket = at >> 2;
    const shift = (at & 3) * 8;
    table[bucket]! += (reader.symbol() - EDGE_LIMIT) << shift;
  }
  return (loaded = table);
}

/** Bits of the types (1 << type) for which a name may start (end) at each offset. Scratch memory, valid until the next call. */
export interface Edges {
  starts: Uint8Array;
  ends: Uint8Array;
}

const edges: Edges = { starts: new Uint8Array(0), ends: new Uint8Array(0) };
/** Set while weights are being learned: every edge is allowed. */
let open = false;
export function allowAllEdges(all: boolean): void {
  open = all;
}

export function findEdges(l: Lattice): Edges {
  const n = l.length + 1;
  if (edges.starts.length < n + 1) {
    edges.starts = new Uint8Array(n * 2);
    edges.ends = new Uint8Array(n * 2);
  }
  const { starts, ends } = edges;
  if (open) {
    starts.fill(15, 0, n);
    ends.fill(15, 0, n);
    return edges;
  }
  const table = loaded ?? load();
  const [p, q, r, s, t, u, v, w] = thresholds!;
  for (let i = 0; i < n; i++) {
    leftEdgeFeatures(l, i);
    let sum = 0;
    for (let k = 0; k < EDGE_FEATURES; k++) sum += table[edgeFeatures[k]!]!;
    starts[i] = ((sum & 255) >= p! ? 1 : 0) | (((sum >>> 8) & 255) >= q! ? 2 : 0) | (((sum >>> 16) & 255) >= r! ? 4 : 0) | ((sum >>> 24) >= s! ? 8 : 0);
    rightEdgeFeatures(l, i);
    sum = 0;
    for (let k = 0; k < EDGE_FEATURES; k++) sum += table[edgeFeatures[k]!]!;
    ends[i] = ((sum & 255) >= t! ? 1 : 0) | (((sum >>> 8) & 255) >= u! ? 2 : 0) | (((sum >>> 16) & 255) >= v! ? 4 : 0) | ((sum >>> 24) >= w! ? 8 : 0);
  }
  return edges;
}
