import { expect, test } from 'vitest';
import { looksLikeNews, MINIMUM_HAN_SHARE, SAMPLE_LENGTH } from './looksLikeNews.ts';

const SHARE = MINIMUM_HAN_SHARE;

test.each([
  ['plain news', '青岭县召开秋收工作会议，县长参加会议并讲话。'],
  ['glossed news', '青嶺縣(xiàn)召開(kāi)會(huì)議(yì)，縣(xiàn)長(zhǎng)講(jiǎng)話(huà)。'],
  ['news with figures', '全县粮食播种面积12.6万亩，同比增长3.2%，总产量达5.8万吨。'],
  ['a headline', '秋收会议'],
  ['characters beyond the basic plane', '𠮷𡈽𠮟𠂉'],
])('%s', (_, text) => expect(looksLikeNews(text, SHARE)).toBe(true));

test.each([
  ['an empty text', ''],
  ['blanks', ' \n\u3000\n'],
  ['English', 'The harvest meeting was held on Tuesday.'],
  ['English that quotes two words', 'The word 勘误 (kanwu) means corrections; the word 校对 means proofreading. Both are common in publishing.'],
  ['a program with a comment', '// 打开文件\nconst file = open(path);\nfor (const line of file) print(line);\nclose(file);'],
  ['Japanese', '秋の収穫会議が開かれ、町長が出席して挨拶を述べた。'],
  ['Korean with Han characters', '秋收會議가 열려 郡守가 참석하였다.'],
  ['a lone surrogate', '\ud842'],
])('not %s', (_, text) => expect(looksLikeNews(text, SHARE)).toBe(false));

test('the share is a setting', () => {
  const mixed = 'Report 2024: 秋收会议召开 (see the attached file for details)';
  expect(looksLikeNews(mixed, 0.1)).toBe(true);
  expect(looksLikeNews(mixed, 0.5)).toBe(false);
});

test('only the beginning of a long text counts', () => {
  expect(looksLikeNews('会'.repeat(SAMPLE_LENGTH) + 'a'.repeat(SAMPLE_LENGTH * 50), SHARE)).toBe(true);
});
