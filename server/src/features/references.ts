import type { EntityIndex, IndexedMention } from '../workspace/entityIndex.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { definition } from './definition.ts';
import { mentionsAt } from './mentionAt.ts';

/**
 * Every mention in the folder, in whatever form, of the outermost entity at a raw offset; this document's first. Without
 * `includeDefinition` the one that {@link definition} finds is left out. None where no entity is. They are looked up as they are asked for,
 * and are those of the moment when the first was, whatever changes meanwhile.
 */
export function* references(snapshot: DocumentSnapshot, offset: number, index: EntityIndex, includeDefinition: boolean): Generator<IndexedMention> {
  const [located] = mentionsAt(snapshot, offset);
  const joined = located && index.entityOf(snapshot.document, located.entityIndex);
  if (!joined) return;
  const isHere = ({ document }: { readonly document: string }) => document === snapshot.document;
  const members = [...joined.members.filter(isHere), ...joined.members.filter((member) => !isHere(member))];
  const defining = includeDefinition ? undefined : definition(snapshot, offset, index);
  for (const mention of index.mentionsOf({ members })) {
    if (defining && mention.document === defining.document && mention.paragraph === defining.paragraph && mention.start === defining.start && mention.end === defining.end) continue;
    yield mention;
  }
}
