import type { DocumentEntities } from '../entities/mention.ts';

const known = new WeakMap<DocumentEntities, Int32Array>();

/** For each mention of a document the index of its entity; -1 for a mention that belongs to none. Computed once per analysis. */
export function mentionOwners(document: DocumentEntities): Int32Array {
  let owners = known.get(document);
  if (!owners) {
    owners = new Int32Array(document.mentions.length).fill(-1);
    document.entities.forEach((entity, index) => {
      for (const mention of entity.mentions) owners![mention] = index;
    });
    known.set(document, owners);
  }
  return owners;
}
