/** A table of two-byte characters, both ways. */
export interface PairTables {
  /** Code unit by pair (lead << 8 | trail); 0 where the pair is no character. */
  readonly decode: Uint16Array;
  /** Pair by code unit; 0 where there is no pair for it. */
  readonly encode: Uint16Array;
}

/** Adds a pair and its code unit to tables; what stands there already stays. */
export function setPair({ decode, encode }: PairTables, pair: number, code: number): void {
  if (decode[pair] === 0) decode[pair] = code;
  if (encode[code] === 0) encode[code] = pair;
}

/**
 * Tables of all pairs that `label`'s decoder reads as one code unit, of lead bytes `first` to `last` and trail bytes `trails`;
 * pairs for which `leavesOut` is true are none. Takes some milliseconds.
 */
export function pairTables(label: string, first: number, last: number, trails: readonly number[], leavesOut: (pair: number) => boolean = () => false): PairTables {
  const tables: PairTables = { decode: new Uint16Array(65_536), encode: new Uint16Array(65_536) };
  // All in one text: a line end keeps a pair that is no character from spilling into the next.
  const bytes = new Uint8Array((last - first + 1) * trails.length * 3);
  let length = 0;
  for (let lead = first; lead <= last; lead++) {
    for (let i = 0; i < trails.length; i++) {
      bytes[length++] = lead;
      bytes[length++] = trails[i]!;
      bytes[length++] = LINE_END;
    }
  }
  const text = new TextDecoder(label).decode(bytes);
  let at = 0;
  for (let lead = first; lead <= last; lead++) {
    for (let i = 0; i < trails.length; i++) {
      const code = text.charCodeAt(at);
      const end = text.indexOf('\n', at);
      const pair = (lead << 8) | trails[i]!;
      if (end - at === 1 && code !== REPLACEMENT && !leavesOut(pair)) setPair(tables, pair, code);
      at = end + 1;
    }
  }
  return tables;
}

const LINE_END = 0x0a;
const REPLACEMENT = 0xfffd;
