import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateKanwu, type KanwuApi } from './extension.ts';

/** Entry point on the desktop and in remote extension hosts: the server is a process of its own, reached over IPC. */
export function activate(context: vscode.ExtensionContext): KanwuApi {
  const module = context.asAbsolutePath('dist/server.cjs');
  return activateKanwu(
    context,
    (options) =>
      new LanguageClient(
        'kanwu',
        'Kanwu',
        {
          run: { module, transport: TransportKind.ipc },
          debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009', '--enable-source-maps'] } },
        },
        options,
      ),
  );
}
