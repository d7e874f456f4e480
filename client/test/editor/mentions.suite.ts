import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { MentionNode } from '../../src/mentionsView.ts';
import { closeAll, eventually, kanwu, until, write } from './editor.ts';

describe('finding every mention', () => {
  afterEach(closeAll);

  it('lists them by file, opens where one is, and tells the scripts apart when asked', async () => {
    const { start, mentions: view } = await kanwu().activate();
    await start();
    await write('mention-a.txt', '市长卓云岭讲话。卓云岭说，明年再来。\n');
    const traditional = await write('mention-b.txt', '市長卓雲(yún)嶺到會(huì)。\n');
    const shown = () => view.getChildren().flatMap((node) => view.getChildren(node).map((child) => label(view.getTreeItem(child)))).sort();
    const find = async () => {
      await vscode.commands.executeCommand('kanwu.findMentions', '卓云岭');
      return shown();
    };
    // The folder is read in the background.
    assert.deepEqual(await eventually(find, (found) => found.length === 3), ['卓云岭', '卓云岭', '卓雲(yún)嶺']);
    assert.match(view.message, /3 .*2 /);

    const [node] = view.getChildren().filter((each) => each.kind === 'document' && each.document.uri === traditional.toString());
    const { command } = view.getTreeItem(view.getChildren(node)[0] as MentionNode);
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.getText(editor.selection), '卓雲(yún)嶺');

    await vscode.commands.executeCommand('kanwu.distinguishScripts');
    await until(view.onDidChangeTreeData, () => shown().length === 2 && !view.message.includes('…'));
    await vscode.commands.executeCommand('kanwu.ignoreScripts');
    await until(view.onDidChangeTreeData, () => shown().length === 3 && !view.message.includes('…'));
    await vscode.commands.executeCommand('kanwu.clearMentions');
    assert.deepEqual(shown(), []);
  });

  it('leads into records of a JSONL file', async () => {
    const { start, mentions: view } = await kanwu().activate();
    await start();
    await write('mention-c.jsonl', ['市委书记柳云霁到会。', '会议由市委副书记主持。', '市委書(shū)記柳雲(yún)霽講話。'].map((text) => `${JSON.stringify({ text })}\n`).join(''));
    const find = async () => {
      await vscode.commands.executeCommand('kanwu.findMentions', '柳云霁');
      return view.getChildren().map((node) => view.getTreeItem(node).label);
    };
    assert.deepEqual(await eventually(find, (found) => found.length === 2), ['mention-c.jsonl, record 1', 'mention-c.jsonl, record 3']);
    const { command } = view.getTreeItem(view.getChildren(view.getChildren()[1])[0] as MentionNode);
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.languageId, 'cn-news');
    assert.equal(editor.document.getText(editor.selection), '柳雲(yún)霽');
    await vscode.commands.executeCommand('kanwu.clearMentions');
  });
});

/** The part of a label that stands out. */
function label({ label: shown }: vscode.TreeItem): string {
  assert.ok(typeof shown === 'object');
  const [[from, to]] = shown.highlights as [[number, number]];
  return shown.label.slice(from, to);
}
