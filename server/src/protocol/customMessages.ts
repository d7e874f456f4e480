import { NotificationType, type Range, RequestType, RequestType0, type WorkspaceEdit } from 'vscode-languageserver';
import type { IndexCoverage } from '../workspace/folderIndex.ts';

/** How much of the folder is counted; documents are URIs. At most {@link MOST_LISTED} files are listed of each sort. */
export interface CoverageMessage extends IndexCoverage {
  /** How many files were left out in all, for reasons other than being no news. */
  readonly skippedCount: number;
}

/** How many left-out files a coverage message lists. */
export const MOST_LISTED = 100;

/** Server to client: sent when the reading of the folder starts and ends, and when a file that is left out changes that. */
export const coverageChanged = new NotificationType<CoverageMessage>('kanwu/coverageChanged');

/** Client to server: how much of the folder is counted now; null where there is no folder or the setting is off. */
export const coverageRequest = new RequestType0<CoverageMessage | null, void>('kanwu/coverage');

/** Client to server: read the files that are not counted yet (after a cancelled run). Answers when done. */
export const reindexRequest = new RequestType0<CoverageMessage | null, void>('kanwu/reindex');

/** Server to client, where the server has no file system (a web worker): the URIs of the files below a folder that match the globs. */
export const findFilesRequest = new RequestType<{ readonly include: readonly string[]; readonly exclude: readonly string[] }, readonly string[], void>('kanwu/findFiles');

/**
 * Server to client, where the server has no file system: a file's bytes as base64, with its size in bytes; `bytes` is null where it is larger
 * than `maxBytes`. Answers null where there is no such file.
 */
export const readFileRequest = new RequestType<{ readonly uri: string; readonly maxBytes: number }, { readonly bytes: string | null; readonly size: number } | null, void>('kanwu/readFile');

/** A place in an open document: a caret, or what is selected. */
export interface InRange {
  readonly uri: string;
  readonly range: Range;
}

/** Client to server: the entities that the name at a place may be the same as, the likeliest first; null where no name is. */
export const nameChoicesRequest = new RequestType<InRange, { readonly form: string; readonly choices: readonly { readonly name: string; readonly detail: string }[] } | null, void>('kanwu/nameChoices');

/** Client to server: the edit of the entities file that makes the name at a place the same as this entity; null where there is nothing to write. */
export const sameNameRequest = new RequestType<InRange & { readonly name: string }, WorkspaceEdit | null, void>('kanwu/sameName');
