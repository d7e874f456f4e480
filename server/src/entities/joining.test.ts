import { describe, expect, test } from 'vitest';
import type { Draft } from './draft.ts';
import { completed } from '../text/steps.ts';
import { joinNames, territoryNamed } from './joining.ts';
import type { EntityType } from './mention.ts';

/** Joins names that stand in this order, a paragraph each; gives the canonical name of each. */
function joined(type: EntityType, ...names: string[]): string[] {
  const drafts = names.map((clean, paragraph): Draft => ({ paragraph, start: 0, end: clean.length, clean, type, nested: false, relative: false, entity: '', titles: [] }));
  completed(joinNames(drafts, new Map()));
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
  test('by the beginnings of its words', () => {
    same('新化县防汛抗旱指挥部', '县防指');
    same('永城农村商业银行股份有限公司', '永城农商银行');
    same('温州市工商业联合会', '市工商联');
    apart('新化县教育局督导室', '县教育局');
  });
  test('without the body or the division in front', () => {
    same('山东大学远山医院', '远山医院');
    same('青海省大通县人民法院', '大通县法院');
    expect(joined('organisation', '山东大学远山医院', '山东大学远山医院德州医院', '远山医院')).toEqual(['山东大学远山医院', '山东大学远山医院德州医院', '山东大学远山医院']);
  });
  test('the level said twice, a session counted', () => {
    same('德阳市市委', '德阳市委');
    same('泉州市十六届人大常委会', '泉州市人大常委会');
  });
  test('an office of a ministry is not the ministry', () => apart('交通运输部长江航务管理局', '交通运输部'));
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
