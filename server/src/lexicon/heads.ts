import table from './generated/heads.json';
import { HEAD_FIELDS, ORGANISATION_CLASSES, PLACE_CLASSES, PROJECT_CLASSES, RELATIVE_KINDS, RELATIVE_TYPES } from './headClass.ts';
import { PackedReader } from './packed.ts';
import { readTrie, trieValue, type Trie } from './trie.ts';

/** What is known of a word of the grammar of names and titles: a set of fields in one number. 0 or more; ask the functions below. */
export type Head = number;

let trie: Trie | undefined;

/** Heads of organisations, places and projects, titles and their modifiers, and relative words, for matching with `lexicon/trie.ts`. Values are {@link Head}s. */
export function headTrie(): Trie {
  return trie ??= readTrie(new PackedReader(table.heads), (reader) => reader.number());
}

/** What these code units are in the grammar of names, or 0 when they are not in it. */
export function headAt(text: string, start = 0, end = text.length): Head {
  const value = trieValue(headTrie(), text, start, end);
  return value < 0 ? 0 : value;
}

/** Class of an organisation's head, numbered from 1 as in {@link ORGANISATION_CLASSES}; 0 for none. */
export const organisationClass = (head: Head): number => (head >> HEAD_FIELDS.organisation) & 15;
/** Class of a place's head, numbered from 1 as in {@link PLACE_CLASSES}; 0 for none. */
export const placeClass = (head: Head): number => (head >> HEAD_FIELDS.place) & 15;
/** Class of a project's head, numbered from 1 as in {@link PROJECT_CLASSES}; 0 for none. */
export const projectClass = (head: Head): number => (head >> HEAD_FIELDS.project) & 3;
/** Type of a relative word, numbered from 1 as in {@link RELATIVE_TYPES}; 0 for none. */
export const relativeType = (head: Head): number => (head >> HEAD_FIELDS.relativeType) & 3;
/** Kind of a relative word, an index into {@link RELATIVE_KINDS}; only where {@link relativeType} is not 0. */
export const relativeKind = (head: Head): number => (head >> HEAD_FIELDS.relativeKind) & 3;

/** Bits of a {@link Head}: a post, the post named by its level word (市长), a title said after a bare surname, a credit of a byline, a word said beside a name, a title only after a name (罗工). */
export const POST = 1 << HEAD_FIELDS.post;
export const LEVEL = 1 << HEAD_FIELDS.level;
export const SOLO = 1 << HEAD_FIELDS.solo;
export const CREDIT = 1 << HEAD_FIELDS.credit;
export const CUE = 1 << HEAD_FIELDS.cue;
export const SAID = 1 << HEAD_FIELDS.said;
/** Bits of a {@link Head}: modifiers of a title: rank (副), time (原), party (党委书记). */
export const RANK = 1 << HEAD_FIELDS.rank;
export const TIME = 1 << HEAD_FIELDS.time;
export const PARTY = 1 << HEAD_FIELDS.party;

export { ORGANISATION_CLASSES, PLACE_CLASSES, PROJECT_CLASSES, RELATIVE_KINDS, RELATIVE_TYPES };
