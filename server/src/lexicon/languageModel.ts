import { inflateSync } from 'fflate/browser';
import { modelCharacter } from './modelCharacter.ts';

/*
 * A back-off model of Chinese text by character, up to four at a time: the probability of a character after the three
 * before it. It is a trie laid out in arrays, one level for each length; a node is an n-gram, its children the n-grams
 * that go on with one more character. Probabilities are natural logarithms in 256 steps.
 */

/** Probability of characters in their context. Characters are told by their model id (see {@link LanguageModel.idOf}). */
export interface LanguageModel {
  /** The id of a code unit; all that the model has not seen shares one id. */
  idOf(code: number): number;
  /** The id that stands before the first and after the last character of a line. */
  readonly lineEnd: number;
  /** The place after the characters `third`, `second`, `first` (in reading order, `first` the nearest); -1 for one that is not known. */
  after(third: number, second: number, first: number): Context;
  /** Natural logarithm of the probability that a character comes next. */
  logProbability(context: Context, next: number): number;
}

/** A place in a text, as the model sees it: the nodes of the one, two and three characters before it, -1 where there is none. */
export interface Context {
  readonly first: number;
  readonly pair: number;
  readonly triple: number;
}

/** The place of which nothing is known: what comes next is as likely as it is wherever it stands. */
export const ANYWHERE: Context = { first: -1, pair: -1, triple: -1 };

/** What `scripts/buildLanguageModel.ts` writes. Levels hold the n-grams of length 1, 2, 3, 4. */
export interface PackedLanguageModel {
  /** The characters by id, `\n` for the line end, sorted; the id after the last is that of everything else. */
  readonly characters: string;
  /** Steps of the logarithms: value = -step × byte. Back-off weights: value = offset − step × byte. */
  readonly step: number;
  readonly backoffOffset: number;
  /** Number of nodes by level. */
  readonly counts: readonly number[];
  /** Base64: the logarithms of the characters by themselves, by id. */
  readonly alone: string;
  /** Length of the data once unpacked, in bytes. */
  readonly size: number;
  /** DEFLATE in base64: for each level the number of children of each node of the level above, the ids as differences among siblings, probabilities (not for the first), back-off weights (not for the last). */
  readonly data: string;
}

interface Level {
  readonly ids: Uint16Array;
  readonly logs: Uint8Array;
  readonly backoffs: Uint8Array;
  /** first[i] to first[i + 1] are the children of node i, in the next level. */
  first: Uint32Array;
}

/** How likely a code unit is wherever it stands, as a natural logarithm; told without unpacking the model. */
export function characterLog({ characters, alone, step }: PackedLanguageModel): (code: number) => number {
  const logs = fromBase64(alone);
  const byCode = new Float32Array(65_536).fill(-step * logs[characters.length]!);
  for (let id = 0; id < characters.length; id++) byCode[characters.charCodeAt(id)] = -step * logs[id]!;
  return (code) => byCode[modelCharacter(code)]!;
}

/** Unpacks a model; takes some tens of milliseconds. */
export function unpackLanguageModel(packed: PackedLanguageModel): LanguageModel {
  const { characters, counts, step, backoffOffset } = packed;
  const bytes = inflateSync(fromBase64(packed.data), { out: new Uint8Array(packed.size) });
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const levels: Level[] = [];
  for (const [depth, count] of counts.entries()) {
    const ids = new Uint16Array(count);
    const parents = depth === 0 ? 1 : counts[depth - 1]!;
    const first = new Uint32Array(parents + 1);
    for (let parent = 0; parent < parents; parent++) first[parent + 1] = first[parent]! + (depth === 0 ? count : varint());
    for (let parent = 0; parent < parents; parent++) {
      let id = -1;
      for (let i = first[parent]!; i < first[parent + 1]!; i++) ids[i] = id = id + 1 + varint();
    }
    const logs = depth === 0 ? fromBase64(packed.alone) : bytes.subarray(at, at + count);
    if (depth > 0) at += count;
    const last = depth === counts.length - 1;
    const backoffs = last ? new Uint8Array(0) : bytes.subarray(at, at + count);
    if (!last) at += count;
    if (depth > 0) levels[depth - 1]!.first = first;
    levels.push({ ids, logs, backoffs, first: new Uint32Array(0) });
  }

  const unknown = characters.length;
  const idByCode = new Uint16Array(65_536).fill(unknown);
  for (let code = 0; code < 65_536; code++) idByCode[code] = unknown;
  for (let id = 0; id < characters.length; id++) idByCode[characters.charCodeAt(id)] = id;
  const idOf = new Uint16Array(65_536);
  for (let code = 0; code < 65_536; code++) idOf[code] = idByCode[modelCharacter(code)]!;

  const [one, two, three, four] = levels as [Level, Level, Level, Level];
  return {
    idOf: (code) => idOf[code]!,
    lineEnd: idByCode[0x0a]!,
    after(third, second, first) {
      const pair = first >= 0 && second >= 0 ? childOf(second, first, one.first, two.ids) : -1;
      let triple = -1;
      if (third >= 0 && pair >= 0) {
        const start = childOf(third, second, one.first, two.ids);
        if (start >= 0) triple = childOf(start, first, two.first, three.ids);
      }
      return { first, pair, triple };
    },
    logProbability({ first, pair, triple }, next) {
      let backoff = 0;
      if (triple >= 0) {
        const node = childOf(triple, next, three.first, four.ids);
        if (node >= 0) return -step * four.logs[node]!;
        backoff = backoffOffset - step * three.backoffs[triple]!;
      }
      if (pair >= 0) {
        const node = childOf(pair, next, two.first, three.ids);
        if (node >= 0) return backoff - step * three.logs[node]!;
        backoff += backoffOffset - step * two.backoffs[pair]!;
      }
      if (first >= 0) {
        const node = childOf(first, next, one.first, two.ids);
        if (node >= 0) return backoff - step * two.logs[node]!;
        backoff += backoffOffset - step * one.backoffs[first]!;
      }
      return backoff - step * one.logs[next]!;
    },
  };
}

/** Index of the child with this id in the level below, or -1; `ids` are those of that level, those of the children of `node` from `first[node]` on. */
function childOf(node: number, id: number, first: Uint32Array, ids: Uint16Array): number {
  let low = first[node]!;
  const end = first[node + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low < end && ids[low] === id ? low : -1;
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
