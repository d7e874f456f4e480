import { expect, test } from 'vitest';
import { dateOf } from './documentDate.ts';

test('the day of a dateline, a byline or a signature', () => {
  expect(dateOf(['青禾市召开会议', '2023年6月9日，青禾市委召开会议。'])).toBe(20_230_609);
  expect(dateOf(['2021-11-03 10:21 来源：远山日报', '2020年1月1日起施行。'])).toBe(20_211_103);
  expect(dateOf(['青禾市人民政府任免通知', '何文秀任局长。', '青禾市人民政府', '2024年2月1日'])).toBe(20_240_201);
  expect(dateOf(['正'.repeat(700), '2024年2月1日'])).toBe(20_240_201);
});

test('a birthday, an impossible day, a day without its year are none', () => {
  expect(dateOf(['何文秀，女，1970年5月3日生。'])).toBe(0);
  expect(dateOf(['2023年13月40日', '5月3日'])).toBe(0);
  expect(dateOf([])).toBe(0);
});
