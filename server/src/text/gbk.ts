import { simplifiedCode } from './fold.ts';
import { pairTables, type PairTables } from './pairTables.ts';

/*
 * GBK as the web reads it: one byte below 80, otherwise a lead byte 81-FE and a trail byte 40-7E or 80-FE.
 * The label is `gb18030` because Node's `gbk` follows ICU's own table, which differs from the WHATWG one in 83 pairs;
 * `gb18030` differs in 18, none of them Han.
 */

let tables: PairTables | undefined;

/** Built at first use. */
function gbkTables(): PairTables {
  return (tables ??= pairTables('gb18030', 0x81, 0xfe, TRAILS));
}

/** Every byte that closes a pair: 40–7E, 80–FE. */
const TRAILS: readonly number[] = Array.from({ length: 190 }, (_, i) => (i < 63 ? 0x40 + i : 0x41 + i));

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
