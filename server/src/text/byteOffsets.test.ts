import { expect, test } from 'vitest';
import { byteOffsets } from './byteOffsets.ts';
import { encodeText } from './encodeText.ts';
import type { Encoding } from './encodings.ts';

const offsetsOf = (bytes: Uint8Array, encoding: Encoding) => {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, offsets: byteOffsets(bytes, text, encoding)?.join(' ') };
};

test.each<[Encoding, string]>([['utf-8', '0 3 6 7 7 11'], ['gb18030', '0 2 4 5 5 9'], ['utf-16le', '0 2 4 6 8 10']])('%s: of each code unit the first byte', (encoding, offsets) => {
  // The two halves of a character beyond the BMP end where its bytes do; in UTF-8 and GB18030 both begin with them.
  expect(offsetsOf(encodeText('市长a𠮷', encoding)!, encoding)).toEqual({ text: '市长a𠮷', offsets: encoding === 'utf-16le' ? '0 2 4 6 6 10' : offsets });
});

test('bytes that mean nothing belong to the U+FFFD they are read as', () => {
  const gbk = (text: string) => [...encodeText(text, 'gb18030')!];
  expect(offsetsOf(Uint8Array.of(...gbk('市'), 0xff, ...gbk('长')), 'gb18030')).toEqual({ text: expect.stringMatching(/^市\ufffd/), offsets: expect.any(String) });
  // A lead before ASCII: the letter stands by itself.
  expect(offsetsOf(Uint8Array.of(0xca, 0x2c, ...gbk('长')), 'gb18030')).toEqual({ text: '\ufffd,长', offsets: '0 1 2 4' });
  expect(offsetsOf(Uint8Array.of(0x61, 0xe5, 0xb8, 0x62, 0xff, 0x63), 'utf-8')).toEqual({ text: 'a\ufffdb\ufffdc', offsets: '0 1 3 4 5 6' });
  // A lead at the very end.
  expect(offsetsOf(Uint8Array.of(...gbk('市'), 0xca), 'gb18030')).toEqual({ text: '市\ufffd', offsets: '0 2 3' });
});

test('no text, and another one than the bytes hold', () => {
  expect(byteOffsets(new Uint8Array(), '', 'utf-8')?.join()).toBe('0');
  expect(byteOffsets(encodeText('市长', 'utf-8')!, '市', 'utf-8')).toBeUndefined();
  expect(byteOffsets(encodeText('市长', 'utf-8')!, '市场', 'utf-8')).toBeUndefined();
});
