import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { serveFiles } from './filesForServer.ts';
import { clientOptions, type LanguageServer, type ServerListener, startLanguageServer } from './languageServer.ts';

/** Starts the server as a web worker, which gets the files of the folder from here. */
export async function startBrowserServer(context: vscode.ExtensionContext, listener: ServerListener, output: vscode.LogOutputChannel): Promise<LanguageServer> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js');
  // The worker itself and no function that makes it: VS Code's own `Worker` fails the client's test of what a function returns.
  const client = new LanguageClient('kanwu', 'Kanwu', await startWorker(script), clientOptions(output));
  serveFiles(client);
  return startLanguageServer(client, listener, output);
}

/** An extension that lies on a remote machine gets no worker from its address; its text does. */
async function startWorker(script: vscode.Uri): Promise<Worker> {
  if (script.scheme !== 'vscode-remote') return new Worker(script.toString(true));
  const text = await vscode.workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([new Uint8Array(text)], { type: 'application/javascript' }));
  // The worker loads it after this call has returned, so it is not revoked.
  return new Worker(address);
}
