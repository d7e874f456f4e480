import { expect, test } from 'vitest';
import { isRareForm, isSimplifiedOnly, isTraditionalOnly, toSimplified } from './fold.ts';

const code = (character: string) => character.charCodeAt(0);

test('folds character by character and keeps the length', () => {
  expect(toSimplified('調研組參觀了園區,𠮷野家A')).toBe('调研组参观了园区,𠮷野家A');
  expect(toSimplified('')).toBe('');
  expect(toSimplified('没有繁体')).toBe('没有繁体');
  const everything = Array.from({ length: 65_536 }, (_, i) => String.fromCharCode(i)).join('');
  expect(toSimplified(everything)).toHaveLength(65_536);
});

test('tells the scripts apart, and leaves alone what both use', () => {
  expect(['國', '會', '龍'].map((c) => isTraditionalOnly(code(c)))).toEqual([true, true, true]);
  expect(['国', '后', '于', '中', 'A'].map((c) => isTraditionalOnly(code(c)))).toEqual([false, false, false, false, false]);
  expect(['国', '会', '龙'].map((c) => isSimplifiedOnly(code(c)))).toEqual([true, true, true]);
  expect(['國', '后', '于', '中', 'A'].map((c) => isSimplifiedOnly(code(c)))).toEqual([false, false, false, false, false]);
});

test('knows the forms that a conversion character by character does not make', () => {
  expect(['髮', '説', '發', '發', '中'].map((c) => isRareForm(code(c)))).toEqual([true, true, false, false, false]);
});
