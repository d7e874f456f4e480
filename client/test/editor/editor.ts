import * as vscode from 'vscode';
import type { KanwuApi } from '../../src/extension.ts';
import { DAMAGED_KINDS } from './samples.ts';

/** What a test needs of the editor. Everything here waits for an event; the only time-out is the test's own. */

const folder = () => vscode.workspace.workspaceFolders![0]!.uri;

/** The extension under test. */
export function kanwu(): vscode.Extension<KanwuApi> {
  return vscode.extensions.getExtension<KanwuApi>('kanwu.kanwu')!;
}

/** Writes a file into the test's workspace. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file and shows it; returns once it has the language. */
export async function open(name: string, text: string, language = 'cn-news'): Promise<vscode.TextDocument> {
  const uri = await write(name, text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await until(vscode.workspace.onDidOpenTextDocument, () => document.languageId === language);
  return document;
}

/** Resolves when the condition holds, looked at now and after every event. */
export function until<T>(event: vscode.Event<T>, condition: () => boolean | Promise<boolean>): Promise<void> {
  return new Promise((resolve, reject) => {
    let listener: vscode.Disposable | undefined;
    const look = async () => {
      try {
        if (!(await condition())) return;
        listener?.dispose();
        resolve();
      } catch (error) {
        listener?.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    listener = event(() => void look());
    void look();
  });
}

/** The id of the rule that a diagnostic of ours comes from; its code is a link to the rule's page. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Resolves with the diagnostics of a document, as far as they are of the kinds of the samples, once they satisfy the condition. */
export async function diagnosticsOf(document: vscode.TextDocument, satisfied: (diagnostics: readonly vscode.Diagnostic[]) => boolean): Promise<vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === 'kanwu' && DAMAGED_KINDS.includes(ruleOf(diagnostic)));
  await until(vscode.languages.onDidChangeDiagnostics, () => satisfied(now()));
  return now();
}

/** Closes all editors without saving. */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Asks again after every answer until the answer satisfies; for what has no event of its own. */
export async function eventually<T>(ask: () => Thenable<T>, satisfied: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
  }
}

/** The range of the n-th occurrence (from 0) of a text in a document. */
export function rangeOf(document: vscode.TextDocument, text: string, occurrence = 0): vscode.Range {
  let at = -1;
  for (let i = 0; i <= occurrence; i++) at = document.getText().indexOf(text, at + 1);
  if (at < 0) throw new Error(`“${text}” is not in the document`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

/** Everything that a hover says at the middle of a text's first occurrence, as one string. */
export async function hoverText(document: vscode.TextDocument, text: string): Promise<string> {
  const range = rangeOf(document, text);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, document.positionAt(document.offsetAt(range.start) + (text.length >> 1)));
  return hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value))).join('\n');
}

/** The code actions offered for a range, of the kind asked for and below it. */
export function codeActions(document: vscode.TextDocument, range: vscode.Range, kind: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind.value, 50);
}
