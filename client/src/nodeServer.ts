import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, type LanguageServer, type ServerListener, startLanguageServer } from './languageServer.ts';

/** Starts the server as a process of its own, reached over IPC. */
export function startNodeServer(context: vscode.ExtensionContext, listener: ServerListener, output: vscode.LogOutputChannel): Promise<LanguageServer> {
  const module = context.asAbsolutePath('dist/server.cjs');
  const transport = TransportKind.ipc;
  const servers = { run: { module, transport }, debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] } } };
  return startLanguageServer(new LanguageClient('kanwu', 'Kanwu', servers, { ...clientOptions(output), initializationOptions: { storage: context.storageUri?.fsPath } }), listener, output);
}
