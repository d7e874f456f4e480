import { decode, encode } from '@msgpack/msgpack';
import type { Encoding } from '../text/encodings.ts';
import type { FileContribution } from './contribution.ts';

/** Why a file of the folder is not in the index. */
export type SkipReason = 'too-large' | 'binary' | 'unreadable' | 'not-news' | 'failed';

/** What tells whether a file is the one that was read. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, as its file system counts time. */
  readonly modified: number;
}

/** What was found in one file. Plain data: it can be stored, and sent from one thread to another. */
export interface FileReport {
  readonly stamp: FileStamp;
  /** Of its bytes; '' where none is made. */
  readonly hash: string;
  /** Of what a person had decided on its names, see `fingerprint`. */
  readonly decided: string;
  readonly encoding: Encoding;
  /** Places whose bytes mean nothing in the encoding. */
  readonly lost: number;
  /** What it adds to the index, or why it adds nothing. */
  readonly outcome: FileContribution | { readonly skipped: SkipReason; readonly why: string };
}

/** As bytes (MessagePack), self-contained. */
export function encodeReport(report: FileReport): Uint8Array {
  return encode(report, { ignoreUndefined: true });
}

/** The report that was encoded. Throws for bytes that are none. */
export function decodeReport(bytes: Uint8Array): FileReport {
  const report = decode(bytes) as FileReport | undefined;
  if (typeof report?.outcome !== 'object') throw new Error('it is no report');
  return report;
}
