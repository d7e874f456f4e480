import * as vscode from 'vscode';
import { isUnread, wrongEncoding, type WrongEncoding } from '../../server/src/workspace/wrongEncoding.ts';
import { NEWS } from './news.ts';

/** Opens a file again in the encoding it is in; arguments: its URI as a string, and the encoding as Kanwu names it. */
export const REOPEN = 'kanwu.reopenWithEncoding';

/** How VS Code names the encodings: its id, and what its own list calls it. */
const EDITOR_NAMES: Readonly<Record<WrongEncoding['encoding'], { readonly id: string; readonly name: string }>> = {
  'utf-8': { id: 'utf8', name: 'UTF-8' },
  'utf-16le': { id: 'utf16le', name: 'UTF-16 LE' },
  'utf-16be': { id: 'utf16be', name: 'UTF-16 BE' },
  gb18030: { id: 'gb18030', name: 'GB18030' },
  big5: { id: 'cp950', name: 'Big5' },
};

/** The diagnostics of the server to which the way out belongs. */
const WRONG_ENCODING = 'wrong-encoding';

/** A document that shows its file wrongly, with the bytes that the file has. */
interface Shown {
  readonly wrong: WrongEncoding;
  readonly bytes: Uint8Array;
  /** The person has been told that saving would lose something. */
  warned: boolean;
}

/**
 * Watches for files that are opened in an encoding they are not in: says so, opens them anew on request, warns when such
 * a text is changed, and keeps the file's own bytes beside it when it is saved all the same.
 * @returns ends the watching.
 */
export function watchEncodings(): vscode.Disposable {
  const shown = new Map<string, Shown>();

  const consider = async (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    if (document.isDirty || document.isClosed || !isCandidate(document)) return;
    const bytes = await readFile(document.uri);
    // Meanwhile the person may have typed: then text and file differ for another reason.
    if (!bytes || document.isDirty || document.isClosed) return;
    const wrong = wrongEncoding(document.getText(), bytes);
    const before = shown.get(key);
    if (!wrong) {
      shown.delete(key);
      return;
    }
    shown.set(key, { wrong, bytes, warned: false });
    if (before?.wrong.encoding === wrong.encoding) return;
    // In this state nothing can tell its language; it is Chinese.
    if (document.languageId === 'plaintext') await vscode.languages.setTextDocumentLanguage(document, NEWS);
    await tell(document.uri, wrong);
  };

  const changed = async ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    if (contentChanges.length === 0) return;
    const known = shown.get(document.uri.toString());
    if (!known || known.warned) return;
    if (!document.isDirty) {
      await consider(document);
      return;
    }
    known.warned = true;
    await warn(document.uri, known.wrong);
  };

  const keepBytes = async (document: vscode.TextDocument) => {
    const known = shown.get(document.uri.toString());
    if (!known) return;
    const copy = await freeName(document.uri, EDITOR_NAMES[known.wrong.encoding].id);
    await vscode.workspace.fs.writeFile(copy, known.bytes);
    shown.delete(document.uri.toString());
    void tellOfCopy(document.uri, copy, known);
  };

  for (const document of vscode.workspace.textDocuments) void consider(document);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void consider(document)),
    vscode.workspace.onDidChangeTextDocument((change) => void changed(change)),
    vscode.workspace.onWillSaveTextDocument(({ document, waitUntil }) => {
      // A save cannot be stopped from here, but it waits until the bytes are safe.
      if (shown.has(document.uri.toString())) waitUntil(keepBytes(document));
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      // A change of language closes a document for a moment.
      setTimeout(() => {
        if (!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) shown.delete(uri.toString());
      });
    }),
    vscode.commands.registerCommand(REOPEN, (uri: string, encoding: WrongEncoding['encoding']) => reopen(vscode.Uri.parse(uri), encoding)),
    vscode.languages.registerCodeActionsProvider(
      { language: NEWS },
      {
        provideCodeActions: ({ uri }, _, { diagnostics }) => {
          const known = shown.get(uri.toString());
          const diagnostic = diagnostics.find(({ code }) => code === WRONG_ENCODING || (typeof code === 'object' && code.value === WRONG_ENCODING));
          if (!known || !diagnostic) return [];
          const action = new vscode.CodeAction(reopenTitle(known.wrong), vscode.CodeActionKind.QuickFix);
          action.command = { command: REOPEN, title: action.title, arguments: [uri.toString(), known.wrong.encoding] };
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          return [action];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

/** News, and what nobody can read yet. */
function isCandidate(document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== 'file' && document.uri.scheme !== 'vscode-remote') return false;
  if (document.languageId === NEWS) return true;
  if (document.languageId !== 'plaintext') return false;
  const settings = vscode.workspace.getConfiguration('kanwu.detection', document.uri);
  if (!settings.get<boolean>('enabled', true)) return false;
  if (!settings.get<string[]>('files', []).some((pattern) => vscode.languages.match({ pattern }, document) > 0)) return false;
  return isUnread(document.getText(new vscode.Range(0, 0, 500, 0)));
}

async function readFile(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined; // gone, or not readable: there is nothing to compare with
  }
}

function reopenTitle({ encoding }: WrongEncoding): string {
  return vscode.l10n.t('Reopen with {0}', EDITOR_NAMES[encoding].name);
}

async function tell(uri: vscode.Uri, wrong: WrongEncoding): Promise<void> {
  const action = reopenTitle(wrong);
  const message = vscode.l10n.t('{0} is a {1} file, but it was opened in another encoding. Saving it so would lose text.', nameOf(uri), EDITOR_NAMES[wrong.encoding].name);
  if ((await vscode.window.showWarningMessage(message, action)) === action) await reopen(uri, wrong.encoding);
}

async function warn(uri: vscode.Uri, wrong: WrongEncoding): Promise<void> {
  const action = reopenTitle(wrong);
  const message = vscode.l10n.t('You are changing {0} in the wrong encoding. Saving it would lose text that the file still has.', nameOf(uri));
  const detail = vscode.l10n.t('Reopening takes your change back. If you save all the same, a copy of the file as it is now is kept beside it.');
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, action)) === action) await reopen(uri, wrong.encoding);
}

