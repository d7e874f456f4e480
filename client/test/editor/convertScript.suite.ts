import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeActions, open } from './editor.ts';

const TEXT = '縣委書記到鄉里調研。\n縣長參加會議。\n';
const KIND = vscode.CodeActionKind.RefactorRewrite.append('script');

describe('script', () => {
  afterEach(closeAll);

  it('of a selection is converted, and taken back by one undo', async () => {
    const document = await open('script.txt', TEXT, 'cn-news');
    const [action] = await codeActions(document, new vscode.Range(1, 0, 1, 2), KIND);
    assert.ok(action?.edit, 'a conversion');
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(document.getText(), TEXT.replace('縣長參', '县长參'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TEXT);
  });

  it('of the file is converted where refactorings are asked for', async () => {
    const document = await open('script.txt', TEXT, 'cn-news');
    const [action] = await codeActions(document, new vscode.Range(0, 0, 0, 0), KIND);
    assert.ok(action?.edit, 'a conversion');
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.equal(document.getText(), '县委书记到乡里调研。\n县长参加会议。\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TEXT);
  });
});
