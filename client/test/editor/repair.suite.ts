import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeActions, diagnosticsOf, open, ruleOf, until } from './editor.ts';
import { DAMAGED, DAMAGED_PLACES, REPAIRED } from './samples.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('kanwu');

describe('damage', () => {
  let document: vscode.TextDocument;
  let diagnostics: vscode.Diagnostic[];

  beforeEach(async () => {
    document = await open('damaged.txt', DAMAGED);
    diagnostics = await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length);
  });
  afterEach(closeAll);

  it('is underlined where it stands, and nowhere else', () => {
    const places = [...diagnostics].sort((a, b) => a.range.start.compareTo(b.range.start)).map(({ range }) => document.getText(range));
    assert.deepEqual(places, DAMAGED_PLACES);
  });

  for (const [place, fixed] of [
    ['(shū)', '副書記,、'],
    [',、', '書(shū)記、市長'],
    ['(huà)', '話,。'],
    ['&ldquo;', '做好“顆粒'],
    ['\u200b', '確保全市'],
    ['\u0007', '全市豐收'],
  ] as const) {
    it(`quick fix of ${JSON.stringify(place)}, taken back by one undo`, async () => {
      const diagnostic = diagnostics.find(({ range }) => document.getText(range) === place)!;
      const actions = await codeActions(document, diagnostic.range, vscode.CodeActionKind.QuickFix);
      const fix = actions.find(({ isPreferred, edit }) => isPreferred && edit);
      assert.ok(fix?.edit, `a preferred fix among ${actions.map(({ title }) => title).join(' | ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      assert.ok(document.getText().includes(fixed), document.getText());
      await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length - 1);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), DAMAGED);
    });
  }

  it('that cannot be repaired has no quick fix', async () => {
    const lost = diagnostics.find(({ range }) => document.getText(range) === '��')!;
    const actions = await codeActions(document, lost.range, vscode.CodeActionKind.QuickFix);
    assert.deepEqual(actions.filter(({ diagnostics: fixes }) => fixes?.some((fixed) => ruleOf(fixed) === ruleOf(lost))).map(({ title }) => title), []);
  });

  it('of one kind is repaired in the whole file', async () => {
    const gloss = diagnostics.find(({ range }) => document.getText(range) === '(shū)')!;
    const actions = await codeActions(document, gloss.range, vscode.CodeActionKind.QuickFix);
    const all = actions.find(({ edit, isPreferred }) => !isPreferred && (edit?.get(document.uri).length ?? 0) > 1);
    assert.ok(all?.edit, actions.map(({ title }) => title).join(' | '));
    await vscode.workspace.applyEdit(all.edit);
    assert.ok(!/\([a-zāáǎàūèěòīùéǔǒ]+\)/.test(document.getText()), document.getText());
    assert.ok(document.getText().includes(',、'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), DAMAGED);
  });

  it('is repaired by one command as far as it is certain, and taken back by one undo', async () => {
    await vscode.commands.executeCommand('kanwu.fixAllInFile');
    assert.equal(document.getText(), REPAIRED);
    await diagnosticsOf(document, ({ length }) => length === 2);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), DAMAGED);
  });

  it('is offered as a source action', async () => {
    const actions = await codeActions(document, new vscode.Range(0, 0, 0, 0), FIX_ALL);
    assert.equal(actions.length, 1);
  });

  it('is repaired on save where the person wants that', async () => {
    const editor = vscode.workspace.getConfiguration('editor');
    await editor.update('codeActionsOnSave', { 'source.fixAll.kanwu': 'explicit' }, vscode.ConfigurationTarget.Workspace);
    try {
      await vscode.window.activeTextEditor!.edit((edit) => edit.insert(document.lineAt(0).range.end, '。'));
      assert.ok(await document.save());
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      assert.equal(saved, REPAIRED.replace('會議\n', '會議。\n'));
    } finally {
      await editor.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('is never repaired by itself', async () => {
    assert.ok(await document.save());
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
    assert.equal(saved, DAMAGED);
    assert.equal(document.isDirty, false);
  });

  it('is looked for anew in what is typed', async () => {
    const editor = vscode.window.activeTextEditor!;
    await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), '全市農(nóng)業(yè)'));
    await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length + 2);
    await editor.edit((edit) => edit.delete(new vscode.Range(4, 0, 5, 0)));
    await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length);
  });

  it('of a rule that is off is not shown', async () => {
    const settings = vscode.workspace.getConfiguration('kanwu');
    await settings.update('rules', { 'doubled-punctuation': 'off' }, vscode.ConfigurationTarget.Workspace);
    try {
      await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length - 3);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
      await diagnosticsOf(document, ({ length }) => length === DAMAGED_PLACES.length);
    }
  });

  it('goes when the file is closed as another language', async () => {
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await until(vscode.languages.onDidChangeDiagnostics, () => vscode.languages.getDiagnostics(document.uri).length === 0);
    await vscode.languages.setTextDocumentLanguage(document, 'cn-news');
  });
});
