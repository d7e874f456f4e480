import SIMPLIFIED_TO_TRADITIONAL from 'opencc-js/dict/STCharacters';
import PHRASES from 'opencc-js/dict/STPhrases';
import REGIONAL_PHRASES from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases';
import TRADITIONAL_TO_SIMPLIFIED from 'opencc-js/dict/TSCharacters';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { dataLines, generatedTable, jiebaWords } from './sources.ts';

/** Words rarer than this in jieba's dictionary are not worth a wrong form. */
const FEWEST = 30;

const entries = (dictionary: string): [string, string[]][] => dictionary.split('|').map((entry) => entry.split(' ')).map(([from, ...to]) => [from!, to]);
const characters = new Map(entries(SIMPLIFIED_TO_TRADITIONAL).map(([from, to]) => [from, to]));
/** By simplified character, every traditional one that becomes it. */
const sources = new Map<string, string[]>();
for (const [from, [to]] of entries(TRADITIONAL_TO_SIMPLIFIED)) sources.set(to!, [...(sources.get(to!) ?? []), from]);

/** Converts by the longest phrase, then by character: what OpenCC does. */
function convert(text: string, phrases: ReadonlyMap<string, string>, longest: number): string {
  const points = Array.from(text);
  let out = '';
  for (let at = 0; at < points.length; ) {
    let length = Math.min(longest, points.length - at);
    let found: string | undefined;
    for (; length > 0 && found === undefined; length--) found = phrases.get(points.slice(at, at + length).join(''));
    if (found === undefined) {
      out += characters.get(points[at]!)?.[0] ?? points[at]!;
      at++;
    } else {
      out += found;
      at += length + 1;
    }
  }
  return out;
}

/** Words rarer than this in jieba's dictionary need not stand guard over a phrase that would begin inside them. */
const FEWEST_OF_GUARD = 20;

/**
 * The phrases without which the shorter ones and the characters would come out wrong; and common words into which such a
 * phrase could reach (本身 before 身才), which the longest match would take first. The same result for each phrase.
 */
function neededPhrases(all: readonly [string, string][]): Map<string, string> {
  const needed = new Map<string, string>();
  const byLength = [...all].sort((a, b) => a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1));
  let longest = 1;
  for (const [from, to] of byLength) {
    if (convert(from, needed, longest) === to) continue;
    needed.set(from, to);
    longest = Math.max(longest, Array.from(from).length);
  }
  const beginnings = new Set<string>();
  for (const from of needed.keys()) for (let length = 1; length < from.length; length++) beginnings.add(from.slice(0, length));
  const common = new Set(jiebaWords().filter(({ count }) => count >= FEWEST_OF_GUARD).map(({ word }) => word));
  for (const [from, to] of byLength) {
    if (!needed.has(from) && common.has(from) && Array.from({ length: from.length - 1 }, (_, i) => from.slice(i + 1)).some((end) => beginnings.has(end))) needed.set(from, to);
  }
  return needed;
}

/** Phrases of OpenCC for simplified to traditional, and the words that a wrong choice among several traditional characters makes. */
export function buildConversions(): void {
  const all = [PHRASES, REGIONAL_PHRASES].flatMap(entries).map(([from, to]) => [from, to[0]!] as [string, string]);
  const needed = neededPhrases(all);
  const everything = new Map(all);
  const longest = Math.max(...all.map(([from]) => from.length));

  const choices = dataLines('conversionChoices.txt').map(([character, after = '']) => ({ character: character!, after }));
  const isChoice = new Set(choices.map(({ character }) => character));
  /** Every traditional word that some right conversion makes, in any region's spelling. */
  const right = new Set([...all.map(([, to]) => to), ...[PHRASES, REGIONAL_PHRASES].flatMap(entries).flatMap(([, to]) => to)]);
  const wrong = new Map<string, string>();
  for (const { word, count } of jiebaWords()) {
    if (count < FEWEST || word.length < 2 || word.length > 4) continue;
    const good = convert(word, everything, longest);
    right.add(good);
    if (good.length !== word.length) continue;
    for (let i = 0; i < word.length; i++) {
      for (const other of sources.get(word[i]!) ?? []) {
        if (!isChoice.has(other) || other === good[i] || other === word[i] || good[i] === '麪') continue; // 麪 is 麵 written otherwise
        wrong.set(good.slice(0, i) + other + good.slice(i + 1), good);
      }
    }
  }
  // 麪 is OpenCC’s standard form, 麵 what most people write.
  for (const word of [...right]) if (word.includes('麪')) right.add(word.replaceAll('麪', '麵'));
  for (const word of right) wrong.delete(word);
  // A long word whose wrong part is known tells nothing more.
  const kept = [...wrong].filter(([bad, good]) => {
    for (let length = 2; length < bad.length; length++) for (let at = 0; at + length <= bad.length; at++) if (wrong.has(bad.slice(at, at + length)) && bad.slice(at, at + length) !== good.slice(at, at + length)) return false;
    return true;
  });
  // Right words that hold such a character stand in the table too: a wrong form that runs into one of them is none.
  const guards = [...right].filter((word) => word.length >= 2 && word.length <= 4 && word.split('').some((character) => isChoice.has(character)));
  const values = new Map<string, string | undefined>([...guards.map((word) => [word, undefined] as [string, undefined]), ...kept]);
  const strings = [...values.keys()].sort((a, b) => (a < b ? -1 : 1));
  const writer = new PackedWriter();
  packTrie(writer, strings, (index) => {
    const bad = strings[index]!;
    const good = values.get(bad);
    let at = 0;
    if (good !== undefined) while (bad[at] === good[at]) at++;
    writer.number(good === undefined ? 0 : good.charCodeAt(at) * 4 + at + 1);
  });
  writeGenerated('server/src/lexicon/generated/conversions.json', generatedTable('OpenCC’s dictionaries in opencc-js (Apache-2.0), counts of jieba’s dictionary (MIT), data/conversionChoices.txt', {
    phrases: [...needed].map(([from, to]) => `${from} ${to}`).join('|'),
    characters: choices.map(({ character }) => character).join(''),
    after: choices.filter(({ after }) => after !== '').flatMap(({ character, after }) => [character, after]),
    words: writer.toString(),
  }));
  console.log(`${needed.size} of ${all.length} phrases, ${kept.length} wrong conversions, ${guards.length} right words beside them`);
}
