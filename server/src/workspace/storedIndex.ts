import { decode, encode } from '@msgpack/msgpack';
import type { EntityDecisions } from '../entities/decisions.ts';
import type { Encoding } from '../text/encodings.ts';
import type { EntityIndexArrays } from './entityIndex.ts';
import type { FileReading, Skipped, SkipReason } from './fileReport.ts';
import type { DocumentId } from './fileSystem.ts';
import { fingerprint } from './fingerprint.ts';
import type { IndexStore } from './indexStore.ts';
import type { PackedContribution } from './packedContribution.ts';

/** How a file was when what is known of it was found, and what a person had decided on the names of its folder. */
export interface KnownFile extends FileReading {
  readonly decisions: EntityDecisions;
  /** Why it adds nothing; undefined where it does. */
  readonly skipped?: Skipped | undefined;
}

/** All that is known at a moment. */
export interface IndexSnapshot {
  readonly index: EntityIndexArrays;
  /** The files that what is in the index comes from, and those that add nothing to it. */
  readonly files: ReadonlyMap<DocumentId, KnownFile>;
}

/** What became of one file after the snapshot. */
export interface FileRecord {
  readonly document: DocumentId;
  /** Undefined for a file that is there no more. */
  readonly known: KnownFile | undefined;
  /** What it adds; undefined for nothing. */
  readonly contribution: PackedContribution | undefined;
}

/** Keeps what is known of files in a store. */
export class StoredIndex {
  readonly #store: IndexStore;
  /** What of decisions the records say already. */
  readonly #saidDecisions = new Set<string>();

  constructor(store: IndexStore) {
    this.#store = store;
  }

  /** What was known at the last snapshot; undefined where there is none. Throws for bytes that are none. */
  snapshot(): IndexSnapshot | undefined {
    return this.#store.snapshot && decodeSnapshot(this.#store.snapshot);
  }

  /** What became of files since. Records that cannot be read are left out: then their files are as they were, and are seen to have changed. */
  async *records(): AsyncGenerator<FileRecord> {
    const decisions = new Map<string, EntityDecisions>();
    for await (const bytes of this.#store.records()) {
      let record: FileRecord | undefined;
      try {
        record = decodeRecord(bytes, decisions);
      } catch {
        continue;
      }
      if (record) yield record;
    }
  }

  /** Keeps what is known of a file in place of what was. */
  put(document: DocumentId, known: KnownFile, contribution: PackedContribution | undefined): void {
    const decided = fingerprint(known.decisions);
    if (!this.#saidDecisions.has(decided)) {
      this.#saidDecisions.add(decided);
      this.#store.append(encode([decided, known.decisions]));
    }
    this.#store.append(encode([document, ...rowOf(known, decided), ...(contribution ? [contribution.text, bytesOf(contribution.lengths), contribution.body] : [])]));
  }

  delete(document: DocumentId): void {
    this.#store.append(encode([document]));
  }

  /** Resolves when all is written. `snapshot` is asked for where one is worth its writing. */
  async settle(snapshot: () => IndexSnapshot): Promise<void> {
    if (this.#store.isGrown) {
      this.#saidDecisions.clear();
      this.#store.replace(encodeSnapshot(snapshot()));
    }
    await this.#store.settle();
  }
}

type Row = readonly [size: number, modified: number, hash: string, encoding: Encoding, lost: number, decided: string | number, skipped: SkipReason | null, why: string | null];

function rowOf({ stamp, hash, encoding, lost, skipped }: KnownFile, decided: string | number): Row {
  return [stamp.size, stamp.modified, hash, encoding, lost, decided, skipped?.skipped ?? null, skipped?.why ?? null];
}

function knownOf([size, modified, hash, encoding, lost, , skipped, why]: Row, decisions: EntityDecisions): KnownFile {
  return { stamp: { size, modified }, hash, encoding, lost, decisions, ...(skipped === null ? {} : { skipped: { skipped, why: why! } }) };
}

/** Undefined for a record that only tells decisions. Throws for bytes that are none. */
function decodeRecord(bytes: Uint8Array, decisions: Map<string, EntityDecisions>): FileRecord | undefined {
  const record = decode(bytes) as readonly unknown[];
  if (record.length === 2) {
    decisions.set(record[0] as string, record[1] as EntityDecisions);
    return undefined;
  }
  const document = record[0] as DocumentId;
  if (record.length === 1) return { document, known: undefined, contribution: undefined };
  const row = record.slice(1, 9) as unknown as Row;
  const decided = decisions.get(row[5] as string);
  if (!decided) throw new Error('what was decided is not known');
  const [text, lengths, body] = record.slice(9) as [string, Uint8Array, Uint8Array];
  const contribution = record.length > 9 ? { text, lengths: numbersOf(lengths), body: new Uint8Array(body) } : undefined;
  return { document, known: knownOf(row, decided), contribution };
}

