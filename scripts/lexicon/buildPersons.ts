import { NAME_PEOPLES } from '../../server/src/lexicon/namePeople.ts';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { dataLines, generatedTable, jiebaWords, ordinaryTag } from './sources.ts';
import { TRANSLITERATION } from './transliteration.ts';

/** Score for a character that was never seen, and the range that is stored: tenths of bits, shifted to 0. */
const LOWEST = -4;
const HIGHEST = 8;

const score = (seen: number, total: number, background: number): number => Math.log2((seen + 0.2) / (total + 500) / background);
const quantised = (value: number): number => Math.round((Math.min(HIGHEST, Math.max(LOWEST, value)) - LOWEST) * 10);

/** Surnames (facts), scores of characters in given names and in transliterated names (counted in jieba's persons), pieces of minority names (facts). */
export function buildPersons(): void {
  const surnames = dataLines('surnames.txt').map(([surname, share]) => ({ surname: surname!, share: Number(share) }));
  const common = new Set(surnames.filter(({ share }) => share >= 100).map(({ surname }) => surname));

  // How often a character stands in running text at all.
  const textCounts = new Map<string, number>();
  let textTotal = 0;
  for (const { word, count } of jiebaWords()) {
    for (const character of word) {
      textCounts.set(character, (textCounts.get(character) ?? 0) + count);
      textTotal += count;
    }
  }

  const counts = { first: new Map<string, number>(), second: new Map<string, number>(), only: new Map<string, number>(), foreign: new Map<string, number>() };
  const totals = { first: 0, second: 0, only: 0, foreign: 0 };
  const see = (position: keyof typeof counts, character: string, weight = 1) => {
    counts[position].set(character, (counts[position].get(character) ?? 0) + weight);
    totals[position] += weight;
  };
  for (const entry of jiebaWords()) {
    if (!/^(nr|nrt|nrfg)$/.test(entry.tag) || ordinaryTag(entry) !== undefined) continue;
    const characters = [...entry.word];
    const foreign = characters.filter((character) => TRANSLITERATION.has(character)).length;
    if (characters.length >= 3 && foreign === characters.length) for (const character of characters) see('foreign', character);
    const surname = [2, 1].find((length) => common.has(entry.word.slice(0, length)));
    if (surname === undefined || entry.tag === 'nrt') continue;
    const given = characters.slice(surname);
    // 罗斯福 and 马歇尔 are no Chinese given names.
    if (given.length === 2 && !(TRANSLITERATION.has(given[0]!) && TRANSLITERATION.has(given[1]!))) {
      see('first', given[0]!);
      see('second', given[1]!);
      // Names of one character are few in the dictionary; they draw on the same characters.
      for (const character of given) see('only', character, 0.04);
    } else if (given.length === 1) {
      see('only', given[0]!);
    }
  }

  const characters = [...textCounts.keys()].filter((character) => (Object.keys(counts) as (keyof typeof counts)[]).some((position) => (counts[position].get(character) ?? 0) >= 2)).sort();
  const writer = new PackedWriter();
  packTrie(writer, surnames.map(({ surname }) => surname), (index) => writer.number(Math.max(0, Math.round(Math.log2(surnames[index]!.share) * 2))));
  const alphabet = writer.alphabet(characters);
  for (const character of alphabet.keys()) {
    const text = String.fromCharCode(character);
    const background = textCounts.get(text)! / textTotal;
    for (const position of ['first', 'second', 'only', 'foreign'] as const) writer.pair(quantised(score(counts[position].get(text) ?? 0, totals[position], background)));
  }
  const pieces = dataLines('minorityNamePieces.txt');
  packTrie(writer, pieces.map(([piece]) => piece!), (index) => {
    let mask = 0;
    for (const people of pieces[index]![1]!.split(' ')) {
      const bit = NAME_PEOPLES.indexOf(people as (typeof NAME_PEOPLES)[number]);
      if (bit < 0) throw new Error(`minorityNamePieces.txt: ${people}`);
      mask |= 1 << bit;
    }
    writer.number(mask);
  });
  writeGenerated('server/src/lexicon/generated/persons.json', generatedTable("persons of jieba's dictionary in @node-rs/jieba (MIT); surnames and pieces of names: facts", { persons: writer.toString() }));
  console.log(`${surnames.length} surnames, ${characters.length} characters, ${pieces.length} pieces; names seen: ${JSON.stringify(totals, (_, value) => (typeof value === 'number' ? Math.round(value) : value))}`);
}
