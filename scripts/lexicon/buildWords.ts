import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { COUNT_STEPS, WORD_CLASSES, type WordClass } from '../../server/src/lexicon/wordClass.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { dataLines, generatedTable, jiebaWords, ordinaryTag, segmentTags } from './sources.ts';

/** jieba's finer tags by the class they belong to; others go by their first letter. */
const CLASS_OF: Readonly<Record<string, WordClass>> = { mq: 'm', nz: 'nz', l: 'i', y: 'u', e: 'u', o: 'u', k: 'k', h: 'h', zg: 'g', ng: 'g', vg: 'g', ag: 'g', tg: 'g', mg: 'g', dg: 'g', rg: 'g', x: 'x' };

function classOf(tag: string): WordClass {
  const first = tag[0] as WordClass;
  return CLASS_OF[tag] ?? (WORD_CLASSES.includes(first) ? first : 'x');
}

/** Rare long words are left out: they cost most and tell least, being made of shorter ones. Counts below 5 are mere additions without a count. */
function isKept(word: string, count: number, wordClass: WordClass): boolean {
  if (word.length === 1) return count >= 30;
  if (wordClass === 'm') return word.length <= 2 ? count >= 20 : word.length === 3 && count >= 300;
  if (wordClass === 'x') return false;
  if (wordClass === 'i') return word.length <= 4 && (count >= 15 || (count >= 5 && word.length === 3));
  if (word.length === 2) return count >= 5;
  if (word.length === 3) return count >= 8;
  return word.length === 4 && count >= 30;
}

const keyOf = (count: number, wordClass: WordClass): number => Math.min(COUNT_STEPS - 1, Math.round(2 * Math.log2(count))) * WORD_CLASSES.length + WORD_CLASSES.indexOf(wordClass);

/** Words of jieba's dictionary (MIT) with count and class, names left out, and data/newsWords.txt. */
export function buildWords(): void {
  const byHand = dataLines('newsWords.txt').map(([word, wordClass, count]) => ({ word: word!, key: keyOf(Number(count), wordClass as WordClass) }));
  const decided = new Set(byHand.map(({ word }) => word));
  const entries = jiebaWords()
    .flatMap((entry) => {
      const single = entry.word.length === 1;
      const tag = ordinaryTag(entry) ?? (single ? segmentTags(entry.word)?.find((t) => !t.startsWith('n')) ?? 'g' : undefined);
      if (tag === undefined) return [];
      const wordClass = classOf(tag);
      return !decided.has(entry.word) && isKept(entry.word, entry.count, wordClass) ? [{ word: entry.word, key: keyOf(entry.count, wordClass) }] : [];
    })
    .concat(byHand)
    .sort((a, b) => (a.word < b.word ? -1 : 1));
  // The 60 commonest pairs of count and class take one symbol.
  const uses = new Map<number, number>();
  for (const { key } of entries) uses.set(key, (uses.get(key) ?? 0) + 1);
  const keys = [...uses.keys()].sort((a, b) => uses.get(b)! - uses.get(a)! || a - b);
  const rank = new Map(keys.map((key, index) => [key, index]));
  const writer = new PackedWriter();
  writer.number(keys.length);
  for (const key of keys) writer.number(key);
  packTrie(writer, entries.map(({ word }) => word), (index) => writer.number(rank.get(entries[index]!.key)!));
  writeGenerated('server/src/lexicon/generated/words.json', generatedTable("jieba's dictionary in @node-rs/jieba (MIT), parts of speech checked against segment (MIT); words of present-day news: facts", { words: writer.toString() }));
  console.log(`${entries.length} words`);
}
