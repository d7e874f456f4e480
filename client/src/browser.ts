import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateKanwu, type KanwuApi } from './extension.ts';
import { serveFiles } from './filesForServer.ts';

/** Entry point in a browser's extension host: the server is a web worker. */
export function activate(context: vscode.ExtensionContext): KanwuApi {
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  return activateKanwu(context, (options) => {
    const client = new LanguageClient('kanwu', 'Kanwu', () => Promise.resolve(new Worker(worker)), options);
    serveFiles(client);
    return client;
  });
}
