import type { Entity, Mention } from '../entities/mention.ts';
import { lowerBound } from '../text/lowerBound.ts';
import { paragraphIndexAt } from '../text/paragraphs.ts';
import { mentionOwners } from '../workspace/mentionOwners.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';

/** A mention of a document with the entity it belongs to. */
export interface LocatedMention {
  readonly mention: Mention;
  readonly entity: Entity;
  /** Index of the entity in the document. */
  readonly entityIndex: number;
}

/**
 * The mentions at a raw offset, outermost first. A caret directly behind a name is on it, unless another name begins there.
 * Empty where no name is, and while the document is not analysed whole.
 */
export function mentionsAt(snapshot: DocumentSnapshot, offset: number): LocatedMention[] {
  const { mentions, entities } = snapshot.analysis.entities;
  const owners = mentionOwners(snapshot.analysis.entities);
  const inside: LocatedMention[] = [];
  const behind: LocatedMention[] = [];
  for (let i = firstInParagraph(snapshot, offset); i < mentions.length; i++) {
    const mention = mentions[i]!;
    if (mention.raw.start > offset) break;
    const entityIndex = owners[i]!;
    if (entityIndex < 0) continue;
    const found = { mention, entity: entities[entityIndex]!, entityIndex };
    if (offset < mention.raw.end) inside.push(found);
    else if (offset === mention.raw.end) behind.push(found);
  }
  return inside.length > 0 ? inside : behind;
}

/** The index of the first mention that starts in the paragraph of an offset. No mention crosses a line. */
function firstInParagraph(snapshot: DocumentSnapshot, offset: number): number {
  const { paragraphs, entities: { mentions } } = snapshot.analysis;
  const start = paragraphs[paragraphIndexAt(paragraphs, offset)]?.start ?? 0;
  return lowerBound(mentions.length, (index) => mentions[index]!.raw.start >= start);
}
