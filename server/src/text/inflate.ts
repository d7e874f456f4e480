/*
 * RFC 1951. Tables are unpacked where there is no `node:zlib` (a browser worker), at once and not in a promise.
 */

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_BITS = 15;

/** A prefix code as a table by the next 15 bits: symbol << 4 | length. */
type Code = Uint16Array;

function codeOf(lengths: readonly number[]): Code {
  const table = new Uint16Array(1 << MOST_BITS);
  let code = 0;
  for (let length = 1; length <= MOST_BITS; length++) {
    for (const [symbol, own] of lengths.entries()) {
      if (own !== length) continue;
      let reversed = 0;
      for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
      for (let i = reversed; i < table.length; i += 1 << length) table[i] = (symbol << 4) | length;
      code++;
    }
    code <<= 1;
  }
  return table;
}

/** Unpacks raw DEFLATE data into `size` bytes. Throws RangeError where the data is not such. */
export function inflate(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let length = 0;
  let at = 0;
  let held = 0;
  let bits = 0;
  const fill = (count: number) => {
    while (bits < count) {
      held |= (data[at++] ?? 0) << bits;
      bits += 8;
    }
  };
  const take = (count: number): number => {
    fill(count);
    const value = held & ((1 << count) - 1);
    held >>>= count;
    bits -= count;
    return value;
  };
  const symbolOf = (code: Code): number => {
    fill(MOST_BITS);
    const entry = code[held & ((1 << MOST_BITS) - 1)]!;
    const own = entry & 15;
    if (own === 0) throw new RangeError('not DEFLATE data');
    held >>>= own;
    bits -= own;
    return entry >> 4;
  };
  for (let last = false; !last; ) {
    last = take(1) === 1;
    const kind = take(2);
    if (kind === 0) {
      take(bits & 7);
      const count = take(8) | (take(8) << 8);
      take(16);
      for (let i = 0; i < count; i++) out[length++] = take(8);
      continue;
    }
    if (kind === 3) throw new RangeError('not DEFLATE data');
    const [literals, distances] = kind === 1 ? fixedCodes() : ownCodes(take, symbolOf);
    for (let symbol = symbolOf(literals); symbol !== 256; symbol = symbolOf(literals)) {
      if (length > size || at > data.length + 4) throw new RangeError('not DEFLATE data of this size');
      if (symbol < 256) {
        out[length++] = symbol;
        continue;
      }
      const run = LENGTH_BASE[symbol - 257]! + take(LENGTH_EXTRA[symbol - 257]!);
      const distanceSymbol = symbolOf(distances);
      const distance = DISTANCE_BASE[distanceSymbol]! + take(DISTANCE_EXTRA[distanceSymbol]!);
      for (let i = 0; i < run; i++, length++) out[length] = out[length - distance]!;
    }
  }
  if (length !== size) throw new RangeError('not DEFLATE data of this size');
  return out;
}

function fixedCodes(): [Code, Code] {
  const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
  return [codeOf(lengths), codeOf(new Array<number>(30).fill(5))];
}

function ownCodes(take: (count: number) => number, symbolOf: (code: Code) => number): [Code, Code] {
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const codeCount = take(4) + 4;
  const codeLengths = new Array<number>(19).fill(0);
  for (let i = 0; i < codeCount; i++) codeLengths[CODE_ORDER[i]!] = take(3);
  const code = codeOf(codeLengths);
  const lengths: number[] = [];
  while (lengths.length < literalCount + distanceCount) {
    const symbol = symbolOf(code);
    if (symbol < 16) lengths.push(symbol);
    else {
      const value = symbol === 16 ? (lengths[lengths.length - 1] ?? 0) : 0;
      const run = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
      for (let i = 0; i < run; i++) lengths.push(value);
    }
  }
  return [codeOf(lengths.slice(0, literalCount)), codeOf(lengths.slice(literalCount, literalCount + distanceCount))];
}
