import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, kanwu, ruleOf, until, write } from './editor.ts';

const GLOSSED = '麗水市召開(kāi)秋收會(huì)議，市長羅明遠講話。\n';

const problemsOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'kanwu');
const problemsAre = (uri: vscode.Uri, count: number) => until(vscode.languages.onDidChangeDiagnostics, () => problemsOf(uri).length === count);

describe('the folder’s damage in Problems', () => {
  afterEach(closeAll);

  it('is listed without opening a file, once, and follows the file', async () => {
    const { start } = await kanwu().activate();
    await start();
    const uri = await write('problems.txt', GLOSSED);
    await problemsAre(uri, 2);
    const [{ code, range }] = problemsOf(uri) as [vscode.Diagnostic];
    assert.ok(typeof code === 'object' && code.target.scheme === 'command', 'it has its page');
    assert.equal(ruleOf(problemsOf(uri)[0]!), 'pinyin-gloss');

    // By the command: a document opened by the API stays open for minutes after its editor is closed.
    await vscode.commands.executeCommand('vscode.open', uri);
    await vscode.window.activeTextEditor!.edit((edit) => edit.delete(range));
    await problemsAre(uri, 1);
    await closeAll();
    // What was not saved is gone.
    await problemsAre(uri, 2);
    await write('problems.txt', '麗水市召開秋收會議，市長羅明遠講話。\n');
    await problemsAre(uri, 0);
  });

  it('is not shown in a document whose language somebody has chosen', async () => {
    const uri = await write('chosen.txt', GLOSSED);
    await problemsAre(uri, 2);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await problemsAre(uri, 0);
    await vscode.languages.setTextDocumentLanguage(document, 'cn-news');
    await problemsAre(uri, 2);
  });
});
