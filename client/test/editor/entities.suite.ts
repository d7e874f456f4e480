import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, eventually, hoverText, open, rangeOf, write } from './editor.ts';
import { DAMAGED, DAMAGED_PLACES, FOLDER } from './samples.ts';

describe('people, places, organisations', () => {
  let document: vscode.TextDocument;

  before(async () => {
    for (const [name, text] of Object.entries(FOLDER)) await write(name, text);
  });
  beforeEach(async () => {
    document = await open('damaged.txt', DAMAGED);
    await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length);
  });
  afterEach(closeAll);

  const references = (of: vscode.TextDocument, text: string) =>
    vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', of.uri, rangeOf(of, text).start.translate(0, 1));
  const files = (locations: readonly vscode.Location[]) => [...new Set(locations.map(({ uri }) => vscode.workspace.asRelativePath(uri)))].sort();

  it('hover on a person tells the name and the post with its body, damage notwithstanding', async () => {
    const text = await eventually(() => hoverText(document, '羅(luó)明遠(yuǎn)'), (answer) => answer.includes('folder') || answer.includes('files'));
    for (const part of ['罗明远', '市长', '丽水市']) assert.ok(text.includes(part), `${part} in: ${text}`);
  });

  it('hover on a place tells its chain', async () => {
    const one = await open('folder/one.txt', FOLDER['folder/one.txt']);
    const text = await eventually(() => hoverText(one, '云和县'), (answer) => answer !== '');
    for (const part of ['浙江省', '丽水市', '云和县']) assert.ok(text.includes(part), `${part} in: ${text}`);
  });

  it('hover on damage tells what it should read and why', async () => {
    const text = await hoverText(document, '(shū)');
    assert.ok(text.includes('書'), text);
  });

  it('hover on what is nothing stays silent', async () => {
    assert.equal(await hoverText(document, '兩處'), '');
  });

  it('the outline has them in groups, and the damage', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.ok(symbols.length >= 3, symbols.map(({ name }) => name).join());
    const names = symbols.flatMap(({ children }) => children.map(({ name }) => name));
    for (const name of ['罗明远', '丽水市']) assert.ok(names.some((found) => found.includes(name)), `${name} among ${names.join()}`);
    const inside = (outer: vscode.DocumentSymbol): boolean => outer.range.contains(outer.selectionRange) && outer.children.every(inside);
    assert.ok(symbols.every(inside));
  });

  it('references walk through the folder, clean and damaged, traditional and simplified', async () => {
    const found = await eventually(() => references(document, '羅(luó)明遠(yuǎn)'), (locations) => files(locations).length === 2);
    assert.deepEqual(files(found), ['damaged.txt', 'folder/one.txt']);
    assert.equal(found.length, 3);
  });

  it('references take in short forms', async () => {
    const one = await open('folder/one.txt', FOLDER['folder/one.txt']);
    const found = await eventually(() => references(one, '丽水市农业农村局'), (locations) => files(locations).length === 2);
    const texts = await Promise.all(found.map(async ({ uri, range }) => (await vscode.workspace.openTextDocument(uri)).getText(range)));
    assert.ok(texts.includes('市农业农村局'), texts.join());
  });

  it('unsaved text wins over the disk', async () => {
    const before = (await eventually(() => references(document, '羅(luó)明遠(yuǎn)'), (locations) => files(locations).length === 2)).length;
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(4, 0), '市長羅明遠到會。'));
    await eventually(() => references(document, '羅(luó)明遠(yuǎn)'), (locations) => locations.length === before + 1);
  });

  it('a file that comes, changes and goes is followed', async () => {
    const uri = await write('folder/three.txt', '丽水市委副书记、市长罗明远会见来宾。\n');
    await eventually(() => references(document, '羅(luó)明遠(yuǎn)'), (locations) => files(locations).includes('folder/three.txt'));
    await vscode.workspace.fs.delete(uri);
    await eventually(() => references(document, '羅(luó)明遠(yuǎn)'), (locations) => !files(locations).includes('folder/three.txt'));
  });

  it('F12 goes somewhere', async () => {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, rangeOf(document, '羅(luó)明遠(yuǎn)').start);
    assert.ok(found.length > 0);
  });

  it('the search for symbols knows names, pinyin and initials', async () => {
    const search = (query: string) => vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query);
    for (const query of ['顾晓岚', 'guxiaolan', 'gxl']) await eventually(() => search(query), (symbols) => symbols.some(({ name }) => name.includes('顾晓岚')));
  });

  it('the other mentions in the file are highlighted', async () => {
    const one = await open('folder/one.txt', FOLDER['folder/one.txt']);
    const found = await eventually(
      () => vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', one.uri, rangeOf(one, '罗明远').start),
      (highlights) => highlights?.length === 2,
    );
    assert.deepEqual(found.map(({ range }) => one.getText(range)), ['罗明远', '罗明远']);
  });

  it('they are coloured by kind', async () => {
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
    assert.deepEqual([...legend.tokenTypes].sort(), ['organisation', 'person', 'place', 'project']);
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length >= 5);
  });
});
