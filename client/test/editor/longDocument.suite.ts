import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnosticsOf, open } from './editor.ts';

describe('a long document', () => {
  afterEach(closeAll);

  it('has the damage underlined where a person looks', async () => {
    const document = await open('long.txt', Array.from({ length: 2_000 }, (_, i) => `第${i}项工作(zuò)，会议强调要抓好落实(shí)。`).join('\n'));
    const lines = (diagnostics: readonly vscode.Diagnostic[]) => diagnostics.map(({ range }) => range.start.line);
    const first = await diagnosticsOf(document, (diagnostics) => diagnostics.length > 0);
    assert.ok(Math.max(...lines(first)) < 1_000, 'the beginning is underlined, not everything');
    vscode.window.activeTextEditor!.revealRange(new vscode.Range(1_500, 0, 1_500, 0), vscode.TextEditorRevealType.AtTop);
    await diagnosticsOf(document, (diagnostics) => lines(diagnostics).includes(1_500));
  });
});
