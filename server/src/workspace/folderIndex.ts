import { decodeText, type Encoding } from '../text/encodings.ts';
import { looksLikeNews } from '../text/looksLikeNews.ts';
import type { EntityDecisions } from '../entities/decisions.ts';
import { contributionOf } from './contribution.ts';
import { DocumentAnalyser, type AnalysisOptions } from './documentAnalysis.ts';
import type { EntityIndex } from './entityIndex.ts';
import type { Cancellation, DocumentId, FileFilter, FileSystem } from './fileSystem.ts';
import { STEP_LENGTH } from './openDocument.ts';

/** What a person can set for the folder index. */
export interface FolderIndexOptions {
  readonly filter: FileFilter;
  /** Larger files are left out, and said to be. Bytes. */
  readonly maxFileSize: number;
  /** A file with a smaller share of Han characters is not news. 0 to 1. */
  readonly minimumHanShare: number;
  readonly analysis: AnalysisOptions;
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
}

/** Why a file of the folder is not in the index. */
export type SkipReason = 'too-large' | 'binary' | 'unreadable' | 'not-news' | 'failed';

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
  /** Of them, files that were read and analysed. */
  readonly indexed: number;
  /** Of them, files that are waiting. */
  readonly waiting: number;
  readonly skipped: readonly SkippedFile[];
  readonly readOtherwise: readonly ReadOtherwise[];
}

/** Hears how the first run comes along. */
export type IndexProgress = (done: number, total: number) => void;

/**
 * Keeps the entity index true to the files of the folder: lists them, reads and analyses one after the other in small steps,
 * and again whichever is said to have changed. A file that cannot be read, or is no news, is left out with its reason; nothing throws.
 */
export class FolderIndex {
  readonly #host: FolderIndexHost;
  readonly #options: FolderIndexOptions;
  readonly #index: EntityIndex;
  /** Everything the settings ask for; in the order of the listing. */
  readonly #files = new Set<DocumentId>();
  readonly #waiting = new Set<DocumentId>();
  /** What was still waiting when a person cancelled. */
  readonly #heldBack = new Set<DocumentId>();
  readonly #indexed = new Set<DocumentId>();
  readonly #skipped = new Map<DocumentId, SkippedFile>();
  readonly #readOtherwise = new Map<DocumentId, ReadOtherwise>();
  #state: IndexCoverage['state'] = 'idle';
  #disposed = false;
  #run: { readonly cancellation: Cancellation; readonly total: number; readonly progress: IndexProgress } | undefined;
  #working: Promise<void> | undefined;
  #inHand: { readonly document: DocumentId; stale: boolean } | undefined;

  constructor(host: FolderIndexHost, options: FolderIndexOptions, index: EntityIndex) {
    this.#host = host;
    this.#options = options;
    this.#index = index;
  }

  /** How many files are not read yet. */
  get waiting(): number {
    return this.#waiting.size + this.#heldBack.size;
  }

