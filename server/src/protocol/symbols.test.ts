import { describe, expect, test } from 'vitest';
import { markedDocument, markedIndex } from '../../test-support/markedDocuments.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { workspaceSymbols } from '../features/workspaceSymbols.ts';
import { toDocumentSymbols, toSymbolInformation, toWorkspaceSymbol } from './symbols.ts';
import { wordsFor } from './words/words.ts';

const zh = wordsFor('zh-cn');
const { snapshot } = markedDocument('⟦organisation 青禾市委⟧副书记、市长⟦person 林晓帆|副书记@青禾市委;市长@青禾市;委员@⟧讲话(huà),,\n完');
const outline = () => toDocumentSymbols(documentSymbols(snapshot), snapshot.analysis.paragraphs, zh);

describe('outline', () => {
  test('groups with counts, entities with posts, damage by kind', () => {
    expect(outline().map(({ name, detail, children }) => `${name} ${detail}: ${children!.map((child) => `${child.name} ${child.detail}`).join(' | ')}`)).toEqual([
      '人物 1: 林晓帆 青禾市委副书记、青禾市市长、… ×1', '机构 1: 青禾市委 ×1', '损坏 2: 拼音注音 ×1 | 重复标点 ×1',
    ]);
    expect(outline().at(-1)?.children?.[0]?.children).toMatchObject([{ name: '(huà) → ∅' }]);
  });

  test('sorted by position, the groups keep their order', () => {
    const { start } = outline()[0]!.range;
    const ends = outline().map(({ range }) => range.end.character);
    expect(outline().every(({ range }) => range.start.line === start.line && range.start.character === start.character)).toBe(true);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });

  test('every selection lies in its range, no name is empty', () => {
    const check = (symbols: ReturnType<typeof outline>) => {
      for (const { name, range, selectionRange, children } of symbols) {
        expect(name).not.toBe('');
        expect(selectionRange).toEqual(range);
        check(children ?? []);
      }
    };
    check(outline());
  });

  test('flat, for clients without hierarchy', () => {
    expect(toSymbolInformation(outline(), 'x:y').map(({ name, containerName }) => `${containerName}/${name}`)).toEqual(['人物/林晓帆', '机构/青禾市委', '损坏/拼音注音', '损坏/重复标点']);
  });
});

describe('workspace symbols', () => {
  const index = markedIndex({ a: '⟦organisation 云州远帆控股集团有限公司⟧，⟦organisation 远帆集团=云州远帆控股集团有限公司⟧' });
  const name = (query: string) => workspaceSymbols(index, query).map((found) => toWorkspaceSymbol(found, query, found.mention.document, zh).name);

  test('editors filter by what they see, so the name shows what was typed', () => {
    expect(name('远帆控股')).toEqual(['云州远帆控股集团有限公司']);
    expect(name('远帆集团')).toEqual(['云州远帆控股集团有限公司 (远帆集团)']);
    expect(name('yfjt')).toEqual(['云州远帆控股集团有限公司 (远帆集团) yfjt']);
    expect(name('')).toEqual(['云州远帆控股集团有限公司']);
  });

  test('with counts', () => {
    const [found] = workspaceSymbols(index, '远帆');
    expect(toWorkspaceSymbol(found!, '远帆', 'a', zh)).toMatchObject({ containerName: '机构 · 1 个文件 2 处', location: { uri: 'a', range: { start: { line: 0, character: 0 } } } });
  });
});
