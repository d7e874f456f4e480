import { ENTITY_TYPES, type Title } from '../entities/mention.ts';
import type { ContributedDamage, ContributedEntity, ContributedForm, FileContribution, FindingCount } from './contribution.ts';
import { NumberReader, writeNumber } from './packedNumbers.ts';
import { StringTable } from './stringTable.ts';
import { mayHold } from './textSignature.ts';

/*
 * A contribution as bytes: the strings it names, then what it says of them, in numbers; a string is given by its place among those of its
 * document. So what is said is the same bytes whoever keeps the strings: a thread hands them over as they are (`PackedContribution`), the index
 * numbers them by its table (placed bytes: how many strings, four bytes for the number of each, then the body).
 */

/** A contribution that brings its strings along. Plain data. */
export interface PackedContribution {
  /** All its strings, one behind the other. */
  readonly text: string;
  /** The length of each, in UTF-16 code units. */
  readonly lengths: Uint32Array;
  readonly body: Uint8Array;
}

const NOTHING = new Uint8Array(0);
const FIXES: readonly FindingCount['fix'][] = [null, 'suggested', 'safe'];

/** A contribution as few bytes: much less than its document, and nothing for the collector of garbage to walk through. */
export function packContribution(contribution: FileContribution): PackedContribution {
  const strings = new StringTable();
  const entities: number[] = [];
  writeNumber(entities, contribution.entities.length);
  for (const entity of contribution.entities) {
    const own: number[] = [];
    writeNumber(own, strings.numberOf(entity.name));
    writeNumber(own, ENTITY_TYPES.indexOf(entity.type));
    // One string for all, since most that have one share it with many.
    writeNumber(own, entity.chain.length === 0 ? 0 : strings.numberOf(entity.chain.join(CHAINED)) + 1);
    writeNumber(own, entity.forms.length);
    for (const { form, count, relative } of entity.forms) {
      writeNumber(own, strings.numberOf(form));
      writeNumber(own, count * 2 + (relative ? 1 : 0));
    }
    writeNumber(own, entity.titles.length);
    for (const { title, body } of entity.titles) {
      writeNumber(own, strings.numberOf(title));
      writeNumber(own, body === null ? 0 : strings.numberOf(body) + 1);
    }
    // Its length in front, so that the others need not be read to get at one.
    writeNumber(entities, own.length);
    for (const byte of own) entities.push(byte);
  }
  const rest: number[] = [];
  writeNumber(rest, contribution.mentionCount);
  writeNumber(rest, contribution.length);
  writeNumber(rest, contribution.textHash === undefined ? 0 : contribution.textHash + 1);
  writeNumber(rest, contribution.findings.length);
  for (const { rule, kind, fix, count } of contribution.findings) {
    writeNumber(rest, strings.numberOf(rule));
    writeNumber(rest, strings.numberOf(kind));
    writeNumber(rest, FIXES.indexOf(fix));
    writeNumber(rest, count);
  }
  const signature = contribution.signature ?? NOTHING;
  const head: number[] = [];
  writeNumber(head, contribution.date ?? 0);
  writeNumber(head, entities.length);
  writeNumber(head, rest.length);
  writeNumber(head, signature.length);
  const all = Array.from({ length: strings.size }, (_, number) => strings.text(number));
  return { text: all.join(''), lengths: Uint32Array.from(all, ({ length }) => length), body: joined([Uint8Array.from(head), Uint8Array.from(entities), Uint8Array.from(rest), signature, contribution.mentions]) };
}

/** Between the divisions of a chain. */
const CHAINED = '\0';

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Places a contribution: its strings get the numbers that the table gives them. */
export function place({ text, lengths, body }: PackedContribution, strings: StringTable): Uint8Array {
  const placed = new Uint8Array((1 + lengths.length) * NUMBER + body.length);
  const view = new DataView(placed.buffer);
  view.setUint32(0, lengths.length, true);
  let start = 0;
  lengths.forEach((length, i) => {
    view.setUint32((1 + i) * NUMBER, strings.numberOf(text, start, start + length), true);
    start += length;
  });
  placed.set(body, (1 + lengths.length) * NUMBER);
  return placed;
}

/** Bytes of a string's number. */
const NUMBER = 4;

/** A placed contribution with its strings. */
export function unplace(placed: Uint8Array, strings: StringTable): PackedContribution {
  const all = Array.from({ length: uint32(placed, 0) }, (_, i) => strings.text(uint32(placed, (1 + i) * NUMBER)));
  return { text: all.join(''), lengths: Uint32Array.from(all, ({ length }) => length), body: placed.subarray((1 + all.length) * NUMBER) };
}

/** Reads a placed contribution, or a part of it without the rest. */
export class PlacedContribution {
  readonly #bytes: Uint8Array;
  readonly #strings: StringTable;
  readonly #reader: NumberReader;
  /** The day that its document states, as yyyymmdd; 0 where it states none. */
  readonly date: number;
  readonly #entities: number;
  readonly #rest: number;
  readonly #signature: number;
  readonly #mentions: number;

  constructor(placed: Uint8Array, strings: StringTable) {
    this.#bytes = placed;
    this.#strings = strings;
    this.#reader = new NumberReader(placed, (1 + uint32(placed, 0)) * NUMBER);
    this.date = this.#reader.next();
    const entities = this.#reader.next();
    const rest = this.#reader.next();
    const signature = this.#reader.next();
    this.#entities = this.#reader.at;
    this.#rest = this.#entities + entities;
    this.#signature = this.#rest + rest;
    this.#mentions = this.#signature + signature;
  }

