import type { EntityIndex, IndexedMention, JoinedEntity } from '../workspace/entityIndex.ts';
import { toSimplified } from '../text/fold.ts';
import { definingMention } from './definition.ts';
import { pinyinMatch } from './pinyinMatch.ts';

/** An entity of the folder that a query asks for. */
export interface FoundEntity {
  readonly entity: JoinedEntity;
  /** Where it is best seen. */
  readonly mention: IndexedMention;
  /** The form that the query matches. */
  readonly form: string;
}

/** How many are returned at most; a longer query finds the rest. */
export const MOST_SYMBOLS = 200;

/**
 * Entities with a form that holds the query, in characters of either script, in pinyin, or in initials (`qhsw` for 青禾市委): exact
 * forms first, then forms that begin so, then the most mentioned. An empty query gives the most mentioned. At most {@link MOST_SYMBOLS}.
 */
export function workspaceSymbols(index: EntityIndex, query: string): FoundEntity[] {
  const wanted = toSimplified(query.replace(/[\s'’·]+/gu, '')).toLowerCase();
  const letters = /^[a-zü]+$/u.test(wanted) ? wanted.replaceAll('ü', 'v') : undefined;
  return index.find((name) => rankOf(name.toLowerCase(), wanted, letters), MOST_SYMBOLS).flatMap(({ entity, name }) => {
    const mention = definingMention(entity, index);
    return mention ? [{ entity, mention, form: name }] : [];
  });
}

/** 0 for the best match; undefined for none. */
function rankOf(form: string, wanted: string, letters: string | undefined): number | undefined {
  if (form === wanted) return 0;
  const at = form.indexOf(wanted);
  if (at === 0) return wanted === '' ? 9 : 1;
  if (at > 0) return 2;
  if (letters === undefined) return undefined;
  const match = pinyinMatch(form, letters);
  return match && (match.whole ? 3 : match.from === 0 ? 4 : 5);
}
