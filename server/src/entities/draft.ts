import type { EntityType, Title } from './mention.ts';

/** A mention on its way to its entity. Offsets are in the clean text of its paragraph. */
export interface Draft {
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  /** Simplified, spaces closed up. */
  readonly clean: string;
  readonly type: EntityType;
  readonly nested: boolean;
  readonly relative: boolean;
  /** Canonical name; '' until it is known. */
  entity: string;
  titles: Title[];
  /** Of persons who share a name in the document: which of them, from 1. */
  namesake?: number;
}
