import { expect, test } from 'vitest';
import { decodePair, encodeGbk, encodePair, hex, isCommonHan, isLead, isPrivateUse, isTrail } from './gbk.ts';

test('encodes as GBK does', () => {
  expect(hex(...encodeGbk('国A國，€')!)).toBe('B9 FA 41 87 F8 A3 AC 80');
  expect(encodeGbk('𠮷')).toBeUndefined();
  expect(encodeGbk('')).toEqual(new Uint8Array(0));
});

test('decodes what it encodes, for every code unit that has a pair', () => {
  let pairs = 0;
  for (let code = 0x80; code < 65_536; code++) {
    const pair = encodePair(code);
    if (pair === 0) continue;
    pairs++;
    if (decodePair(pair) !== code || !isLead(pair >> 8) || !isTrail(pair & 0xff)) expect.fail(`U+${code.toString(16)}`);
  }
  expect(pairs).toBe(23_939); // of 23,940 pairs two (A1A1, A3A0) are the wide space
});

test('user-defined pairs are private use, not nothing', () => {
  expect(decodePair(0xfcb6)).toBe(0xe3c1);
  expect(isPrivateUse(decodePair(0xa140))).toBe(true);
  expect(decodePair(0x8128)).toBe(0);
});

test('common characters count in both scripts', () => {
  expect(['国', '國', '啊', '座'].every((c) => isCommonHan(c.charCodeAt(0)))).toBe(true);
  expect(['囍', '鱻', 'A', '，'].some((c) => isCommonHan(c.charCodeAt(0)))).toBe(false);
});