async function tellOfCopy(uri: vscode.Uri, copy: vscode.Uri, { wrong, bytes }: Shown): Promise<void> {
  const action = vscode.l10n.t('Put it back and reopen with {0}', EDITOR_NAMES[wrong.encoding].name);
  const message = vscode.l10n.t('{0} was saved in the wrong encoding. What it held before is kept in {1}.', nameOf(uri), nameOf(copy));
  if ((await vscode.window.showWarningMessage(message, action)) !== action) return;
  await vscode.workspace.fs.writeFile(uri, bytes);
  await reopen(uri, wrong.encoding);
}

/** Shows the file in this encoding; unsaved changes are taken back. */
async function reopen(uri: vscode.Uri, encoding: WrongEncoding['encoding']): Promise<void> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document) await vscode.window.showTextDocument(document);
  if (document?.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  if (document && !('encoding' in document)) {
    // VS Code before 1.100 opens a file in another encoding by its own list only.
    void vscode.window.showInformationMessage(vscode.l10n.t('Choose “Reopen with Encoding”, then {0}.', EDITOR_NAMES[encoding].name));
    await vscode.commands.executeCommand('workbench.action.editor.changeEncoding');
    return;
  }
  const open = vscode.workspace.openTextDocument as (uri: vscode.Uri, options: { readonly encoding: string }) => Thenable<vscode.TextDocument>;
  await vscode.window.showTextDocument(await open(uri, { encoding: EDITOR_NAMES[encoding].id }));
}

/** A name beside the file that nothing has yet. */
async function freeName(uri: vscode.Uri, encoding: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const copy = uri.with({ path: `${uri.path}.${encoding}${number === 1 ? '' : `-${number}`}.bak` });
    try {
      await vscode.workspace.fs.stat(copy);
    } catch {
      return copy;
    }
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
