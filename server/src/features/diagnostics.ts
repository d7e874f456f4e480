import type { Finding } from '../damage/finding.ts';
import { findingsOf, type LineRange, LONGEST_NAMED, LONGEST_READ } from '../workspace/documentAnalysis.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';

/** Of a document with more findings, those nearest to what a person sees are shown. They are sent with every keystroke. VS Code would show a thousand of a file, the gravest first, wherever they are. */
export const MOST_SHOWN = 400;

/** What is damaged in a document. */
export interface DocumentDiagnostics {
  /** Sorted; spans are raw offsets in the document. */
  readonly findings: readonly Finding[];
  /** The lines of which all findings are among them. */
  readonly lines: LineRange;
  /** How many findings are known in the whole document, and how many of them are more than hints. */
  readonly total: number;
  readonly damaged: number;
  /** Raw offsets of paragraphs in which no names are looked for, because they are too long; of the first where the text is. */
  readonly unnamed: readonly number[];
  /** Raw offset of the first paragraph that has not been checked yet; undefined once all have. */
  readonly uncheckedFrom: number | undefined;
  /** What went wrong where the text could not be analysed at all. */
  readonly failure: string | undefined;
}

/** The damage of a document as far as it has been analysed; of very much, what is nearest to the lines that a person sees. */
export function diagnostics({ length, analysis: { paragraphs }, visible, uncheckedFrom, failure }: DocumentSnapshot, most = MOST_SHOWN): DocumentDiagnostics {
  const countOf = (line: number) => paragraphs[line]!.total;
  let total = 0;
  let damaged = 0;
  const unnamed: number[] = length > LONGEST_NAMED ? [0] : [];
  for (const paragraph of paragraphs) {
    total += paragraph.total;
    damaged += paragraph.damaged;
    if (paragraph.text.length > LONGEST_READ && length <= LONGEST_NAMED) unnamed.push(paragraph.start);
  }
  const known = { total, damaged, unnamed, uncheckedFrom, failure };
  const middle = Math.max(0, Math.min(visible.first, paragraphs.length - 1));
  let first = middle;
  let last = middle - 1;
  let count = 0;
  // Downward first: a person reads on.
  for (const forward = Math.min(visible.last, paragraphs.length - 1); last < forward && count + countOf(last + 1) <= most; ) count += countOf(++last);
  // One line may have more than all that is shown.
  if (last < middle) return { findings: findingsOf(paragraphs[middle]!).slice(0, most), lines: { first, last }, ...known };
  for (;;) {
    const down = last + 1 < paragraphs.length && count + countOf(last + 1) <= most;
    if (down) count += countOf(++last);
    const up = first > 0 && count + countOf(first - 1) <= most;
    if (up) count += countOf(--first);
    if (!down && !up) break;
  }
  const findings: Finding[] = [];
  for (let line = first; line <= last; line++) findings.push(...findingsOf(paragraphs[line]!));
  return { findings, lines: { first, last }, ...known };
}
