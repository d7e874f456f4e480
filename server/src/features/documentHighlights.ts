import type { RawSpan } from '../text/spans.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { mentionsAt } from './mentionAt.ts';

/** The raw spans of every mention in this document of the outermost entity at a raw offset, in order. Empty where no entity is. */
export function documentHighlights(snapshot: DocumentSnapshot, offset: number): RawSpan[] {
  const [located] = mentionsAt(snapshot, offset);
  if (!located) return [];
  return located.entity.mentions.map((index) => snapshot.analysis.entities.mentions[index]!.raw);
}
