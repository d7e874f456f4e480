import { expect, test } from 'vitest';
import { encodeText } from '../text/encodeText.ts';
import type { Encoding } from '../text/encodings.ts';
import { windows1252Code } from '../text/windows1252.ts';
import type { Finding } from './finding.ts';
import { analyseDamage, cleanParagraph, findDamage } from './index.ts';

/** The text written in one encoding and read in another. */
function misread(text: string, wrote: Encoding, read: 'gb18030' | 'big5' | 'windows-1252'): string {
  const bytes = encodeText(text, wrote)!;
  return read === 'windows-1252' ? Array.from(bytes, (byte) => String.fromCharCode(windows1252Code(byte))).join('') : new TextDecoder(read).decode(bytes);
}

function findings(text: string): Finding[] {
  return analyseDamage(text).findings.filter(({ kind }) => kind === 'mojibake');
}

function applied(text: string, which: readonly Finding[]): string {
  return [...which].reverse().reduce((out, { start, end, clean }) => out.slice(0, start) + clean! + out.slice(end), text);
}

const SIMPLIFIED = '青岭县召开秋收工作会议，部署下一阶段任务。';
const TRADITIONAL = '青嶺縣召開秋收工作會議，部署下一階段任務。';

test.each<[Encoding, 'gb18030' | 'big5' | 'windows-1252', string]>([
  ['utf-8', 'gb18030', SIMPLIFIED.slice(0, -1)],
  ['utf-8', 'windows-1252', SIMPLIFIED],
  ['gb18030', 'windows-1252', SIMPLIFIED],
  ['gb18030', 'windows-1252', TRADITIONAL],
  ['big5', 'windows-1252', TRADITIONAL],
  ['big5', 'gb18030', TRADITIONAL],
  ['gb18030', 'big5', SIMPLIFIED],
])('%s read as %s is one safe repair', (wrote, read, text) => {
  const raw = misread(text, wrote, read);
  const found = findings(raw);
  expect(found.map(({ fix }) => fix)).toEqual(['safe']);
  expect(applied(raw, found)).toBe(text);
});

test('a span within good text is found to the character', () => {
  const raw = `县长到${misread('云河镇调研春耕生产', 'gb18030', 'windows-1252')}，要求抓紧。`;
  expect(findings(raw)).toMatchObject([{ start: 3, end: 21, clean: '云河镇调研春耕生产', fix: 'safe' }]);
});

test('what was read as ISO-8859-1 has control characters where Windows-1252 has signs', () => {
  const raw = Array.from(encodeText(SIMPLIFIED, 'utf-8')!, (byte) => String.fromCharCode(byte)).join('');
  expect(applied(raw, findings(raw))).toBe(SIMPLIFIED);
});

test.each<[Encoding, 'gb18030' | 'windows-1252', 'gb18030' | 'windows-1252']>([
  ['utf-8', 'windows-1252', 'windows-1252'],
  ['utf-8', 'windows-1252', 'gb18030'],
  ['utf-8', 'gb18030', 'windows-1252'],
  ['gb18030', 'windows-1252', 'windows-1252'],
  ['gb18030', 'windows-1252', 'gb18030'],
])('two rounds: %s as %s, then UTF-8 as %s', (wrote, first, second) => {
  const text = '部署下一阶段任务';
  const raw = misread(misread(text, wrote, first), 'utf-8', second);
  expect(applied(raw, findings(raw))).toBe(text);
});

test('a short span of common characters alone is found, in either encoding', () => {
  const gbk = `据介绍，${misread('公司将其', 'gb18030', 'big5')}改为仓库。`;
  expect(gbk).toContain('鼠侗蔚');
  expect(applied(gbk, findings(gbk))).toBe('据介绍，公司将其改为仓库。');
  const big5 = `代表團到${misread('貨場提貨', 'big5', 'gb18030')}。`;
  expect(applied(big5, findings(big5))).toBe('代表團到貨場提貨。');
});

test('kana and odd signs beside a span are of it', () => {
  // ㎝ is 和 and ゴ is 打.
  const raw = `警方聯手${misread('打擊犯罪', 'big5', 'gb18030')}，住宅${misread('和公園', 'big5', 'gb18030')}為主。`;
  expect(raw).toMatch(/手ゴ.*宅㎝/);
  expect(applied(raw, findings(raw))).toBe('警方聯手打擊犯罪，住宅和公園為主。');
});

test('at the start of a line, a character that may as well be good text is no part of a safe fix', () => {
  const span = misread('利制度的完善已初見端倪', 'big5', 'gb18030');
  for (const { fix, start } of findings(`福${span}，各地都在推進。`)) if (fix === 'safe') expect(start).toBeGreaterThan(0);
});

