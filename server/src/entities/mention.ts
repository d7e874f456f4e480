import type { CleanSpan, RawSpan } from '../text/spans.ts';

export const ENTITY_TYPES = ['person', 'place', 'organisation', 'project'] as const;
/** What a mention is. */
export type EntityType = (typeof ENTITY_TYPES)[number];

/** A post that a person holds: the title with its modifier (代市长), and the canonical name of its body, null where the text does not tell. */
export interface Title {
  readonly title: string;
  readonly body: string | null;
}

/** One place in a document where an entity is named. Offsets are UTF-16 code units, half-open. */
export interface Mention {
  /** In the document, damage included; ends after the gloss of its last character. */
  readonly raw: RawSpan;
  /** Index of its paragraph in the document. */
  readonly paragraph: number;
  /** In the clean text of its paragraph. */
  readonly cleanSpan: CleanSpan;
  /** As it stands in the document. */
  readonly text: string;
  /** As it reads once clean, in simplified characters, a spaced name (李　明) closed up. */
  readonly clean: string;
  readonly type: EntityType;
  /** Canonical name of the entity: the longest full form in the document, in simplified characters. */
  readonly entity: string;
  /** Posts written beside a person's name; empty for other types. */
  readonly titles: readonly Title[];
  /** Where the document names several persons so: which of them, from 1. */
  readonly namesake?: number;
  /** True inside another mention (青禾 in 青禾市委). */
  readonly nested: boolean;
  /** True for 市委, 我市, 该公司: said relative to something else. */
  readonly relative: boolean;
}

/** One real thing in a document, with all that the document says of it. */
export interface Entity {
  /** Canonical name, simplified. Unique together with `type` and `namesake` within a document. */
  readonly name: string;
  /** Where the document names several persons so: which of them, from 1. */
  readonly namesake?: number;
  readonly type: EntityType;
  /** Every form in simplified characters, most frequent first. */
  readonly forms: readonly string[];
  /** Every distinct post stated in the document, in order of appearance. */
  readonly titles: readonly Title[];
  /** Indices into the document's mentions. */
  readonly mentions: readonly number[];
  /** For a place known to the gazetteer: its chain from the province down (省, 市, 县 …), itself last. Empty otherwise. */
  readonly chain: readonly string[];
}

/** All mentions and entities of one document. Mentions are sorted by raw start, longer first. */
export interface DocumentEntities {
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
}

/** One paragraph as the recogniser reads it. */
export interface CleanParagraph {
  /** Raw offset of the paragraph in the document. */
  readonly rawStart: number;
  /** Clean text with its map to the paragraph's raw text. */
  readonly text: import('../text/cleanText.ts').CleanText;
}
