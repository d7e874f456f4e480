import type { Edit } from '../text/cleanText.ts';

/** How loudly a finding is shown. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One place where the raw text is damaged. Offsets are raw UTF-16 code units, half-open; relative to the text that was analysed (see the function that returns it). */
export interface Finding extends Omit<Edit, 'clean'> {
  /** The raw text of the span. */
  readonly raw: string;
  /** What the span should read ('' = delete); null where that is not known. */
  readonly clean: string | null;
  /** The family of damage, as in the command line's JSON: `pinyin-gloss`, `doubled-punctuation`, `byte-slip`, … */
  readonly kind: string;
  /** The id of the rule that found it; the file name in `damage/`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do: one or two sentences in plain words. */
  readonly message: string;
  /** `safe`: the evidence leaves one reading. `suggested`: a person should look. null: flagged, nothing to apply. Findings with a fix never overlap. */
  readonly fix: 'safe' | 'suggested' | null;
  /** Further readings, best first, `clean` not among them. */
  readonly alternatives: readonly string[];
  /** Lines for the hover: how the damage arose and why the repair is sure (bytes, insertions, what was verified). */
  readonly evidence?: readonly string[];
}

/** What a person can set for the damage rules. */
export interface DamageOptions {
  /** Severity by rule id, or `off`. Rules that are not named keep their own. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}