  /** How many entities it has. */
  get entityCount(): number {
    this.#reader.at = this.#entities;
    return this.#reader.next();
  }

  /** Its mentions, see `packMentions`. */
  get mentions(): Uint8Array {
    return this.#bytes.subarray(this.#mentions);
  }

  whole(): FileContribution {
    const reader = this.#reader;
    reader.at = this.#entities;
    const entities = times(reader.next(), () => {
      reader.next();
      return this.#readEntity();
    });
    const mentionCount = reader.next();
    const damage = this.damage();
    const signature = this.#bytes.subarray(this.#signature, this.#mentions);
    return {
      entities, mentions: this.mentions, mentionCount, ...damage, ...(this.date > 0 ? { date: this.date } : {}), ...(signature.length > 0 ? { signature } : {}),
    };
  }

  /** What is damaged in its document. */
  damage(): ContributedDamage {
    const reader = this.#reader;
    reader.at = this.#rest;
    reader.next();
    const length = reader.next();
    const hash = reader.next();
    const findings = times(reader.next(), (): FindingCount => ({ rule: this.#text(), kind: this.#text(), fix: FIXES[reader.next()]!, count: reader.next() }));
    return { length, findings, ...(hash > 0 ? { textHash: hash - 1 } : {}) };
  }

  /** One entity; undefined where there is no such. */
  entity(index: number): ContributedEntity | undefined {
    if (!this.#toEntity(index)) return undefined;
    return this.#readEntity();
  }

  /** The names of one entity, in numbers of the table; undefined where there is no such. */
  names(index: number): PlacedNames | undefined {
    return this.#toEntity(index) ? this.#readNames() : undefined;
  }

  /** The names of all entities, in order. */
  forEachNames(visit: (names: PlacedNames, index: number) => void): void {
    const reader = this.#reader;
    reader.at = this.#entities;
    const count = reader.next();
    for (let index = 0; index < count; index++) {
      const length = reader.next();
      const next = reader.at + length;
      visit(this.#readNames(), index);
      reader.at = next;
    }
  }

  /**
   * False where its document reads the same whatever a person decides on these strings (simplified, spaces closed up): it holds none of them in
   * its text, and names nothing by them.
   */
  concerns(strings: ReadonlySet<string>): boolean {
    if (strings.size === 0) return false;
    const signature = this.#bytes.subarray(this.#signature, this.#mentions);
    if (signature.length === 0) return true;
    for (const string of strings) if (string.length > 1 && mayHold(signature, string)) return true;
    // What is only meant (市委) is not in the text; its name is.
    const end = (1 + uint32(this.#bytes, 0)) * NUMBER;
    for (let at = NUMBER; at < end; at += NUMBER) {
      const own = this.#strings.text(uint32(this.#bytes, at));
      for (const string of strings) if (own.includes(string)) return true;
    }
    return false;
  }

  /** Goes to an entity; false where there is no such. */
  #toEntity(index: number): boolean {
    const reader = this.#reader;
    reader.at = this.#entities;
    if (index >= reader.next()) return false;
    for (let skipped = 0; skipped < index; skipped++) reader.skip(reader.next());
    reader.next();
    return true;
  }

  #readEntity(): ContributedEntity {
    const reader = this.#reader;
    const name = this.#text();
    const type = ENTITY_TYPES[reader.next()]!;
    const chain = reader.next();
    const forms = times(reader.next(), (): ContributedForm => {
      const form = this.#text();
      const count = reader.next();
      return { form, count: Math.floor(count / 2), relative: count % 2 === 1 };
    });
    const titles = times(reader.next(), (): Title => {
      const title = this.#text();
      const body = reader.next();
      return { title, body: body === 0 ? null : this.#strings.text(this.#number(body - 1)) };
    });
    return { name, type, forms, titles, chain: chain === 0 ? [] : this.#strings.text(this.#number(chain - 1)).split(CHAINED) };
  }

  #readNames(): PlacedNames {
    const reader = this.#reader;
    const name = this.#number(reader.next());
    const type = reader.next();
    const chain = reader.next();
    const forms: number[] = [];
    for (let left = reader.next(); left > 0; left--) {
      const form = this.#number(reader.next());
      if (reader.next() % 2 === 0) forms.push(form);
    }
    return { name, type, chain: chain === 0 ? undefined : this.#number(chain - 1), forms };
  }

  #text(): string {
    return this.#strings.text(this.#number(this.#reader.next()));
  }

  /** The number that the table has for a string of the document. */
  #number(own: number): number {
    return uint32(this.#bytes, (1 + own) * NUMBER);
  }
}

/** What an entity is called, in numbers of a string table. */
export interface PlacedNames {
  readonly name: number;
  /** Index in `ENTITY_TYPES`. */
  readonly type: number;
  /** A known place's chain, its divisions with NUL between them; otherwise undefined. */
  readonly chain: number | undefined;
  /** The forms that name it by themselves. */
  readonly forms: readonly number[];
}

function uint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

function times<T>(count: number, make: () => T): T[] {
  const made: T[] = [];
  for (let i = 0; i < count; i++) made.push(make());
  return made;
}
