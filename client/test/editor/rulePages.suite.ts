import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, open, until } from './editor.ts';
import { DAMAGED, DAMAGED_PLACES } from './samples.ts';

describe('rule pages', () => {
  afterEach(closeAll);

  it('open in the Markdown preview from the link of a diagnostic', async () => {
    const document = await open('damaged.txt', DAMAGED);
    const [first] = await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length);
    const { code } = first!;
    assert.ok(typeof code === 'object' && code.value === 'pinyin-gloss' && code.target.scheme === 'command', JSON.stringify(code));
    await vscode.commands.executeCommand(code.target.path, ...(JSON.parse(code.target.query) as unknown[]));
    const preview = () => vscode.window.tabGroups.activeTabGroup.activeTab;
    await until(vscode.window.tabGroups.onDidChangeTabs, () => preview()?.input instanceof vscode.TabInputWebview && preview()!.label.includes('pinyin-gloss'));
  });

  it('of another name do not open', async () => {
    await vscode.commands.executeCommand('kanwu.showRule', '../../../package');
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });
});
