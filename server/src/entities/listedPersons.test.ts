import { describe, expect, test } from 'vitest';
import { parseMarkup } from '../../test-support/markup.ts';
import { withListedPersons } from './listedPersons.ts';
import { ENTITY_TYPES } from './mention.ts';
import { PERSON } from './spanModel.ts';

/** The persons found beside those that the marks give. */
function added(marked: string): string[] {
  const { text, mentions } = parseMarkup(marked);
  const segments = mentions.filter(({ nested }) => !nested).map(({ start, end, type }) => ({ start, end, type: ENTITY_TYPES.indexOf(type) }));
  return withListedPersons(text, segments).filter((one) => one.type === PERSON && !segments.some(({ start, end, type }) => start === one.start && end === one.end && type === one.type)).map(({ start, end }) => text.slice(start, end));
}

describe('persons that only their list shows', () => {
  test('a place between two names', () => expect(added('副总经理⟦person 周立民⟧、⟦place 吴忠⟧、⟦person 何文秀⟧参加。')).toEqual(['吴忠']));
  test('a word between two names', () => expect(added('⟦person 周立民⟧、高峰、⟦person 何文秀⟧参加。')).toEqual(['高峰']));
  test('no title, and nothing at the end of the list', () => expect(added('⟦person 周立民⟧、经理、⟦person 何文秀⟧、高峰参加。')).toEqual([]));
  test('of whom a notice says that a post is given or taken', () => expect(added('任命高明任⟦organisation 白鹭县审计局⟧局长、方红任⟦organisation 白鹭县司法局⟧局长，免去黎明的⟦organisation 白鹭县水利局⟧局长职务。')).toEqual(['高明', '方红', '黎明']));
  test('not where no post follows, nor outside a notice', () => {
    expect(added('任命工作已完成、高明的⟦organisation 白鹭县审计局⟧受到表扬。')).toEqual([]);
    expect(added('高明的⟦organisation 白鹭县审计局⟧局长到场。')).toEqual([]);
  });
});
