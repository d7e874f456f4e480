import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { serveFiles } from './filesForServer.ts';
import { clientOptions, type LanguageServer, startLanguageServer } from './languageServer.ts';
import type { Status } from './status.ts';

/** Starts the server as a web worker, which gets the files of the folder from here. */
export function startBrowserServer(context: vscode.ExtensionContext, status: Status, output: vscode.LogOutputChannel): Promise<LanguageServer> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  const client = new LanguageClient('kanwu', 'Kanwu', () => Promise.resolve(new Worker(script)), clientOptions(output));
  serveFiles(client);
  return startLanguageServer(client, status, output);
}
