import * as vscode from 'vscode';
import { NEWS } from './news.ts';

/** The kind under which the server offers all safe repairs of a file; also usable in `editor.codeActionsOnSave`. */
export const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('kanwu');

/** What the commands need of the rest of the extension. */
export interface Server {
  /** Starts the server unless it runs; resolves once it answers. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** Reads the files of the folder that are not counted yet. */
  readFolder(): Promise<void>;
  showOutput(): void;
}

/** Registers the commands of the extension. @returns takes them away again. */
export function registerCommands(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('kanwu.fixAllInFile', () => fixAllInFile(server)),
    vscode.commands.registerCommand('kanwu.restartServer', () => server.restart()),
    vscode.commands.registerCommand('kanwu.readFolder', () => server.readFolder()),
    vscode.commands.registerCommand('kanwu.showOutput', () => server.showOutput()),
    vscode.commands.registerCommand('kanwu.toggleDetection', toggleDetection),
    vscode.commands.registerCommand('kanwu.treatAsNews', treatAsNews),
  );
}

/** Applies every safe repair of the active file as one undo step, and says what it did. */
async function fixAllInFile(server: Server): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== NEWS) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Chinese news file first.'));
    return;
  }
  await server.start();
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, everything, FIX_ALL.value, 1);
  const action = actions.find(({ kind, disabled }) => kind && FIX_ALL.contains(kind) && !disabled);
  if (!action) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Kanwu: nothing to repair here without asking.'), 5000);
    return;
  }
  const places = action.edit?.get(document.uri).length ?? 0;
  const version = document.version;
  const applied = action.edit === undefined || (document.version === version && (await vscode.workspace.applyEdit(action.edit)));
  if (!applied) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The file changed meanwhile, so nothing was repaired. Try again.'));
    return;
  }
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Kanwu: {0} places repaired. Undo brings them back.', places), 5000);
}

/** Turns the setting over where it is set, for the person when it is set nowhere. */
async function toggleDetection(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('kanwu.detection');
  const enabled = !settings.get<boolean>('enabled', true);
  const target = settings.inspect<boolean>('enabled')?.workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await settings.update('enabled', enabled, target);
  vscode.window.setStatusBarMessage(
    enabled ? vscode.l10n.t('Kanwu: Chinese text files are taken as news.') : vscode.l10n.t('Kanwu: text files are left alone; choose the language by hand.'),
    5000,
  );
}

async function treatAsNews(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document) await vscode.languages.setTextDocumentLanguage(document, NEWS);
}
