/*
 * Windows-1252 as the web reads it, also where a page says ISO-8859-1 (WHATWG Encoding Standard): the five bytes that Microsoft left
 * undefined are C1 controls. The table is written out because Node 20's TextDecoder reads the bytes 80–9F of this encoding as C1
 * controls; text that was read so is met as well.
 */

/** The characters of the bytes 80–9F. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOfSpecial = new Map<number, number>([...HIGH].map((character, i) => [character.charCodeAt(0), 0x80 + i]));

/** The byte of a code unit, read as Windows-1252 or as ISO-8859-1; -1 where neither has it. */
export function windows1252Byte(code: number): number {
  if (code <= 0xff) return code;
  return code >= 0x152 && code <= 0x2122 ? (byteOfSpecial.get(code) ?? -1) : -1;
}

/** The code unit of a byte in Windows-1252. */
export function windows1252Code(byte: number): number {
  return byte >= 0x80 && byte <= 0x9f ? HIGH.charCodeAt(byte - 0x80) : byte;
}
