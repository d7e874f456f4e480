import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, until, write } from './editor.ts';

const NEWS = '青岭县召开秋收工作会议，县长到会讲话。\n';

describe('language detection', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.getConfiguration('kanwu').update('detection.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.getConfiguration('kanwu').update('detection.files', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('takes a Chinese .txt as news', async () => {
    assert.equal((await open('a.txt', NEWS)).languageId, 'cn-news');
  });

  it('takes a file by its name', async () => {
    assert.equal((await open('a.cn-news', 'A\n')).languageId, 'cn-news');
  });

  it('leaves other text and other files alone', async () => {
    await open('english.txt', 'Nothing to see here.\n', 'plaintext');
    await open('empty.txt', '', 'plaintext');
    await open('page.md', NEWS, 'markdown');
    await open('note.unknown', NEWS, 'plaintext');
  });

  it('looks again when a file is saved', async () => {
    const document = await open('later.txt', '', 'plaintext');
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), NEWS));
    assert.equal(document.languageId, 'plaintext');
    await document.save();
    await until(vscode.workspace.onDidOpenTextDocument, () => document.languageId === 'cn-news');
  });

  it('heeds the globs of the person', async () => {
    await vscode.workspace.getConfiguration('kanwu').update('detection.files', ['**/*.unknown'], vscode.ConfigurationTarget.Workspace);
    await open('b.unknown', NEWS);
    await open('b.txt', NEWS, 'plaintext');
  });

  it('can be turned off, and on again for what is open', async () => {
    const settings = vscode.workspace.getConfiguration('kanwu');
    await settings.update('detection.enabled', false, vscode.ConfigurationTarget.Workspace);
    const document = await open('c.txt', NEWS, 'plaintext');
    await vscode.commands.executeCommand('kanwu.toggleDetection');
    await until(vscode.workspace.onDidOpenTextDocument, () => document.languageId === 'cn-news');
  });

  it('never takes back a language that was chosen by hand', async () => {
    const document = await open('d.txt', NEWS);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await document.save();
    await closeAll();
    const again = await vscode.workspace.openTextDocument(await write('d.txt', NEWS));
    await vscode.window.showTextDocument(again);
    // A file opened after it has been looked at once its language is set; so this one has been looked at, too.
    await open('e.txt', NEWS);
    assert.equal(again.languageId, 'plaintext');
    await vscode.commands.executeCommand('vscode.open', again.uri);
    await vscode.commands.executeCommand('kanwu.treatAsNews');
    assert.equal(again.languageId, 'cn-news');
  });
});
