import { expect, test } from 'vitest';
import { allDivisions, chainOf, divisionForm, divisionsNamed, isAlsoWord, isWithin, matchDivisions } from './divisions.ts';

const names = (text: string) => divisionsNamed(text).map(({ division, kind }) => `${chainOf(division).join('/')} ${kind}`);

test('a full name names one division, a short name all that share it', () => {
  expect(names('陵水黎族自治县')).toEqual(['海南省/陵水黎族自治县 full']);
  expect(names('陵水')).toEqual(['海南省/陵水黎族自治县 short']);
  expect(names('鼓楼区')).toEqual(['江苏省/南京市/鼓楼区 full', '江苏省/徐州市/鼓楼区 full', '福建省/福州市/鼓楼区 full', '河南省/开封市/鼓楼区 full']);
});

test('autonomous units lose their peoples, and only these', () => {
  expect(names('西双版纳')).toEqual(['云南省/西双版纳傣族自治州 short']);
  expect(names('西双版纳州')).toEqual(['云南省/西双版纳傣族自治州 levelled']);
  expect(names('甘南州')).toEqual(['甘肃省/甘南藏族自治州 levelled']);
  expect(names('积石山县')).toEqual(['甘肃省/临夏回族自治州/积石山保安族东乡族撒拉族自治县 levelled']);
  expect(names('内蒙古')).toEqual(['内蒙古自治区 short']);
  expect(names('鄂温克旗')).toEqual(['内蒙古自治区/呼伦贝尔市/鄂温克族自治旗 levelled']);
});

test('first character and level, letters, aliases, former names', () => {
  expect(names('克州')).toContain('新疆维吾尔自治区/克孜勒苏柯尔克孜自治州 abbreviation');
  expect(names('阿盟')).toEqual(['内蒙古自治区/阿拉善盟 abbreviation']);
  expect(names('湘')).toEqual(['湖南省 letter']);
  expect(names('羊城')).toEqual(['广东省/广州市 alias']);
  expect(names('崇文区')).toEqual(['北京市/东城区 former']);
});

test('nothing is named by a level alone, by part of a name, or by nothing', () => {
  for (const text of ['', '市', '自治州', '族自治县', '省直辖县级行政区划', '市辖区', '哈尔']) expect(divisionsNamed(text)).toEqual([]);
});

test('names that are words are marked, full names are not', () => {
  const alsoWord = (text: string) => isAlsoWord(divisionForm(text));
  expect(['和平', '长寿', '东方', '鲁', '城区'].map(alsoWord)).toEqual([true, true, true, true, true]);
  expect(['和平区', '昆明', '齐齐哈尔', '海口', '甘孜'].map(alsoWord)).toEqual([false, false, false, false, false]);
});

test('matching visits shorter names first', () => {
  const text = '在宁波市北仑区';
  const seen: string[] = [];
  matchDivisions(text, 1, (end) => seen.push(text.slice(1, end)));
  expect(seen).toEqual(['宁', '宁波', '宁波市']);
});

test('every division has a chain from a province, and its own code', () => {
  const divisions = allDivisions();
  expect(divisions.filter(({ level }) => level === 'province')).toHaveLength(34);
  expect(new Set(divisions.map(({ code }) => code)).size).toBe(divisions.length);
  const broken = divisions.filter((division) => {
    const chain = chainOf(division);
    const isFound = divisionsNamed(division.name).some((named) => named.division === division);
    return chain.at(-1) !== division.name || new Set(chain).size !== chain.length || !isFound || (division.parent !== null && !isWithin(division, division.parent));
  });
  expect(broken).toEqual([]);
});
