import type { EntityIndex, IndexedMention } from '../workspace/entityIndex.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { definition } from './definition.ts';
import { mentionsAt } from './mentionAt.ts';

/**
 * Every mention in the folder, in whatever form, of the outermost entity at a raw offset; this document's first. Without
 * `includeDefinition` the one that {@link definition} finds is left out. Empty where no entity is.
 */
export function references(snapshot: DocumentSnapshot, offset: number, index: EntityIndex, includeDefinition: boolean): IndexedMention[] {
  const [located] = mentionsAt(snapshot, offset);
  const joined = located && index.entityOf(snapshot.document, located.entityIndex);
  if (!joined) return [];
  const here: IndexedMention[] = [];
  const elsewhere: IndexedMention[] = [];
  for (const mention of index.mentionsOf(joined)) (mention.document === snapshot.document ? here : elsewhere).push(mention);
  const all = [...here, ...elsewhere];
  if (includeDefinition) return all;
  const defining = definition(snapshot, offset, index);
  return all.filter((mention) => !(defining && mention.document === defining.document && mention.paragraph === defining.paragraph && mention.start === defining.start && mention.end === defining.end));
}
