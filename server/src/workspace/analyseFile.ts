import type { EntityDecisions } from '../entities/decisions.ts';
import { decodeText } from '../text/encodings.ts';
import { readJsonLine } from '../text/jsonRecord.ts';
import { looksLikeNews } from '../text/looksLikeNews.ts';
import { contributionOf } from './contribution.ts';
import { DocumentAnalyser, type AnalysisOptions } from './documentAnalysis.ts';
import type { FileReport, FileStamp, SkipReason } from './fileReport.ts';
import type { DocumentId, FileSystem } from './fileSystem.ts';
import { packContribution } from './packedContribution.ts';

/** What the reading of a file depends on beside the file. Plain data. */
export interface FileAnalysisOptions {
  /** Larger files are left out, and said to be. Bytes. */
  readonly maxFileSize: number;
  /** A file with a smaller share of Han characters is not news. 0 to 1. */
  readonly minimumHanShare: number;
  readonly analysis: AnalysisOptions;
  /** The field of a JSON record that holds its text. */
  readonly field: string;
}

/** A file to be read, or a record of one. */
export interface FileJob {
  readonly document: DocumentId;
  /** Of a record: its line, without the end. */
  readonly line?: Uint8Array | undefined;
  readonly options: FileAnalysisOptions;
  readonly decisions: EntityDecisions;
  /** The hash of its bytes when it was read last: where it is the same, nothing is analysed. */
  readonly knownHash?: string | undefined;
}

/** What became of a file. `stale` is the answer to a job that is wanted no more. */
export type FileResult =
  | { readonly kind: 'gone' | 'stale' }
  | { readonly kind: 'failed'; readonly reason: SkipReason; readonly why: string }
  | { readonly kind: 'same'; readonly stamp: FileStamp }
  | { readonly kind: 'read'; readonly report: FileReport };

/** Reads and analyses files, here or in other threads. */
export interface FileAnalyser {
  /** How many files it takes at once. */
  readonly atOnce: number;
  /** Never rejects. Where `isStale` has become true, the work may end early. */
  analyse(job: FileJob, isStale: () => boolean): Promise<FileResult>;
}

/** What the analysis of a file needs from outside. */
export interface FileAnalysisHost {
  readonly fileSystem: Pick<FileSystem, 'read'>;
  /** Lets everything else that is waiting run first. */
  pause(): Promise<void>;
  /** A hash of a file's bytes; without one, a file that was only touched is analysed again. */
  readonly hash?: ((bytes: Uint8Array) => string) | undefined;
}

/** How much text that is not known yet is analysed in one step, in UTF-16 code units. */
const STEP_LENGTH = 5_000;

/** Reads and analyses one file in steps, between which others have their turn. Never rejects. */
export async function analyseFile(host: FileAnalysisHost, job: FileJob, isStale: () => boolean): Promise<FileResult> {
  const { document, options } = job;
  if (job.line) return analyseRecord(host, job, job.line, isStale);
  let content;
  try {
    content = await host.fileSystem.read(document, options.maxFileSize);
  } catch (error) {
    return { kind: 'failed', reason: 'unreadable', why: `cannot be read: ${messageOf(error)}` };
  }
  if (!content) return { kind: 'gone' };
  if (!content.bytes) return { kind: 'failed', reason: 'too-large', why: `is larger than the setting allows: ${content.size} bytes, ${options.maxFileSize} at most` };
  const stamp = { size: content.size, modified: content.modified ?? 0 };
  const hash = host.hash?.(content.bytes) ?? '';
  if (hash !== '' && hash === job.knownHash) return { kind: 'same', stamp };
  const { text, encoding, lost, binary } = decodeText(content.bytes);
  const report = (outcome: FileReport['outcome']): FileResult => ({ kind: 'read', report: { stamp, hash, encoding, lost, outcome } });
  if (binary) return report({ skipped: 'binary', why: 'is no text file' });
  if (!looksLikeNews(text, options.minimumHanShare)) return report({ skipped: 'not-news', why: content.size === 0 ? 'is empty' : 'has too few Chinese characters to be news' });
  return analyseText(host, text, job, isStale, report);
}

async function analyseRecord(host: FileAnalysisHost, job: FileJob, line: Uint8Array, isStale: () => boolean): Promise<FileResult> {
  const { maxFileSize, minimumHanShare, field } = job.options;
  const report = (outcome: FileReport['outcome']): FileResult => ({ kind: 'read', report: { stamp: { size: line.length, modified: 0 }, hash: '', encoding: 'utf-8', lost: 0, outcome } });
  if (line.length > maxFileSize) return report({ skipped: 'too-large', why: `is larger than the setting allows: ${line.length} bytes, ${maxFileSize} at most` });
  const record = readJsonLine(line, field);
  // A line of a log in another language is nothing that anybody misses.
  if ('problem' in record) return report({ skipped: looksLikeNews(new TextDecoder().decode(line), 0) ? 'no-record' : 'not-news', why: record.problem });
  // As it is once it has been UTF-8, where half a pair of surrogates is lost: so it is opened, and read again.
  const text = record.text.toWellFormed();
  if (!looksLikeNews(text, minimumHanShare)) return report({ skipped: 'not-news', why: 'has too few Chinese characters to be news' });
  return analyseText(host, text, job, isStale, report);
}

async function analyseText(host: FileAnalysisHost, text: string, { options, decisions }: FileJob, isStale: () => boolean, report: (outcome: FileReport['outcome']) => FileResult): Promise<FileResult> {
  try {
    const steps = new DocumentAnalyser({ ...options.analysis, decisions }).steps(text, STEP_LENGTH);
    for (;;) {
      if (isStale()) return { kind: 'stale' };
      const { done, value } = steps.next();
      if (done) return report(packContribution(contributionOf(value)));
      await host.pause();
    }
  } catch (error) {
    return { kind: 'failed', reason: 'failed', why: `could not be analysed: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
