/**
 * Numbers and strings packed into printable ASCII, so that a generated table is one string literal: no bundler option can
 * make it larger (a non-ASCII character becomes `\uXXXX` under esbuild's default), and decoding is one pass over code units.
 *
 * A symbol is one of 91 characters. A number below 60 takes one symbol, below 1,920 two. A character of a table takes two.
 */

/** Printable ASCII without space, `"`, `'` and `\`, in code order: position is value. */
const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).filter((c) => !' "\'\\'.includes(c)).join('');

/** Number of different symbols. */
export const RADIX = ALPHABET.length;
const ONE_SYMBOL = 60;
const MORE = RADIX - ONE_SYMBOL;

const VALUES = new Uint8Array(128);
for (let i = 0; i < RADIX; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/** Reads what a {@link PackedWriter} wrote, in the same order. Reading past the end returns zeros; the tables are checked when they are built, not here. */
export class PackedReader {
  /** Values of all symbols. Loops that read many of them go through it themselves, from `position` on: called a million times before it is compiled, a method costs more than all the rest. */
  readonly symbols: Uint8Array;
  position = 0;

  constructor(packed: string) {
    const symbols = new TextEncoder().encode(packed);
    for (let i = 0; i < symbols.length; i++) symbols[i] = VALUES[symbols[i]! & 127]!;
    this.symbols = symbols;
  }

  /** One symbol: 0 … RADIX - 1. */
  symbol(): number {
    return this.symbols[this.position++] ?? 0;
  }

  /** A number of any size that {@link PackedWriter.number} wrote. */
  number(): number {
    let value = this.symbol();
    if (value < ONE_SYMBOL) return value;
    for (let scale = MORE; ; scale *= MORE) {
      const symbol = this.symbol();
      value += symbol * scale;
      if (symbol < ONE_SYMBOL) return value;
    }
  }

  /** A number of two symbols: 0 … RADIX² - 1. */
  pair(): number {
    const high = this.symbol();
    return high * RADIX + this.symbol();
  }

  /** An alphabet: ascending code units, as {@link PackedWriter.alphabet} wrote them. */
  alphabet(): Uint16Array {
    const units = new Uint16Array(this.number());
    let unit = 0;
    for (let i = 0; i < units.length; i++) units[i] = unit += this.number();
    return units;
  }

  /** A string of the units of an alphabet, its length in front. */
  text(alphabet: Uint16Array): string {
    const { symbols } = this;
    const length = this.number();
    let at = this.position;
    let text = '';
    for (let i = 0; i < length; i++, at += 2) text += String.fromCharCode(alphabet[symbols[at]! * RADIX + symbols[at + 1]!]!);
    this.position = at;
    return text;
  }

  /** Goes past a string without reading it. */
  skipText(): void {
    const length = this.number();
    this.position += 2 * length;
  }
}

/** Writes numbers and strings for a {@link PackedReader}. Used by the scripts that build tables. Throws RangeError for what cannot be packed. */
export class PackedWriter {
  private readonly parts: string[] = [];

  symbol(value: number): void {
    if (!(value >= 0 && value < RADIX)) throw new RangeError(`no symbol for ${value}`);
    this.parts.push(ALPHABET[value]!);
  }

  number(value: number): void {
    if (!Number.isInteger(value) || value < 0) throw new RangeError(`cannot pack ${value}`);
    let rest = value;
    while (rest >= ONE_SYMBOL) {
      const low = (rest - ONE_SYMBOL) % MORE;
      this.symbol(ONE_SYMBOL + low);
      rest = (rest - ONE_SYMBOL - low) / MORE;
    }
    this.symbol(rest);
  }

  pair(value: number): void {
    this.symbol(Math.floor(value / RADIX));
    this.symbol(value % RADIX);
  }

  /** Writes the distinct code units of the texts and returns their indices. Throws RangeError for more than RADIX² of them. */
  alphabet(texts: Iterable<string>): Map<number, number> {
    const units = new Set<number>();
    for (const text of texts) for (let i = 0; i < text.length; i++) units.add(text.charCodeAt(i));
    const sorted = [...units].sort((a, b) => a - b);
    if (sorted.length > RADIX * RADIX) throw new RangeError(`${sorted.length} characters in one table`);
    this.number(sorted.length);
    let previous = 0;
    for (const unit of sorted) {
      this.number(unit - previous);
      previous = unit;
    }
    return new Map(sorted.map((unit, index) => [unit, index]));
  }

  text(text: string, alphabet: ReadonlyMap<number, number>): void {
    this.number(text.length);
    this.units(text, alphabet);
  }

  /** The units of a text without its length. */
  units(text: string, alphabet: ReadonlyMap<number, number>): void {
    for (let i = 0; i < text.length; i++) this.pair(alphabet.get(text.charCodeAt(i))!);
  }

  toString(): string {
    return this.parts.join('');
  }
}
