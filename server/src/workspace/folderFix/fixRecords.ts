import type { ByteEdit } from '../../text/editBytes.ts';
import type { Encoding } from '../../text/encodings.ts';
import type { Cancellation, DocumentId } from '../fileSystem.ts';

/** What a fix does to one file. Enough to do it and to take it back, whatever becomes of the process meanwhile. */
export interface PlannedFile {
  readonly document: DocumentId;
  /** How many findings are mended. */
  readonly spots: number;
  readonly encoding: Encoding;
  /** Hashes of the file's bytes before and after. */
  readonly before: string;
  readonly after: string;
  readonly edits: readonly ByteEdit[];
}

/**
 * How far a fix has come. `planned`: nothing is written yet; `fixing`, `undoing`: under way, or broken off; `stopped`: a person has stopped
 * it; `fixed`: done; `undone`: taken back as far as the files were unchanged.
 */
export type FixState = 'planned' | 'fixing' | 'stopped' | 'fixed' | 'undoing' | 'undone';

/** A fix of many files. */
export interface FixJob {
  readonly id: string;
  /** The kind of damage; null for all kinds. */
  readonly kind: string | null;
  readonly state: FixState;
  /** When it was planned. Milliseconds since 1970. */
  readonly planned: number;
  readonly files: number;
  readonly spots: number;
  /** True where it was under way when its process ended, so that somebody has to carry it on or take it back. */
  readonly broken: boolean;
  /** Files looked at when it was last heard of; of one that is under way or broken off. */
  readonly done: number;
}

/** Why a file was left as it is. */
export type LeftReason = 'changed' | 'gone' | 'open' | 'unwritable' | 'foreign-bytes' | 'no-code' | 'wrong-encoding' | 'records';

export interface LeftFile {
  readonly document: DocumentId;
  readonly reason: LeftReason;
  /** What the system said; missing where the reason says it all. */
  readonly detail?: string;
}

/** What came of a fix, or of taking it back. */
export interface FixOutcome {
  /** Files that are now as they should be, and the findings in them; also those that were so already. */
  readonly files: number;
  readonly spots: number;
  readonly left: readonly LeftFile[];
  /** True where it was stopped before the last file. */
  readonly stopped: boolean;
}

/** Who follows a fix under way. */
export interface FixWatch {
  readonly cancellation: Cancellation;
  /** True for a file that must not be written now: somebody has it open. */
  isTaken(document: DocumentId, bytes: Uint8Array): boolean;
  /** Files done, of all. */
  progress(done: number, total: number): void;
  /** A file has been replaced. */
  wrote(document: DocumentId): void;
}

/** Writes down what a fix will do, file by file. */
export interface FixPlanWriter {
  add(file: PlannedFile): Promise<void>;
  /** All is written down, and on the disk. */
  finish(): Promise<FixJob>;
  /** Takes it all away again. */
  drop(): Promise<void>;
}

/** The fixes of a folder, kept on disk until somebody forgets them: before the first file is touched, all that would bring every file back is there. */
export interface FixRecords {
  /** A hash of a file's bytes. */
  hash(bytes: Uint8Array): string;
  /** Every fix but those that are only planned, latest first. */
  list(): Promise<readonly FixJob[]>;
  plan(kind: string | null): Promise<FixPlanWriter>;
  /**
   * Fixes the files that are as they were planned, each whole or not at all, or brings back those that are as they were fixed. Files that are so already
   * count as done: what was broken off is carried on by the same call. Rejects where there is no such fix, or another process is at it.
   */
  carryOut(id: string, to: 'fix' | 'undo', watch: FixWatch): Promise<FixOutcome>;
  /** Forgets a fix: it cannot be taken back any more. */
  forget(id: string): Promise<void>;
}
