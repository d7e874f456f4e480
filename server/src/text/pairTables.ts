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
  const decoder = new TextDecoder(label);
  // A line end keeps a pair that is no character from spilling into the next.
  const row = Uint8Array.from(trails.flatMap((trail) => [0, trail, 0x0a]));
  for (let lead = first; lead <= last; lead++) {
    for (let i = 0; i < row.length; i += 3) row[i] = lead;
    const texts = decoder.decode(row).split('\n');
    for (const [i, trail] of trails.entries()) {
      const text = texts[i]!;
      const pair = (lead << 8) | trail;
      if (text.length === 1 && text !== '\ufffd' && !leavesOut(pair)) setPair(tables, pair, text.charCodeAt(0));
    }
  }
  return tables;
}
