import * as vscode from 'vscode';
import { looksLikeNews, MINIMUM_HAN_SHARE, SAMPLE_LENGTH } from '../../server/src/text/looksLikeNews.ts';
import { NEWS } from './news.ts';

/** What VS Code calls a file of which it knows nothing: the only language that detection ever replaces. */
const UNDECIDED = 'plaintext';
/** Where the files are remembered that a person has set to another language by hand. */
const CHOSEN_BY_HAND = 'kanwu.chosenByHand';
const MOST_REMEMBERED = 500;

/**
 * Sets files that read as Chinese news to {@link NEWS} when they are opened or saved, as the settings `kanwu.detection.*` say.
 * A language chosen by hand wins: such a file is remembered in this workspace and not touched again.
 * @returns ends the watching.
 */
export function watchLanguages(memory: vscode.Memento): vscode.Disposable {
  // A change of language closes and opens the same object; opening a file makes a new one. That tells a person's choice from a new day.
  const lastLanguage = new WeakMap<vscode.TextDocument, string>();
  const chosenByHand = new Set(memory.get<string[]>(CHOSEN_BY_HAND, []));
  const remember = (uri: string, chosen: boolean) => {
    if (chosenByHand.has(uri) === chosen) return;
    if (chosen) chosenByHand.add(uri);
    else chosenByHand.delete(uri);
    void memory.update(CHOSEN_BY_HAND, [...chosenByHand].slice(-MOST_REMEMBERED));
  };

  const consider = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    const before = lastLanguage.get(document);
    lastLanguage.set(document, document.languageId);
    if (document.languageId === NEWS) remember(uri, false);
    else if (before === NEWS) remember(uri, true);
    if (!chosenByHand.has(uri) && shouldBecomeNews(document)) void vscode.languages.setTextDocumentLanguage(document, NEWS);
  };
  const considerAll = () => vscode.workspace.textDocuments.forEach(consider);

  considerAll();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(consider),
    vscode.workspace.onDidSaveTextDocument(consider),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('kanwu.detection')) considerAll();
    }),
  );
}

function shouldBecomeNews(document: vscode.TextDocument): boolean {
  if (document.languageId !== UNDECIDED || document.isClosed || !isFile(document.uri)) return false;
  const settings = vscode.workspace.getConfiguration('kanwu.detection', document.uri);
  if (!settings.get<boolean>('enabled', true)) return false;
  if (!settings.get<string[]>('files', []).some((pattern) => vscode.languages.match({ pattern }, document) > 0)) return false;
  const sample = document.getText(new vscode.Range(0, 0, SAMPLE_LENGTH, 0));
  return looksLikeNews(sample, settings.get<number>('minimumHanShare', MINIMUM_HAN_SHARE));
}

/** Only what lies in a file system: no output channel, no past state from git, nothing untitled. */
function isFile(uri: vscode.Uri): boolean {
  return uri.scheme !== 'git' && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
}
