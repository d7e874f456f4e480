import { expect, test } from 'vitest';
import { smallestChange } from './textEdit.ts';

test.each([
  ['a gloss goes', '(shū)', '', { start: 10, end: 15, text: '' }],
  ['the inserted comma goes, the mark stays', ',。', '。', { start: 10, end: 11, text: '' }],
  ['the same mark twice', ',,', ',', { start: 11, end: 12, text: '' }],
  ['a slip keeps what it has in common', '動?wù)楀', '動乾', { start: 11, end: 16, text: '乾' }],
  ['an insertion', '人民政', '人民政府', { start: 13, end: 13, text: '府' }],
  ['nothing to do', '市', '市', { start: 11, end: 11, text: '' }],
  ['a pair is not parted at its start', '𠮷', '𠮶', { start: 10, end: 12, text: '𠮶' }],
  ['a pair is not parted at its end', '\ud842\udfb7', '\ud840\udfb7', { start: 10, end: 12, text: '\ud840\udfb7' }],
])('%s', (_, raw, reading, expected) => {
  expect(smallestChange({ start: 10, end: 10 + raw.length, raw }, reading)).toEqual(expected);
});
