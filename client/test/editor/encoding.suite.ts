import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { encodeText } from '../../../server/src/text/encodeText.ts';
import { closeAll, codeActions, diagnosticsOf, until } from './editor.ts';

const TEXT = '青岭县召开秋收工作会议。\n部署下一阶段任务，县长高远出席。\n';
const TRADITIONAL = '青嶺縣召開秋收工作會議。\n部署下一階段任務，縣長高遠出席。\n';

const file = (name: string) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);

async function openBytes(name: string, bytes: Uint8Array): Promise<vscode.TextDocument> {
  await vscode.workspace.fs.writeFile(file(name), bytes);
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document);
  await until(vscode.workspace.onDidOpenTextDocument, () => document.languageId === 'cn-news');
  return document;
}

const isNotice = ({ code }: vscode.Diagnostic) => (typeof code === 'object' ? code.value : code) === 'wrong-encoding';

describe('a file opened in the wrong encoding', () => {
  afterEach(closeAll);

  for (const [name, encoding, text] of [['gbk.txt', 'gb18030', TEXT], ['big5.txt', 'big5', TRADITIONAL], ['utf16.txt', 'utf-16le', TEXT]] as const) {
    it(`${encoding} is told and opened anew by one action`, async () => {
      const document = await openBytes(name, encodeText(text, encoding)!);
      assert.notEqual(document.getText(), text);
      const [notice] = (await diagnosticsOf(document, (diagnostics) => diagnostics.some(isNotice))).filter(isNotice);
      assert.equal(notice!.range.start.line, 0);
      const action = (await codeActions(document, notice!.range, vscode.CodeActionKind.QuickFix)).find(({ command }) => command?.command === 'kanwu.reopenWithEncoding');
      assert.ok(action, 'an action that opens it anew');
      await vscode.commands.executeCommand(action.command!.command, ...action.command!.arguments!);
      assert.equal(vscode.window.activeTextEditor!.document.getText(), text);
      await diagnosticsOf(vscode.window.activeTextEditor!.document, (diagnostics) => !diagnostics.some(isNotice));
      assert.equal(vscode.window.activeTextEditor!.document.isDirty, false);
    });
  }

  it('opened anew, it is saved in its own encoding', async () => {
    const document = await openBytes('saved.txt', encodeText(TEXT, 'gb18030')!);
    await diagnosticsOf(document, (diagnostics) => diagnostics.some(isNotice));
    await vscode.commands.executeCommand('kanwu.reopenWithEncoding', document.uri.toString(), 'gb18030');
    const editor = vscode.window.activeTextEditor!;
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '今天'));
    assert.ok(await editor.document.save());
    assert.deepEqual([...(await vscode.workspace.fs.readFile(file('saved.txt')))], [...encodeText(`今天${TEXT}`, 'gb18030')!]);
  });

  it('and saved all the same leaves the bytes that the file had beside it', async () => {
    const bytes = encodeText(TEXT, 'gb18030')!;
    const document = await openBytes('kept.txt', bytes);
    await diagnosticsOf(document, (diagnostics) => diagnostics.some(isNotice));
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), '今天'));
    assert.ok(await document.save());
    assert.notDeepEqual([...(await vscode.workspace.fs.readFile(document.uri))], [...bytes]);
    assert.deepEqual([...(await vscode.workspace.fs.readFile(file('kept.txt.gb18030.bak')))], [...bytes]);
  });

  it('is not told of a file that is opened as it is', async () => {
    const document = await openBytes('right.txt', encodeText(TEXT, 'utf-8')!);
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), '书(shu)记'));
    assert.deepEqual((await diagnosticsOf(document, ({ length }) => length > 0)).filter(isNotice), []);
  });
});
