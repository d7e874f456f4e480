import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding, Severity } from '../damage/finding.ts';
import type { DocumentDiagnostics } from '../features/diagnostics.ts';
import type { CarriedFinding } from '../features/codeActions/fixFinding.ts';
import { LONGEST_NAMED } from '../workspace/documentAnalysis.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { toRange } from './positions.ts';
import { visible } from './visible.ts';
import type { Words } from './words/words.ts';

/** The name under which diagnostics are shown. */
export const SOURCE = 'kanwu';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};

/** The damage of a document as diagnostics, each with its finding in `data`; and notes of what is not checked, not among them, or not looked for. */
export function toDiagnostics(snapshot: DocumentSnapshot, { findings, total, unnamed, uncheckedFrom, failure }: DocumentDiagnostics, words: Words): Diagnostic[] {
  const { paragraphs } = snapshot.analysis;
  const items = findings.map((finding) => toDiagnostic(finding, paragraphs, words));
  const note = (offset: number, message: string, severity: DiagnosticSeverity, code: string) => void items.push({ range: toRange(paragraphs, { start: offset, end: offset }), message, severity, source: SOURCE, code });
  if (findings.length < total) note(0, words.notAllShown(findings.length, total), DiagnosticSeverity.Information, 'not-shown');
  for (const offset of unnamed) note(offset, words.namesNotRead(snapshot.length > LONGEST_NAMED), DiagnosticSeverity.Information, 'no-names');
  if (uncheckedFrom !== undefined) note(uncheckedFrom, words.unchecked(Math.floor((snapshot.checked / snapshot.length) * 100)), DiagnosticSeverity.Information, 'unchecked');
  if (failure !== undefined) {
    const [what] = failure.split('\n', 1);
    note(0, words.notAnalysed(visible(what!)), DiagnosticSeverity.Error, 'failed');
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
