import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeActions, eventually, hoverText, open, rangeOf, write } from './editor.ts';

const TEXT = '丽水市委副书记、市长罗明远到云和县调研。\n大家都说枕上花开得好。罗市长说，枕上花是好花。\n';
const KIND = vscode.CodeActionKind.QuickFix.append('name');
const FILE = '.kanwu/entities.yaml';

describe('decisions on names', () => {
  let document: vscode.TextDocument;
  const file = () => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, FILE);
  const remove = () => vscode.workspace.fs.delete(vscode.Uri.joinPath(file(), '..'), { recursive: true }).then(undefined, () => undefined);

  beforeEach(async () => {
    await remove();
    document = await open('names.txt', TEXT);
  });
  afterEach(async () => {
    await closeAll();
    await remove();
  });

  it('selected text is confirmed by a code action, which writes the file; it is a name at once', async () => {
    const selected = rangeOf(document, '枕上花');
    const actions = await eventually(() => codeActions(document, selected, KIND), ({ length }) => length > 0);
    const action = actions.find(({ title }) => title === 'Confirm “枕上花” as a project');
    assert.ok(action?.edit, actions.map(({ title }) => title).join());
    assert.ok(await vscode.workspace.applyEdit(action.edit, { isRefactoring: true }));
    const text = await eventually(() => hoverText(document, '枕上花'), (answer) => answer !== '');
    assert.match(text, /枕上花.*project/);
    const written = await vscode.workspace.openTextDocument(file());
    assert.match(written.getText(), /entities:\n {2}- name: 枕上花\n {4}type: project\n/);
    // One undo in the file takes it back.
    await vscode.window.showTextDocument(written);
    await vscode.commands.executeCommand('undo');
    await eventually(() => hoverText(document, '枕上花'), (answer) => answer === '');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('a mistake in the file is shown at its line, until it is mended', async () => {
    const wrong = await vscode.workspace.openTextDocument(await write(FILE, 'entities:\n  - name: 枕上花\n    type: flower\n'));
    const problems = () => vscode.languages.getDiagnostics(wrong.uri).filter(({ source }) => source === 'kanwu');
    await eventually(async () => hoverText(document, '罗明远'), () => problems().length > 0);
    assert.deepEqual(problems().map(({ range }) => range.start.line), [2]);
    await write(FILE, 'entities:\n  - name: 枕上花\n    type: project\n');
    await eventually(() => hoverText(document, '枕上花'), (answer) => answer.includes('project'));
    assert.deepEqual(problems(), []);
  });

  it('F2 renames every form, and one undo takes it back', async () => {
    const at = rangeOf(document, '罗明远').start.translate(0, 1);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, '欧阳明远');
    const here = edit.get(document.uri);
    assert.equal(here.length, 2);
    const own = new vscode.WorkspaceEdit();
    own.set(document.uri, here);
    assert.ok(await vscode.workspace.applyEdit(own));
    assert.equal(document.getText(), TEXT.replace('罗明远', '欧阳明远').replace('罗市长', '欧阳市长'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), TEXT);
  });
});
