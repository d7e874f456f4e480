import { expect, test } from 'vitest';
import { byteOrderMarkOf, encodeText } from './encodeText.ts';
import { decodeText, type Encoding } from './encodings.ts';

const ENCODINGS: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'];

test.each(ENCODINGS)('%s gives back every character of the BMP and some beyond', (encoding) => {
  let text = '𠮷𬭛🙂\u{10ffff}';
  for (let code = 0; code < 0x10000; code++) if ((code < 0xd800 || code > 0xdfff) && code !== 0xfffd) text += String.fromCharCode(code);
  const bytes = encodeText(text, encoding);
  // ICU's table leaves a few private-use characters without a code; the rest must come back.
  if (bytes) expect(new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)).toBe(text);
  else expect(encoding).toBe('gb18030');
  const running = text.replace(/[\ue000-\uf8ff\ufffd]/g, '');
  expect(new TextDecoder(encoding, { ignoreBOM: true }).decode(encodeText(running, encoding))).toBe(running);
});

test('the codes are those of GB 18030', () => {
  expect(Buffer.from(encodeText('中€𠀀', 'gb18030')!).toString('hex')).toBe('d6d0' + 'a2e3' + '95328236');
});

test('a lone surrogate has no code', () => {
  for (const encoding of ENCODINGS) expect(encodeText('a\ud800', encoding)).toBeUndefined();
});

test('byte order marks are read back as such', () => {
  for (const encoding of ENCODINGS) expect(decodeText(Uint8Array.of(...byteOrderMarkOf(encoding), ...encodeText('市', encoding)!))).toMatchObject({ encoding, byteOrderMark: true, text: '市' });
});

test('Big5: the codes are those of the standard, and what it does not have is refused', () => {
  expect(Buffer.from(encodeText('中國，一。', 'big5')!).toString('hex')).toBe('a4a4b0eaa141a440a143');
  expect(Buffer.from(encodeText('十卅═╞', 'big5')!).toString('hex')).toBe('a451a4caa2a4a2a5');
  expect(encodeText('县', 'big5')).toBeUndefined();
  expect(encodeText('𬭛', 'big5')).toBeUndefined();
});

test('Big5 gives back every character that it decodes', () => {
  let text = '';
  for (let lead = 0xa1; lead <= 0xf9; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail <= 0x7e || trail >= 0xa1) text += new TextDecoder('big5').decode(Uint8Array.of(lead, trail));
  text = text.replaceAll('\ufffd', '');
  expect(new TextDecoder('big5').decode(encodeText(text, 'big5')!)).toBe(text);
});
