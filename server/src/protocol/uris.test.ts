import { expect, test } from 'vitest';
import { documentId, pathBelow } from './uris.ts';

test('one spelling for one file', () => {
  expect(documentId('file:///c%3A/a%20b/%E6%96%B0.txt')).toBe(documentId('file:///c:/a b/新.txt'));
  expect(documentId('untitled:Untitled-1')).toBe('untitled:Untitled-1');
});

test('what is no URI stands for itself', () => {
  expect(documentId('')).toBe('');
  expect(documentId('news/a.txt')).toBe('news/a.txt');
});

test('paths below folders', () => {
  const folders = ['file:///a/%E6%96%B0', 'file:///b/'];
  expect(pathBelow(folders, 'file:///a/%E6%96%B0/x%20y/1.txt')).toBe('x y/1.txt');
  expect(pathBelow(folders, 'file:///b/1.txt')).toBe('1.txt');
  expect(pathBelow(folders, 'file:///b/100%.txt')).toBe('100%.txt');
  expect(pathBelow(folders, 'file:///a/%E6%96%B0%E9%97%BB/1.txt')).toBeUndefined();
  expect(pathBelow([], 'file:///b/1.txt')).toBeUndefined();
});
