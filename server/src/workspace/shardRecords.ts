import { type EntityDecisions, changedStrings } from '../entities/decisions.ts';
import type { EntityIndex } from './entityIndex.ts';
import type { FileReading } from './fileReport.ts';
import type { DocumentId } from './fileSystem.ts';
import type { PackedContribution } from './packedContribution.ts';
import { recordIds, recordPlace } from './records.ts';
import type { KnownFile, StoredIndex } from './storedIndex.ts';

/** What the records need from outside. */
export interface ShardRecordsHost {
  readonly index: EntityIndex;
  /** Where what is known is kept; undefined where nothing is. */
  store(): StoredIndex | undefined;
  /** True for a record whose text the editor holds. */
  isOpen(record: DocumentId): boolean;
}

interface Shelf {
  readonly idOf: (line: number) => DocumentId;
  /** By line; undefined for one that adds nothing to the index. */
  readonly known: (KnownFile | undefined)[];
  count: number;
}

/** What the index knows of the records of JSONL shards. Keeps index and store true to it. */
export class ShardRecords {
  readonly #host: ShardRecordsHost;
  readonly #shelves = new Map<DocumentId, Shelf>();

  constructor(host: ShardRecordsHost) {
    this.#host = host;
  }

  /** How many records of a shard are in the index, or of all. */
  count(shard?: DocumentId): number {
    if (shard !== undefined) return this.#shelves.get(shard)?.count ?? 0;
    let sum = 0;
    for (const { count } of this.#shelves.values()) sum += count;
    return sum;
  }

  /** The shards of which something is known. */
  get shards(): DocumentId[] {
    return [...this.#shelves.keys()];
  }

  /** All that is known. */
  *entries(): Generator<readonly [DocumentId, KnownFile]> {
    for (const { idOf, known } of this.#shelves.values()) for (const [line, one] of known.entries()) if (one) yield [idOf(line), one];
  }

  /** Takes what an earlier session has kept of a record; what it adds is in the index. */
  take(record: DocumentId, known: KnownFile): void {
    const { shard, line } = recordPlace(record)!;
    put(this.#shelfOf(shard), line, known);
  }

  /** What an earlier session has kept of a record counts no more. */
  untake(record: DocumentId): void {
    const { shard, line } = recordPlace(record)!;
    const shelf = this.#shelves.get(shard);
    if (shelf) put(shelf, line, undefined);
  }

  /** Forgets all records of a shard. */
  forget(shard: DocumentId): void {
    this.reading(shard, undefined).end(0);
    this.#shelves.delete(shard);
  }

  /** A shard is read anew, with these decisions on names. */
  reading(shard: DocumentId, decisions: EntityDecisions | undefined): ShardReading {
    return new ShardReading(this.#host, this.#shelfOf(shard), decisions);
  }

  #shelfOf(shard: DocumentId): Shelf {
    let shelf = this.#shelves.get(shard);
    if (!shelf) this.#shelves.set(shard, (shelf = { idOf: recordIds(shard), known: [], count: 0 }));
    return shelf;
  }
}

/** A shard that is read anew, line by line: what is known of a line of the same bytes, wherever it stood, is used again. */
export class ShardReading {
  readonly #host: ShardRecordsHost;
  readonly #shelf: Shelf;
  readonly #decisions: EntityDecisions | undefined;
  /** What stood on lines that have been read, by hash: it may stand further down now. */
  readonly #before = new Map<string, PackedContribution>();
  /** Where a hash stands, of lines that have not been read. */
  #below: Map<string, number> | undefined;
  readonly #changed = new Map<EntityDecisions, ReadonlySet<string>>();

  constructor(host: ShardRecordsHost, shelf: Shelf, decisions: EntityDecisions | undefined) {
    this.#host = host;
    this.#shelf = shelf;
    this.#decisions = decisions;
  }

  /** The id of the record on a line, counted from 0. */
  idOf(line: number): DocumentId {
    return this.#shelf.idOf(line);
  }

  /** Whether what stands on a line is known: then nothing need be analysed. To be asked of every line, in order. */
  keep(line: number, reading: FileReading): boolean {
    const own = this.#shelf.known[line];
    if (own?.hash === reading.hash && this.#isGood(line)) {
      if (own.decisions !== this.#decisions) this.#shelf.known[line] = { ...own, decisions: this.#decisions! };
      return true;
    }
    const moved = this.#moved(reading.hash, line);
    if (own && this.#isGood(line)) this.#before.set(own.hash, this.#host.index.packed(this.idOf(line))!);
    if (moved) this.put(line, reading, moved);
    return moved !== undefined;
  }

  /** Puts what a record adds in place of what its line added before; undefined for nothing. */
  put(line: number, reading: FileReading, contribution: PackedContribution | undefined): void {
    const record = this.idOf(line);
    const isOpen = this.#host.isOpen(record);
    if (!isOpen && contribution) {
      const known: KnownFile = { ...reading, decisions: this.#decisions! };
      this.#host.index.setPacked(record, contribution);
      put(this.#shelf, line, known);
      this.#host.store()?.put(record, known, contribution);
      return;
    }
    if (!isOpen) this.#host.index.delete(record);
    if (!this.#shelf.known[line]) return;
    put(this.#shelf, line, undefined);
    this.#host.store()?.delete(record);
  }

  /** There are no more lines than these. */
  end(lines: number): void {
    for (let line = lines; line < this.#shelf.known.length; line++) if (this.#shelf.known[line]) this.put(line, NO_READING, undefined);
    this.#shelf.known.length = Math.min(this.#shelf.known.length, lines);
  }

  #moved(hash: string, line: number): PackedContribution | undefined {
    const before = this.#before.get(hash);
    if (before) return before;
    this.#below ??= new Map([...this.#shelf.known.entries()].flatMap(([at, known]) => (known && known.hash !== '' ? [[known.hash, at] as const] : [])));
    const at = this.#below.get(hash);
    return at !== undefined && at > line && this.#shelf.known[at]?.hash === hash && this.#isGood(at) ? this.#host.index.packed(this.idOf(at)) : undefined;
  }

  /** Whether the index has what was made of a line, and decisions that came later change nothing in it. */
  #isGood(line: number): boolean {
    const { index, isOpen } = this.#host;
    const { decisions, hash } = this.#shelf.known[line]!;
    const record = this.idOf(line);
    return hash !== '' && !isOpen(record) && index.has(record) && (decisions === this.#decisions || !index.concerns(record, this.#changedSince(decisions)));
  }

  #changedSince(decisions: EntityDecisions): ReadonlySet<string> {
    let strings = this.#changed.get(decisions);
    if (!strings) this.#changed.set(decisions, (strings = changedStrings(decisions, this.#decisions!)));
    return strings;
  }
}

const NO_READING: FileReading = { stamp: { size: 0, modified: 0 }, hash: '', encoding: 'utf-8', lost: 0 };

function put(shelf: Shelf, line: number, known: KnownFile | undefined): void {
  shelf.count += Number(known !== undefined) - Number(shelf.known[line] !== undefined);
  while (shelf.known.length < line) shelf.known.push(undefined);
  shelf.known[line] = known;
}
