import type { CleanParagraph, DocumentEntities, Entity, Mention } from './mention.ts';
import { paragraphCandidates, type ParagraphCandidates } from './paragraphCandidates.ts';
import { ENTITY_TYPES } from './mention.ts';
import { RELATIVE } from './spanModel.ts';

export { paragraphCandidates, type ParagraphCandidates } from './paragraphCandidates.ts';
export type * from './mention.ts';

/** What is known of paragraphs by their clean text. Kept by the caller between versions of a document; analyseEntities drops what the current version has no use for. */
export type EntityCache = Map<string, ParagraphCandidates>;

export interface EntityOptions {
  /** Without one, every paragraph is analysed anew. The result is the same. */
  readonly cache?: EntityCache;
}

/** Recognises and joins all mentions of a document. No paragraphs, or empty ones, give no mentions. Never throws on any text. */
export function analyseEntities(paragraphs: readonly CleanParagraph[], options: EntityOptions = {}): DocumentEntities {
  const current: EntityCache = new Map();
  const perParagraph = paragraphs.map(({ text }) => {
    const known = current.get(text.clean) ?? options.cache?.get(text.clean) ?? paragraphCandidates(text.clean);
    current.set(text.clean, known);
    return known;
  });
  if (options.cache) {
    options.cache.clear();
    for (const [key, value] of current) options.cache.set(key, value);
  }
  const mentions: Mention[] = [];
  paragraphs.forEach(({ rawStart, text }, paragraph) => {
    const { text: simplified, segments } = perParagraph[paragraph]!;
    for (const { start, end, type } of segments) {
      if (type === RELATIVE) continue;
      const raw = text.toRaw({ start, end });
      const clean = simplified.slice(start, end).replace(/[\s\u3000]+/g, '');
      mentions.push({
        raw: { start: rawStart + raw.start, end: rawStart + raw.end }, paragraph, cleanSpan: { start, end }, text: text.raw.slice(raw.start, raw.end), clean,
        type: ENTITY_TYPES[type]!, entity: clean, titles: [], nested: false, relative: false,
      });
    }
  });
  return { mentions, entities: collectEntities(mentions) };
}

function collectEntities(mentions: readonly Mention[]): Entity[] {
  const byKey = new Map<string, { name: string; type: Mention['type']; mentions: number[] }>();
  mentions.forEach(({ entity, type }, index) => {
    const key = `${type}\u0000${entity}`;
    const known = byKey.get(key);
    if (known) known.mentions.push(index);
    else byKey.set(key, { name: entity, type, mentions: [index] });
  });
  return [...byKey.values()].map(({ name, type, mentions: indices }) => ({ name, type, forms: [name], titles: [], mentions: indices, chain: [] }));
}
