import { ORGANISATION_KINDS, type OrganisationKind } from './organisationKind.ts';
import { PackedReader } from './packed.ts';
import { matchTrie, readTrie, trieValue, type Trie } from './trie.ts';
import table from './generated/organisations.json' with { type: 'json' };

export type { OrganisationKind } from './organisationKind.ts';

/** An organisation known all over the country, under one of its names. Opaque; ask the functions below. */
export type Organisation = number;

const FLAGS = 2 * ORGANISATION_KINDS.length;

interface Table {
  readonly names: Trie;
  /** For the n-th name: the number of the canonical one, itself where it is canonical. */
  readonly canonical: Uint16Array;
}

let loaded: Table | undefined;
let spelled: readonly string[] | undefined;

function data(): Table {
  if (loaded !== undefined) return loaded;
  const reader = new PackedReader(table.organisations);
  const canonical: number[] = [];
  const names = readTrie(reader, (_, index) => {
    const symbol = reader.symbol();
    canonical.push((symbol & 1) === 1 ? reader.pair() : index);
    return index * FLAGS + (symbol >> 1);
  });
  return (loaded = { names, canonical: Uint16Array.from(canonical) });
}

/** The names themselves, for callers that walk several tables at once. Values are {@link Organisation}s. */
export function organisationTrie(): Trie {
  return data().names;
}

/** Calls `visit` for every string at `at` that names such an organisation, shortest first. The text must be in simplified characters. Does not allocate. */
export function matchOrganisations(text: string, at: number, visit: (end: number, organisation: Organisation) => void): void {
  matchTrie(data().names, text, at, visit);
}

/** The organisation that these code units name, or -1. */
export function organisationNamed(text: string, start = 0, end = text.length): Organisation {
  return trieValue(data().names, text, start, end);
}

export function organisationKind(organisation: Organisation): OrganisationKind {
  return ORGANISATION_KINDS[(organisation % FLAGS) >> 1]!;
}

/** Whether the name is also an ordinary word (联想, 同济), so that its surroundings must tell. */
export function isOrganisationAlsoWord(organisation: Organisation): boolean {
  return (organisation & 1) === 1;
}

/** The full name in use today of an organisation (国家发展和改革委员会 for 发改委); the name itself where the table has no fuller one. */
export function canonicalOrganisation(organisation: Organisation): string {
  spelled ??= spell();
  return spelled[data().canonical[Math.floor(organisation / FLAGS)]!]!;
}

/** Whether two names are of one organisation. */
export function isSameOrganisation(a: Organisation, b: Organisation): boolean {
  const { canonical } = data();
  return canonical[Math.floor(a / FLAGS)] === canonical[Math.floor(b / FLAGS)];
}

/** All names in order, read back from the trie: only hovers and joining ask for them. */
function spell(): readonly string[] {
  const { from, unit, value } = data().names;
  const names: string[] = [];
  for (let slot = 0; slot < value.length; slot++) {
    if (value[slot]! < 0) continue;
    let name = '';
    for (let node = slot; node >= 0; node = from[node]! - 2) name = String.fromCharCode(unit[node]!) + name;
    names[Math.floor(value[slot]! / FLAGS)] = name;
  }
  return names;
}
