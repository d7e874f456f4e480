import { describe, expect, test } from 'vitest';
import { encodeText } from './encodeText.ts';
import { decodeText, type Encoding } from './encodings.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: readonly (readonly number[] | Uint8Array)[]) => new Uint8Array(parts.flatMap((part) => [...part]));
/** 云河市 in GBK. */
const GBK = [0xd4, 0xc6, 0xba, 0xd3, 0xca, 0xd0];

describe('decodeText', () => {
  test('an empty file is the empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', byteOrderMark: false, sureness: 'certain', lost: 0, binary: false });
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

  describe.each<[Encoding, string]>([
    ['gb18030', '青岭县委书记宋一鸣到企业调研，要求加快项目建设。\n县长高远参加。\n'],
    ['gb18030', '青岭县政府'],
    ['gb18030', '会议'],
    ['gb18030', '公示名单：魏𬭛、罗㙍、冯𠮷。'],
    ['gb18030', '𬭛㙍𠮷'],
    ['gb18030', '招标编号 QL-2024-017，预算 350 万元，联系人 a.b@example.com。'],
    ['gb18030', '國務院總理在會議上強調，要進一步推動經濟發展。'],
    ['big5', '青嶺縣政府昨日召開會議，縣長表示將加快建設步伐。\n'],
    ['big5', '縣長出席'],
    ['big5', '記者'],
    ['big5', '本報訊（記者陳大文）Tel: 02-1234 開會，「很好」。'],
    ['utf-16le', '青岭县委书记宋一鸣到企业调研，要求加快项目建设。'],
    ['utf-16be', '青岭县委书记宋一鸣到企业调研，要求加快项目建设。'],
    ['utf-16le', '高远\r\n'],
    ['utf-16be', '高远\r\n'],
    ['utf-16le', 'plain ASCII text, line\r\n'],
  ])('%s without a mark: %s', (encoding, text) => {
    const file = encodeText(text, encoding)!;

    test('is read in its encoding, and written back the same', () => {
      expect(decodeText(file)).toMatchObject({ text, encoding, byteOrderMark: false, lost: 0, binary: false });
      expect([...encodeText(decodeText(file).text, encoding)!]).toEqual([...file]);
    });
  });

  test('says how sure it is', () => {
    expect(decodeText(utf8('会议')).sureness).toBe('certain');
    expect(decodeText(encodeText('县委常委会召开会议，研究部署工作。', 'gb18030')!).sureness).toBe('probable');
    expect(decodeText(Uint8Array.of(0xbb, 0xe1)).sureness).toBe('doubtful');
  });

  test('a file of two encodings is read in that of its greater part, and says that something is lost', () => {
    const gbk = encodeText('县委常委会召开会议，研究部署下半年工作，要求各部门落实。\n', 'gb18030')!;
    expect(decodeText(bytes(gbk, gbk, utf8('会议\n')))).toMatchObject({ encoding: 'gb18030' });
    const mixed = decodeText(bytes(utf8('县委常委会召开会议，研究部署下半年工作，要求各部门落实。\n'.repeat(2)), encodeText('会议强调\n', 'gb18030')!));
    expect(mixed.encoding).toBe('utf-8');
    expect(mixed.lost).toBeGreaterThan(0);
  });
});
