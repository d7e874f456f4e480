import { describe, expect, test } from 'vitest';
import type { Draft } from './draft.ts';
import { joinNames, territoryNamed } from './joining.ts';
import type { EntityType } from './mention.ts';

/** Joins names that stand in this order, a paragraph each; gives the canonical name of each. */
function joined(type: EntityType, ...names: string[]): string[] {
  const drafts = names.map((clean, paragraph): Draft => ({ paragraph, start: 0, end: clean.length, clean, type, nested: false, relative: false, entity: '', titles: [] }));
  joinNames(drafts, new Map());
  return drafts.map(({ entity }) => entity);
}

describe('organisations', () => {
  const same = (long: string, short: string) => expect(joined('organisation', long, short)).toEqual([long, long]);
  const apart = (one: string, other: string) => expect(joined('organisation', one, other)).toEqual([one, other]);
  test('a company by its brand, and by characters of its name', () => {
    same('青海远山绿色发展银行', '远山银行');
    same('贵州远山建设投资集团有限公司', '远山建投');
    same('厦门鲸屿重型机械集团有限公司', '鲸屿重机集团');
  });
  test('an office by its level and its short name', () => {
    same('温州市经济和信息化局', '市经信局');
    same('海南省科学技术厅', '省科技厅');
  });
  test('a part is not the whole', () => {
    apart('青禾大学食品学院', '青禾大学');
    apart('远山能源集团物资供应分公司', '远山能源集团');
  });
  test('of the same kind in another place', () => {
    apart('驻马店市教育局', '上蔡县教育局');
    apart('渝南机械有限公司', '渝北机械有限公司');
  });
  test('a committee is not its people’s congress', () => apart('潇湘县第十八届人民代表大会常务委员会', '潇湘县委'));
  test('the other of two where one is a company of a region only', () => expect(joined('organisation', '鲸屿装备(贵州)有限公司', '重庆鲸屿装备集团有限公司', '鲸屿装备集团')).toEqual(['鲸屿装备(贵州)有限公司', '重庆鲸屿装备集团有限公司', '重庆鲸屿装备集团有限公司']));
});

describe('places', () => {
  test('a zone by its short name', () => expect(joined('place', '宿州高新技术产业开发区', '宿州高新区')).toEqual(['宿州高新技术产业开发区', '宿州高新技术产业开发区']));
  test('a zone without the city it is in', () => expect(joined('place', '宜宾三江新区', '三江新区')).toEqual(['宜宾三江新区', '宜宾三江新区']));
});

test('the territory of a body', () => {
  expect(territoryNamed('政协第九届白鹭县委员会')).toBe('白鹭县');
  expect(territoryNamed('中共白鹭县委')).toBe('白鹭县');
  expect(territoryNamed('红岩旗旗委')).toBe('红岩旗');
  expect(territoryNamed('远山集团')).toBeUndefined();
});
