import type { Finding } from '../../damage/finding.ts';
import { smallestChange, type TextChange } from './textEdit.ts';

/** What a diagnostic carries of its finding: enough to mend it without looking at the text again. */
export type CarriedFinding = Pick<Finding, 'raw' | 'clean' | 'kind' | 'rule' | 'fix' | 'alternatives'>;

/** One way to mend one finding. */
export interface FindingFix {
  readonly raw: string;
  /** What it will read; '' deletes it. */
  readonly reading: string;
  readonly change: TextChange;
  /** True where the evidence leaves this reading alone: an editor may apply it without asking. */
  readonly safe: boolean;
  /** True for the first of several readings. */
  readonly best: boolean;
}

/**
 * The ways to mend one finding, best first: its reading, then each alternative. Empty where nothing can be applied, and where the text
 * at `start` is not the one that was found damaged (the document has changed since).
 */
export function fixFinding(text: string, start: number, finding: CarriedFinding): FindingFix[] {
  const { raw, clean, fix, alternatives } = finding;
  if (!text.startsWith(raw, start)) return [];
  const readings = [...(clean !== null && fix !== null ? [clean] : []), ...alternatives];
  return readings.map((reading, index) => ({
    raw, reading, change: smallestChange({ start, end: start + raw.length, raw }, reading), safe: index === 0 && fix === 'safe', best: index === 0,
  }));
}
