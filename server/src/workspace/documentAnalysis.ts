import { analyseDamage, sameProfile, type AnalysedDamage } from '../damage/index.ts';
import type { DamageOptions, Finding } from '../damage/finding.ts';
import type { DocumentProfile } from '../damage/rule.ts';
import { analyseEntities, type EntityCache } from '../entities/index.ts';
import type { DocumentEntities } from '../entities/mention.ts';

/** What a person can set for the analysis of a document. */
export interface AnalysisOptions {
  readonly damage?: DamageOptions;
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
  readonly #options: AnalysisOptions;
  #profile: DocumentProfile | undefined;
  /** By text, of the last version only, so that memory follows the document's size. */
  #paragraphs: ReadonlyMap<string, AnalysedParagraph> = new Map();
  readonly #entityCache: EntityCache = new Map();

  constructor(options: AnalysisOptions = {}) {
    this.#options = options;
  }

  /** Analyses the text whole. Never throws on damaged text. */
  analyse(text: string): DocumentAnalysis {
    const known = this.#paragraphs;
    const before = this.#profile;
    const { profile, paragraphs, findings } = analyseDamage(text, this.#options.damage, (paragraph, now) => (before && sameProfile(before, now) ? known.get(paragraph) : undefined));
    this.#profile = profile;
    this.#paragraphs = new Map(paragraphs.map((paragraph) => [paragraph.text, paragraph]));
    const entities = analyseEntities(paragraphs.map((paragraph) => ({ rawStart: paragraph.start, text: paragraph.clean })), { cache: this.#entityCache });
    return { text, paragraphs, findings, entities };
  }
}
