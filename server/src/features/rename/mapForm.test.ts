import { expect, test } from 'vitest';
import type { EntityType } from '../../entities/mention.ts';
import { mapForm } from './mapForm.ts';

/** A form that stays is given as itself; one that a person should look at has a question mark. */
test.each<[EntityType, string, string, string, string]>([
  ['person', '王建国', '李卫东', '王建国', '李卫东'],
  ['person', '王建国', '欧阳卫东', '王', '欧阳'],
  ['person', '欧阳明', '王明', '欧阳', '王'],
  ['person', '王建国', '李卫东', '建国', '卫东?'],
  ['person', '王建国', '李卫东', '老王', '老李?'],
  ['person', '王建国', '李卫东', '王某某', '李某某'],
  ['person', '王建国', '李卫东', '秃头老三', '李卫东?'],
  ['person', '约翰·史密斯', '汤姆·布朗', '史密斯', '布朗'],
  ['person', '约翰·史密斯', '布朗', '史密斯', '布朗?'],
  ['place', '青禾市', '青河市', '青禾', '青河'],
  ['place', '青禾市', '青河区', '青禾', '青河'],
  ['place', '青禾市', '青河市', '云州省青禾市', '云州省青河市'],
  ['place', '青禾市', '青河市', '青禾县', '青河县?'],
  ['organisation', '青禾市发展和改革委员会', '青河市发展和改革委员会', '市发改委', '市发改委'],
  ['organisation', '青禾市发展和改革委员会', '青河市发展和改革委员会', '青禾市发改委', '青河市发改委'],
  ['organisation', '启明微电子集团有限公司', '辰光微电子集团有限公司', '启明', '辰光'],
  ['organisation', '启明微电子集团有限公司', '辰光微电子集团有限公司', '启明微电子', '辰光微电子'],
  ['organisation', '启明微电子集团有限公司', '辰光微电子集团有限公司', '微电子集团', '微电子集团'],
  ['organisation', '启明微电子集团有限公司', '辰光微电子集团有限公司', '明微', '辰光微电子集团有限公司?'],
  ['organisation', '启明集团', '启明控股集团', '启明', '启明'],
  ['project', '枕上花谷一期项目', '枕上花谷二期项目', '枕上花谷一期', '枕上花谷二期'],
])('%s %s → %s: %s', (type, from, to, form, expected) => {
  const mapped = mapForm(type, from, to, form);
  expect(mapped ? mapped.text + (mapped.sure ? '' : '?') : form).toBe(expected);
});
