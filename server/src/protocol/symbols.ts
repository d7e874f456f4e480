import { type DocumentSymbol, type Range, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Finding } from '../damage/finding.ts';
import type { EntityType, Title } from '../entities/mention.ts';
import type { DocumentOutline } from '../features/documentSymbols.ts';
import type { FoundEntity } from '../features/workspaceSymbols.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { mentionRange, toRange } from './positions.ts';
import { excerpt } from './visible.ts';
import type { Words } from './words/words.ts';

/** The protocol knows no persons and places; these kinds have icons that can be told apart. */
const KINDS: Readonly<Record<EntityType | 'damage', SymbolKind>> = {
  person: SymbolKind.Class, place: SymbolKind.Module, organisation: SymbolKind.Struct, project: SymbolKind.Event, damage: SymbolKind.Null,
};

const MOST_POSTS = 2;

/** The outline of a document: a group for each type of entity and one for damage, each with its count. */
export function toDocumentSymbols(outline: DocumentOutline, paragraphs: readonly Paragraph[], words: Words): DocumentSymbol[] {
  const groups: { name: string; count: number; children: DocumentSymbol[] }[] = outline.entities.map(({ type, count, entities }) => ({
    name: words.group[type], count,
    children: entities.map(({ name, titles, mentions, span }) => ({
      ...leaf(name, KINDS[type], toRange(paragraphs, span)), detail: [postsOf(titles, words), words.times(mentions)].filter((part) => part !== '').join(' '),
    })),
  }));
  if (outline.damage.length > 0) {
    groups.push({
      name: words.group.damage, count: outline.damage.reduce((sum, { count }) => sum + count, 0),
      children: outline.damage.map(({ kind, count, findings }) => ({
        ...leaf(words.kind(kind), KINDS.damage, toRange(paragraphs, findings[0]!)), detail: words.times(count),
        children: findings.map((finding) => leaf(repairOf(finding), KINDS.damage, toRange(paragraphs, finding))),
      })),
    });
  }
  return groups.map(({ name, count, children }, index) => {
    // All groups begin at the start of the text and end one after the other: an editor that sorts by position keeps their order, and
    // one that shows what encloses the caret does not take the first group for it everywhere.
    const range = toRange(paragraphs, { start: 0, end: index });
    return { name, detail: String(count), kind: SymbolKind.Namespace, range, selectionRange: range, children };
  });
}

/** The same for a client that knows no hierarchy. */
export function toSymbolInformation(symbols: readonly DocumentSymbol[], uri: string): SymbolInformation[] {
  const flat: SymbolInformation[] = [];
  for (const group of symbols) for (const { name, kind, range } of group.children ?? []) flat.push({ name, kind, location: { uri, range }, containerName: group.name });
  return flat;
}

/**
 * An entity of the folder as a symbol. `query` is what the person typed: letters that no form holds are written behind the name, since
 * editors filter by what they see.
 */
export function toWorkspaceSymbol({ entity, mention, form }: FoundEntity, query: string, uri: string, words: Words): SymbolInformation {
  const shown = form === entity.name ? entity.name : `${entity.name} (${form})`;
  const typed = query.trim();
  const name = /^[a-zü\s']+$/iu.test(typed) && !shown.toLowerCase().includes(typed.toLowerCase()) ? `${shown} ${typed}` : shown;
  const about = [words.symbolContainer(words.type[entity.type], entity.mentionCount, entity.documentCount), postsOf(entity.titles, words)];
  return { name, kind: KINDS[entity.type], location: { uri, range: mentionRange(mention) }, containerName: about.filter((part) => part !== '').join(' · ') };
}

function leaf(name: string, kind: SymbolKind, range: Range): DocumentSymbol {
  // An empty name makes the whole outline invalid.
  return { name: name.trim() === '' ? '…' : name, kind, range, selectionRange: range };
}

function postsOf(titles: readonly Title[], words: Words): string {
  const posts = titles.slice(0, MOST_POSTS).map(({ title, body }) => `${body ?? ''}${title}`);
  return words.list(titles.length > MOST_POSTS ? [...posts, '…'] : posts);
}

function repairOf({ raw, clean }: Finding): string {
  return clean === null ? excerpt(raw) : `${excerpt(raw)} → ${clean === '' ? '∅' : excerpt(clean)}`;
}