/*
 * A snapshot is the length of its head (4 bytes, little-endian), the head, and arrays of numbers, each at a multiple of 8 bytes: so they are read
 * in place.
 */
interface Head {
  readonly documents: readonly DocumentId[];
  /** Bytes of what each document adds; 0 for one that has been taken out. */
  readonly placed: Uint8Array;
  readonly files: readonly (readonly [DocumentId, ...Row])[];
  readonly decisions: readonly EntityDecisions[];
  /** Of each list of names, and the strings: its name and how many bytes it takes. */
  readonly arrays: readonly (readonly [name: string, bytes: number])[];
}

const ALIGNED = 8;

/** A snapshot as bytes, in parts. */
export function encodeSnapshot({ index, files }: IndexSnapshot): Uint8Array[] {
  const { entitiesFrom, documentOf, strings, lists } = index;
  const arrays: Record<string, Uint32Array | Uint16Array> = { ...lists, ...strings, entitiesFrom, documentOf };
  const decisions = new Map<string, { readonly at: number; readonly decisions: EntityDecisions }>();
  const rows = [...files].map(([document, known]) => {
    const decided = fingerprint(known.decisions);
    let said = decisions.get(decided);
    if (!said) decisions.set(decided, (said = { at: decisions.size, decisions: known.decisions }));
    return [document, ...rowOf(known, said.at)] as const;
  });
  const head: Head = {
    documents: index.documents, placed: bytesOf(Uint32Array.from(index.documents, (_, number) => index.placed[number]?.length ?? 0)), files: rows,
    decisions: [...decisions.values()].map((one) => one.decisions), arrays: Object.entries(arrays).map(([name, { byteLength }]) => [name, byteLength] as const),
  };
  const encoded = encode(head);
  const parts: Uint8Array[] = [bytesOf(Uint32Array.of(encoded.length)), encoded, paddingBehind(4 + encoded.length)];
  for (const array of Object.values(arrays)) parts.push(bytesOf(array), paddingBehind(array.byteLength));
  for (const placed of index.placed) if (placed) parts.push(placed);
  return parts;
}

/** The snapshot in these bytes, which it goes on using. Throws for bytes that are none. */
export function decodeSnapshot(bytes: Uint8Array): IndexSnapshot {
  const given = bytes.byteOffset % ALIGNED === 0 ? bytes : new Uint8Array(bytes);
  const length = new DataView(given.buffer, given.byteOffset).getUint32(0, true);
  const head = decode(given.subarray(4, 4 + length)) as Head;
  let at = aligned(4 + length);
  const arrays: Record<string, Uint32Array> = {};
  let characters = new Uint16Array(0);
  for (const [name, size] of head.arrays) {
    if (name === 'characters') characters = new Uint16Array(given.buffer as ArrayBuffer, given.byteOffset + at, size / 2);
    else arrays[name] = new Uint32Array(given.buffer, given.byteOffset + at, size / 4);
    at += aligned(size);
  }
  const placed: (Uint8Array | undefined)[] = [];
  for (const size of numbersOf(head.placed)) {
    placed.push(size === 0 ? undefined : given.subarray(at, at + size));
    at += size;
  }
  if (at !== given.length) throw new RangeError('it has another length');
  const { entitiesFrom, documentOf, ends, slots, ...lists } = arrays;
  return {
    index: { documents: head.documents, placed, entitiesFrom: entitiesFrom!, documentOf: documentOf!, strings: { characters, ends: ends!, slots: slots! }, lists: lists as Record<string, Uint32Array> as EntityIndexArrays['lists'] },
    files: new Map(head.files.map(([document, ...row]) => [document, knownOf(row, head.decisions[row[5] as number]!)])),
  };
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNED) * ALIGNED;
}

function paddingBehind(size: number): Uint8Array {
  return new Uint8Array(aligned(size) - size);
}

function bytesOf(array: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The numbers that {@link bytesOf} gave the bytes of, in their own memory. */
function numbersOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}
