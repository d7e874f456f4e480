import type * as vscode from 'vscode';
import { activateKanwu, type KanwuApi } from './extension.ts';

/** Entry point on the desktop and in remote extension hosts. */
export function activate(context: vscode.ExtensionContext): KanwuApi {
  return activateKanwu(context, async (status, output) => (await import('./nodeServer.ts')).startNodeServer(context, status, output));
}
