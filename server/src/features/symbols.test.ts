/** The features that list what a document or the folder holds: outline, workspace symbols, semantic tokens. */
import { describe, expect, test } from 'vitest';
import { markedDocument, markedIndex } from '../../test-support/markedDocuments.ts';
import { documentSymbols } from './documentSymbols.ts';
import { pinyinMatch } from './pinyinMatch.ts';
import { semanticTokens } from './semanticTokens.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

describe('outline', () => {
  test('grouped by type in a steady order, inside a group in the order of the text', () => {
    const { snapshot } = markedDocument('⟦organisation ⟦place 青禾⟧市委⟧副书记⟦person 林晓帆|副书记@青禾市委⟧、⟦person 王建平⟧到⟦project 云河大桥项目⟧，⟦person 林晓帆⟧讲话(huà)');
    const { entities, damage } = documentSymbols(snapshot);
    expect(entities.map(({ type, entities: members }) => `${type}: ${members.map(({ name, mentions }) => `${name}${mentions}`).join(' ')}`)).toEqual([
      'person: 林晓帆2 王建平1', 'place: 青禾1', 'organisation: 青禾市委1', 'project: 云河大桥项目1',
    ]);
    expect(entities[0]?.entities[0]).toMatchObject({ titles: [{ title: '副书记', body: '青禾市委' }], span: { start: 7, end: 10 } });
    expect(damage).toMatchObject([{ kind: 'pinyin-gloss', findings: [{ raw: '(huà)' }] }]);
  });

  test('an entity stands where it is named, not where it is meant', () => {
    const { snapshot } = markedDocument('⟦~organisation 市委=青禾市委⟧要求，⟦organisation 青禾市委⟧决定');
    expect(documentSymbols(snapshot).entities[0]?.entities).toMatchObject([{ mentions: 2, span: { start: 5, end: 9 } }]);
  });

  test('an empty document has none', () => {
    expect(documentSymbols(markedDocument('').snapshot)).toEqual({ entities: [], damage: [] });
  });
});

describe('workspace symbols', () => {
  const index = markedIndex({
    a: '⟦organisation 青禾市委⟧，⟦organisation 青禾市委⟧，⟦person 林晓帆⟧，⟦organisation 云州远帆控股集团有限公司⟧，⟦organisation 远帆集团=云州远帆控股集团有限公司⟧',
    b: '⟦organisation 青禾市委⟧，⟦place 青禾市⟧，⟦person 单青⟧',
  });
  const find = (query: string) => workspaceSymbols(index, query).map(({ entity }) => entity.name);

  test('by any characters of any form, either script', () => {
    expect(find('青禾')).toEqual(['青禾市委', '青禾市']);
    expect(find('青禾市')).toEqual(['青禾市', '青禾市委']);
    expect(find('遠帆集團')).toEqual(['云州远帆控股集团有限公司']);
    expect(find('白鹭')).toEqual([]);
  });

  test('by initials and by pinyin, whole or begun', () => {
    expect(find('qhsw')).toEqual(['青禾市委']);
    expect(find('QHSW')).toEqual(['青禾市委']);
    expect(find('qinghe')).toEqual(['青禾市委', '青禾市']);
    expect(find('qing he shi wei')).toEqual(['青禾市委']);
    expect(find('yfjt')).toEqual(['云州远帆控股集团有限公司']);
    expect(find('shanqing')).toEqual(['单青']);
    expect(find('qhx')).toEqual([]);
  });

  test('an empty query gives the most mentioned first', () => {
    expect(find('')[0]).toBe('青禾市委');
    expect(find('')).toHaveLength(5);
  });

  test('each where it is best seen', () => {
    expect(workspaceSymbols(index, '远帆')[0]?.mention).toMatchObject({ document: 'a', form: '云州远帆控股集团有限公司' });
  });
});

describe('pinyinMatch', () => {
  test.each([
    ['青禾市委', 'qhsw', true], ['青禾市委', 'qinghe', true], ['青禾市委', 'qinhsw', true], ['青禾市委', 'hsw', true],
    ['青禾市委', 'qhw', false], ['西安', 'xian', true], ['先锋', 'xian', true], ['绿城', 'lvcheng', true], ['5G产业园', '5gcyy', true], ['', 'a', false],
  ])('%s by %s: %s', (name, letters, expected) => expect(pinyinMatch(name, letters) !== undefined).toBe(expected));

  test('the whole name, or a part', () => {
    expect(pinyinMatch('青禾', 'qinghe')).toEqual({ from: 0, whole: true });
    expect(pinyinMatch('青禾市', 'hes')).toEqual({ from: 1, whole: false });
  });
});

describe('semantic tokens', () => {
  const { snapshot } = markedDocument('⟦organisation ⟦place 青禾⟧市委⟧副书记⟦person 林晓帆⟧\n⟦~organisation 市委=青禾市委⟧');
  const tokens = (span?: { start: number; end: number }) => semanticTokens(snapshot, span).map(({ start, end, type, relative }) => `${snapshot.text.slice(start, end)} ${type}${relative ? ' relative' : ''}`);

  test('the outermost mentions, without overlap', () => {
    expect(tokens()).toEqual(['青禾市委 organisation', '林晓帆 person', '市委 organisation relative']);
  });

  test('of a range', () => {
    expect(tokens({ start: 1, end: 11 })).toEqual(['林晓帆 person']);
    expect(tokens({ start: 99, end: 999 })).toEqual([]);
  });
});
