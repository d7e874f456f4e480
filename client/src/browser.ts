import * as vscode from 'vscode';
import { activateKanwu, type KanwuApi } from './extension.ts';

/** Entry point in a browser's extension host. */
export function activate(context: vscode.ExtensionContext): KanwuApi {
  return activateKanwu(context, async (status, output) => (await import('./browserServer.ts')).startBrowserServer(context, status, output), async (uri, bytes) => vscode.workspace.fs.writeFile(uri, bytes));
}
