import { expect, test } from 'vitest';
import { canConvert, convertScript, type Script } from './convertScript.ts';
import type { TextChange } from './textEdit.ts';

function apply(text: string, changes: readonly TextChange[]): string {
  return changes.reduceRight((mended, { start, end, text: put }) => mended.slice(0, start) + put + mended.slice(end), text);
}

const whole = (text: string) => ({ start: 0, end: text.length });
const convert = async (text: string, script: Script) => apply(text, await convertScript(text, whole(text), script));

test.each([
  ['縣委書記到鄉里調研，后來又去了學校。', '县委书记到乡里调研，后来又去了学校。'],
  ['乾隆年間，糧食乾燥。', '乾隆年间，粮食干燥。'],
  ['已经是简体的文字', '已经是简体的文字'],
])('%s to simplified', async (from, to) => expect(await convert(from, 'simplified')).toBe(to));

test.each([
  ['县委书记后来理了头发，发展干部。', '縣委書記後來理了頭髮，發展幹部。'],
  ['这里只有一只猫，吃面，路面平整。', '這裏只有一隻貓，喫麪，路面平整。'],
  ['公里之后，皇后里程，关注日历和历史。', '公里之後，皇后里程，關注日曆和歷史。'],
])('%s to traditional', async (from, to) => expect(await convert(from, 'traditional')).toBe(to));

test('only what changes is edited, and only in the span', async () => {
  const text = '人民政府\n縣長和縣長';
  expect(await convertScript(text, { start: 5, end: 8 }, 'simplified')).toEqual([{ start: 5, end: 7, text: '县长' }]);
});

test('a surrogate pair is never parted', async () => {
  const text = '𣵣和㙍，縣裡的𠮷野家';
  const changes = await convertScript(text, whole(text), 'simplified');
  for (const { start, end, text: put } of changes) {
    expect(text.slice(start, end).isWellFormed() && put.isWellFormed()).toBe(true);
  }
});

test('a text that is in the script already is not offered', () => {
  expect(canConvert('县长', whole('县长'), 'simplified')).toBe(false);
  expect(canConvert('县长', whole('县长'), 'traditional')).toBe(true);
  expect(canConvert('縣長', whole('縣長'), 'simplified')).toBe(true);
  expect(canConvert('縣長', { start: 0, end: 0 }, 'simplified')).toBe(false);
});
