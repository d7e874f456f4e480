import type { Paragraph } from '../text/paragraphs.ts';
import type { Finding, Severity } from './finding.ts';

/** What a rule may look at besides the paragraph: facts of the whole document that are cheap to keep and seldom change. */
export interface DocumentProfile {
  /** The script that most of the document is in; `none` without Han characters. */
  readonly script: 'simplified' | 'traditional' | 'mixed' | 'none';
  /** How many different characters carry a gloss somewhere in the document, counted up to 3: where one does, more do. */
  readonly glossedCharacters: number;
  /** How many marks are doubled as a machine doubles them (`,、` `,,` `,。`), counted up to 3. */
  readonly doubledMarks: number;
  /** True if full-width marks (，：；！？（）) stand in the document: then an ASCII one was ASCII from the start, and was not folded. */
  readonly wideMarks: boolean;
  /** True if marks were set apart byte by byte somewhere: `?;` and `?<` before more text, `?!…?,`. */
  readonly marksApart: boolean;
  /** True if private-use characters of GBK's user-defined area stand in the document: then hardly any were deleted. */
  readonly privateUse: boolean;
  /** The characters, sorted, that the document always glosses (at least twice, never bare): a pass over the text left none out. */
  readonly alwaysGlossed: string;
}

/** A finding as a rule reports it; `raw`, `kind`, `rule` and, where not given, `severity` and `alternatives` are filled in by the caller. */
export type Report = Omit<Finding, 'raw' | 'kind' | 'rule' | 'severity' | 'alternatives'> & Partial<Pick<Finding, 'kind' | 'severity' | 'alternatives'>>;

/** A rule that needs several paragraphs at once. Its spans are raw offsets in the document. */
export interface DocumentRule extends Omit<Rule, 'triggers' | 'check'> {
  /**
   * Reports what is damaged in the document, each finding within one paragraph. Before it looks at a paragraph it yields its length, so that
   * others can have their turn. Must not throw on any input, and must be linear or bounded in time.
   */
  checkDocument(paragraphs: readonly DamagedParagraph[], report: (finding: Report) => void, profile: DocumentProfile): Iterable<number>;
}

/** A paragraph as a {@link DocumentRule} sees it. */
export interface DamagedParagraph extends Paragraph {
  /** What the paragraph rules found; spans are relative to the paragraph. */
  readonly findings: readonly Finding[];
}

/** Which paragraphs are such lines as a rule asks for; the white space around them does not count. */
export interface LineGate {
  /** Code units. */
  readonly longest: number;
  /** The characters, in simplified script, that such a line may begin with; any where it is not given. */
  readonly starts?: string;
  /** True where a line that ends as a sentence does (。 ； ！ ？) is one too. */
  readonly sentences?: true;
}

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
  /** Ranges of code units, one of which a paragraph must hold for the rule to have anything to do. One scan serves all rules, so clean text costs one table look-up a code unit. A rule without any, and without `lines`, looks at every paragraph, and must be as quick to see that there is nothing to do. */
  readonly triggers: readonly (readonly [from: number, to: number])[];
  /** Short lines that the rule looks at whatever they hold. */
  readonly lines?: LineGate;
  /** Reports what is damaged in this paragraph. Spans are relative to it. Must not throw on any input, and must be linear or bounded in time. */
  check(paragraph: string, report: (finding: Report) => void, profile: DocumentProfile): void;
}
