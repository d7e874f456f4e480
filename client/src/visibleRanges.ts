import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { NEWS } from './news.ts';

/** The server is told where a person has come to rest, not of every line that scrolls by. Milliseconds. */
const REST = 100;

/** Tells the server which lines of news files are visible: of a long one it looks at these first, and shows the damage around them. @returns ends that. */
export function tellVisible(client: BaseLanguageClient): vscode.Disposable {
  const timers = new Map<vscode.TextEditor, ReturnType<typeof setTimeout>>();
  const tell = (editor: vscode.TextEditor) => {
    const [first] = editor.visibleRanges;
    const last = editor.visibleRanges.at(-1);
    if (!first || !last || editor.document.languageId !== NEWS || !client.isRunning()) return;
    void client.sendNotification('kanwu/visible', { uri: client.code2ProtocolConverter.asUri(editor.document.uri), first: first.start.line, last: last.end.line });
  };
  const soon = (editor: vscode.TextEditor) => {
    clearTimeout(timers.get(editor));
    timers.set(editor, setTimeout(() => {
      timers.delete(editor);
      tell(editor);
    }, REST));
  };
  vscode.window.visibleTextEditors.forEach(soon);
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => soon(textEditor)),
    vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(soon)),
    { dispose: () => timers.forEach((timer) => clearTimeout(timer)) },
  );
}
