import { expect, test } from 'vitest';
import { inRow } from './goldDocuments.ts';

const pieces = (name: string) => inRow(name).map(([start, end]) => name.slice(start, end));

test('divisions in a row, of Universal NER one place, are one place each', () => {
  expect(pieces('中国黑龙江省齐齐哈尔市')).toEqual(['中国', '黑龙江省', '齐齐哈尔市']);
  expect(pieces('日本东京')).toEqual(['日本', '东京']);
  expect(pieces('四川省资阳市雁江区碑记镇')).toEqual(['四川省', '资阳市', '雁江区', '碑记镇']);
});

test('a name that only begins with a division is left whole', () => {
  for (const name of ['成都平原', '上海', '武汉长江大桥', '北京站', '固始县城']) expect(pieces(name)).toEqual([name]);
});
