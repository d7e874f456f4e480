import * as vscode from 'vscode';
import { replaceFile } from '../../server/src/node/cli/atomicWrite.ts';
import { activateKanwu, type KanwuApi } from './extension.ts';

/** Entry point on the desktop and in remote extension hosts. */
export function activate(context: vscode.ExtensionContext): KanwuApi {
  return activateKanwu(context, async (listener, output) => (await import('./nodeServer.ts')).startNodeServer(context, listener, output), replace, context.storageUri !== undefined);
}

async function replace(uri: vscode.Uri, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (uri.scheme !== 'file') return vscode.workspace.fs.writeFile(uri, bytes);
  await replaceFile(uri.fsPath, async (file) => {
    await file.writeFile(bytes);
    return true;
  });
}
