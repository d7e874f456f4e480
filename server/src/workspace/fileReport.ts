import type { Encoding } from '../text/encodings.ts';
import type { PackedContribution } from './packedContribution.ts';

/** Why a file of the folder is not in the index; `partly`: not all of its records are. `no-record` is a line of a shard. */
export type SkipReason = 'too-large' | 'binary' | 'unreadable' | 'not-news' | 'failed' | 'partly' | 'no-record';

/** What tells whether a file is the one that was read. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, as its file system counts time. */
  readonly modified: number;
}

/** What is known of the reading of a file, beside what was found. */
export interface FileReading {
  readonly stamp: FileStamp;
  /** Of its bytes; '' where none is made. */
  readonly hash: string;
  readonly encoding: Encoding;
  /** Places whose bytes mean nothing in the encoding. */
  readonly lost: number;
}

/** Why a file adds nothing to the index. */
export interface Skipped {
  readonly skipped: SkipReason;
  /** The end of a sentence that begins with its name. */
  readonly why: string;
}

/** What was found in one file. Plain data: it can be sent from one thread to another. */
export interface FileReport extends FileReading {
  /** What it adds to the index, or why it adds nothing. */
  readonly outcome: PackedContribution | Skipped;
}
