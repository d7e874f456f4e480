/** Documents for tests of what comes after the recogniser: what a text names is written into it, its damage is found by the real rules. */
import type { DocumentEntities, Entity, Mention } from '../src/entities/mention.ts';
import { toSimplified } from '../src/text/fold.ts';
import { contributionOf } from '../src/workspace/contribution.ts';
import { DocumentAnalyser, type DocumentAnalysis } from '../src/workspace/documentAnalysis.ts';
import { EntityIndex } from '../src/workspace/entityIndex.ts';
import type { DocumentSnapshot } from '../src/workspace/openDocument.ts';
import { parseMarkup } from './markup.ts';

/** Marks a caret in a test text. */
export const CARET = '‸';

/** Chains of places that the gazetteer is taken to know, by canonical name. */
export type Chains = Readonly<Record<string, readonly string[]>>;

/** A document whose mentions are marked as in corpus/README.md, with at most one caret. */
export interface MarkedDocument {
  readonly snapshot: DocumentSnapshot;
  /** Raw offset of the caret; -1 where there is none. */
  readonly caret: number;
}

/** Reads a marked-up document. `document` names it. */
export function markedDocument(marked: string, document = 'test:document', chains: Chains = {}): MarkedDocument {
  // The caret may stand inside a mark: it is taken out after the marks have been read.
  const parsed = parseMarkup(marked);
  const caret = parsed.text.indexOf(CARET);
  const text = parsed.text.replace(CARET, '');
  const settle = (offset: number) => (caret >= 0 && offset > caret ? offset - 1 : offset);
  const { paragraphs, findings } = new DocumentAnalyser().analyse(text);
  const mentions: Mention[] = parsed.mentions.map(({ start, end, type, entity, titles, nested, relative }) => {
    const raw = { start: settle(start), end: settle(end) };
    const paragraph = paragraphs.findLastIndex((each) => each.start <= raw.start);
    const { start: offset, clean: cleanText } = paragraphs[paragraph]!;
    const cleanSpan = { start: cleanText.toClean(raw.start - offset)!, end: cleanText.toClean(raw.end - offset)! };
    const clean = toSimplified(cleanText.clean.slice(cleanSpan.start, cleanSpan.end));
    const written = text.slice(raw.start, raw.end);
    const name = entity.replace(CARET, '');
    return { raw, paragraph, cleanSpan, text: written, clean, type, entity: name === written ? clean : name, titles, nested, relative };
  });
  const analysis: DocumentAnalysis = { text, paragraphs, findings, entities: { mentions, entities: entitiesOf(mentions, chains) } };
  return { snapshot: { document, version: 1, text, length: text.length, analysis, checked: text.length, uncheckedFrom: undefined, revision: 0, complete: true, visible: { first: 0, last: 100 } }, caret };
}

/** An index of marked-up documents by name. */
export function markedIndex(documents: Readonly<Record<string, string>>, chains: Chains = {}): EntityIndex {
  const index = new EntityIndex();
  for (const [document, marked] of Object.entries(documents)) index.set(document, contributionOf(markedDocument(marked, document, chains).snapshot.analysis));
  return index;
}

function entitiesOf(mentions: readonly Mention[], chains: Chains): DocumentEntities['entities'] {
  const entities = new Map<string, Entity & { readonly mentions: number[]; readonly titles: Entity['titles'][number][] }>();
  mentions.forEach(({ entity: name, type, titles, clean }, index) => {
    const key = `${type} ${name}`;
    const known = entities.get(key) ?? { name, type, forms: [], titles: [], mentions: [], chain: chains[name] ?? [] };
    entities.set(key, { ...known, forms: [...new Set([...known.forms, clean])] });
    known.mentions.push(index);
    for (const title of titles) if (!known.titles.some((each) => each.title === title.title && each.body === title.body)) known.titles.push(title);
  });
  return [...entities.values()];
}
