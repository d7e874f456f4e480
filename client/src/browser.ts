import * as vscode from 'vscode';
import { activateKanwu, type KanwuApi } from './extension.ts';

/** Entry point in a browser's extension host. */
export function activate(context: vscode.ExtensionContext): KanwuApi {
  return activateKanwu(context, async (listener, output) => (await import('./browserServer.ts')).startBrowserServer(context, listener, output), async (uri, bytes) => vscode.workspace.fs.writeFile(uri, bytes), false);
}
