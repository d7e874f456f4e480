import { expect, test } from 'vitest';
import { encodeText } from '../text/encodeText.ts';
import { isUnread, wrongEncoding } from './wrongEncoding.ts';

const SIMPLIFIED = '青岭县召开秋收工作会议。\r\n部署下一阶段任务，县长高远出席。\r\n';
const TRADITIONAL = '青嶺縣召開秋收工作會議。\n部署下一階段任務，縣長高遠出席。\n';
const read = (bytes: Uint8Array, label: string) => new TextDecoder(label).decode(bytes);

test('a file opened as it is gives nothing', () => {
  for (const encoding of ['utf-8', 'gb18030', 'utf-16le'] as const) expect(wrongEncoding(SIMPLIFIED, encodeText(SIMPLIFIED, encoding)!)).toBeUndefined();
  expect(wrongEncoding('', new Uint8Array())).toBeUndefined();
});

test('GBK opened as UTF-8', () => {
  const bytes = encodeText(SIMPLIFIED, 'gb18030')!;
  const found = wrongEncoding(read(bytes, 'utf-8'), bytes);
  expect(found).toMatchObject({ encoding: 'gb18030', openedAs: 'utf-8' });
  expect(found!.lost).toBeGreaterThan(10);
});

test('line ends may have been made alike', () => {
  const bytes = encodeText(SIMPLIFIED, 'gb18030')!;
  expect(wrongEncoding(read(bytes, 'utf-8').replaceAll('\r\n', '\n'), bytes)).toMatchObject({ encoding: 'gb18030' });
});

test('Big5 opened as GBK, GBK as Big5, UTF-8 as GBK and as Windows-1252', () => {
  const big5 = encodeText(TRADITIONAL, 'big5')!;
  expect(wrongEncoding(read(big5, 'gb18030'), big5)).toMatchObject({ encoding: 'big5', openedAs: 'gb18030' });
  const gbk = encodeText(SIMPLIFIED, 'gb18030')!;
  expect(wrongEncoding(read(gbk, 'big5'), gbk)).toMatchObject({ encoding: 'gb18030', openedAs: 'big5' });
  const utf8 = encodeText(SIMPLIFIED, 'utf-8')!;
  expect(wrongEncoding(read(utf8, 'gb18030'), utf8)).toMatchObject({ encoding: 'utf-8', openedAs: 'gb18030', sureness: 'certain' });
});

test('GB18030 opened as gb2312: the names', () => {
  const bytes = encodeText('公示名单：魏𬭛、罗㙍、冯𠮷，公示期五个工作日。', 'gb18030')!;
  const shown = '公示名单：魏�8�8、罗�2�9、冯�4�5，公示期五个工作日。';
  expect(wrongEncoding(shown, bytes)).toMatchObject({ encoding: 'gb18030' });
});

test('a text that was changed is no wrong reading of the file', () => {
  const bytes = encodeText(SIMPLIFIED, 'gb18030')!;
  expect(wrongEncoding(SIMPLIFIED.replace('高远', '高天远'), bytes)).toBeUndefined();
  expect(wrongEncoding('另一篇文章。', bytes)).toBeUndefined();
  expect(wrongEncoding(`${SIMPLIFIED}\ufffd`, bytes)).toBeUndefined();
});

test('a file that loses bytes in its own encoding too is left alone', () => {
  const bytes = Uint8Array.of(...encodeText(SIMPLIFIED, 'utf-8')!, 0xe5, 0x0a);
  expect(wrongEncoding(read(bytes, 'utf-8'), bytes)).toBeUndefined();
});

test('a file in an encoding that is not known is not taken for Chinese', () => {
  // Russian in Windows-1251.
  const bytes = Uint8Array.from('Вчера в городе открылась новая библиотека. Дети очень обрадовались.', (letter) => {
    const code = letter.codePointAt(0)!;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });
  expect(wrongEncoding(read(bytes, 'utf-8'), bytes)).toBeUndefined();
});

test('a text that was hardly read is told from one that was', () => {
  expect(isUnread(read(encodeText(SIMPLIFIED, 'gb18030')!, 'utf-8'))).toBe(true);
  expect(isUnread(Array.from(encodeText(SIMPLIFIED, 'utf-8')!, (byte) => String.fromCharCode(byte)).join(''))).toBe(true);
  expect(isUnread(SIMPLIFIED)).toBe(false);
  expect(isUnread('Voilà, l’été dernier à Noël, où étiez-vous ? 市�会议')).toBe(false);
  expect(isUnread('')).toBe(false);
});
