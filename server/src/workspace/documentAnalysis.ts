import { cleanParagraph, findDamage, findDocumentDamage, movedBy, profileOf, type ProfileShares, sameProfile, type AnalysedDamage } from '../damage/index.ts';
import type { DamageOptions, Finding } from '../damage/finding.ts';
import type { DocumentProfile } from '../damage/rule.ts';
import type { EntityDecisions } from '../entities/decisions.ts';
import { analyseEntities, type EntityCache, paragraphCandidates } from '../entities/index.ts';
import type { DocumentEntities } from '../entities/mention.ts';
import { splitParagraphs, type Paragraph } from '../text/paragraphs.ts';

/** What a person can set for the analysis of a document. */
export interface AnalysisOptions {
  readonly damage?: DamageOptions;
  /** What a person has decided on names. */
  readonly decisions?: EntityDecisions;
}

/** One paragraph with what was found in it; spans are relative to it. Depends on its text and the document's profile alone. */
export type AnalysedParagraph = AnalysedDamage;

/** All that is known of one version of a document. Immutable. */
export interface DocumentAnalysis {
  readonly text: string;
  readonly paragraphs: readonly AnalysedParagraph[];
  /** Sorted; spans are raw offsets in the document. Those with a fix do not overlap. */
  readonly findings: readonly Finding[];
  readonly entities: DocumentEntities;
}

/**
 * Analyses versions of one document. Keeps what it knows of each paragraph by its text, so that after an edit only the
 * touched paragraphs are analysed again; the result equals that of a new analyser given the same text.
 */
export class DocumentAnalyser {
  #options: AnalysisOptions;
  #profile: DocumentProfile | undefined;
  /** By text, of the last version only, so that memory follows the document's size. */
  #paragraphs = new Map<string, AnalysedParagraph>();
  readonly #shares: ProfileShares = new Map();
  readonly #entityCache: EntityCache = new Map();

  constructor(options: AnalysisOptions = {}) {
    this.#options = options;
  }

  /** Takes other decisions on names for what is analysed from now on. What is kept of paragraphs does not depend on them. */
  decide(decisions: EntityDecisions): void {
    this.#options = { ...this.#options, decisions };
  }

  /** Analyses the text whole. Never throws on damaged text. */
  analyse(text: string): DocumentAnalysis {
    const steps = this.steps(text, Infinity);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /**
   * Analyses the text like {@link analyse}, and stops after every `stepLength` code units that were not known yet, so that the caller can
   * let other work in between. What it yields then is the damage of the text up to there, without entities: first all of the damage, so that it
   * can be shown, and the last of it whole; then the names of each paragraph are looked for, and last joined in one step. Returns the whole.
   * What is done stays known, also when the caller does not come back for the rest.
   */
  *steps(text: string, stepLength: number): Generator<DocumentAnalysis, DocumentAnalysis> {
    const damaged = yield* this.damageSteps(text, stepLength);
    const { paragraphs } = damaged;
    yield damaged;
    let unknown = 0;
    for (const { clean: { clean } } of paragraphs) {
      if (this.#entityCache.has(clean)) continue;
      this.#entityCache.set(clean, paragraphCandidates(clean));
      unknown += clean.length * NAMES_TAKE;
      if (unknown < stepLength) continue;
      unknown = 0;
      yield damaged;
    }
    const entities = analyseEntities(paragraphs.map((paragraph) => ({ rawStart: paragraph.start, text: paragraph.clean })), { cache: this.#entityCache, ...(this.#options.decisions ? { decisions: this.#options.decisions } : {}) });
    return { ...damaged, entities };
  }

  /** The same for the damage alone: returns all of it, and no entities. */
  *damageSteps(text: string, stepLength: number): Generator<DocumentAnalysis, DocumentAnalysis> {
    const split = splitParagraphs(text);
    const profile = profileOf(split, this.#shares);
    const known = this.#profile && sameProfile(this.#profile, profile) ? this.#paragraphs : new Map<string, AnalysedParagraph>();
    this.#profile = profile;
    this.#paragraphs = known;
    const paragraphs: AnalysedParagraph[] = [];
    const findings: Finding[] = [];
    let unknown = 0;
    for (const paragraph of split) {
      let analysed = known.get(paragraph.text);
      if (!analysed) {
        analysed = this.#analyseParagraph(paragraph, profile);
        known.set(paragraph.text, analysed);
        unknown += paragraph.text.length;
      }
      paragraphs.push(analysed.start === paragraph.start ? analysed : { ...analysed, start: paragraph.start });
      for (const finding of analysed.findings) findings.push(movedBy(finding, paragraph.start));
      if (unknown < stepLength) continue;
      unknown = 0;
      yield { text: text.slice(0, paragraph.start + paragraph.text.length), paragraphs: paragraphs.slice(), findings: findings.slice(), entities: NO_ENTITIES };
    }
    this.#paragraphs = new Map(paragraphs.map((paragraph) => [paragraph.text, paragraph]));
    const ofDocument = findDocumentDamage(paragraphs, this.#options.damage, profile);
    return { text, paragraphs, findings: ofDocument.length === 0 ? findings : [...findings, ...ofDocument].sort((a, b) => a.start - b.start || b.end - a.end), entities: NO_ENTITIES };
  }

  #analyseParagraph(paragraph: Paragraph, profile: DocumentProfile): AnalysedParagraph {
    const findings = findDamage(paragraph.text, this.#options.damage, profile);
    const clean = cleanParagraph(paragraph.text, findings);
    return { ...paragraph, findings, clean };
  }
}

/** Names are looked for so many times as slowly as damage. */
const NAMES_TAKE = 5;

const NO_ENTITIES: DocumentEntities = { mentions: [], entities: [] };
