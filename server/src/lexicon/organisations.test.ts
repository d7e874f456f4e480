import { expect, test } from 'vitest';
import { canonicalOrganisation, isOrganisationAlsoWord, isSameOrganisation, matchOrganisations, organisationKind, organisationNamed } from './organisations.ts';

test('short and former names lead to the canonical one', () => {
  const canonical = (text: string) => canonicalOrganisation(organisationNamed(text));
  expect(canonical('中组部')).toBe('中共中央组织部');
  expect(canonical('工信部')).toBe('工业和信息化部');
  expect(canonical('工业和信息化部')).toBe('工业和信息化部');
  expect(isSameOrganisation(organisationNamed('世卫组织'), organisationNamed('世界卫生组织'))).toBe(true);
  expect(isSameOrganisation(organisationNamed('财政部'), organisationNamed('教育部'))).toBe(false);
});

test('kinds', () => {
  const kind = (text: string) => organisationKind(organisationNamed(text));
  expect(['中宣部', '审计署', '最高人民法院', '东部战区', '共青团中央', '欧盟', '新华社', '兰州大学', '中国科学院', '宣武医院', '中国中车'].map(kind)).toEqual(['party', 'state', 'court', 'military', 'mass', 'international', 'media', 'university', 'institute', 'hospital', 'company']);
});

test('classes of bodies and relative bodies are not in the table', () => {
  for (const text of ['', '市委', '人民法院', '理工学院', '国际航空', '有限公司', '委员会', '湖北省政府']) expect(organisationNamed(text)).toBe(-1);
});

test('words are marked', () => {
  expect(isOrganisationAlsoWord(organisationNamed('联想'))).toBe(true);
  expect(isOrganisationAlsoWord(organisationNamed('民政部'))).toBe(false);
});

test('matching visits shorter names first', () => {
  const seen: number[] = [];
  matchOrganisations('据新华社', 1, (end) => seen.push(end));
  expect(seen).toEqual([4]);
  seen.length = 0;
  matchOrganisations('国务院办公厅', 0, (end) => seen.push(end));
  expect(seen).toEqual([3, 6]);
});