  get coverage(): IndexCoverage {
    return {
      state: this.#state, files: this.#files.size, indexed: this.#indexed.size, waiting: this.waiting,
      skipped: [...this.#skipped.values()], readOtherwise: [...this.#readOtherwise.values()],
    };
  }

  /** Lists the folder and indexes what is not yet in the index. Resolves when done or cancelled; what is done by then stays. */
  async run(progress: IndexProgress, cancellation: Cancellation): Promise<void> {
    this.#state = 'indexing';
    try {
      for await (const document of this.#host.fileSystem.list(this.#options.filter, (problem) => this.#host.log(problem))) {
        if (this.#disposed || cancellation.isCancellationRequested) break;
        this.#files.add(document);
        if (!this.#indexed.has(document) && !this.#skipped.has(document)) this.#waiting.add(document);
      }
    } catch (error) {
      this.#host.log(`The folder could not be listed: ${messageOf(error)}`);
    }
    this.#heldBack.clear();
    this.#run = { cancellation, progress, total: this.#waiting.size };
    progress(0, this.#run.total);
    await this.#work();
    this.#run = undefined;
    this.#state = this.#disposed || cancellation.isCancellationRequested ? 'cancelled' : 'complete';
  }

  /** A file was made or has changed. Resolves when the index knows. Files that the settings do not ask for are nothing to it. */
  async changed(document: DocumentId): Promise<void> {
    const path = this.#host.fileSystem.pathOf(document);
    if (this.#disposed || path === undefined || !this.#options.filter.matches(path)) return;
    this.#files.add(document);
    if (this.#inHand?.document === document) this.#inHand.stale = true;
    this.#heldBack.delete(document);
    this.#waiting.add(document);
    await this.#work();
  }

  /** What a person has decided has changed for these documents; the one in hand is read again in any case. Resolves when the index knows. */
  async decided(documents: Iterable<DocumentId>): Promise<void> {
    const again = new Set(documents);
    if (this.#inHand) again.add(this.#inHand.document);
    await Promise.all([...again].map((document) => this.changed(document)));
  }

  /** A file, or a folder with all that was in it, is gone. */
  deleted(document: DocumentId): void {
    const inside = this.#files.has(document) ? [document] : [...this.#files].filter((file) => file.startsWith(`${document}/`));
    for (const file of inside) this.#remove(file);
  }

  /** Ends all work. What it put in the index stays there. */
  dispose(): void {
    this.#disposed = true;
    if (this.#inHand) this.#inHand.stale = true;
  }

  /** Works off what is waiting, one file after the other; joins the work under way where there is some. */
  #work(): Promise<void> {
    this.#working ??= (async () => {
      try {
        for (const document of this.#waiting) {
          if (this.#disposed) break;
          this.#waiting.delete(document);
          await this.#indexOne(document);
          const run = this.#run;
          run?.progress(Math.max(0, run.total - this.#waiting.size), run.total);
          await this.#host.pause();
          if (run?.cancellation.isCancellationRequested) {
            for (const late of this.#waiting) this.#heldBack.add(late);
            this.#waiting.clear();
          }
        }
      } finally {
        this.#working = undefined;
      }
    })();
    return this.#working;
  }

  async #indexOne(document: DocumentId): Promise<void> {
    // The editor's text is in the index already; the file is read when it is closed.
    if (this.#host.isOpen(document)) {
      this.#indexed.add(document);
      return;
    }
    const inHand = (this.#inHand = { document, stale: false });
    try {
      const text = await this.#read(document);
      const contribution = text === undefined || inHand.stale ? undefined : await this.#analyse(text, inHand);
      if (!contribution || inHand.stale || this.#host.isOpen(document)) return;
      this.#skipped.delete(document);
      this.#indexed.add(document);
      this.#index.set(document, contribution);
    } catch (error) {
      this.#skip(document, 'failed', `could not be analysed: ${messageOf(error)}`);
    } finally {
      this.#inHand = undefined;
    }
  }

  async #read(document: DocumentId): Promise<string | undefined> {
    const { maxFileSize, minimumHanShare } = this.#options;
    let content;
    try {
      content = await this.#host.fileSystem.read(document, maxFileSize);
    } catch (error) {
      this.#skip(document, 'unreadable', `cannot be read: ${messageOf(error)}`);
      return undefined;
    }
    if (!content) {
      this.#remove(document);
      return undefined;
    }
    if (!content.bytes) {
      this.#skip(document, 'too-large', `is larger than the setting allows: ${content.size} bytes, ${maxFileSize} at most`);
      return undefined;
    }
    const { text, encoding, lost, binary } = decodeText(content.bytes);
    if (binary) {
      this.#skip(document, 'binary', 'is no text file');
      return undefined;
    }
    if (!looksLikeNews(text, minimumHanShare)) {
      this.#skip(document, 'not-news', content.size === 0 ? 'is empty' : 'has too few Chinese characters to be news');
      return undefined;
    }
    if (encoding === 'utf-8' && lost === 0) this.#readOtherwise.delete(document);
    else {
      this.#readOtherwise.set(document, { document, encoding, lost });
      if (lost > 0) this.#host.log(`${this.#nameOf(document)} was read as ${encoding}; ${lost} places in it could not be read`);
    }
    return text;
  }

  async #analyse(text: string, inHand: { readonly document: DocumentId; readonly stale: boolean }) {
    const steps = new DocumentAnalyser({ ...this.#options.analysis, decisions: this.#host.decisionsFor(inHand.document) }).steps(text, STEP_LENGTH);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return contributionOf(value);
      await this.#host.pause();
      if (inHand.stale) return undefined;
    }
  }

  #skip(document: DocumentId, reason: SkipReason, why: string): void {
    this.#forget(document);
    const message = `${this.#nameOf(document)} ${why}`;
    this.#skipped.set(document, { document, reason, message });
    // Files in other languages are no news to anybody.
    if (reason !== 'not-news') this.#host.log(`${message}; it is left out of the index`);
  }

  /** The file is there no more. */
  #remove(document: DocumentId): void {
    if (this.#inHand?.document === document) this.#inHand.stale = true;
    this.#forget(document);
    this.#files.delete(document);
    this.#waiting.delete(document);
    this.#heldBack.delete(document);
  }

  #forget(document: DocumentId): void {
    this.#indexed.delete(document);
    this.#skipped.delete(document);
    this.#readOtherwise.delete(document);
    if (!this.#host.isOpen(document)) this.#index.delete(document);
  }

  #nameOf(document: DocumentId): string {
    return this.#host.fileSystem.pathOf(document) ?? document;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
