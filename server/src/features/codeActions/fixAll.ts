import type { Finding } from '../../damage/finding.ts';
import type { DocumentSnapshot } from '../../workspace/openDocument.ts';
import { smallestChange, type TextChange } from './textEdit.ts';

/**
 * Every safe fix of a document, or of one kind of damage in it: sorted edits that do not overlap. Empty where there is nothing to fix.
 * Suggestions are never among them: a person decides each.
 */
export function fixAll(snapshot: DocumentSnapshot, kind?: string): TextChange[] {
  return safeChanges(snapshot.analysis.findings, kind);
}

/** The same of these findings. */
export function safeChanges(findings: readonly Finding[], kind?: string): TextChange[] {
  const changes: TextChange[] = [];
  let end = 0;
  for (const finding of findings) {
    if (finding.fix !== 'safe' || finding.clean === null || (kind !== undefined && finding.kind !== kind)) continue;
    // Findings with a fix do not overlap; should two ever do so, the second waits for the next time.
    if (finding.start < end) continue;
    changes.push(smallestChange(finding, finding.clean));
    end = finding.end;
  }
  return changes;
}

/** How many safe fixes a document has, of one kind or of all. */
export function countSafeFixes(snapshot: DocumentSnapshot, kind?: string): number {
  let count = 0;
  const counts = (finding: Finding) => finding.fix === 'safe' && finding.clean !== null && (kind === undefined || finding.kind === kind);
  for (const { findings, ofDocument } of snapshot.analysis.paragraphs) {
    for (const finding of findings) if (counts(finding)) count++;
    for (const finding of ofDocument) if (counts(finding)) count++;
  }
  return count;
}
