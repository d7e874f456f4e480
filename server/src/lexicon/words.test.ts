import { expect, test } from 'vitest';
import { classOfWord, longestWord, matchWords, wordAt, wordFrequency } from './words.ts';

const classOf = (word: string) => classOfWord(wordAt(word, 0, word.length));

test('common words are more frequent than rare ones', () => {
  const frequencies = ['的', '发展', '书记', '高峰'].map(wordFrequency);
  expect(frequencies).toEqual([...frequencies].sort((a, b) => b - a));
  expect(wordFrequency('高峰')).toBeGreaterThan(1000);
});

test('words that look like names are words, names are not', () => {
  for (const word of ['明白', '文明', '城市', '和平', '向阳']) expect(wordFrequency(word), word).toBeGreaterThan(0);
  for (const name of ['毛泽东', '长江', '武汉市', '新华社', '', '发展的']) expect(wordFrequency(name), name).toBe(0);
});

test('words of present-day news are there', () => {
  for (const word of ['大数据', '脱贫攻坚', '率队', '副市长', '新能源']) expect(wordFrequency(word), word).toBeGreaterThan(100);
});

test('classes', () => {
  expect(['在', '的', '和', '书记', '出席', '十一', '我们'].map(classOf)).toEqual(['p', 'u', 'c', 'n', 'v', 'm', 'r']);
});

test('matching visits shorter words first', () => {
  const seen: number[] = [];
  matchWords('召开工作会议', 2, (end) => seen.push(end));
  expect(seen).toEqual([3, 4, 6]);
  expect(longestWord('召开工作会议', 2)).toBe(6);
  expect(longestWord('?', 0)).toBe(0);
});
