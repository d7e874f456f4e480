/** Names a document: opaque here, the same string for the same file always. The protocol layer uses normalised URIs. */
export type DocumentId = string;

/** What the ids of all documents below a folder begin with; the folder is given with or without a slash at the end. */
export function baseOf(folder: DocumentId): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

/** A file's bytes with what tells whether it has changed. */
export interface FileContent {
  /** Undefined where the file is larger than the limit given. */
  readonly bytes: Uint8Array | undefined;
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, as the file system counts time; undefined where that is not known. */
  readonly modified?: number;
}

/** Files on disk, as far as the workspace needs them. Implemented over `node:fs`, over the client's files in a browser, and in memory for tests. */
export interface FileSystem {
  /** Every file that the filter lets through, in a steady order. Folders that cannot be read are left out and reported to `problem`. */
  list(filter: FileFilter, problem: (sentence: string) => void): AsyncIterable<DocumentId>;
  /** The path of a document below its workspace folder, with `/` between parts; undefined outside the workspace. */
  pathOf(document: DocumentId): string | undefined;
  /** Reads a file whole; undefined where there is no such file. Rejects with an Error, its message in words, where it cannot be read. */
  read(document: DocumentId, maxBytes: number): Promise<FileContent | undefined>;
  /** The bytes of a file in parts, each good until the next is asked for; none where there is no such file. Throws like {@link read}. Without it files are read whole. */
  parts?(document: DocumentId): AsyncIterable<Uint8Array>;
  /** Size and time of change of a file; undefined where there is none, or it cannot be told. Without it, nothing is known of a file until it is read. */
  stat?(document: DocumentId): Promise<{ readonly size: number; readonly modified: number } | undefined>;
}

/** Which files of the workspace are the person's corpus. Paths are as {@link FileSystem.pathOf} gives them. */
export interface FileFilter {
  /** True for a file that is wanted. */
  matches(path: string): boolean;
  /** True for a folder below which nothing is wanted. */
  excludesFolder(path: string): boolean;
}

/** Asked between the steps of long work. An LSP cancellation token is one. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** For work that nobody can cancel. */
export const NEVER_CANCELLED: Cancellation = { isCancellationRequested: false };
