import { expect, test } from 'vitest';
import { swallowedAt } from './swallowed.ts';

const first = (text: string, folded = false) => swallowedAt(text, text.indexOf('?') + 1, folded)[0]?.character;

test('the rest of a year, month or day tells the digit that is gone', () => {
  expect(first('始建于?016年')).toBe('2');
  expect(first('始建于?984年')).toBe('1');
  expect(first('上午?2月3日')).toBe('1');
  expect(swallowedAt('?8日开工', 1, false).map(({ character }) => character)).toEqual(['1', '2']);
});

test('a number or a word that stands whole elsewhere tells the character that is gone', () => {
  expect(first('来了?68人，全县共568人')).toBe('5');
  expect(first('去年?月动工，今年7月竣工')).toBe('7');
  expect(first('今年?DP增长，全市GDP居前')).toBe('G');
});

test('a bracket that only closes was opened', () => {
  expect(first('新能源?上海)有限公司')).toBe('(');
  expect(first('新能源?(上海)有限公司')).not.toBe('(');
});

test('where nothing tells, small digits are likeliest, and all of them are offered', () => {
  expect(swallowedAt('共有?200多户', 3, false).map(({ character }) => character).join('')).toBe('123456789');
});
