import type { Finding } from '../damage/finding.ts';
import { ENTITY_TYPES, type EntityType, type Title } from '../entities/mention.ts';
import type { RawSpan } from '../text/spans.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';

/** An entity in the outline. */
export interface EntitySymbol {
  readonly name: string;
  readonly titles: readonly Title[];
  readonly mentions: number;
  /** Raw span of its first mention by name; of its first mention where it is only meant, never named. */
  readonly span: RawSpan;
}

/** So many members of a group are listed at most. */
export const MOST_LISTED = 500;

/** The entities of one type, in the order in which the text names them; of very many those that it names most. */
export interface EntityGroup {
  readonly type: EntityType;
  /** How many there are in all. */
  readonly count: number;
  readonly entities: readonly EntitySymbol[];
}

/** The findings of one kind, in order; of very many the first. */
export interface DamageGroup {
  readonly kind: string;
  /** How many there are in all. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** The outline of a document. Groups without members are left out. */
export interface DocumentOutline {
  /** In the order of {@link ENTITY_TYPES}. */
  readonly entities: readonly EntityGroup[];
  /** In the order in which the kinds first occur. */
  readonly damage: readonly DamageGroup[];
}

/** Who and what a document is about, and what is broken in it. */
export function documentSymbols(snapshot: DocumentSnapshot): DocumentOutline {
  const { mentions, entities } = snapshot.analysis.entities;
  const byType = new Map<EntityType, EntitySymbol[]>(ENTITY_TYPES.map((type) => [type, []]));
  for (const entity of entities) {
    const first = entity.mentions.find((index) => !mentions[index]!.relative) ?? entity.mentions[0];
    if (first === undefined) continue;
    byType.get(entity.type)!.push({ name: entity.name, titles: entity.titles, mentions: entity.mentions.length, span: mentions[first]!.raw });
  }
  const groups: EntityGroup[] = [];
  for (const [type, symbols] of byType) if (symbols.length > 0) groups.push({ type, count: symbols.length, entities: mostNamed(symbols).sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end) });
  return { entities: groups, damage: damageGroups(snapshot.analysis.findings) };
}

function mostNamed(symbols: readonly EntitySymbol[]): EntitySymbol[] {
  return symbols.length <= MOST_LISTED ? [...symbols] : symbols.toSorted((a, b) => b.mentions - a.mentions).slice(0, MOST_LISTED);
}

function damageGroups(findings: readonly Finding[]): DamageGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.kind);
    if (group) group.push(finding);
    else groups.set(finding.kind, [finding]);
  }
  return [...groups].map(([kind, members]) => ({ kind, count: members.length, findings: members.slice(0, MOST_LISTED) }));
}
