import type { Finding } from '../damage/finding.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';

/** What is damaged in a document. */
export interface DocumentDiagnostics {
  /** Sorted; spans are raw offsets in the document. */
  readonly findings: readonly Finding[];
  /** Raw offset from which on the text has not been checked yet; undefined once all of it has. */
  readonly uncheckedFrom: number | undefined;
  /** What went wrong where the text could not be analysed at all. */
  readonly failure: string | undefined;
}

/** The damage of a document as far as it has been analysed. */
export function diagnostics(snapshot: DocumentSnapshot): DocumentDiagnostics {
  return { findings: snapshot.analysis.findings, uncheckedFrom: snapshot.complete || snapshot.checked === snapshot.text.length ? undefined : snapshot.checked, failure: snapshot.failure };
}
