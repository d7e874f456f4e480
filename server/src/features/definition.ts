import type { EntityIndex, IndexedMention, JoinedEntity } from '../workspace/entityIndex.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { mentionsAt } from './mentionAt.ts';

/**
 * The mention that says most of the entity at a raw offset: its fullest name, with posts beside it where any document gives them, in this
 * document rather than another, the first of its kind. undefined where no entity is.
 */
export function definition(snapshot: DocumentSnapshot, offset: number, index: EntityIndex): IndexedMention | undefined {
  const [located] = mentionsAt(snapshot, offset);
  const joined = located && index.entityOf(snapshot.document, located.entityIndex);
  return joined && definingMention(joined, index, snapshot.document);
}

/** The mention that says most of a joined entity, of the documents that say most; `preferred` wins a draw. undefined for an entity without mentions. */
export function definingMention(joined: JoinedEntity, index: EntityIndex, preferred?: DocumentId): IndexedMention | undefined {
  // Contributions tell which document says most; only its mentions are looked at.
  let best: { readonly member: JoinedEntity['members'][number]; readonly worth: number } | undefined;
  for (const member of joined.members) {
    const local = index.stated(member)!;
    const inFull = local.forms.some(({ form, relative }) => form === joined.name && !relative);
    const worth = (inFull ? 4 : 0) + (local.titles.length > 0 ? 2 : 0) + (member.document === preferred ? 1 : 0);
    if (!best || worth > best.worth) best = { member, worth };
  }
  if (!best) return undefined;
  let chosen: { readonly mention: IndexedMention; readonly worth: number } | undefined;
  for (const mention of index.mentionsOf({ ...joined, members: [best.member] })) {
    const worth = (mention.relative ? 0 : 8) + (mention.form === joined.name ? 4 : 0) + (mention.titled ? 2 : 0) + (mention.nested ? 0 : 1);
    if (!chosen || worth > chosen.worth) chosen = { mention, worth };
  }
  return chosen?.mention;
}
