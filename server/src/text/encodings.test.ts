import { describe, expect, test } from 'vitest';
import { decodeText } from './encodings.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: readonly (readonly number[] | Uint8Array)[]) => new Uint8Array(parts.flatMap((part) => [...part]));
/** 云河市 in GBK. */
const GBK = [0xd4, 0xc6, 0xba, 0xd3, 0xca, 0xd0];

describe('decodeText', () => {
  test('an empty file is the empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', byteOrderMark: false, lost: 0, binary: false });
  });

  test('UTF-8 with and without a byte order mark', () => {
    expect(decodeText(utf8('云河市𠮷\r\n'))).toMatchObject({ text: '云河市𠮷\r\n', encoding: 'utf-8', byteOrderMark: false, lost: 0 });
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], utf8('云河市')))).toMatchObject({ text: '云河市', encoding: 'utf-8', byteOrderMark: true });
  });

  test('UTF-16 of both orders by its mark', () => {
    expect(decodeText(bytes([0xff, 0xfe], [0x91, 0x4e]))).toMatchObject({ text: '云', encoding: 'utf-16le' });
    expect(decodeText(bytes([0xfe, 0xff], [0x4e, 0x91]))).toMatchObject({ text: '云', encoding: 'utf-16be' });
  });

  test('a GBK file, and characters that only GB18030 has', () => {
    expect(decodeText(bytes(GBK))).toMatchObject({ text: '云河市', encoding: 'gb18030', lost: 0 });
    // 𠮷 is 95 34 B2 35 in GB18030.
    expect(decodeText(bytes(GBK, [0x95, 0x34, 0xb2, 0x35]))).toMatchObject({ text: '云河市𠮷', encoding: 'gb18030', lost: 0 });
  });

  test('UTF-8 with a byte lost stays UTF-8 and says so', () => {
    const broken = [...utf8('云河市委常委会召开会议研究部署下半年工作')];
    broken.splice(4, 1);
    const result = decodeText(new Uint8Array(broken));
    expect(result.encoding).toBe('utf-8');
    expect(result.text).toMatch(/^云\ufffd+市委/u);
    expect(result.lost).toBeGreaterThan(0);
  });

  test('a stray NUL is damage, an image is no text', () => {
    expect(decodeText(utf8('云\u0000河'))).toMatchObject({ text: '云\u0000河', binary: false });
    const image = new Uint8Array(4096).map((_, i) => (i * 7) & 0xff);
    expect(decodeText(image)).toMatchObject({ text: '', binary: true });
  });
});
