import type { EntityDecisions } from '../entities/decisions.ts';
import { applyEdits } from '../text/cleanText.ts';
import { splitParagraphs } from '../text/paragraphs.ts';
import type { AnalysisOptions, DocumentAnalysis } from './documentAnalysis.ts';
import { DocumentAnalyser } from './documentAnalysis.ts';
import type { DocumentId } from './fileSystem.ts';

/** How much text that is not known yet is analysed in one step, in UTF-16 code units: a few milliseconds. */
export const STEP_LENGTH = 20_000;

/** How much is analysed at once for somebody who asks for what is known now: news texts are shorter, so they are known whole. UTF-16 code units. */
export const FIRST_LENGTH = 100_000;

/** One version of an open document with what is known of it so far. Immutable. */
export interface DocumentSnapshot {
  readonly document: DocumentId;
  readonly version: number;
  readonly text: string;
  /** Of the text from its start up to {@link checked}. */
  readonly analysis: DocumentAnalysis;
  /** Raw offset up to which damage has been looked for. Until the analysis is complete there are no entities. */
  readonly checked: number;
  readonly complete: boolean;
  /** Where the analysis broke off by a fault of ours: what went wrong. Nothing is known of the text then, which does not mean that it is clean. */
  readonly failure?: string;
}

/** A document open in the editor. Its text is analysed when somebody asks, in steps, the paragraphs known from the version before for free. */
export class OpenDocument {
  readonly document: DocumentId;
  readonly #analyser: DocumentAnalyser;
  #text: string;
  #version: number;
  #steps: Generator<DocumentAnalysis, DocumentAnalysis> | undefined;
  #snapshot: DocumentSnapshot | undefined;

  constructor(document: DocumentId, text: string, version: number, options: AnalysisOptions) {
    this.document = document;
    this.#analyser = new DocumentAnalyser(options);
    this.#text = text;
    this.#version = version;
  }

  get text(): string {
    return this.#text;
  }

  get version(): number {
    return this.#version;
  }

  /** Takes a new version of the text; what was known of the old one is dropped, but for its paragraphs. */
  change(text: string, version: number): void {
    this.#steps?.return(undefined as never);
    this.#steps = undefined;
    this.#snapshot = undefined;
    this.#text = text;
    this.#version = version;
  }

  /** Takes other decisions on names; what was known is dropped, but for the paragraphs. */
  decide(decisions: EntityDecisions): void {
    this.#analyser.decide(decisions);
    this.change(this.#text, this.#version);
  }

  /** What is known now; analyses the first part of the text, {@link FIRST_LENGTH}, where nothing is. */
  snapshot(): DocumentSnapshot {
    let snapshot = this.#snapshot;
    if (snapshot) return snapshot;
    do snapshot = this.step();
    while (!snapshot.complete && snapshot.checked < FIRST_LENGTH);
    return snapshot;
  }

  /** Does one more step of the analysis, unless it is complete. */
  step(): DocumentSnapshot {
    if (this.#snapshot?.complete) return this.#snapshot;
    this.#steps ??= this.#analyser.steps(this.#text, STEP_LENGTH);
    let step: IteratorResult<DocumentAnalysis, DocumentAnalysis>;
    try {
      step = this.#steps.next();
    } catch (error) {
      this.#steps = undefined;
      return (this.#snapshot = this.#failed(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    }
    const { done, value } = step;
    if (done) this.#steps = undefined;
    this.#snapshot = { document: this.document, version: this.#version, text: this.#text, analysis: value, checked: done ? this.#text.length : value.text.length, complete: done === true };
    return this.#snapshot;
  }

  #failed(failure: string): DocumentSnapshot {
    const paragraphs = splitParagraphs(this.#text).map((paragraph) => ({ ...paragraph, findings: [], clean: applyEdits(paragraph.text, []) }));
    const analysis: DocumentAnalysis = { text: this.#text, paragraphs, findings: [], entities: { mentions: [], entities: [] } };
    return { document: this.document, version: this.#version, text: this.#text, analysis, checked: 0, complete: true, failure };
  }
}
