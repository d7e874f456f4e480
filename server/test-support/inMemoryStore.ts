import type { DocumentId } from '../src/workspace/fileSystem.ts';
import type { ReportStore } from '../src/workspace/reportStore.ts';

/** What is kept of files, in a map that outlives the sessions of a test. */
export class InMemoryStore implements ReportStore {
  readonly kept: Map<DocumentId, Uint8Array>;

  constructor(kept = new Map<DocumentId, Uint8Array>()) {
    this.kept = kept;
  }

  async *reports() {
    await Promise.resolve();
    for (const [document, encoded] of [...this.kept]) yield { document, encoded };
  }

  put(document: DocumentId, encoded: Uint8Array): void {
    this.kept.set(document, encoded);
  }

  delete(document: DocumentId): void {
    this.kept.delete(document);
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
