import type { Finding } from '../damage/finding.ts';
import type { RawSpan } from '../text/spans.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';

/** The findings that a raw span touches, in order; an empty span (a caret) touches what it stands in or beside. Empty where there are none. */
export function findingsAt(snapshot: DocumentSnapshot, span: RawSpan): Finding[] {
  return snapshot.analysis.findings.filter((finding) => finding.start <= span.end && finding.end >= span.start);
}
