/**
 * Which strings a text may hold, in about a byte and a half for each of its distinct pairs of characters: a small set of bits (a Bloom
 * filter) of those pairs. May say yes to a string that is not there, never no to one that is.
 */
export function signatureOf(texts: Iterable<string>): Uint8Array {
  const pairs = new Set<number>();
  for (const text of texts) for (let i = 0; i + 1 < text.length; i++) pairs.add(text.charCodeAt(i) * 65_536 + text.charCodeAt(i + 1));
  let bytes = 8;
  while (bytes * 8 < pairs.size * BITS_A_PAIR) bytes *= 2;
  const signature = new Uint8Array(bytes);
  for (const pair of pairs) {
    const bit = bitOf(pair, bytes);
    signature[bit >> 3]! |= 1 << (bit & 7);
  }
  return signature;
}

/** Bits for each pair at least; up to twice as many, since sizes are powers of two. */
const BITS_A_PAIR = 6;

/** False where the text that the signature is of has certainly not this string in it. Strings of one character, or none, may always be there. */
export function mayHold(signature: Uint8Array, string: string): boolean {
  for (let i = 0; i + 1 < string.length; i++) {
    const bit = bitOf(string.charCodeAt(i) * 65_536 + string.charCodeAt(i + 1), signature.length);
    if ((signature[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

function bitOf(pair: number, bytes: number): number {
  const mixed = Math.imul(pair ^ (pair >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % (bytes * 8);
}
