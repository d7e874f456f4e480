import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editText } from '../damage/applyFixes.ts';
import { editsBetween } from './editsBetween.ts';

test('each place is an edit of its own, and what lies between stays', () => {
  expect(editsBetween('甲(jia)乙丙丁,、戊', '甲乙丙丁、戊')).toEqual([{ start: 1, end: 6, clean: '' }, { start: 9, end: 10, clean: '' }]);
});

test('the same text has no edits, whatever its line ends and lone surrogates became', () => {
  expect(editsBetween('a\r\nb\nc\rd\ud842', 'a\nb\nc\nd\ufffd')).toEqual([]);
});

test('line ends that are put in are those of the text', () => {
  expect(editText('a\r\nb', editsBetween('a\r\nb', 'a\nx\nb'))).toBe('a\r\nx\r\nb');
});

test('a pair is never parted', () => {
  expect(editsBetween('𠮷', '𠮶')).toEqual([{ start: 0, end: 2, clean: '𠮶' }]);
});

test('the edits make the other text, for any two', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', 'a', '\n', '𠮷'), maxLength: 30 });
  fc.assert(fc.property(text, text, (before, after) => editText(before, editsBetween(before, after)) === after));
});

test('texts that have little in common are one edit, in bounded time', () => {
  const before = '甲乙丙丁'.repeat(2000);
  const after = '戊己庚辛'.repeat(2000);
  expect(editsBetween(before, after)).toEqual([{ start: 0, end: before.length, clean: after }]);
});
