import { type EntityDecisions, NO_DECISIONS } from '../entities/decisions.ts';
import { decodeText } from '../text/encodings.ts';
import { LongText } from '../text/longText.ts';
import { type ContributedDamage, contributionOf, countFindings } from './contribution.ts';
import { EntityIndex } from './entityIndex.ts';
import { fileDamage, type FileDamage } from './fileDamage.ts';
import type { Cancellation, DocumentId, FileSystem } from './fileSystem.ts';
import { FolderIndex, type FolderIndexHost, type FolderIndexOptions, type IndexCoverage, type IndexProgress } from './folderIndex.ts';
import type { DocumentAnalysis, LineRange } from './documentAnalysis.ts';
import { FIRST_LENGTH, OpenDocument, type DocumentSnapshot, type Wanted } from './openDocument.ts';

/** What the workspace needs from outside. */
export interface WorkspaceHost {
  /** To begin with; undefined where there are no files, only open documents. */
  readonly fileSystem: FileSystem | undefined;
  /** Lets everything else that is waiting run first. */
  pause(): Promise<void>;
  /** Milliseconds since whenever; without it others get their turn after every small step. */
  readonly now?: () => number;
  /** Hears what a person may want to know later, one sentence each. */
  log(sentence: string): void;
  /** Hears, often, that what is known of some document is no longer what it was. */
  readonly changed?: (() => void) | undefined;
  /** What a person has decided on the names of a document; where there is no such function, nothing. {@link Workspace.decided} is told when it changes. */
  readonly decisionsFor?: (document: DocumentId) => EntityDecisions;
  /** See {@link FolderIndexHost}. */
  readonly hash?: FolderIndexHost['hash'] | undefined;
  readonly analyser?: FolderIndexHost['analyser'] | undefined;
  readonly openStore?: FolderIndexHost['openStore'] | undefined;
}

/** What is damaged in a document. */
export interface DocumentDamage {
  readonly document: DocumentId;
  readonly damage: ContributedDamage;
  readonly isOpen: boolean;
}

/** Documents whose damage is summed up before others have their turn: a few milliseconds. */
const DAMAGE_AT_ONCE = 2_000;
/** So long an open document is analysed before everything else that is waiting has its turn. Milliseconds. */
const SLICE = 8;

/** Many documents: those open in the editor, and the files of the folder; and the index of who and what they are about. */
export class Workspace {
  readonly #host: WorkspaceHost;
  #fileSystem: FileSystem | undefined;
  readonly #open = new Map<DocumentId, OpenDocument>();
  /** Open documents whose contribution to the index is not that of their present text. */
  readonly #outOfDate = new Set<DocumentId>();
  #options: FolderIndexOptions;
  #index: EntityIndex;
  #folder: FolderIndex | undefined;

  constructor(host: WorkspaceHost, options: FolderIndexOptions) {
    this.#host = host;
    this.#fileSystem = host.fileSystem;
    this.#options = options;
    this.#index = this.#createIndex();
    this.#folder = this.#createFolder();
  }

  /** The index with the present text of every open document in it, as far as they have been analysed whole. */
  get index(): EntityIndex {
    for (const document of this.#outOfDate) {
      const snapshot = this.#open.get(document)?.snapshot();
      if (snapshot && !snapshot.complete) continue;
      this.#outOfDate.delete(document);
      if (snapshot) this.#contribute(snapshot);
    }
    return this.#index;
  }

  /** How much of the folder the index covers; undefined where there is no folder. */
  get coverage(): IndexCoverage | undefined {
    return this.#folder?.coverage;
  }

  /** How many files of the folder are not counted yet. */
  get waiting(): number {
    return this.#folder?.waiting ?? 0;
  }

  /** Lets everything else that is waiting run first. */
  pause(): Promise<void> {
    return this.#host.pause();
  }

  get openDocuments(): Iterable<DocumentId> {
    return this.#open.keys();
  }

  /** The editor has opened a document: from now on its text counts, not the file's. */
  open(document: DocumentId, text: string | LongText, version: number): void {
    this.#open.set(document, new OpenDocument(document, text, version, { ...this.#options.analysis, decisions: this.#decisionsFor(document) }));
    this.#outOfDate.add(document);
  }

