import { encodeText } from './encodeText.ts';
import type { Encoding } from './encodings.ts';

/**
 * Where each code unit of a text begins in the bytes that it was read from, with their length at the end; bytes that mean nothing in the encoding
 * belong to the U+FFFD that they were read as. Offsets in bytes; undefined where the bytes do not read as the text. Costs a call of the decoder a
 * byte: it is for files that hold such bytes.
 * @param bytes without a byte order mark
 */
export function byteOffsets(bytes: Uint8Array, text: string, encoding: Encoding): Uint32Array | undefined {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const offsets = new Uint32Array(text.length + 1);
  /** Code units read, and bytes that they were read from. */
  let units = 0;
  let start = 0;
  for (let end = 1; end <= bytes.length + 1; end++) {
    // The last call gives what a byte that is missing leaves.
    const read = end > bytes.length ? decoder.decode() : decoder.decode(bytes.subarray(end - 1, end), { stream: true });
    if (read === '') continue;
    if (!text.startsWith(read, units)) return undefined;
    const to = Math.min(end, bytes.length);
    // Of several characters the first is U+FFFD: that a byte opens nothing is known by the byte after it.
    const characters = [...read];
    let at = to;
    let unit = units + read.length;
    for (let i = characters.length - 1; i >= 0; i--) {
      const character = characters[i]!;
      at = i === 0 ? start : at - (character === '\ufffd' ? 1 : encodeText(character, encoding)!.length);
      if (at < start) return undefined;
      offsets.fill(at, unit - character.length, unit);
      unit -= character.length;
    }
    units += read.length;
    start = to;
  }
  offsets[units] = bytes.length;
  return units === text.length ? offsets : undefined;
}
