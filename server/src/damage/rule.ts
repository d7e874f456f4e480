import type { Finding, Severity } from './finding.ts';

/** What a rule may look at besides the paragraph: facts of the whole document that are cheap to keep and seldom change. */
export interface DocumentProfile {
  /** The script that most of the document is in; `none` without Han characters. */
  readonly script: 'simplified' | 'traditional' | 'mixed' | 'none';
}

/** A finding as a rule reports it; `raw`, `kind`, `rule` and, where not given, `severity` and `alternatives` are filled in by the caller. */
export type Report = Omit<Finding, 'raw' | 'kind' | 'rule' | 'severity' | 'alternatives'> & Partial<Pick<Finding, 'kind' | 'severity' | 'alternatives'>>;

/** One kind of damage: metadata, and a check of one paragraph. */
export interface Rule {
  /** Same as the name of its file; in settings and in the documentation. */
  readonly id: string;
  /** Family of damage in the command line's JSON (`pinyin-gloss`, `byte-slip`, …). */
  readonly kind: string;
  /** Severity unless the person sets another. */
  readonly severity: Severity | 'off';
  /** One sentence for the settings page and the rule index. */
  readonly summary: string;
  /** Ranges of code units, one of which a paragraph must hold for the rule to have anything to do. One scan serves all rules, so clean text costs one table look-up a code unit. */
  readonly triggers: readonly (readonly [from: number, to: number])[];
  /** Reports what is damaged in this paragraph. Spans are relative to it. Must not throw on any input, and must be linear or bounded in time. */
  check(paragraph: string, report: (finding: Report) => void, profile: DocumentProfile): void;
}
