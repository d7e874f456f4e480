import { changedStrings, type EntityDecisions } from '../entities/decisions.ts';
import type { Encoding } from '../text/encodings.ts';
import { analyseFile, type FileAnalyser, type FileAnalysisOptions, type FileResult } from './analyseFile.ts';
import type { EntityIndex } from './entityIndex.ts';
import type { FileReading, FileReport, FileStamp, Skipped, SkipReason } from './fileReport.ts';
import type { Cancellation, DocumentId, FileFilter, FileSystem } from './fileSystem.ts';
import { fingerprint } from './fingerprint.ts';
import type { IndexStore } from './indexStore.ts';
import { fileOf, isShard, recordPlace } from './records.ts';
import { shardLines } from './shardLines.ts';
import { ShardRecords } from './shardRecords.ts';
import { type FileRecord, type KnownFile, StoredIndex } from './storedIndex.ts';

export type { SkipReason } from './fileReport.ts';

/** What a person can set for the folder index. */
export interface FolderIndexOptions extends FileAnalysisOptions {
  readonly filter: FileFilter;
  /** So much of a JSONL shard, unpacked, is read; the rest is left out, and said to be. Bytes. */
  readonly maxShardSize: number;
}

/** What the folder index needs from outside. */
export interface FolderIndexHost {
  readonly fileSystem: FileSystem;
  /** Lets everything else that is waiting run first. */
  pause(): Promise<void>;
  /** Hears of each file that was left out or read with loss, one sentence each. */
  log(sentence: string): void;
  /** True for a document whose text the editor holds: that counts instead of the file. */
  isOpen(document: DocumentId): boolean;
  /** What a person has decided on the names of a document. */
  decisionsFor(document: DocumentId): EntityDecisions;
  /** A hash of a file's bytes; without one, a file that was only touched is analysed again. */
  readonly hash?: ((bytes: Uint8Array) => string) | undefined;
  /** Takes many files at once, in other threads; without it all are read here. */
  readonly analyser?: FileAnalyser | undefined;
  /** Opens what was kept by a session of the same version; a store of another version is empty. Resolves to undefined where nothing can be kept. */
  readonly openStore?: ((version: string) => Promise<IndexStore | undefined>) | undefined;
}

export interface SkippedFile {
  readonly document: DocumentId;
  readonly reason: SkipReason;
  /** One clear sentence. */
  readonly message: string;
}

/** A file that was read in another encoding than UTF-8, or with loss. */
export interface ReadOtherwise {
  readonly document: DocumentId;
  readonly encoding: Encoding;
  /** Places whose bytes mean nothing in the encoding. */
  readonly lost: number;
}

/** How much of the folder the index covers. */
export interface IndexCoverage {
  /** `idle`: not started; `cancelled`: a person stopped it, what is in it counts. */
  readonly state: 'idle' | 'indexing' | 'complete' | 'cancelled';
  /** Files that the settings ask for, as far as they have been listed. */
  readonly files: number;
  /** Of them, files that were read and analysed; of some, see `skipped`, not all records. */
  readonly indexed: number;
  /** How many records of JSONL shards are in the index. */
  readonly records: number;
  /** Of them, files that are waiting. */
  readonly waiting: number;
  readonly skipped: readonly SkippedFile[];
  readonly readOtherwise: readonly ReadOtherwise[];
}

/** Hears how the first run comes along: files done, all files, and the bytes of those that were read. */
export type IndexProgress = (done: number, total: number, bytes: number) => void;

/** So few files that are waiting, or records, are not worth other threads. */
const FEW_FILES = 24;
const NO_STAMP: FileStamp = { size: 0, modified: 0 };
/** How many reports of the store are taken, or files looked at, before others have their turn. */
const TAKEN_AT_ONCE = 64;

/**
 * Keeps the entity index true to the files of the folder: takes what the store has kept, lists the files, reads and analyses those that are
 * new or have changed, and again whichever is said to have changed. Of a JSONL shard each record is a document, and only those that have changed are
 * analysed. A file that cannot be read, or is no news, is left out with its reason; nothing throws.
 */
