import { expect, test } from 'vitest';
import { givenNameScore, isTransliterationUnit, longestNamePiece, longestSurname, matchSurnames, surnameScore, transliterationScore } from './persons.ts';

test('surnames rank as they do among people', () => {
  const scores = ['王', '林', '汤', '禤'].map((surname) => surnameScore(surname));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(surnameScore('的')).toBe(-1);
  expect(surnameScore('')).toBe(-1);
});

test('a compound surname is found beside its first character', () => {
  const seen: number[] = [];
  matchSurnames('记者欧阳晓', 2, (end) => seen.push(end));
  expect(seen).toEqual([3, 4]);
  expect(longestSurname('记者欧阳晓', 2)).toBe(4);
  expect(longestSurname('记者', 0)).toBe(0);
});

test('given names score above words, at both lengths', () => {
  for (const name of ['志强', '晓梅', '国华', '子涵', '文博']) for (const word of ['会议', '主席', '指出', '的是', '一行', '率队']) expect(givenNameScore(name)).toBeGreaterThan(givenNameScore(word) + 3);
  for (const name of ['伟', '丽', '磊']) for (const word of ['的', '说', '在', '会']) expect(givenNameScore(name)).toBeGreaterThan(givenNameScore(word) + 3);
});

test('a given name has one or two characters; other scripts score lowest', () => {
  expect(givenNameScore('')).toBe(-Infinity);
  expect(givenNameScore('志强强')).toBe(-Infinity);
  expect(givenNameScore('ab')).toBe(-8);
});

test('names written by sound', () => {
  for (const name of ['罗德里格斯', '伊万诺夫', '史密斯']) expect(transliterationScore(name)).toBeGreaterThan(1.5);
  for (const words of ['会议室', '的时候', '发展']) expect(transliterationScore(words)).toBeLessThan(-1);
  expect(isTransliterationUnit('斯', 0)).toBe(true);
  expect(isTransliterationUnit('的', 0)).toBe(false);
  expect(transliterationScore('')).toBe(-Infinity);
});

test('pieces of minority names', () => {
  expect(longestNamePiece('扎西顿珠', 0)).toBe(2);
  expect(longestNamePiece('扎西顿珠', 2)).toBe(4);
  expect(longestNamePiece('乌云其其格', 0)).toBe(5);
  expect(longestNamePiece('主席', 0)).toBe(0);
});
