import { simplifiedCode } from './fold.ts';

/*
 * GBK as the web reads it: one byte below 80, otherwise a lead byte 81-FE and a trail byte 40-7E or 80-FE.
 * The label is `gb18030` because Node's `gbk` follows ICU's own table, which differs from the WHATWG one in 83 pairs;
 * `gb18030` differs in 18, none of them Han.
 */

interface Tables {
  /** Code unit by pair (lead << 8 | trail); 0 where the pair is no character. */
  readonly decode: Uint16Array;
  /** Pair by code unit; 0 where GBK has no pair for it. */
  readonly encode: Uint16Array;
}

let tables: Tables | undefined;

/** Built at first use: decoding all pairs once takes some milliseconds. */
function gbkTables(): Tables {
  if (tables) return tables;
  const decode = new Uint16Array(65_536);
  const encode = new Uint16Array(65_536);
  const decoder = new TextDecoder('gb18030');
  const row = new Uint8Array(3 * 191);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const trails: number[] = [];
    let length = 0;
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      trails.push(trail);
      row[length++] = lead;
      row[length++] = trail;
      row[length++] = 0x0a; // keeps a pair that is no character from spilling into the next
    }
    const texts = decoder.decode(row.subarray(0, length)).split('\n');
    for (const [i, trail] of trails.entries()) {
      const text = texts[i]!;
      if (text.length !== 1 || text === '\ufffd') continue;
      const code = text.charCodeAt(0);
      const pair = (lead << 8) | trail;
      decode[pair] = code;
      if (encode[code] === 0) encode[code] = pair;
    }
  }
  tables = { decode, encode };
  return tables;
}

/** True for a byte that opens a pair. */
export function isLead(byte: number): boolean {
  return byte >= 0x81 && byte <= 0xfe;
}

/** True for a byte that can close a pair. */
export function isTrail(byte: number): boolean {
  return byte >= 0x40 && byte <= 0xfe && byte !== 0x7f;
}

/** True for a code unit of the private use area, where GBK's user-defined pairs lie. */
export function isPrivateUse(code: number): boolean {
  return code >= 0xe000 && code <= 0xf8ff;
}

/** The code unit that a pair of bytes (lead << 8 | trail) stands for, private use included; 0 where it is none. */
export function decodePair(pair: number): number {
  return gbkTables().decode[pair]!;
}

/** The two bytes (lead << 8 | trail) of a code unit; 0 where GBK has none for it, ASCII included. */
export function encodePair(code: number): number {
  return gbkTables().encode[code]!;
}

/** The GBK bytes of a text; undefined when some character has none (the euro sign is byte 80). */
export function encodeGbk(text: string): Uint8Array | undefined {
  const { encode } = gbkTables();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes[length++] = code;
    else if (code === 0x20ac) bytes[length++] = 0x80;
    else {
      const pair = encode[code]!;
      if (pair === 0) return undefined;
      bytes[length++] = pair >> 8;
      bytes[length++] = pair & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** True for a character among the 3,755 most frequent ones (level 1 of GB 2312, rows B0-D7), in simplified or traditional form. `code` is a UTF-16 code unit. */
export function isCommonHan(code: number): boolean {
  const pair = gbkTables().encode[simplifiedCode(code)]!;
  return pair >= 0xb0a1 && pair <= 0xd7f9 && (pair & 0xff) >= 0xa1;
}

/** True for one of the 6,763 characters of GB 2312, in simplified or traditional form: nearly all that news is written with. `code` is a UTF-16 code unit. */
export function isGb2312Han(code: number): boolean {
  const pair = gbkTables().encode[simplifiedCode(code)]!;
  return pair >= 0xb0a1 && pair <= 0xf7fe && (pair & 0xff) >= 0xa1;
}

/** The bytes as people write them: `B5 D8`. */
export function hex(...bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}
