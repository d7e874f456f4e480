import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, Severity } from '../damage/finding.ts';
import type { DocumentDiagnostics } from '../features/diagnostics.ts';
import type { CarriedFinding } from '../features/codeActions/fixFinding.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { toRange } from './positions.ts';
import { visible } from './visible.ts';
import type { Words } from './words/words.ts';

/** The name under which diagnostics are shown. */
export const SOURCE = 'kanwu';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};

/** The damage of a document as diagnostics, each with its finding in `data`; and, while the text is not checked whole, a note where that begins. */
export function toDiagnostics(snapshot: DocumentSnapshot, { findings, uncheckedFrom, failure }: DocumentDiagnostics, words: Words): Diagnostic[] {
  const { paragraphs } = snapshot.analysis;
  const items = findings.map((finding) => toDiagnostic(finding, paragraphs, words));
  if (uncheckedFrom !== undefined) {
    const percent = Math.floor((uncheckedFrom / snapshot.text.length) * 100);
    const at = { start: uncheckedFrom, end: uncheckedFrom };
    items.push({ range: toRange(paragraphs, at), message: words.uncheckedFromHere(percent), severity: DiagnosticSeverity.Information, source: SOURCE, code: 'unchecked' });
  }
  if (failure !== undefined) {
    const [what] = failure.split('\n', 1);
    items.push({ range: toRange(paragraphs, { start: 0, end: 0 }), message: words.notAnalysed(visible(what!)), severity: DiagnosticSeverity.Error, source: SOURCE, code: 'failed' });
  }
  return items;
}

/** One finding of a document with these paragraphs. */
export function toDiagnostic(finding: Finding, paragraphs: DocumentSnapshot['analysis']['paragraphs'], words: Words): Diagnostic {
  const { raw, clean, kind, rule, fix, alternatives } = finding;
  const data: CarriedFinding = { raw, clean, kind, rule, fix, alternatives };
  return {
    range: toRange(paragraphs, finding), message: visible(words.message(finding)), severity: SEVERITIES[finding.severity], source: SOURCE, code: rule, data,
    // What should go is shown faded, so that the text reads as it will.
    ...(clean === '' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** The finding that a diagnostic carries; undefined for one of another source, or one whose data a client has lost or changed. */
export function carriedFinding(diagnostic: Diagnostic): CarriedFinding | undefined {
  if (diagnostic.source !== SOURCE || typeof diagnostic.data !== 'object' || diagnostic.data === null) return undefined;
  const { raw, clean, kind, rule, fix, alternatives } = diagnostic.data as Partial<Record<keyof CarriedFinding, unknown>>;
  if (typeof raw !== 'string' || typeof kind !== 'string' || typeof rule !== 'string') return undefined;
  if ((typeof clean !== 'string' && clean !== null) || (fix !== 'safe' && fix !== 'suggested' && fix !== null)) return undefined;
  if (!Array.isArray(alternatives) || !alternatives.every((item) => typeof item === 'string')) return undefined;
  return { raw, clean, kind, rule, fix, alternatives };
}
