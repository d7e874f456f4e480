import { expect, test } from 'vitest';
import { isPlaceAlsoWord, matchPlaces, placeKind, placeNamed, usualNameOfPlace } from './places.ts';

test('kinds of places', () => {
  const kind = (text: string) => placeKind(placeNamed(text));
  expect(['法国', '渥太华', '名古屋', '长三角', '淮河', '祁连山', '波斯湾', '拉丁美洲'].map(kind)).toEqual(['country', 'capital', 'city', 'region-of-china', 'river', 'mountain', 'sea', 'region']);
});

test('another name leads to the usual one', () => {
  expect(usualNameOfPlace(placeNamed('美利坚合众国'))).toBe('美国');
  expect(usualNameOfPlace(placeNamed('美国'))).toBeUndefined();
});

test('words are marked, and what is no place is not found', () => {
  expect(isPlaceAlsoWord(placeNamed('汉堡'))).toBe(true);
  expect(isPlaceAlsoWord(placeNamed('慕尼黑'))).toBe(false);
  for (const text of ['', '西部', '沿海', '堰塞湖', '美', '国']) expect(placeNamed(text)).toBe(-1);
});

test('matching visits shorter names first', () => {
  const seen: number[] = [];
  matchPlaces('赴俄罗斯联邦访问', 1, (end) => seen.push(end));
  expect(seen).toEqual([4, 6]);
});
