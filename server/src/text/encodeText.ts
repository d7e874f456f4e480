import type { Encoding } from './encodings.ts';

/** The bytes of a text in an encoding, without a byte order mark. Returns undefined where a character has no code there (a lone surrogate in any of them). */
export function encodeText(text: string, encoding: Encoding): Uint8Array | undefined {
  if (!text.isWellFormed()) return undefined;
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'utf-16le':
    case 'utf-16be':
      return encodeUtf16(text, encoding === 'utf-16le');
    case 'gb18030':
      return encodeGb18030(text);
    case 'big5':
      return encodeBig5(text);
  }
}

/** The byte order mark of an encoding; none in Big5. */
export function byteOrderMarkOf(encoding: Encoding): Uint8Array {
  return encodeText('\ufeff', encoding) ?? new Uint8Array();
}

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Code of each BMP character beyond ASCII in GB18030: two bytes as one number below 0x10000, four bytes above. 0: none. */
let gb18030Codes: Uint32Array | undefined;

/** The table is the platform's own decoder turned round, so that what was decoded here encodes to the bytes it came from. */
function buildGb18030Codes(): Uint32Array {
  const codes = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030');
  // Four bytes 81 30 81 30 … 84 31 A4 39 hold what is left of the BMP, in order (GB 18030-2005, four-byte area).
  const four = new Uint8Array(4);
  for (let index = 0; index < 39_420; index++) {
    setFourBytes(four, 0, index);
    const character = decoder.decode(four);
    if (character.length === 1 && character !== '\ufffd') codes[character.charCodeAt(0)] = ((four[0]! << 24) | (four[1]! << 16) | (four[2]! << 8) | four[3]!) >>> 0;
  }
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd') codes[character.charCodeAt(0)] = (lead << 8) | trail;
    }
  }
  return codes;
}

/** Writes the four-byte code with this linear index: the bytes run 81–FE, 30–39, 81–FE, 30–39. */
function setFourBytes(bytes: Uint8Array, at: number, index: number): void {
  bytes[at] = 0x81 + Math.floor(index / 12_600);
  bytes[at + 1] = 0x30 + (Math.floor(index / 1_260) % 10);
  bytes[at + 2] = 0x81 + (Math.floor(index / 10) % 126);
  bytes[at + 3] = 0x30 + (index % 10);
}

/** Linear index of 90 30 81 30, the code of U+10000. */
const SUPPLEMENTARY_START = (0x90 - 0x81) * 12_600;

function encodeGb18030(text: string): Uint8Array | undefined {
  gb18030Codes ??= buildGb18030Codes();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint < 0x80) bytes[length++] = codePoint;
    else if (codePoint > 0xffff) {
      setFourBytes(bytes, length, SUPPLEMENTARY_START + codePoint - 0x10000);
      length += 4;
    } else {
      const code = gb18030Codes[codePoint]!;
      if (code === 0) return undefined;
      for (let shift = code > 0xffff ? 24 : 8; shift >= 0; shift -= 8) bytes[length++] = (code >>> shift) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** Code of each character beyond ASCII in Big5, by code point. */
let big5Codes: Map<number, number> | undefined;

/** The platform's own decoder turned round: browsers know Hong Kong's characters, Node has private-use characters in their place. Where a character has two codes, the later is the usual one. */
function buildBig5Codes(): Map<number, number> {
  const codes = new Map<number, number>();
  const decoder = new TextDecoder('big5');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      const codePoint = character.codePointAt(0)!;
      // Boxes and lines at the end of the table are there a second time.
      if (codePoint > 0x7f && codePoint !== 0xfffd && character.length === (codePoint > 0xffff ? 2 : 1) && !(lead === 0xf9 && codes.has(codePoint))) codes.set(codePoint, (lead << 8) | trail);
    }
  }
  return codes;
}

function encodeBig5(text: string): Uint8Array | undefined {
  big5Codes ??= buildBig5Codes();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint < 0x80) bytes[length++] = codePoint;
    else {
      const code = big5Codes.get(codePoint);
      if (code === undefined) return undefined;
      bytes[length++] = code >> 8;
      bytes[length++] = code & 0xff;
    }
  }
  return bytes.subarray(0, length);
}
