import type { EntityDecisions } from '../entities/decisions.ts';
import { type AnalysisOptions, DocumentAnalyser, type DocumentAnalysis, type LineRange, unknownAnalysis } from './documentAnalysis.ts';
import { LongText } from '../text/longText.ts';
import type { DocumentId } from './fileSystem.ts';

/** How much text that is not known yet is analysed in one step, in UTF-16 code units: a millisecond or two. */
const STEP_LENGTH = 2_000;

/** A text up to this length is analysed whole, at once, for whoever asks for what is known now: news texts are shorter. UTF-16 code units. */
export const FIRST_LENGTH = 20_000;

/** Of a longer text so many lines come first as long as nobody says which ones a person sees. */
const FIRST_LINES = 100;

/** One version of an open document with what is known of it so far. Immutable. */
export interface DocumentSnapshot {
  readonly document: DocumentId;
  readonly version: number;
  /** Put together when somebody asks; {@link length} is known. */
  readonly text: string;
  /** Of the text. UTF-16 code units. */
  readonly length: number;
  readonly analysis: DocumentAnalysis;
  /** How many code units have been looked at for damage. Until the analysis is complete there are no entities. */
  readonly checked: number;
  /** Raw offset of the first paragraph that has not been looked at; undefined where all have. What is known of others behind it counts. */
  readonly uncheckedFrom: number | undefined;
  /** Of two snapshots of one version, the same where the damage that is known is the same. */
  readonly revision: number;
  readonly complete: boolean;
  /** The lines that a person sees, or where they work, as far as that is known. */
  readonly visible: LineRange;
  /** Where the analysis broke off by a fault of ours: what went wrong. Nothing is known of the text then, which does not mean that it is clean. */
  readonly failure?: string;
}

/** How much somebody waits for: the damage of what a person sees, all damage, or names as well. */
export type Wanted = 'visible' | 'damage' | 'all';

/** A document open in the editor. Its text is analysed when somebody asks, in steps, the paragraphs known from the version before for free. */
export class OpenDocument {
  readonly document: DocumentId;
  readonly #analyser: DocumentAnalyser;
  #text: LongText;
  #version: number;
  #steps: Generator<void, DocumentAnalysis> | undefined;
  #complete = false;
  #failure: string | undefined;
  #snapshot: DocumentSnapshot | undefined;
  #visible: LineRange = { first: 0, last: FIRST_LINES };
  /** Whether somebody tells what is visible; else the last edit does. */
  #isTold = false;
  #hasBegun = false;

  constructor(document: DocumentId, text: string | LongText, version: number, options: AnalysisOptions) {
    this.document = document;
    this.#analyser = new DocumentAnalyser({ ...options, isWaitedFor: true });
    this.#text = LongText.of(text);
    this.#version = version;
  }

  get text(): LongText {
    return this.#text;
  }

  get version(): number {
    return this.#version;
  }

  /** Takes a new version of the text; what was known of the old one is dropped, but for its paragraphs. */
  change(text: string | LongText, version: number): void {
    this.#steps?.return(undefined as never);
    this.#steps = undefined;
    this.#complete = false;
    this.#failure = undefined;
    this.#snapshot = undefined;
    this.#text = LongText.of(text);
    this.#version = version;
  }

  /** Takes other decisions on names; what was known is dropped, but for the paragraphs. */
  decide(decisions: EntityDecisions): void {
    this.#analyser.decide(decisions);
    this.change(this.#text, this.#version);
  }

  /** A person sees these lines: they come first. */
  look(lines: LineRange): void {
    this.#isTold = true;
    this.#visible = lines;
    this.#snapshot = undefined;
    this.#analyser.lookFirst(lines);
  }

  /** What is known now; a text up to {@link FIRST_LENGTH} is analysed whole first, of a longer one a step is made where nothing is known. */
  snapshot(): DocumentSnapshot {
    if (this.#text.length <= FIRST_LENGTH) while (!this.#complete) this.step();
    else if (!this.#steps && !this.#complete) this.step();
    return this.known();
  }

  /** What is known without more work. */
  known(): DocumentSnapshot {
    return (this.#snapshot ??= this.#present());
  }

  /** Whether so much is known. */
  knows(wanted: Wanted): boolean {
    if (this.#complete) return true;
    if (!this.#steps || wanted === 'all') return false;
    return wanted === 'damage' ? this.#analyser.isChecked : this.#analyser.isCheckedAt(this.#visible);
  }

  /** Does one more step of the analysis, unless it is complete. */
  step(): void {
    if (this.#complete) return;
    try {
      this.#steps ??= this.#begin();
      if (this.#steps.next().done) {
        this.#steps = undefined;
        this.#complete = true;
      }
    } catch (error) {
      this.#steps = undefined;
      this.#complete = true;
      this.#failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    this.#snapshot = undefined;
  }

  #begin(): Generator<void, DocumentAnalysis> {
    const touched = this.#analyser.change(this.#text);
    const isEdit = this.#hasBegun;
    this.#hasBegun = true;
    if (!this.#isTold && isEdit && touched.last >= touched.first) {
      this.#visible = { first: touched.first, last: Math.min(touched.last, touched.first + FIRST_LINES) };
      this.#analyser.lookFirst(this.#visible);
    }
    return this.#analyser.steps(this.#text, STEP_LENGTH);
  }

  #present(): DocumentSnapshot {
    const failure = this.#failure;
    const text = this.#text;
    const { length, uncheckedFrom } = failure === undefined ? this.#analyser.checked : { length: 0, uncheckedFrom: undefined };
    return {
      document: this.document, version: this.#version, get text() { return text.toString(); }, length: text.length, analysis: failure === undefined ? this.#analyser.analysis : unknownAnalysis(text),
      checked: length, uncheckedFrom, revision: this.#analyser.revision, complete: this.#complete, visible: this.#visible, ...(failure === undefined ? {} : { failure }),
    };
  }
}
