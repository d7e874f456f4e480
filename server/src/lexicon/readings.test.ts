import { expect, test } from 'vitest';
import { hasTone, isReadingOf, readingsOf, withoutTone } from './readings.ts';

test('all readings of a character, and those of its simplified form', () => {
  expect(readingsOf('长')).toEqual(['cháng', 'zhǎng']);
  expect(readingsOf('说')[0]).toBe('shuō');
  expect(readingsOf('們')).toContain('men');
  expect(readingsOf('處')).toContain('chǔ');
  expect(readingsOf('A')).toEqual([]);
  expect(readingsOf('')).toEqual([]);
});

test('a tone must agree where there is one', () => {
  expect(isReadingOf('zhǎng', '長')).toBe(true);
  expect(isReadingOf('zhàng', '長')).toBe(false);
  expect(isReadingOf('zhang', '長')).toBe(true);
  expect(isReadingOf('men', '們')).toBe(true);
  expect(isReadingOf('dvd', '第')).toBe(false);
});

test('ü in its spellings, and decomposed tone marks', () => {
  for (const syllable of ['lǜ', 'lü', 'lv', 'lu', 'lu\u0308\u0300']) expect(isReadingOf(syllable, '綠')).toBe(true);
  expect(withoutTone('lǜ')).toBe('lü');
  expect([hasTone('lü'), hasTone('lǜ'), hasTone('de')]).toEqual([false, true, false]);
});
