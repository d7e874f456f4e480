import { expect, test } from 'vitest';
import { kept } from './kept.ts';

test('a string is asked for once while it is kept, also where there is nothing to find, and again after too many others', () => {
  const asked: string[] = [];
  const find = kept(2, (key) => {
    asked.push(key);
    return key === '无' ? undefined : `${key}${key}`;
  });
  expect([find('甲'), find('甲'), find('无'), find('无')]).toEqual(['甲甲', '甲甲', undefined, undefined]);
  expect(asked).toEqual(['甲', '无']);
  find('丙');
  expect(find('甲')).toBe('甲甲');
  expect(asked).toEqual(['甲', '无', '丙', '甲']);
});
