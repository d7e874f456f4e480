import { Numbers } from './numbers.ts';
import { slotOf, withRoom } from './slots.ts';

/** Under what an entity joins others, in one number. */
export type Key = number;
/** A key by its place among those that were ever seen, from 0. */
export type KeyId = number;

/** What {@link NameLists} hold, to be written and read back. */
export type NameListsArrays = Readonly<Record<(typeof COLUMNS)[number] | 'keySlots' | 'pairSlots', Uint32Array>>;

/** By key: the key, its first and last entity, its first pair as a short name, its first as a full one. */
const OF_KEYS = ['keys', 'firstEntity', 'lastEntity', 'firstAsShort', 'firstAsFull'] as const;
/** By pair of a short name and a full one: both, how many entities state it, the next pair of the same short name, and of the same full one. */
const OF_PAIRS = ['short', 'full', 'count', 'nextOfShort', 'nextOfFull'] as const;
/** By entity: the next one under the same key. */
const COLUMNS = [...OF_KEYS, ...OF_PAIRS, 'nextEntity'] as const;

/**
 * Which entities stand under each key, in the order in which they came, and which keys are short for which. Lists in arrays of numbers: an entity
 * and its next, or 0, each counted from 1. So a folder of many documents is a few arrays, which are read back as they were written.
 */
export class NameLists {
  readonly #columns: Readonly<Record<(typeof COLUMNS)[number], Numbers>>;
  /** By hash, in open addressing: the id of a key, or the number of a pair, and 1; 0 for none. */
  #keySlots: Uint32Array;
  #pairSlots: Uint32Array;
  #named = 0;

  /** Takes the arrays as they are; they are not copied. */
  constructor(arrays?: NameListsArrays) {
    this.#columns = Object.fromEntries(COLUMNS.map((column) => [column, new Numbers(arrays?.[column])])) as Record<(typeof COLUMNS)[number], Numbers>;
    this.#keySlots = arrays?.keySlots ?? new Uint32Array(64);
    this.#pairSlots = arrays?.pairSlots ?? new Uint32Array(64);
    for (let id = 0; id < this.size; id++) if (this.#columns.firstEntity.at(id) > 0) this.#named++;
  }

  /** How many keys were ever seen. */
  get size(): number {
    return this.#columns.keys.length;
  }

  /** Under how many keys there are entities. */
  get named(): number {
    return this.#named;
  }

  /** How many entities were ever put. */
  get entities(): number {
    return this.#columns.nextEntity.length;
  }

  keyOf(id: KeyId): Key {
    return this.#columns.keys.at(id);
  }

  /** The id of a key; a new one where it has none. */
  idOf(key: Key): KeyId {
    const { keys } = this.#columns;
    const slot = slotOf(this.#keySlots, hashOf(key), (known) => keys.at(known) === key);
    if (this.#keySlots[slot]! > 0) return this.#keySlots[slot]! - 1;
    const id = keys.push(key);
    for (const column of OF_KEYS.slice(1)) this.#columns[column].push(0);
    this.#keySlots[slot] = id + 1;
    this.#keySlots = withRoom(this.#keySlots, keys.length, (known) => hashOf(keys.at(known)));
    return id;
  }

  has(id: KeyId): boolean {
    return this.#columns.firstEntity.at(id) > 0;
  }

  /** Puts a new entity under a key, behind the others. Returns its number, from 0. */
  addEntity(id: KeyId): number {
    const { firstEntity, lastEntity, nextEntity } = this.#columns;
    const entity = nextEntity.push(0);
    const last = lastEntity.at(id);
    if (last === 0) {
      firstEntity.set(id, entity + 1);
      this.#named++;
    } else nextEntity.set(last - 1, entity + 1);
    lastEntity.set(id, entity + 1);
    return entity;
  }

  /** Takes entities, whose numbers are from `first` up to `end`, from under a key. */
  removeEntities(id: KeyId, first: number, end: number): void {
    const { firstEntity, lastEntity, nextEntity } = this.#columns;
    let kept = 0;
    for (let at = firstEntity.at(id); at > 0; at = nextEntity.at(at - 1)) {
      if (at - 1 >= first && at - 1 < end) continue;
      if (kept === 0) firstEntity.set(id, at);
      else nextEntity.set(kept - 1, at);
      kept = at;
    }
    if (kept > 0) nextEntity.set(kept - 1, 0);
    else if (firstEntity.at(id) > 0) {
      firstEntity.set(id, 0);
      this.#named--;
    }
    lastEntity.set(id, kept);
  }

  /** The entities under a key, in the order in which they came. */
  *entitiesOf(id: KeyId): Generator<number> {
    const { firstEntity, nextEntity } = this.#columns;
    for (let at = firstEntity.at(id); at > 0; at = nextEntity.at(at - 1)) yield at - 1;
  }

  /** Counts, or no longer counts, that an entity under `full` says that `short` is short for it. */
  countPair(shortId: KeyId, fullId: KeyId, by: 1 | -1): void {
    const { firstAsShort, firstAsFull, nextOfShort, nextOfFull, short, full, count } = this.#columns;
    const slot = slotOf(this.#pairSlots, pairHash(shortId, fullId), (known) => short.at(known) === shortId && full.at(known) === fullId);
    const known = this.#pairSlots[slot]!;
    if (known > 0) count.set(known - 1, Math.max(0, count.at(known - 1) + by));
    if (known > 0 || by < 0) return;
    const pair = short.push(shortId);
    full.push(fullId);
    count.push(1);
    nextOfShort.push(firstAsShort.at(shortId));
    nextOfFull.push(firstAsFull.at(fullId));
    firstAsShort.set(shortId, pair + 1);
    firstAsFull.set(fullId, pair + 1);
    this.#pairSlots[slot] = pair + 1;
    this.#pairSlots = withRoom(this.#pairSlots, short.length, (each) => pairHash(short.at(each), full.at(each)));
  }

  /** The keys that a key is short for. */
  fullOf(short: KeyId): KeyId[] {
    return this.#others(this.#columns.firstAsShort.at(short), this.#columns.nextOfShort, this.#columns.full);
  }

  /** The keys that are short for a key. */
  shortOf(full: KeyId): KeyId[] {
    return this.#others(this.#columns.firstAsFull.at(full), this.#columns.nextOfFull, this.#columns.short);
  }

  /** A copy of what they hold. */
  arrays(): NameListsArrays {
    const columns = Object.fromEntries(COLUMNS.map((column) => [column, this.#columns[column].copy()])) as Record<(typeof COLUMNS)[number], Uint32Array>;
    return { ...columns, keySlots: this.#keySlots.slice(), pairSlots: this.#pairSlots.slice() };
  }

  #others(first: number, next: Numbers, other: Numbers): KeyId[] {
    const found: KeyId[] = [];
    for (let at = first; at > 0; at = next.at(at - 1)) if (this.#columns.count.at(at - 1) > 0) found.push(other.at(at - 1));
    return found;
  }
}

function hashOf(key: Key): number {
  const mixed = Math.imul(key ^ (key >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}

function pairHash(short: KeyId, full: KeyId): number {
  return hashOf(short ^ Math.imul(full, 0x9e3779b1));
}
