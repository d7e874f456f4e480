import { DIVISION_FORMS, DIVISION_LEVELS, type DivisionFormKind, type DivisionLevel } from './divisionForm.ts';
import { PackedReader } from './packed.ts';
import { matchTrie, readTrie, trieValue, type Trie } from './trie.ts';
import table from './generated/divisions.json' with { type: 'json' };

export type { DivisionFormKind, DivisionLevel } from './divisionForm.ts';

/** An administrative division of China. One object a division: compare by identity. */
export interface Division {
  /** Code of the National Bureau of Statistics: 2 digits for a province, 4 for a prefecture, 6 for a county or zone; of our own below Taiwan, Hong Kong and Macao. A township has the code of its county, a hyphen, and its name. */
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  /** What it belongs to directly; null for a province. */
  readonly parent: Division | null;
}

/** One division that a string can name, and how. */
export interface NamedDivision {
  readonly division: Division;
  readonly kind: DivisionFormKind;
}

/** A string that names divisions: its value in {@link matchDivisions}. Opaque; ask the functions below. */
export type DivisionForm = number;

interface Table {
  /** For each division: code padded to six digits; length of the code and level; index of the parent plus 1; where its name is packed. */
  readonly codes: Int32Array;
  readonly shapes: Uint8Array;
  readonly parents: Int16Array;
  readonly names: Int32Array;
  readonly reader: PackedReader;
  readonly alphabet: Uint16Array;
  readonly forms: Trie;
  /** At a form: count and flag, then division and kind in turns. */
  readonly entries: Int32Array;
  /** Divisions that were asked for so far. */
  readonly divisions: Division[];
}

let loaded: Table | undefined;

function load(): Table {
  const reader = new PackedReader(table.divisions);
  const alphabet = reader.alphabet();
  const count = reader.number();
  const codes = new Int32Array(count);
  const shapes = new Uint8Array(count);
  const parents = new Int16Array(count);
  const names = new Int32Array(count);
  let code = 0;
  for (let i = 0; i < count; i++) {
    codes[i] = code += reader.number();
    shapes[i] = reader.symbol();
    parents[i] = reader.number();
    names[i] = reader.position;
    reader.skipText();
  }
  const entries: number[] = [];
  const forms = readTrie(reader, () => {
    const form = entries.length;
    const head = reader.number();
    entries.push(head);
    for (let left = head >> 1; left > 0; left--) entries.push(reader.pair(), reader.symbol());
    return form;
  });
  return { codes, shapes, parents, names, reader, alphabet, forms, entries: Int32Array.from(entries), divisions: [] };
}

const data = (): Table => (loaded ??= load());

/** Number of divisions from province to county. */
export function numberOfDivisions(): number {
  return data().codes.length;
}

/** The n-th division in the order of codes, 0 ≤ n < {@link numberOfDivisions}. */
export function divisionAt(n: number): Division {
  const { codes, shapes, parents, names, reader, alphabet, divisions } = data();
  const known = divisions[n];
  if (known !== undefined) return known;
  const shape = shapes[n]!;
  reader.position = names[n]!;
  const division: Division = {
    code: String(codes[n]).slice(0, 2 * (Math.floor(shape / DIVISION_LEVELS.length) + 1)),
    name: reader.text(alphabet),
    level: DIVISION_LEVELS[shape % DIVISION_LEVELS.length]!,
    parent: parents[n] === 0 ? null : divisionAt(parents[n]! - 1),
  };
  divisions[n] = division;
  return division;
}

/** Every division from province to county, in the order of their codes. */
export function allDivisions(): readonly Division[] {
  return Array.from({ length: numberOfDivisions() }, (_, n) => divisionAt(n));
}

/** The strings themselves, for callers that walk several tables at once. Values are {@link DivisionForm}s. */
export function divisionTrie(): Trie {
  return data().forms;
}

/**
 * Calls `visit` for every string at `at` that names a division from province to county (or a zone with a code of its own),
 * shortest first: `visit(end, form)`. The text must be in simplified characters. Does not allocate.
 */
export function matchDivisions(text: string, at: number, visit: (end: number, form: DivisionForm) => void): void {
  matchTrie(data().forms, text, at, visit);
}

/** The form that these code units are, or -1 when they name no division. */
export function divisionForm(text: string, start = 0, end = text.length): DivisionForm {
  return trieValue(data().forms, text, start, end);
}

/** Whether the string is also an ordinary word (和平, 东方, 长寿), so that its surroundings must tell. */
export function isAlsoWord(form: DivisionForm): boolean {
  return (data().entries[form]! & 1) === 1;
}

/** Number of divisions the form can name. */
export function divisionCount(form: DivisionForm): number {
  return data().entries[form]! >> 1;
}

/** The n-th division of a form, 0 ≤ n < divisionCount, in the order of codes. */
export function divisionOfForm(form: DivisionForm, n: number): Division {
  return divisionAt(data().entries[form + 1 + 2 * n]!);
}

/** How the form names its n-th division. */
export function kindOfForm(form: DivisionForm, n: number): DivisionFormKind {
  return DIVISION_FORMS[data().entries[form + 2 + 2 * n]!]!;
}

/** What {@link divisionsNamed} gave, by form: at most as many as the table has forms. */
const namedByForm = new Map<DivisionForm, readonly NamedDivision[]>();
const NONE: readonly NamedDivision[] = [];

/** All divisions from province to county that a string can name, with how; empty when there is none. The same list each time. */
export function divisionsNamed(text: string): readonly NamedDivision[] {
  const form = divisionForm(text);
  if (form < 0) return NONE;
  let named = namedByForm.get(form);
  if (named === undefined) namedByForm.set(form, (named = Array.from({ length: divisionCount(form) }, (_, n) => ({ division: divisionOfForm(form, n), kind: kindOfForm(form, n) }))));
  return named;
}

/** Names from the province down to the division itself. */
export function chainOf(division: Division): readonly string[] {
  return division.parent === null ? [division.name] : [...chainOf(division.parent), division.name];
}

/** Whether a division is, or lies in, another. */
export function isWithin(division: Division, outer: Division): boolean {
  for (let at: Division | null = division; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}