test('at the ends of a span, a character as common as the other is no part of a safe fix', () => {
  // 陶 reads 吵 in the other encoding.
  for (const { fix, clean } of findings(`零点，陶陶${misread('收摊，把最后一杯茶送给', 'gb18030', 'big5')}了扫地的人。`)) if (fix === 'safe') expect(clean).not.toContain('吵');
});

test('the digits of a lost code of four bytes are lost with it', () => {
  const raw = misread('县委书记魏𬭛主持召开会议', 'gb18030', 'big5');
  for (const { fix, clean } of findings(raw)) if (fix === 'safe') expect('县委书记魏𬭛主持召开会议').toContain(clean);
  expect(findings(raw).some(({ fix }) => fix === 'safe')).toBe(true);
});

test('with a byte lost, what is left is repaired and the rest guessed', () => {
  // Seven characters of three bytes are ten pairs and a half.
  const raw = `会议${misread('部署下阶段任务', 'utf-8', 'gb18030')}, 2024年`;
  const found = findings(raw);
  expect(found.map(({ fix, clean }) => [fix, clean])).toEqual([['safe', '部署下阶段任'], ['suggested', '务']]);
  expect(found[1]!.alternatives.length).toBeGreaterThan(1);
  expect(found[1]!.alternatives).not.toContain('务');
});

test('with more lost, what is left is repaired and the loss marked', () => {
  const whole = misread('部署下一阶段任务', 'utf-8', 'windows-1252');
  const raw = whole.slice(0, 10) + whole.slice(12); // two bytes of 一
  expect(applied(raw, findings(raw))).toBe('部署下\ufffd阶段任务');
  expect(findings(raw).map(({ fix }) => fix)).toEqual(['safe', 'suggested', 'safe']);
});

/** What a page keeps of a text that was read as Windows-1252: soft hyphens and C1 controls are not seen, and dropped. */
const seen = (text: string, wrote: Encoding) => misread(text, wrote, 'windows-1252').replace(/[\u0080-\u009f\u00ad]/g, '');

test('where bytes may have been dropped so that the rest pairs up again, both readings are offered and the rest is safe', () => {
  // 江森 is BD AD C9 AD, 缴 is BD C9.
  const found = findings(seen('江森与家人住在云河镇，靠种粮养活一家。', 'gb18030'));
  expect(found.map(({ fix, clean, alternatives }) => [fix, clean, alternatives])).toEqual([
    ['suggested', '缴', ['江森']],
    ['safe', '与家人住在云河镇，靠种粮养活一家。', []],
  ]);
});

test('in Big5 a letter may be what is left of a character', () => {
  const found = findings(seen('縣長說，我們要抓好春耕生產，發展農業。', 'big5'));
  expect(applied(seen('縣長說，我們要抓好春耕生產，發展農業。', 'big5'), found)).toBe('縣長說，我們要抓好春耕生產，發展農業。');
  expect(found.map(({ fix }) => fix)).toEqual(['safe', 'suggested', 'safe']);
  expect(found[1]!.alternatives).toContain('我們n');
});

test('a letter among characters may be what is left of a rare one: it is left as it is, and no part of a safe fix', () => {
  // 漈 is 9D 54.
  const found = findings(seen('戏台搬到了漈下村，村民都来看戏。', 'gb18030'));
  expect(found.map(({ fix, clean }) => [fix, clean])).toEqual([['safe', '戏台搬到了'], ['safe', '下村，村民都来看戏。']]);
});

test.each([
  ['戏台搬到了漈漈村，村民都来看戏。', 'TT'],
  ['他到了南漈、北坑，村民都来看戏。', 'T、'],
])('%s: so may two letters, and one before a mark (%s)', (text) => {
  for (const { fix, clean } of findings(seen(text, 'gb18030'))) if (fix === 'safe') expect(clean).not.toContain('T');
});

test('dashes before a span are as likely good text as a pair', () => {
  // —— is 97 97, 棗.
  const found = findings(`票价最低两块——${misread('穿行在云河镇的老线路上', 'gb18030', 'windows-1252')}，已经开了多年。`);
  for (const { fix, clean } of found) if (fix === 'safe') expect(clean).not.toContain('棗');
  expect(found.some(({ fix, clean }) => fix === 'safe' && clean!.includes('云河镇'))).toBe(true);
});

test('a sign of degrees that measures nothing may be half of what was there', () => {
  // 八铜 is B0 CB CD AD.
  for (const { fix } of findings(`关于十${seen('八铜人的具体描述非', 'gb18030')}常多。`)) expect(fix).toBe('suggested');
});

