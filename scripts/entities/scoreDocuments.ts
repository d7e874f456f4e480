import { ENTITY_TYPES, type EntityType } from '../../server/src/entities/mention.ts';
import type { GoldDocument } from './goldDocuments.ts';

/** A mention that a recogniser found, at document offsets of the clean text. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
  readonly entity?: string;
  readonly titles?: readonly { readonly title: string; readonly body: string | null }[];
  /** Nested and relative mentions are not scored. */
  readonly free?: boolean;
}

export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export interface Score {
  readonly types: Record<EntityType, Tally>;
  titles: number;
  titlesRight: number;
  entities: number;
  entitiesRight: number;
}

export interface ScoringError {
  readonly document: GoldDocument;
  readonly offset: number;
  readonly message: string;
}

export const newScore = (): Score => ({
  types: Object.fromEntries(ENTITY_TYPES.map((type) => [type, { right: 0, wrong: 0, missed: 0 }])) as Record<EntityType, Tally>,
  titles: 0, titlesRight: 0, entities: 0, entitiesRight: 0,
});

/** Adds one document to a score, as ../shared/score/entities.mjs counts: exact span and type; nested and relative gold is free. */
export function scoreDocument(score: Score, document: GoldDocument, found: readonly Found[], types: readonly EntityType[] = ENTITY_TYPES, onError?: (error: ScoringError) => void): void {
  const key = (m: { start: number; end: number; type: string }) => `${m.start}-${m.end}-${m.type}`;
  const gold = document.mentions.filter((m) => !m.nested && !m.relative);
  const free = new Set(document.mentions.filter((m) => m.nested || m.relative).map((m) => `${m.start}-${m.end}`));
  const predicted = found.filter((m) => !m.free && types.includes(m.type));
  const byKey = new Map(predicted.map((m) => [key(m), m]));
  const goldKeys = new Set(gold.map(key));
  for (const m of gold) {
    const hit = byKey.get(key(m));
    score.titles += m.titles.length;
    if (!hit) {
      score.types[m.type].missed++;
      onError?.({ document, offset: m.start, message: `missed ${m.type} ${m.text}` });
      continue;
    }
    score.types[m.type].right++;
    score.entities++;
    if (hit.entity === m.entity) score.entitiesRight++;
    else onError?.({ document, offset: m.start, message: `entity of ${m.text}: ${hit.entity}, should be ${m.entity}` });
    for (const title of m.titles) {
      if (hit.titles?.some((one) => one.title === title.title && one.body === title.body)) score.titlesRight++;
      else onError?.({ document, offset: m.start, message: `title of ${m.text}: should be ${title.title}@${title.body ?? ''}, found ${hit.titles?.map((one) => `${one.title}@${one.body ?? ''}`).join('; ') || 'none'}` });
    }
  }
  for (const m of predicted) {
    if (goldKeys.has(key(m)) || free.has(`${m.start}-${m.end}`)) continue;
    score.types[m.type].wrong++;
    onError?.({ document, offset: m.start, message: `wrong ${m.type} ${document.text.slice(m.start, m.end)}` });
  }
}

/** Precision, recall and F1 of a tally, 0 where nothing was there. */
export function ratios({ right, wrong, missed }: Tally): { precision: number; recall: number; f1: number } {
  return { precision: right / (right + wrong || 1), recall: right / (right + missed || 1), f1: (2 * right) / (2 * right + wrong + missed || 1) };
}

/** All types together. */
export function micro(score: Score): Tally {
  return Object.values(score.types).reduce((a, b) => ({ right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed }), { right: 0, wrong: 0, missed: 0 });
}
