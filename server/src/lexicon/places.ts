import { PackedReader } from './packed.ts';
import { PLACE_KINDS, type PlaceKind } from './placeKind.ts';
import { matchTrie, readTrie, trieValue, type Trie } from './trie.ts';
import table from './generated/places.json' with { type: 'json' };

export type { PlaceKind } from './placeKind.ts';

/** A place outside the divisions of China: a country, foreign city, region, sea, river, mountain … Opaque; ask the functions below. */
export type Place = number;

interface Table {
  readonly names: Trie;
  /** Usual names of those that have another, by place. */
  readonly canonical: ReadonlyMap<Place, string>;
}

let loaded: Table | undefined;

function data(): Table {
  if (loaded !== undefined) return loaded;
  const reader = new PackedReader(table.places);
  const alphabet = reader.alphabet();
  const canonical = new Map<Place, string>();
  const names = readTrie(reader, (_, index) => {
    const symbol = reader.symbol();
    const place = index * 2 * PLACE_KINDS.length + (symbol >> 1);
    if ((symbol & 1) === 1) canonical.set(place, reader.text(alphabet));
    return place;
  });
  return (loaded = { names, canonical });
}

/** The names themselves, for callers that walk several tables at once. Values are {@link Place}s. */
export function placeTrie(): Trie {
  return data().names;
}

/** Calls `visit` for every string at `at` that names such a place, shortest first. The text must be in simplified characters. Does not allocate. */
export function matchPlaces(text: string, at: number, visit: (end: number, place: Place) => void): void {
  matchTrie(data().names, text, at, visit);
}

/** The place that these code units name, or -1. */
export function placeNamed(text: string, start = 0, end = text.length): Place {
  return trieValue(data().names, text, start, end);
}

export function placeKind(place: Place): PlaceKind {
  return PLACE_KINDS[(place % (2 * PLACE_KINDS.length)) >> 1]!;
}

/** Whether the name is also an ordinary word (开城), so that its surroundings must tell. */
export function isPlaceAlsoWord(place: Place): boolean {
  return (place & 1) === 1;
}

/** The usual name of a place that is given by another (俄罗斯 for 俄罗斯联邦); undefined where the name is the usual one. */
export function usualNameOfPlace(place: Place): string | undefined {
  return data().canonical.get(place);
}
