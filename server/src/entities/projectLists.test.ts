import { expect, test } from 'vitest';
import { buildLattice } from './lattice.ts';
import { matchProjectLists } from './projectLists.ts';

/** The items that a list may have, counted ones with +. */
function items(text: string): string[] {
  const found = new Set<string>();
  matchProjectLists(buildLattice(text), (start, end, counted) => found.add((counted ? '+' : '') + text.slice(start, end)));
  return [...found];
}

test('the items of a counted list', () => {
  expect(items('开工的远山饭店改建、白鹭茶叶深加工、青禾县医院感染楼(二期)等13个重点项目进展顺利')).toEqual(expect.arrayContaining(['+远山饭店改建', '+白鹭茶叶深加工', '+青禾县医院感染楼(二期)']));
});

test('a list without a count is marked as such', () => {
  expect(items('围绕新能源、文旅创意等项目')).toContain('文旅创意');
});

test('a list that 项目 announces, with the joint before its last item', () => {
  expect(items('签约项目包括青禾粉丝加工、白鹭冷库扩建和远山绒毛分梳。')).toEqual(expect.arrayContaining(['青禾粉丝加工', '白鹭冷库扩建', '远山绒毛分梳']));
});

test.each(['项目进展顺利。', '他说,等这个项目完工就好。', '县里有三个项目、两个园区。', ''])('no list: %s', (text) => {
  expect(items(text)).toEqual([]);
});

test('what is before the amount', () => {
  expect(items('项目有:远山铁路总投资80亿元、白鹭水厂总投资3亿元。')).toEqual(expect.arrayContaining(['远山铁路', '白鹭水厂']));
});
