import { ENTITY_TYPES, type Title } from '../entities/mention.ts';
import type { ContributedDamage, ContributedEntity, ContributedForm, FileContribution, FindingCount } from './contribution.ts';
import { NumberReader, writeNumber } from './packedNumbers.ts';

/** Every string once, by number: names recur, and a folder has many documents. */
export class StringTable {
  readonly #numbers = new Map<string, number>();
  readonly #strings: string[] = [];

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#strings.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** Throws RangeError for a number that this table has not given. */
  text(number: number): string {
    const text = this.#strings[number];
    if (text === undefined) throw new RangeError(`there is no string ${number}`);
    return text;
  }
}

const NOTHING = new Uint8Array(0);
const FIXES: readonly FindingCount['fix'][] = [null, 'suggested', 'safe'];

/** A contribution as few bytes, its strings in the table: much less than its document, and nothing for the collector of garbage to walk through. */
export function packContribution(contribution: FileContribution, strings: StringTable): Uint8Array {
  const bytes: number[] = [];
  writeNumber(bytes, contribution.date ?? 0);
  writeNumber(bytes, contribution.entities.length);
  for (const entity of contribution.entities) {
    const own: number[] = [];
    writeNumber(own, strings.numberOf(entity.name));
    writeNumber(own, ENTITY_TYPES.indexOf(entity.type));
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
    writeNumber(own, entity.chain.length);
    for (const division of entity.chain) writeNumber(own, strings.numberOf(division));
    // Its length in front, so that the others need not be read to get at one.
    writeNumber(bytes, own.length);
    for (const byte of own) bytes.push(byte);
  }
  writeNumber(bytes, contribution.length);
  writeNumber(bytes, contribution.textHash === undefined ? 0 : contribution.textHash + 1);
  writeNumber(bytes, contribution.mentionCount);
  writeNumber(bytes, contribution.findings.length);
  for (const { rule, kind, fix, count } of contribution.findings) {
    writeNumber(bytes, strings.numberOf(rule));
    writeNumber(bytes, strings.numberOf(kind));
    writeNumber(bytes, FIXES.indexOf(fix));
    writeNumber(bytes, count);
  }
  const signature = contribution.signature ?? NOTHING;
  writeNumber(bytes, signature.length);
  const packed = new Uint8Array(bytes.length + signature.length + contribution.mentions.length);
  packed.set(bytes);
  packed.set(signature, bytes.length);
  packed.set(contribution.mentions, bytes.length + signature.length);
  return packed;
}

/** The contribution that was packed. */
export function unpackContribution(packed: Uint8Array, strings: StringTable): FileContribution {
  const reader = new NumberReader(packed);
  const date = reader.next();
  const entities = times(reader.next(), () => {
    reader.next();
    return readEntity(reader, strings);
  });
  const length = reader.next();
  const hash = reader.next();
  const mentionCount = reader.next();
  const findings = readFindings(reader, strings);
  const signature = readSignature(reader);
  return {
    entities, mentions: packed.subarray(reader.at), mentionCount, findings, length,
    ...(date > 0 ? { date } : {}), ...(hash > 0 ? { textHash: hash - 1 } : {}), ...(signature ? { signature } : {}),
  };
}

/** One entity of it, without the rest; undefined where it has no such entity. */
export function unpackEntity(packed: Uint8Array, index: number, strings: StringTable): ContributedEntity | undefined {
  const reader = new NumberReader(packed);
  reader.next();
  if (index >= reader.next()) return undefined;
  for (let skipped = 0; skipped < index; skipped++) reader.skip(reader.next());
  reader.next();
  return readEntity(reader, strings);
}

/** The day that its document states, as yyyymmdd, without the rest; 0 where it states none. */
export function packedDateOf(packed: Uint8Array): number {
  return new NumberReader(packed).next();
}

/** What is damaged in its document, without the rest. */
export function unpackDamage(packed: Uint8Array, strings: StringTable): ContributedDamage {
  const reader = new NumberReader(packed);
  reader.next();
  for (let left = reader.next(); left > 0; left--) reader.skip(reader.next());
  const length = reader.next();
  const hash = reader.next();
  reader.next();
  return { length, findings: readFindings(reader, strings), ...(hash > 0 ? { textHash: hash - 1 } : {}) };
}

/** Its mentions, see `packMentions`, without the rest. */
export function packedMentionsOf(packed: Uint8Array): Uint8Array {
  const reader = new NumberReader(packed);
  reader.next();
  for (let left = reader.next(); left > 0; left--) reader.skip(reader.next());
  for (let skipped = 0; skipped < 3; skipped++) reader.next();
  for (let left = reader.next() * 4; left > 0; left--) reader.next();
  readSignature(reader);
  return packed.subarray(reader.at);
}

/** Signatures are never empty: no bytes stand for none. */
function readSignature(reader: NumberReader): Uint8Array | undefined {
  const length = reader.next();
  const start = reader.at;
  reader.skip(length);
  return length === 0 ? undefined : reader.bytes.subarray(start, start + length);
}

function readFindings(reader: NumberReader, strings: StringTable): FindingCount[] {
  return times(reader.next(), () => ({ rule: strings.text(reader.next()), kind: strings.text(reader.next()), fix: FIXES[reader.next()]!, count: reader.next() }));
}

function readEntity(reader: NumberReader, strings: StringTable): ContributedEntity {
  const name = strings.text(reader.next());
  const type = ENTITY_TYPES[reader.next()]!;
  const forms = times(reader.next(), (): ContributedForm => {
    const form = strings.text(reader.next());
    const count = reader.next();
    return { form, count: Math.floor(count / 2), relative: count % 2 === 1 };
  });
  const titles = times(reader.next(), (): Title => {
    const title = strings.text(reader.next());
    const body = reader.next();
    return { title, body: body === 0 ? null : strings.text(body - 1) };
  });
  return { name, type, forms, titles, chain: times(reader.next(), () => strings.text(reader.next())) };
}

function times<T>(count: number, make: () => T): T[] {
  const made: T[] = [];
  for (let i = 0; i < count; i++) made.push(make());
  return made;
}