test('where a soft hyphen still stands, none was dropped', () => {
  const raw = misread('江森与家人住在云河镇，缴清了税款。', 'gb18030', 'windows-1252');
  expect(findings(raw).map(({ fix, clean }) => [fix, clean])).toEqual([['safe', '江森与家人住在云河镇，缴清了税款。']]);
});

test('a quote after the span is not taken for the byte that its last character lost', () => {
  // 学 is E5 AD A6, and E5 A6 with ”, 94, is 妔.
  const found = findings(`镇里建设的“${seen('农村大学', 'utf-8')}”今天开学`);
  // 村 is E6 9D 91.
  expect(found.map(({ fix, clean }) => [fix, clean])).toEqual([['safe', '农'], ['suggested', '村'], ['safe', '大'], ['suggested', '学”']]);
  expect(found[3]!.alternatives).toContain('妔');
});

test('what was guessed stays a guess where the end of the span may read otherwise', () => {
  // 坊 is E5 9D 8A and 来 E6 9D A5; without 9D many others could be meant.
  const found = findings(`镇里建设的“${seen('他从老坊街来到了农村大学', 'utf-8').replaceAll('\u009d', '')}”今天开学`);
  expect(found.length).toBeGreaterThan(3);
  for (const { fix, clean } of found) if (fix === 'safe') expect('他从老坊街来到了农村大学').toContain(clean);
});

test('with half a pair left over beside it, a span is not certain', () => {
  // 食 is AD B9 in Big5: 糧食學院 becomes Â³¹¾Ç°|, in which 章學院 stands as well.
  const found = findings(`他在鄭州${seen('糧食學院學習了三年，成績很好', 'big5')}。`);
  for (const { fix, clean } of found) if (fix === 'safe') expect('糧食學院學習了三年，成績很好').toContain(clean);
});

test('the euro sign is one byte or two', () => {
  // 慢。 is E6 85 A2 E3 80 82, and A2 E3 is the euro sign, as 80 is; 者 ends in 80 and 85.
  for (const text of ['走得太慢。春耕', '编者注：本报']) expect(applied(misread(text, 'utf-8', 'gb18030'), findings(misread(text, 'utf-8', 'gb18030')))).toBe(text);
});

test('GB18030 characters of four bytes come back', () => {
  const raw = misread('公示名单：魏𬭛、罗㙍，无异议。', 'gb18030', 'windows-1252');
  expect(applied(raw, findings(raw))).toBe('公示名单：魏𬭛、罗㙍，无异议。');
});

test('clean text maps back to the raw text by character', () => {
  const raw = `据${misread('新华社报道', 'utf-8', 'windows-1252')}，丰收`;
  const clean = cleanParagraph(raw, findDamage(raw));
  expect(clean.clean).toBe('据新华社报道，丰收');
  expect(clean.toRaw({ start: 3, end: 4 })).toEqual({ start: 7, end: 10 });
});

test('random text of any kind is not repaired by itself, and soon done with', () => {
  let seed = 7;
  const random = (limit: number) => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff) % limit;
  const from = (first: number, count: number, length: number) => Array.from({ length }, () => String.fromCharCode(first + random(count))).join('');
  for (const text of [from(0x80, 0x80, 400), from(0x4e00, 0x5200, 400), from(0x3041, 0x60, 400), from(0, 0x10000, 400), from(0xe000, 0x1900, 400), '?'.repeat(2000), '\ufffd'.repeat(2000), '€'.repeat(400), 'Ã'.repeat(400), '锟斤拷'.repeat(200)]) {
    expect(findings(text).filter(({ fix }) => fix === 'safe')).toEqual([]);
  }
});

const notSearched = (line: string) => findings(line).filter(({ message }) => message.includes('from here on it was not'));

test('a line that is suspect throughout is searched in bounded time, and what was not searched is said', () => {
  const line = 'Ã'.repeat(50_000);
  expect(notSearched(line)).toEqual([expect.objectContaining({ end: line.length, fix: null })]);
});

test('where the bound is met only for text that was misread twice, that is said too', () => {
  const line = misread(misread('县委召开会议'.repeat(1000), 'utf-8', 'windows-1252'), 'utf-8', 'gb18030');
  expect(notSearched(line)).toEqual([expect.objectContaining({ end: line.length })]);
});

test('nothing is said where the bound is met at the very end of what is suspect', () => {
  expect(notSearched('Ã'.repeat(2048))).toEqual([]);
  expect(notSearched(`${'Ã'.repeat(2036)}${'今天，'.repeat(100)}`)).toEqual([]);
  expect(notSearched('Ã'.repeat(2049))).toHaveLength(1);
});
