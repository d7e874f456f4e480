import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editBytes, takenBack, withByteEdits } from './editBytes.ts';
import { byteOrderMarkOf, encodeText } from './encodeText.ts';
import type { DecodedText, Encoding } from './encodings.ts';

const piece = fc.string({ unit: fc.constantFrom('市', '書', '记', 'a', '\n', '，', '(shu)'), maxLength: 6 });
const parts = fc.array(fc.record({ kept: piece, damaged: piece, mended: piece }), { maxLength: 5 });

test.each<Encoding>(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'])('%s: edits of a text as edits of its bytes, there and back', (encoding) => {
  fc.assert(fc.property(parts, piece, fc.boolean(), (given, end, mark) => {
    // Big5 has no simplified characters.
    const write = (text: string) => (encoding === 'big5' ? text.replaceAll('记', '記') : text);
    let text = '';
    const edits = given.map(({ kept, damaged, mended }) => {
      text += write(kept);
      const start = text.length;
      text += write(damaged);
      return { start, end: text.length, clean: write(mended) };
    });
    text += write(end);
    const byteOrderMark = mark && encoding !== 'big5';
    const inBytes = (some: string) => Buffer.concat([byteOrderMark ? byteOrderMarkOf(encoding) : new Uint8Array(), encodeText(some, encoding)!]);
    const decoded: DecodedText = { text, encoding, byteOrderMark, sureness: 'certain', lost: 0, binary: false };
    const before = inBytes(text);
    const after = inBytes(write(given.map(({ kept, mended }) => kept + mended).join('') + end));
    const made = editBytes(before, decoded, edits);
    if (typeof made === 'string') throw new Error(made);
    expect(Buffer.compare(withByteEdits(before, made)!, after)).toBe(0);
    expect(Buffer.compare(withByteEdits(after, takenBack(made))!, before)).toBe(0);
  }), { numRuns: 50, seed: 20_260 });
});

test('bytes that the encoding would not write so are left alone', () => {
  const decoded = (text: string): DecodedText => ({ text, encoding: 'utf-8', byteOrderMark: false, sureness: 'certain', lost: 1, binary: false });
  // One in three is too many.
  expect(editBytes(Buffer.from([0x61, 0xff, 0x62]), decoded('a\ufffdb'), [{ start: 0, end: 1, clean: '' }])).toBe('foreign-bytes');
  expect(editBytes(Buffer.from('市长们'), decoded('市长'), [])).toBe('foreign-bytes');
  expect(editBytes(encodeText('市長', 'big5')!, { ...decoded('市長'), encoding: 'big5' }, [{ start: 1, end: 2, clean: '长' }])).toBe('no-code');
});

test.each<Encoding>(['utf-8', 'gb18030', 'big5'])('%s: a byte that means nothing stays where it is, and what is around it is mended', (encoding) => {
  const long = encodeText('市府，'.repeat(60), encoding)!;
  const bytes = Buffer.concat([long, encoding === 'big5' ? Uint8Array.of(0xa4, 0x0a) : Uint8Array.of(0xff), long]);
  const text = new TextDecoder(encoding).decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  expect(lost).toBeGreaterThan(0);
  const decoded: DecodedText = { text, encoding, byteOrderMark: false, sureness: 'probable', lost, binary: false };
  const last = text.lastIndexOf('，');
  const edits = [{ start: 0, end: 1, clean: '縣縣' }, { start: last, end: last + 1, clean: '。' }];
  const made = editBytes(bytes, decoded, edits);
  if (typeof made === 'string') throw new Error(made);
  const inBytes = (some: string) => encodeText(some, encoding)!;
  expect(Buffer.compare(withByteEdits(bytes, made)!, Buffer.concat([inBytes('縣縣'), bytes.subarray(inBytes('市').length, -inBytes('，').length), inBytes('。')]))).toBe(0);
  // The byte itself is not to be replaced: nobody knows what it was.
  const at = text.indexOf('\ufffd');
  expect(editBytes(bytes, decoded, [{ start: at, end: at + 1, clean: '市' }])).toBe('foreign-bytes');
});

test('where a byte that opens nothing would take the start of a replacement with it, nothing is made', () => {
  const bytes = Buffer.concat([encodeText('市府，'.repeat(60), 'gb18030')!, Uint8Array.of(0xca), Buffer.from(',end')]);
  const text = new TextDecoder('gb18030').decode(bytes);
  const comma = text.lastIndexOf(',');
  const decoded: DecodedText = { text, encoding: 'gb18030', byteOrderMark: false, sureness: 'probable', lost: 1, binary: false };
  expect(editBytes(bytes, decoded, [{ start: comma, end: comma + 1, clean: '，' }])).toBe('foreign-bytes');
  expect(editBytes(bytes, decoded, [{ start: comma, end: comma + 1, clean: '.' }])).toHaveLength(1);
});

test('edits of other bytes are not made', () => {
  expect(withByteEdits(Buffer.from('abc'), [{ at: 1, before: Buffer.from('x'), after: Buffer.from('y') }])).toBeUndefined();
  expect(withByteEdits(Buffer.from('abc'), [{ at: 2, before: Buffer.from('cd'), after: Buffer.from('') }])).toBeUndefined();
});
