import { divisionAt, type Division } from './divisions.ts';
import { PackedReader } from './packed.ts';
import { nextNode, readTrie, ROOT, type Trie } from './trie.ts';
import { TOWNSHIP_TYPES } from './townshipType.ts';
import table from './generated/townships.json' with { type: 'json' };

interface Table {
  /** Names without their ends. */
  readonly stems: Trie;
  /** At a stem: twice the number of ends, plus 1 for an everyday string; for each the end, the number of counties and the counties. */
  readonly entries: Uint16Array;
}

let loaded: Table | undefined;

/** Townships are the largest table and the least asked for: nothing is unpacked before the first question. */
function data(): Table {
  if (loaded !== undefined) return loaded;
  const reader = new PackedReader(table.townships);
  const entries: number[] = [];
  const stems = readTrie(reader, () => {
    const stem = entries.length;
    const head = reader.symbol();
    const singles = 2 * TOWNSHIP_TYPES.length;
    if (head < singles) {
      entries.push(head < TOWNSHIP_TYPES.length ? 2 : 3, head % TOWNSHIP_TYPES.length, 1, reader.pair());
      return stem;
    }
    let types = ((head - singles) >> 1) + 1;
    entries.push(2 * types + ((head - singles) & 1));
    for (; types > 0; types--) {
      const type = reader.symbol();
      let counties = reader.number();
      entries.push(type, counties);
      for (; counties > 0; counties--) entries.push(reader.pair());
    }
    return stem;
  });
  return (loaded = { stems, entries: Uint16Array.from(entries) });
}

/**
 * Calls `visit` for every township, town, subdistrict, farm or zone of township level whose full name stands at `at`, with
 * the number of counties that have one of that name. Ends are not in ascending order. Does not allocate.
 */
export function matchTownships(text: string, at: number, visit: (end: number, counties: number) => void): void {
  const { stems, entries } = data();
  let node = ROOT;
  for (let i = at; i < text.length; i++) {
    node = nextNode(stems, node, text.charCodeAt(i));
    if (node < 0) return;
    let entry = stems.value[node]!;
    if (entry < 0) continue;
    let types = entries[entry++]! >> 1;
    for (; types > 0; types--) {
      const end = TOWNSHIP_TYPES[entries[entry]!]!;
      const counties = entries[entry + 1]!;
      if (text.startsWith(end, i + 1)) visit(i + 1 + end.length, counties);
      entry += 2 + counties;
    }
  }
}

/**
 * Calls `visit` for every string at `at` that is the name of a township without its end (虎门 for 虎门镇), shortest first, with
 * the number of counties that have one. Everyday strings (建设, 东风) and single characters are left out. Does not allocate.
 */
export function matchTownshipStems(text: string, at: number, visit: (end: number, counties: number) => void): void {
  const { stems, entries } = data();
  let node = ROOT;
  for (let i = at; i < text.length; i++) {
    node = nextNode(stems, node, text.charCodeAt(i));
    if (node < 0) return;
    let entry = stems.value[node]!;
    if (entry < 0 || i === at || (entries[entry]! & 1) === 1) continue;
    let types = entries[entry++]! >> 1;
    let counties = 0;
    for (; types > 0; types--) {
      // What has no end of its own (a farm) has no short form.
      if (entries[entry] !== 0) counties += entries[entry + 1]!;
      entry += 2 + entries[entry + 1]!;
    }
    if (counties > 0) visit(i + 1, counties);
  }
}

/** What was found so far, so that a division is one object. */
const known = new Map<string, readonly Division[]>();

/** All townships of a full name, in the order of their counties; empty when there is none. The same objects each time. */
export function townshipsNamed(name: string): readonly Division[] {
  let townships = known.get(name);
  if (townships === undefined) {
    townships = lookUp(name);
    if (townships.length > 0) known.set(name, townships);
  }
  return townships;
}

function lookUp(name: string): readonly Division[] {
  const { stems, entries } = data();
  const townships: Division[] = [];
  let node = ROOT;
  for (let i = 0; i < name.length; i++) {
    node = nextNode(stems, node, name.charCodeAt(i));
    if (node < 0) break;
    let entry = stems.value[node]!;
    if (entry < 0) continue;
    let types = entries[entry++]! >> 1;
    for (; types > 0; types--) {
      const counties = entries[entry + 1]!;
      if (name.slice(i + 1) === TOWNSHIP_TYPES[entries[entry]!]) {
        for (let n = 0; n < counties; n++) {
          const parent = divisionAt(entries[entry + 2 + n]!);
          townships.push({ code: `${parent.code}-${name}`, name, level: 'township', parent });
        }
      }
      entry += 2 + counties;
    }
  }
  return townships;
}