export class FolderIndex {
  readonly #host: FolderIndexHost;
  readonly #options: FolderIndexOptions;
  readonly #index: EntityIndex;
  /** Everything the settings ask for; in the order of the listing. */
  readonly #files = new Set<DocumentId>();
  readonly #waiting = new Set<DocumentId>();
  /** Files that somebody waits for: they come before the others. */
  readonly #urgent = new Set<DocumentId>();
  /** What was still waiting when a person cancelled. */
  readonly #heldBack = new Set<DocumentId>();
  readonly #indexed = new Set<DocumentId>();
  readonly #skipped = new Map<DocumentId, SkippedFile>();
  readonly #readOtherwise = new Map<DocumentId, ReadOtherwise>();
  /** What the index and the list of left-out files know of each file comes from a file that looked like this. */
  readonly #known = new Map<DocumentId, KnownFile>();
  /** What is known of the records of shards. */
  readonly #records: ShardRecords;
  readonly #inHand = new Map<DocumentId, { stale: boolean }>();
  /** Called when a file has been worked off. */
  readonly #waiters = new Map<DocumentId, (() => void)[]>();
  #store: StoredIndex | undefined;
  #restored: Promise<void> | undefined;
  #state: IndexCoverage['state'] = 'idle';
  #disposed = false;
  #run: { readonly cancellation: Cancellation; readonly total: number; readonly progress: IndexProgress; bytes: number } | undefined;
  #working: Promise<void> | undefined;

  constructor(host: FolderIndexHost, options: FolderIndexOptions, index: EntityIndex) {
    this.#host = host;
    this.#options = options;
    this.#index = index;
    this.#records = new ShardRecords({ index, store: () => this.#store, isOpen: (record) => this.#host.isOpen(record) });
  }

  /** How many files are not read yet. */
  get waiting(): number {
    return this.#waiting.size + this.#urgent.size + this.#heldBack.size;
  }

