import { PackedReader } from './packed.ts';
import { matchTrie, readTrie, longestMatch, trieValue, type Trie } from './trie.ts';
import { WORD_CLASSES, type WordClass } from './wordClass.ts';
import table from './generated/words.json' with { type: 'json' };

export type { WordClass } from './wordClass.ts';

/** What is known of a word: its value in {@link matchWords}. Opaque; ask {@link classOfWord} and {@link logCountOfWord}. */
export type Word = number;

/** Sum of the counts of jieba's dictionary: a word's count divided by it is its probability. Source: jieba's dict.txt. */
export const TOTAL_COUNT = 60_101_964;

let trie: Trie | undefined;

function words(): Trie {
  if (trie === undefined) {
    const reader = new PackedReader(table.words);
    const keys = Array.from({ length: reader.number() }, () => reader.number());
    trie = readTrie(reader, () => keys[reader.number()]!);
  }
  return trie;
}

/** The words themselves, for callers that walk several tables at once. Values are {@link Word}s. */
export function wordTrie(): Trie {
  return words();
}

/** Calls `visit` for every ordinary word that starts at `at`, shortest first. Names of persons, places and bodies are not words here. Does not allocate. */
export function matchWords(text: string, at: number, visit: (end: number, word: Word) => void): void {
  matchTrie(words(), text, at, visit);
}

/** The end of the longest ordinary word that starts at `at`, or `at` when there is none. */
export function longestWord(text: string, at: number): number {
  return longestMatch(words(), text, at);
}

/** The word that these code units are, or -1 when they are no ordinary word. */
export function wordAt(text: string, start: number, end: number): Word {
  return trieValue(words(), text, start, end);
}

/** log2 of the count of a word, to half a step: 1 (rare) … 19.5 (的). */
export function logCountOfWord(word: Word): number {
  return Math.floor(word / WORD_CLASSES.length) / 2;
}

export function classOfWord(word: Word): WordClass {
  return WORD_CLASSES[word % WORD_CLASSES.length]!;
}

/** About how often a word was counted among {@link TOTAL_COUNT}, within a factor of 1.2; 0 for what is no ordinary word. */
export function wordFrequency(text: string): number {
  const word = wordAt(text, 0, text.length);
  return word < 0 ? 0 : 2 ** logCountOfWord(word);
}
