import type { DocumentId } from './fileSystem.ts';

/** Reports of files, kept from one session to the next. What cannot be kept is as if it had never been put: nothing here throws. */
export interface ReportStore {
  /** Every report that is kept, one a document, encoded. Asked once, before anything is put. */
  reports(): AsyncIterable<{ readonly document: DocumentId; readonly encoded: Uint8Array }>;
  /** Keeps a document's report in place of the one before. */
  put(document: DocumentId, encoded: Uint8Array): void;
  delete(document: DocumentId): void;
  /** Resolves when all that was put is written; takes back the room of what is kept no more. */
  settle(): Promise<void>;
  /** Settles, and lets go. What is put later is not kept. */
  close(): Promise<void>;
}
