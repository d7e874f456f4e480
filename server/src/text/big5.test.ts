import { expect, test } from 'vitest';
import { decodeBig5Pair, encodeBig5Pair } from './big5.ts';

test('the codes are those of the standard', () => {
  expect(String.fromCharCode(decodeBig5Pair(0xa4a4), decodeBig5Pair(0xa440), decodeBig5Pair(0xf9d5))).toBe('中一龘');
  expect(encodeBig5Pair('十'.charCodeAt(0))).toBe(0xa451);
  expect(encodeBig5Pair(0x41)).toBe(0);
});

test('ETEN characters and what Windows has in their place are the same bytes', () => {
  // り and ら in the web's table, both in C7; code page 950 begins C6A1 with U+F6B1.
  expect(String.fromCharCode(decodeBig5Pair(0xc6a1), decodeBig5Pair(0xc6e7), decodeBig5Pair(0xc7f2))).toBe('①ぁヶ');
  expect(encodeBig5Pair(0xf6b1)).toBe(0xc6a1);
  expect(encodeBig5Pair('①'.charCodeAt(0))).toBe(0xc6a1);
  expect(encodeBig5Pair(0xf848)).toBe(0xc8fe);
  // As Node's ICU has them.
  for (const pair of [0x8140, 0x8efe, 0xfa40, 0xc7a1, 0xfefe]) expect(encodeBig5Pair(new TextDecoder('big5').decode(Uint8Array.of(pair >> 8, pair & 0xff)).charCodeAt(0))).toBe(pair);
});