  get coverage(): IndexCoverage {
    return {
      state: this.#state, files: this.#files.size, indexed: this.#indexed.size, records: this.#records.count(), waiting: this.waiting,
      skipped: [...this.#skipped.values()], readOtherwise: [...this.#readOtherwise.values()],
    };
  }

  /** Takes what is kept, lists the folder and indexes what is not yet in the index, or is there as it was before. Resolves when done or cancelled; what is done by then stays. */
  async run(progress: IndexProgress, cancellation: Cancellation): Promise<void> {
    this.#state = 'indexing';
    await (this.#restored ??= this.#restore());
    await this.#list(cancellation);
    this.#heldBack.clear();
    this.#run = { cancellation, progress, total: this.#waiting.size, bytes: 0 };
    progress(0, this.#run.total, 0);
    await this.#work();
    this.#run = undefined;
    await this.#settle();
    this.#state = this.#disposed || cancellation.isCancellationRequested ? 'cancelled' : 'complete';
  }

  /** A file was made or has changed, or that of a record. Resolves when the index knows. Files that the settings do not ask for are nothing to it. */
  async changed(some: DocumentId): Promise<void> {
    const document = fileOf(some);
    const path = this.#host.fileSystem.pathOf(document);
    if (this.#disposed || path === undefined || !this.#options.filter.matches(path)) return;
    this.#files.add(document);
    this.#heldBack.delete(document);
    this.#waiting.delete(document);
    const worked = new Promise<void>((resolve) => this.#waiters.set(document, [...(this.#waiters.get(document) ?? []), resolve]));
    const inHand = this.#inHand.get(document);
    if (inHand) inHand.stale = true;
    else {
      this.#urgent.add(document);
      void this.#work();
      // Those that work already may all be busy with a larger file.
      if (this.#urgent.has(document)) void this.#workOff(this.#here, this.#urgent);
    }
    await worked;
  }

  /** What a person has decided has changed for these documents; those in hand are read again in any case. Resolves when the index knows. */
  async decided(documents: Iterable<DocumentId>): Promise<void> {
    await Promise.all([...new Set([...[...documents].map(fileOf), ...this.#inHand.keys()])].map((document) => this.changed(document)));
  }

  /** A file, or a folder with all that was in it, is gone. */
  deleted(document: DocumentId): void {
    const inside = this.#files.has(document) ? [document] : [...this.#files].filter((file) => file.startsWith(`${document}/`));
    for (const file of inside) this.#remove(file);
  }

  /** Ends all work. What it put in the index stays there. */
  dispose(): void {
    this.#disposed = true;
    for (const inHand of this.#inHand.values()) inHand.stale = true;
    for (const document of [...this.#waiters.keys()]) this.#tell(document);
  }

  /** Reads files in this thread. */
  readonly #here: FileAnalyser = { atOnce: 1, analyse: (job, isStale) => analyseFile(this.#host, job, isStale) };

  /** Puts in the index what an earlier session has kept. Whether the files are still so is seen when they are listed. */
  async #restore(): Promise<void> {
    const { analysis, minimumHanShare, field } = this.#options;
    const store = await this.#host.openStore?.(JSON.stringify({ analysis, minimumHanShare, field }));
    if (!store) return;
    this.#store = new StoredIndex(store);
    try {
      const snapshot = this.#store.snapshot();
      if (snapshot) {
        this.#index.load(snapshot.index);
        for (const [document, known] of snapshot.files) this.#takeKept(document, known);
      }
    } catch (error) {
      this.#host.log(`What was kept of the folder cannot be read: ${messageOf(error)}`);
    }
    // Documents that were open then, in a text that is in no file.
    const kept = new Set([...this.#known.keys(), ...[...this.#records.entries()].map(([record]) => record)]);
    for (const document of this.#index.documents) if (!kept.has(document) && !this.#host.isOpen(document)) this.#index.delete(document);
    let taken = 0;
    for await (const record of this.#store.records()) {
      if (this.#disposed) return;
      this.#takeRecord(record);
      if (++taken % TAKEN_AT_ONCE === 0) await this.#host.pause();
    }
  }

  /** Takes what became of a file after the snapshot. */
  #takeRecord({ document, known, contribution }: FileRecord): void {
    if (this.#host.isOpen(document)) return;
    if (contribution) this.#index.setPacked(document, contribution);
    else this.#index.delete(document);
    if (recordPlace(document)) this.#records.untake(document);
    this.#known.delete(document);
    this.#skipped.delete(document);
    this.#indexed.delete(document);
    if (known) this.#takeKept(document, known);
  }

  /** Takes what is kept of a file; what it adds is in the index, and is taken out where the settings no longer ask for it, or it may read otherwise now. */
  #takeKept(document: DocumentId, known: KnownFile): void {
    if (this.#host.isOpen(document)) return;
    const decisions = this.#host.decisionsFor(document);
    const file = fileOf(document);
    const path = this.#host.fileSystem.pathOf(file);
    const isWanted = path !== undefined && this.#options.filter.matches(path) && (known.skipped !== undefined || isShard(document) || this.#index.has(document));
    if (!isWanted || (!known.skipped && this.#index.concerns(document, this.#changedStrings(known.decisions, decisions)))) this.#index.delete(document);
    else if (file === document) this.#know(document, { ...known, decisions });
    else this.#records.take(document, { ...known, decisions });
  }

  #compared: { readonly before: EntityDecisions; readonly now: EntityDecisions; readonly strings: ReadonlySet<string> } | undefined;

  #changedStrings(before: EntityDecisions, now: EntityDecisions): ReadonlySet<string> {
    if (this.#compared?.before !== before || this.#compared.now !== now) this.#compared = { before, now, strings: changedStrings(before, now) };
    return this.#compared.strings;
  }

  /** Lists the files; those that are not known as they are now wait to be read, those that are gone are forgotten. */
  async #list(cancellation: Cancellation): Promise<void> {
    const listed = new Set<DocumentId>();
    let looked: DocumentId[] = [];
    const look = async () => {
      const now = await Promise.all(looked.map(async (document) => this.#host.fileSystem.stat?.(document)));
      looked.forEach((document, i) => {
        const stamp = now[i];
        const known = this.#known.get(document);
        const isRight = isShard(document) ? known?.hash === this.#hashOfShard(this.#records.count(document)) : stamp && stamp.size <= this.#options.maxFileSize;
        if (!stamp || !known || !isRight || known.stamp.size !== stamp.size || known.stamp.modified !== stamp.modified) this.#waiting.add(document);
      });
      looked = [];
    };
    try {
      for await (const document of this.#host.fileSystem.list(this.#options.filter, (problem) => this.#host.log(problem))) {
        if (this.#disposed || cancellation.isCancellationRequested) return;
        listed.add(document);
        this.#files.add(document);
        if (this.#inHand.has(document) || this.#urgent.has(document)) continue;
        if (this.#host.fileSystem.stat && this.#known.has(document)) looked.push(document);
        else if (!this.#indexed.has(document) && !this.#skipped.has(document)) this.#waiting.add(document);
        if (looked.length >= TAKEN_AT_ONCE) await look();
      }
      await look();
    } catch (error) {
      this.#host.log(`The folder could not be listed: ${messageOf(error)}`);
      return;
    }
    for (const document of [...this.#known.keys(), ...this.#records.shards]) if (!listed.has(document) && !this.#inHand.has(document)) this.#remove(document);
  }

  /** Works off what is waiting, as many files at once as the analyser takes; joins the work under way where there is some. */
  #work(): Promise<void> {
    this.#working ??= (async () => {
      while (this.#waiting.size + this.#urgent.size > 0 && !this.#disposed) {
        const { analyser } = this.#host;
        const by = analyser && this.#waiting.size > FEW_FILES ? analyser : this.#here;
        await Promise.all(Array.from({ length: by.atOnce }, () => this.#workOff(by, this.#waiting)));
      }
      this.#working = undefined;
      // A run settles by itself.
      if (!this.#run) void this.#settle();
    })();
    return this.#working;
  }

  async #workOff(by: FileAnalyser, from: Set<DocumentId>): Promise<void> {
    for (;;) {
      const [urgent] = this.#urgent;
      const document = urgent ?? from.values().next().value;
      if (document === undefined || this.#disposed) return;
      this.#waiting.delete(document);
      this.#urgent.delete(document);
      await this.#indexOne(urgent === undefined ? by : this.#here, document);
      const run = this.#run;
      this.#tellProgress();
      await this.#host.pause();
      if (run?.cancellation.isCancellationRequested) {
        for (const late of this.#waiting) this.#heldBack.add(late);
        this.#waiting.clear();
      }
    }
  }

  async #indexOne(by: FileAnalyser, document: DocumentId): Promise<void> {
    const inHand = { stale: false };
    this.#inHand.set(document, inHand);
    do {
      inHand.stale = false;
      if (isShard(document)) {
        await this.#readShard(by, document, () => inHand.stale || this.#disposed);
        continue;
      }
      // The editor's text is in the index already; the file is read when it is closed.
      if (this.#host.isOpen(document)) {
        this.#indexed.add(document);
        break;
      }
      const decisions = this.#host.decisionsFor(document);
      const known = this.#known.get(document);
      const knownHash = known && fingerprint(known.decisions) === fingerprint(decisions) && this.#isKept(document) ? known.hash : undefined;
      const result = await by.analyse({ document, options: this.#analysisOptions(), decisions, knownHash }, () => inHand.stale);
      if (!inHand.stale && !this.#disposed && !this.#host.isOpen(document)) this.#takeResult(document, result, decisions);
    } while (inHand.stale && !this.#disposed && this.#files.has(document));
    this.#inHand.delete(document);
    this.#tell(document);
  }

  #analysisOptions(): FileAnalysisOptions {
    const { maxFileSize, minimumHanShare, analysis, field } = this.#options;
    return { maxFileSize, minimumHanShare, analysis, field };
  }

  /** Reads a shard, and analyses those of its records that are not known. */
  async #readShard(by: FileAnalyser, shard: DocumentId, isStale: () => boolean): Promise<void> {
    const { fileSystem, analyser } = this.#host;
    const { maxShardSize } = this.#options;
    const decisions = this.#host.decisionsFor(shard);
    const stamp = await fileSystem.stat?.(shard);
    // Until it is read whole, nothing is known of it but its records.
    if (this.#known.delete(shard)) this.#store?.delete(shard);
    const reading = this.#records.reading(shard, decisions);
    const underWay = new Set<Promise<void>>();
    const left: { readonly line: number; readonly why: string }[] = [];
    let line = 0;
    let analysed = 0;
    let open = 0;
    let end: { readonly reason: SkipReason; readonly why: string } | undefined;
    const analyse = (at: number, bytes: Uint8Array, known: FileReading) => {
      const who = analysed++ < FEW_FILES ? by : (analyser ?? by);
      const work: Promise<void> = who.analyse({ document: reading.idOf(at), line: bytes, options: this.#analysisOptions(), decisions }, isStale).then((result) => {
        underWay.delete(work);
        if (isStale() || result.kind === 'stale') return;
        const outcome: FileReport['outcome'] = result.kind === 'read' ? result.report.outcome : { skipped: 'failed', why: result.kind === 'failed' ? result.why : 'is gone' };
        if ('skipped' in outcome && outcome.skipped !== 'not-news') left.push({ line: at, why: outcome.why });
        reading.put(at, known, 'skipped' in outcome ? undefined : outcome);
      });
      underWay.add(work);
      return underWay.size < who.atOnce ? undefined : Promise.race(underWay);
    };
    try {
      for await (const { lines, isCut } of shardLines(fileSystem, shard, maxShardSize)) {
        for (const bytes of lines) {
          if (isStale()) break;
          const at = line++;
          if (this.#run) this.#run.bytes += bytes.length;
          const known: FileReading = { stamp: { size: bytes.length, modified: 0 }, hash: this.#host.hash?.(bytes) ?? '', encoding: 'utf-8', lost: 0 };
          const isTaken = this.#host.isOpen(reading.idOf(at));
          if (isTaken) open++;
          if (isTaken || bytes.length === 0) reading.put(at, known, undefined);
          else if (!reading.keep(at, known)) await analyse(at, bytes, known);
        }
        if (isCut) end = { reason: 'too-large', why: `is read up to line ${line} only, ${maxShardSize / 1e6} MB` };
        this.#tellProgress();
        await this.#host.pause();
        if (isStale() || this.#run?.cancellation.isCancellationRequested) break;
      }
    } catch (error) {
      end = { reason: 'unreadable', why: `is read up to line ${line} only: ${messageOf(error)}` };
    }
    await Promise.all(underWay);
    if (isStale()) return;
    if (this.#run?.cancellation.isCancellationRequested) {
      this.#heldBack.add(shard);
      return;
    }
    reading.end(line);
    if (line === 0 && !stamp && end === undefined) return this.#remove(shard);
    const count = this.#records.count(shard) + open;
    const [first] = left.sort((a, b) => a.line - b.line);
    const lines = first && `has ${left.length} ${left.length === 1 ? 'line' : 'lines'} that cannot be read as records, first line ${first.line + 1}: ${first.why}`;
    const why = [end?.why, lines].filter((each) => each !== undefined).join('; and it ');
    const skipped: Skipped | undefined = why !== '' ? { skipped: count > 0 ? 'partly' : (end?.reason ?? 'no-record'), why } : count === 0 ? { skipped: 'not-news', why: 'has no records that are news' } : undefined;
    const known: KnownFile = { stamp: stamp ?? NO_STAMP, hash: this.#hashOfShard(count), encoding: 'utf-8', lost: 0, decisions, ...(skipped ? { skipped } : {}) };
    this.#know(shard, known);
    this.#store?.put(shard, known, undefined);
  }

  /** Stands for how a shard was read, and how many of its records were known then: where some are not, it is read again. */
  #hashOfShard(records: number): string {
    return `${records} of ${this.#options.maxShardSize}`;
  }

  #tellProgress(): void {
    const run = this.#run;
    run?.progress(Math.min(run.total, Math.max(0, run.total - this.#waiting.size - this.#inHand.size)), run.total, run.bytes);
  }

  /** True while what is known of a file is also in the index, or in the list of left-out files. */
  #isKept(document: DocumentId): boolean {
    return this.#skipped.has(document) || this.#index.has(document);
  }

  #tell(document: DocumentId): void {
    const waiters = this.#waiters.get(document) ?? [];
    this.#waiters.delete(document);
    for (const tell of waiters) tell();
  }

  #takeResult(document: DocumentId, result: FileResult, decisions: EntityDecisions): void {
    if (result.kind === 'gone') this.#remove(document);
    else if (result.kind === 'failed') {
      this.#skip(document, result.reason, result.why);
      this.#known.delete(document);
      this.#store?.delete(document);
    } else if (result.kind === 'same') {
      const known = { ...this.#known.get(document)!, stamp: result.stamp };
      this.#know(document, known);
      this.#store?.put(document, known, this.#index.packed(document));
    } else if (result.kind === 'read') {
      const { outcome, ...reading } = result.report;
      if (this.#run) this.#run.bytes += reading.stamp.size;
      try {
        const contribution = 'skipped' in outcome ? undefined : outcome;
        const known = { ...reading, decisions, ...('skipped' in outcome ? { skipped: outcome } : {}) };
        if (contribution) this.#index.setPacked(document, contribution);
        this.#know(document, known);
        this.#store?.put(document, known, contribution);
      } catch (error) {
        this.#skip(document, 'failed', `could not be analysed: ${messageOf(error)}`);
      }
    }
  }

  /** Notes what is known of a file; what it adds is in the index. */
  #know(document: DocumentId, known: KnownFile): void {
    const { encoding, lost, skipped } = known;
    const { skipped: reason } = skipped ?? {};
    if (skipped) this.#skip(document, skipped.skipped, skipped.why);
    else this.#skipped.delete(document);
    if (reason === undefined || reason === 'partly') {
      this.#indexed.add(document);
      if (encoding === 'utf-8' && lost === 0) this.#readOtherwise.delete(document);
      else {
        this.#readOtherwise.set(document, { document, encoding, lost });
        if (lost > 0) this.#host.log(`${this.#nameOf(document)} was read as ${encoding}; ${lost} places in it could not be read`);
      }
    }
    this.#files.add(document);
    this.#known.set(document, known);
  }

  /** Ends a piece of work: what is known now is known to the next session. */
  async #settle(): Promise<void> {
    await this.#store?.settle(() => ({ index: this.#index.arrays(), files: new Map([...this.#known, ...this.#records.entries()].filter(([document]) => !this.#host.isOpen(document))) }));
  }

  #skip(document: DocumentId, reason: SkipReason, why: string): void {
    if (reason !== 'partly') this.#forget(document);
    const message = `${this.#nameOf(document)} ${why}`;
    this.#skipped.set(document, { document, reason, message });
    // Files in other languages are no news to anybody.
    if (reason !== 'not-news') this.#host.log(`${message}; ${reason === 'partly' ? 'the rest' : 'it'} is left out of the index`);
  }

  /** The file is there no more. */
  #remove(document: DocumentId): void {
    const inHand = this.#inHand.get(document);
    if (inHand) inHand.stale = true;
    this.#forget(document);
    this.#files.delete(document);
    this.#waiting.delete(document);
    this.#urgent.delete(document);
    this.#heldBack.delete(document);
    if (this.#known.delete(document)) this.#store?.delete(document);
    if (!inHand) this.#tell(document);
  }

  #forget(document: DocumentId): void {
    this.#indexed.delete(document);
    this.#skipped.delete(document);
    this.#readOtherwise.delete(document);
    if (isShard(document)) this.#records.forget(document);
    else if (!this.#host.isOpen(document)) this.#index.delete(document);
  }

  #nameOf(document: DocumentId): string {
    return this.#host.fileSystem.pathOf(document) ?? document;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
