import { expect, test } from 'vitest';
import { splitParagraphs } from '../text/paragraphs.ts';
import { folding } from './folding.ts';

/** Folds as `first-last`. */
const folds = (...lines: readonly string[]) => folding(splitParagraphs(lines.join('\n'))).map(({ first, last }) => `${first}-${last}`);
const P = '各单位要按照通知要求，认真做好各项工作，并及时报送进展情况。';

test('sections under headings, each up to the next as high', () => {
  expect(folds('通知', '一、总体要求', P, '（一）目标', P, P, '（二）原则', P, '二、工作安排', P)).toEqual(['1-7', '3-5', '6-7', '8-9']);
});

test('a numbered paragraph is no heading', () => {
  expect(folds('一、总体要求', P, `二、${P}${P}`, P)).toEqual(['0-3']);
});

test('an attachment ends everything before it', () => {
  expect(folds('一、总体要求', P, '', '附件：', '名单', '', '附件2：表', P)).toEqual(['0-1', '3-4', '6-7']);
});

test('long lists fold, short ones do not', () => {
  expect(folds('名单如下：', '1. 青禾市', '2. 白鹭县', '3. 云河镇', '4. 临海区', P)).toContain('1-4');
  expect(folds('一、名单', '1. 青禾市', '2. 白鹭县', '3. 云河镇')).toEqual(['0-3']);
});

test('without headings, blocks between blank lines', () => {
  expect(folds('题目', '', P, P, P, P, '', P, P)).toEqual(['2-5']);
});

test('nothing to fold', () => {
  expect(folds('')).toEqual([]);
  expect(folds('', '', '')).toEqual([]);
  expect(folds(P)).toEqual([]);
  expect(folds('一、总体要求', '', '')).toEqual([]);
});

test('a heading in either line end', () => {
  expect(folding(splitParagraphs(`一、要求\r\n${P}\r\n${P}`))).toEqual([{ first: 0, last: 2 }]);
});
