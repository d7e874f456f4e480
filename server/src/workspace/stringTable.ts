import { Numbers } from './numbers.ts';
import { slotOf, withRoom } from './slots.ts';

/** What a {@link StringTable} holds, to be written and read back. */
export interface StringTableArrays {
  /** All strings one behind the other, in UTF-16 code units. */
  readonly characters: Uint16Array;
  /** Where each ends. */
  readonly ends: Uint32Array;
  /** By hash, in open addressing: a string's number and 1; 0 for none. */
  readonly slots: Uint32Array;
}

/**
 * Every string once, by number: names recur, and a folder has many documents. All are kept in three arrays, which are read back without a look
 * at any string; a string is made when it is asked for.
 */
export class StringTable {
  #characters: Uint16Array;
  #used: number;
  readonly #ends: Numbers;
  #slots: Uint32Array;

  /** Takes the arrays as they are; they are not copied. */
  constructor(arrays?: StringTableArrays) {
    this.#characters = arrays?.characters ?? new Uint16Array(64);
    this.#used = arrays?.characters.length ?? 0;
    this.#ends = new Numbers(arrays?.ends);
    this.#slots = arrays?.slots ?? new Uint32Array(64);
  }

  get size(): number {
    return this.#ends.length;
  }

  /** The number of a string, or of the part of it between two offsets; a new one where it has none. */
  numberOf(text: string, start = 0, end = text.length): number {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const slot = slotOf(this.#slots, mixed(hash), (known) => this.#is(known, text, start, end));
    return this.#slots[slot]! > 0 ? this.#slots[slot]! - 1 : this.#add(text, start, end, slot);
  }

  /** Throws RangeError for a number that this table has not given. */
  text(number: number): string {
    const length = this.lengthOf(number);
    const end = this.#ends.at(number);
    if (length <= SHORT) return String.fromCharCode(...this.#characters.subarray(end - length, end));
    let text = '';
    for (let at = end - length; at < end; at += SHORT) text += String.fromCharCode(...this.#characters.subarray(at, Math.min(end, at + SHORT)));
    return text;
  }

  /** The length of a string in UTF-16 code units. Throws RangeError for a number that this table has not given. */
  lengthOf(number: number): number {
    if (!(number >= 0 && number < this.#ends.length)) throw new RangeError(`there is no string ${number}`);
    return this.#ends.at(number) - this.#startOf(number);
  }

  /** A copy of what it holds. */
  arrays(): StringTableArrays {
    return { characters: this.#characters.slice(0, this.#used), ends: this.#ends.copy(), slots: this.#slots.slice() };
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends.at(number - 1);
  }

  #is(number: number, text: string, start: number, end: number): boolean {
    let at = this.#startOf(number);
    if (this.#ends.at(number) - at !== end - start) return false;
    for (let i = start; i < end; i++) if (this.#characters[at++] !== text.charCodeAt(i)) return false;
    return true;
  }

  #add(text: string, start: number, end: number, slot: number): number {
    const length = end - start;
    if (this.#used + length > this.#characters.length) {
      const larger = new Uint16Array(Math.max(this.#used + length, this.#characters.length + (this.#characters.length >> 1)));
      larger.set(this.#characters.subarray(0, this.#used));
      this.#characters = larger;
    }
    for (let i = start; i < end; i++) this.#characters[this.#used++] = text.charCodeAt(i);
    const number = this.#ends.push(this.#used);
    this.#slots[slot] = number + 1;
    this.#slots = withRoom(this.#slots, this.#ends.length, (known) => this.#hashOf(known));
    return number;
  }

  #hashOf(number: number): number {
    let hash = 0x811c9dc5;
    for (let at = this.#startOf(number); at < this.#ends.at(number); at++) hash = Math.imul(hash ^ this.#characters[at]!, 0x01000193);
    return mixed(hash);
  }
}

function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** So many code units are put together at once. */
const SHORT = 1024;
