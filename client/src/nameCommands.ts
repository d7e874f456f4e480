import * as vscode from 'vscode';
import { NEWS } from './news.ts';

/** A place in a document as the server is asked about it. */
interface InRange {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
}

/** What the commands on names need of the language server. */
export interface NameServer {
  start(): Promise<void>;
  /** The entities that the name at a place may be the same as; null where no name is. */
  nameChoices(at: InRange): Promise<{ readonly form: string; readonly choices: readonly { readonly name: string; readonly detail: string }[] } | null>;
  /** What writes down that it is the same as this one; undefined where there is nothing to write. */
  sameName(at: InRange & { readonly name: string }): Promise<vscode.WorkspaceEdit | undefined>;
}

/** The kinds of actions on a name, each offered by the server and run by a command of its own. */
const KINDS = { confirmName: 'confirm', differentName: 'different', changeNameType: 'type', ignoreName: 'ignore' } as const;

/** Registers the commands by which a person decides on the name at the caret. @returns takes them away again. */
export function registerNameCommands(server: NameServer): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(KINDS).map(([command, kind]) => vscode.commands.registerCommand(`kanwu.${command}`, (at?: unknown) => runNameAction(server, kind, isInRange(at) ? at : atCaret()))),
    vscode.commands.registerCommand('kanwu.sameName', (at?: unknown) => sameName(server, isInRange(at) ? at : atCaret())),
    vscode.commands.registerCommand('kanwu.openEntitiesFile', openEntitiesFile),
  );
}

/** Runs the server's action of a kind for the name at a place; lets the person choose where there are several. */
async function runNameAction(server: NameServer, kind: string, at: InRange | undefined): Promise<void> {
  if (!at) return sayThereIsNoName();
  await server.start();
  const { start, end } = at.range;
  const wanted = `quickfix.name.${kind}`;
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', vscode.Uri.parse(at.uri), new vscode.Range(start.line, start.character, end.line, end.character), wanted, 10);
  const possible = actions.filter((action) => action.kind?.value === wanted && !action.disabled);
  const [only, ...others] = possible;
  if (!only) return sayThereIsNoName(actions.find(({ disabled }) => disabled)?.disabled?.reason);
  const action = others.length === 0 ? only : (await vscode.window.showQuickPick(possible.map((each) => ({ label: each.title, action: each }))))?.action;
  if (action?.edit) await write(action.edit);
}

/** Lets the person pick, or type, the entity that a name is the same as. */
async function sameName(server: NameServer, at: InRange | undefined): Promise<void> {
  if (!at) return sayThereIsNoName();
  await server.start();
  const found = await server.nameChoices(at);
  if (!found) return sayThereIsNoName();
  const name = await pickName(found.form, found.choices);
  const edit = name === undefined ? undefined : await server.sameName({ ...at, name });
  if (edit) await write(edit);
}

/** The name picked from the list, or typed where it is not in it; undefined where the person goes away. */
function pickName(form: string, choices: readonly { readonly name: string; readonly detail: string }[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
    const items = choices.map(({ name, detail }) => ({ label: name, description: detail }));
    pick.title = vscode.l10n.t('“{0}” is the same as…', form);
    pick.placeholder = vscode.l10n.t('Pick an entity, or type its full name');
    pick.items = items;
    pick.onDidChangeValue((value) => {
      const typed = value.trim();
      pick.items = typed === '' || items.some(({ label }) => label === typed) ? items : [...items, { label: typed, description: vscode.l10n.t('as typed'), alwaysShow: true }];
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Applies the edit of the entities file as one undo step, and saves it as the person's settings for refactorings say. */
async function write(edit: vscode.WorkspaceEdit): Promise<void> {
  if (await vscode.workspace.applyEdit(edit, { isRefactoring: true })) vscode.window.setStatusBarMessage(vscode.l10n.t('Kanwu: written to .kanwu/entities.yaml.'), 5000);
}

async function openEntitiesFile(): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  const file = folder && vscode.Uri.joinPath(folder.uri, '.kanwu/entities.yaml');
  try {
    if (file) await vscode.workspace.fs.stat(file);
  } catch {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is decided on names in this folder yet. Decide on one by its light bulb.'));
    return;
  }
  if (file) await vscode.window.showTextDocument(file);
}

/** Commands are run from the palette with nothing, from menus with what they are the menu of, and from a link or action with a place. */
function isInRange(at: unknown): at is InRange {
  return typeof at === 'object' && at !== null && typeof (at as Partial<InRange>).uri === 'string' && typeof (at as Partial<InRange>).range === 'object';
}

function atCaret(): InRange | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== NEWS) return undefined;
  const { start, end } = editor.selection;
  return { uri: editor.document.uri.toString(), range: { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } } };
}

function sayThereIsNoName(reason?: string): void {
  void vscode.window.showInformationMessage(reason ?? vscode.l10n.t('There is no such thing to decide here. Put the caret on a name, or select one.'));
}