  /** The text of an open document has changed. Does nothing for a document that is not open. */
  change(document: DocumentId, text: string | LongText, version: number): void {
    const open = this.#open.get(document);
    if (!open || (open.version === version && open.text.equals(LongText.of(text)))) return;
    open.change(text, version);
    this.#outOfDate.add(document);
  }

  /** The editor has closed a document: its file counts again. Resolves when the index knows. */
  async close(document: DocumentId): Promise<void> {
    if (!this.#open.delete(document)) return;
    this.#outOfDate.delete(document);
    this.#index.delete(document);
    await this.#folder?.changed(document);
  }

  /** What is known of an open document now, which is all of a short one; undefined for one that is not open. */
  snapshot(document: DocumentId): DocumentSnapshot | undefined {
    return this.#open.get(document)?.snapshot();
  }

  /** Length of the text of an open document in UTF-16 code units; 0 for one that is not open. */
  lengthOf(document: DocumentId): number {
    return this.#open.get(document)?.text.length ?? 0;
  }

  /** Whether so much is known of an open document; false for one that is not open. */
  knows(document: DocumentId, wanted: Wanted): boolean {
    return this.#open.get(document)?.knows(wanted) ?? false;
  }

  /** A person sees these lines of an open document. */
  look(document: DocumentId, lines: LineRange): void {
    this.#open.get(document)?.look(lines);
  }

  /** An open document as far as it is wanted, at least; undefined where it is not open, is changed or closed meanwhile, or the work is cancelled. `progress` hears of every pause. */
  async analysed(document: DocumentId, cancellation: Cancellation, wanted: Wanted = 'all', progress?: (known: () => DocumentSnapshot) => void): Promise<DocumentSnapshot | undefined> {
    const open = this.#open.get(document);
    if (!open) return undefined;
    // A short text is known whole at once: nothing can come in between.
    if (wanted === 'all' && open.text.length <= FIRST_LENGTH) return open.snapshot();
    const { version } = open;
    let until = this.#now() + SLICE;
    while (!open.knows(wanted)) {
      open.step();
      if (this.#now() < until) continue;
      await this.#host.pause();
      if (cancellation.isCancellationRequested || open.version !== version || this.#open.get(document) !== open) return undefined;
      progress?.(() => open.known());
      until = this.#now() + SLICE;
    }
    return open.known();
  }

  /** Without a clock every step is followed by a pause. */
  #now(): number {
    return this.#host.now?.() ?? Infinity;
  }

  /** Indexes the folder. Resolves when done or cancelled. */
  async indexFolder(progress: IndexProgress, cancellation: Cancellation): Promise<void> {
    await this.#folder?.run(progress, cancellation);
  }

  /** A file on disk was made or has changed. Resolves when the index knows. */
  async fileChanged(document: DocumentId): Promise<void> {
    await this.#folder?.changed(document);
  }

  /** A file, or a folder with all that was in it, is gone from disk. An open document stays until it is closed. */
  fileDeleted(document: DocumentId): void {
    this.#folder?.deleted(document);
  }

  /**
   * Decisions on these strings have changed, for the documents of which `isConcerned` holds: those that may have one of them are analysed
   * again, open ones when somebody asks. Resolves when the index knows.
   */
  async decided(strings: ReadonlySet<string>, isConcerned: (document: DocumentId) => boolean): Promise<void> {
    for (const [document, open] of this.#open) {
      if (!isConcerned(document)) continue;
      open.decide(this.#decisionsFor(document));
      this.#outOfDate.add(document);
    }
    const files = [...this.#index.documents].filter((document) => !this.#open.has(document) && isConcerned(document) && this.#index.concerns(document, strings));
    await this.#folder?.decided(files);
  }

  /**
   * The text of a document now: that of the editor, else that of the file. `isPlain` is false for a file that is not UTF-8, or is damaged as
   * such: an editor may show another text. Undefined where there is no such file, or it is too large. Rejects where it cannot be read.
   */
  async textOf(document: DocumentId): Promise<{ readonly text: string; readonly version: number | null; readonly isPlain: boolean } | undefined> {
    const open = this.#open.get(document);
    if (open) return { text: open.text.toString(), version: open.version, isPlain: true };
    const content = await this.#fileSystem?.read(document, this.#options.maxFileSize);
    if (!content?.bytes) return undefined;
    const { text, encoding, lost } = decodeText(content.bytes);
    return { text, version: null, isPlain: encoding === 'utf-8' && lost === 0 };
  }

  /**
   * What is damaged in each open document as it is now, as far as it has been looked at, and in each file that the index knows; in batches, between
   * which others have their turn.
   */
  async *damage(): AsyncGenerator<readonly DocumentDamage[]> {
    yield [...this.#open].map(([document, open]) => {
      const { analysis } = open.snapshot();
      return { document, damage: { findings: countFindings(analysis), length: open.text.length }, isOpen: true };
    });
    let batch: DocumentDamage[] = [];
    for (const document of this.#index.documents) {
      const damage = this.#open.has(document) ? undefined : this.#index.damage(document);
      if (damage) batch.push({ document, damage, isOpen: false });
      if (batch.length < DAMAGE_AT_ONCE) continue;
      yield batch;
      batch = [];
      await this.#host.pause();
    }
    yield batch;
  }

  /** What is damaged in the file of a document as it is now, whether it is open or not; see {@link fileDamage}. */
  async fileDamage(document: DocumentId, cancellation: Cancellation): Promise<FileDamage | undefined> {
    const fileSystem = this.#fileSystem;
    return fileSystem && fileDamage({ fileSystem, pause: () => this.#host.pause() }, document, this.#options, cancellation);
  }

  /**
   * What is known of a document, open or not: of an open one as it is in the editor, analysed whole; of another the damage of its file. Undefined and
   * rejects as {@link analysed} and {@link fileDamage} do.
   */
  async analysisOf(document: DocumentId, cancellation: Cancellation): Promise<DocumentAnalysis | undefined> {
    return (await (this.isOpen(document) ? this.analysed(document, cancellation) : this.fileDamage(document, cancellation)))?.analysis;
  }

  /** The path of a document below its folder, with `/` between parts; undefined for one that is in none. */
  pathOf(document: DocumentId): string | undefined {
    return this.#fileSystem?.pathOf(document);
  }

  /** True for a document whose text the editor holds. */
  isOpen(document: DocumentId): boolean {
    return this.#open.has(document);
  }

  /** Takes new settings and files: everything is analysed anew, open documents when somebody asks, the folder by {@link indexFolder}. */
  configure(options: FolderIndexOptions, fileSystem: FileSystem | undefined): void {
    this.#options = options;
    this.#fileSystem = fileSystem;
    this.#folder?.dispose();
    this.#index = this.#createIndex();
    this.#folder = this.#createFolder();
    for (const { document, text, version } of [...this.#open.values()]) this.open(document, text, version);
  }

  /** Ends all work. */
  dispose(): void {
    this.#folder?.dispose();
    this.#open.clear();
  }

  /** What is wrong with one document takes nothing from the others. */
  #contribute({ document, analysis, failure }: DocumentSnapshot): void {
    try {
      if (failure !== undefined) throw new Error(failure);
      this.#index.set(document, contributionOf(analysis));
    } catch (error) {
      this.#index.delete(document);
      this.#host.log(`${document} could not be analysed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }

  #decisionsFor(document: DocumentId): EntityDecisions {
    return this.#host.decisionsFor?.(document) ?? NO_DECISIONS;
  }

  #createIndex(): EntityIndex {
    return new EntityIndex(this.#host.changed);
  }

  #createFolder(): FolderIndex | undefined {
    const { pause, log, hash, analyser, openStore } = this.#host;
    const fileSystem = this.#fileSystem;
    if (!fileSystem) return undefined;
    return new FolderIndex({ fileSystem, pause, log, hash, analyser, openStore, isOpen: (document) => this.#open.has(document), decisionsFor: (document) => this.#decisionsFor(document) }, this.#options, this.#index);
  }
}
