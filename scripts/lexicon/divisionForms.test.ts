import { expect, test } from 'vitest';
import { formsByRule, shortForm } from './divisionForms.ts';

test('short forms', () => {
  const short = (names: string[]) => names.map((name) => shortForm(name));
  expect(short(['海南省', '三亚市', '勉县', '神农架林区', '大兴安岭地区', '浦东新区', '澳门特别行政区'])).toEqual(['海南', '三亚', undefined, '神农架', '大兴安岭', '浦东', '澳门']);
  expect(short(['内蒙古自治区', '新疆维吾尔自治区', '巴音郭楞蒙古自治州', '双江拉祜族佤族布朗族傣族自治县', '龙胜各族自治县', '鄂伦春自治旗', '东乡族自治县'])).toEqual(['内蒙古', '新疆', '巴音郭楞', '双江', '龙胜', '鄂伦春', '东乡']);
  expect(shortForm('五四农场')).toBeUndefined();
});

test('first character and level only for names of three characters, and not for numerals', () => {
  const abbreviations = (name: string) => formsByRule(name).filter(([, kind]) => kind === 'abbreviation').map(([form]) => form);
  expect(abbreviations('呼和浩特市')).toEqual(['呼市']);
  expect(abbreviations('三亚市')).toEqual([]);
  expect(abbreviations('六盘水市')).toEqual([]);
});
