import { expect, test } from 'vitest';
import { PackedReader, PackedWriter } from './packed.ts';
import { longestMatch, matchTrie, packTrie, readTrie, trieValue } from './trie.ts';

function trieOf(strings: string[]) {
  const writer = new PackedWriter();
  packTrie(writer, strings, (index) => writer.number(index * 7));
  return readTrie(new PackedReader(writer.toString()), (reader) => reader.number());
}

test('numbers of every size come back', () => {
  const values = [0, 1, 59, 60, 90, 91, 1919, 1920, 59_579, 59_580, 123_456_789];
  const writer = new PackedWriter();
  for (const value of values) writer.number(value);
  const reader = new PackedReader(writer.toString());
  expect(values.map(() => reader.number())).toEqual(values);
});

test('numbers below 60 take one symbol, below 1,920 two', () => {
  const lengthOf = (value: number) => {
    const writer = new PackedWriter();
    writer.number(value);
    return writer.toString().length;
  };
  expect([59, 60, 1919, 1920].map(lengthOf)).toEqual([1, 2, 2, 3]);
});

const strings = ['一', '一二', '一二三四五六七八九十甲乙', '一二三四五六七八九十甲丙', '三四', '𠮷野', '𠮷野家'].sort();

test('every string is found with its value, and nothing else', () => {
  const trie = trieOf(strings);
  strings.forEach((string, index) => expect(trieValue(trie, string)).toBe(index * 7));
  for (const other of ['', '二', '一二三', '三', '三四五', '𠮷']) expect(trieValue(trie, other)).toBe(-1);
});

test('matches are visited shortest first', () => {
  const trie = trieOf(strings);
  const seen: [number, number][] = [];
  matchTrie(trie, '又一二三四', 1, (end, value) => seen.push([end, value]));
  expect(seen).toEqual([[2, strings.indexOf('一') * 7], [3, strings.indexOf('一二') * 7]]);
  expect(longestMatch(trie, '又一二三四', 1)).toBe(3);
  expect(longestMatch(trie, '又一二三四', 0)).toBe(0);
  expect(longestMatch(trie, '又一', 5)).toBe(5);
});

test('an unsorted list is refused', () => {
  expect(() => trieOf(['二', '一'])).toThrow(RangeError);
  expect(() => trieOf(['一', '一'])).toThrow(RangeError);
  expect(() => trieOf([''])).toThrow(RangeError);
});

test('thousands of strings that share units', () => {
  const many = Array.from({ length: 5000 }, (_, i) => String.fromCharCode(0x4e00 + (i * 37) % 113, 0x4e00 + i)).sort();
  const trie = trieOf(many);
  expect(many.map((string) => trieValue(trie, string))).toEqual(many.map((_, index) => index * 7));
});
