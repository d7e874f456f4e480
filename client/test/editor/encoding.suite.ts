import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { encodeText } from '../../../server/src/text/encodeText.ts';
import { closeAll, codeActions, until } from './editor.ts';

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

/** The notice of a document once there is one, or once there is none. */
async function noticeOf(document: vscode.TextDocument, expected: boolean): Promise<vscode.Diagnostic | undefined> {
  const now = () => vscode.languages.getDiagnostics(document.uri).find(isNotice);
  await until(vscode.languages.onDidChangeDiagnostics, () => (now() !== undefined) === expected);
  return now();
}

const isNotice = ({ code }: vscode.Diagnostic) => (typeof code === 'object' ? code.value : code) === 'wrong-encoding';

describe('a file opened in the wrong encoding', () => {
  afterEach(closeAll);

  for (const [name, encoding, text] of [['gbk.txt', 'gb18030', TEXT], ['big5.txt', 'big5', TRADITIONAL]] as const) {
    it(`${encoding} is told and opened anew by one action`, async () => {
      const document = await openBytes(name, encodeText(text, encoding)!);
      assert.notEqual(document.getText(), text);
      const notice = await noticeOf(document, true);
      assert.equal(notice!.range.start.line, 0);
      const action = (await codeActions(document, notice!.range, vscode.CodeActionKind.QuickFix)).find(({ command }) => command?.command === 'kanwu.reopenWithEncoding');
      assert.ok(action, 'an action that opens it anew');
      await vscode.commands.executeCommand(action.command!.command, ...action.command!.arguments!);
      assert.equal(vscode.window.activeTextEditor!.document.getText(), text);
      await noticeOf(vscode.window.activeTextEditor!.document, false);
      assert.equal(vscode.window.activeTextEditor!.document.isDirty, false);
    });
  }

  it('opened anew, it is saved in its own encoding', async () => {
    const document = await openBytes('saved.txt', encodeText(TEXT, 'gb18030')!);
    await noticeOf(document, true);
    await vscode.commands.executeCommand('kanwu.reopenWithEncoding', document.uri.toString(), 'gb18030');
    const editor = vscode.window.activeTextEditor!;
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '今天'));
    assert.ok(await editor.document.save());
    assert.deepEqual([...(await vscode.workspace.fs.readFile(file('saved.txt')))], [...encodeText(`今天${TEXT}`, 'gb18030')!]);
  });

  it('and saved all the same leaves the bytes that the file had beside it', async () => {
    const bytes = encodeText(TEXT, 'gb18030')!;
    const document = await openBytes('kept.txt', bytes);
    await noticeOf(document, true);
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), '今天'));
    assert.ok(await document.save());
    assert.notDeepEqual([...(await vscode.workspace.fs.readFile(document.uri))], [...bytes]);
    assert.deepEqual([...(await vscode.workspace.fs.readFile(file('kept.txt.gb18030.bak')))], [...bytes]);
  });

  it('is not told of a file that is opened as it is', async () => {
    const document = await openBytes('right.txt', encodeText(TEXT, 'utf-8')!);
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), '书(shu)记'));
    await until(vscode.languages.onDidChangeDiagnostics, () => vscode.languages.getDiagnostics(document.uri).length > 0);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri).filter(isNotice), []);
  });
});
