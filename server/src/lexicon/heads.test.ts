import { expect, test } from 'vitest';
import { headAt, LEVEL, organisationClass, ORGANISATION_CLASSES, PLACE_CLASSES, placeClass, POST, PROJECT_CLASSES, projectClass, RANK, relativeKind, RELATIVE_KINDS, relativeType, SOLO } from './heads.ts';

const organisation = (word: string) => ORGANISATION_CLASSES[organisationClass(headAt(word)) - 1];
const place = (word: string) => PLACE_CLASSES[placeClass(headAt(word)) - 1];
const project = (word: string) => PROJECT_CLASSES[projectClass(headAt(word)) - 1];

test('the commonest heads of each class are there', () => {
  expect(['委', '党组', '局', '公司', '厂', '大学', '医院', '法院', '日报', '协会', '博物馆', '军区', '银行'].map(organisation))
    .toEqual(['territorial', 'party', 'office', 'company', 'works', 'school', 'health', 'justice', 'media', 'association', 'culture', 'army', 'finance']);
  expect(['县', '新区', '路', '铁路', '站', '江', '山', '桥', '寺'].map(place)).toEqual(['division', 'zone', 'road', 'rail', 'station', 'water', 'land', 'venue', 'scenic']);
  expect(['项目', '工程', '二期', '产业园'].map(project)).toEqual(['strong', 'strong', 'phase', 'weak']);
});

test('what is built is a project too, unless it is a body by its office', () => {
  expect(['水泥厂', '敬老院', '体育馆', '大桥', '小学'].map(project)).toEqual(['weak', 'weak', 'weak', 'weak', 'weak']);
  expect(['财政局', '法院', '县'].map(project)).toEqual([undefined, undefined, undefined]);
});

test('titles and their modifiers', () => {
  for (const word of ['书记', '主任', '局长', '董事长']) expect(headAt(word) & POST).toBeTruthy();
  for (const word of ['书记', '主任', '市长']) expect(headAt(word) & SOLO).toBeTruthy();
  expect(headAt('市长') & LEVEL).toBeTruthy();
  for (const word of ['副', '代', '常务副']) expect(headAt(word) & RANK).toBeTruthy();
});

test('relative words have a type and a kind', () => {
  expect(relativeType(headAt('县委'))).toBe(2);
  expect(RELATIVE_KINDS[relativeKind(headAt('县委'))]).toBe('level');
  expect(relativeType(headAt('我市'))).toBe(1);
});

test('other words are not in the table', () => {
  for (const word of ['', '的', '青禾']) expect(headAt(word)).toBe(0);
});
