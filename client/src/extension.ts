import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn, State } from 'vscode-languageclient';
import { registerCommands, type Server } from './commands.ts';
import type { FolderCoverage } from './folderCoverage.ts';
import { NEWS, watchLanguages } from './languageDetection.ts';
import { createStatus } from './status.ts';

/** What other extensions, and our tests, get from `vscode.extensions.getExtension('kanwu.kanwu').exports`. */
export interface KanwuApi {
  /** True while the language server answers. */
  isRunning(): boolean;
  /** Starts the language server unless it runs; resolves once it answers. */
  start(): Promise<void>;
}

/** Makes the client that talks to the server; the one thing in which the desktop and the browser differ. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/**
 * Everything the extension does wherever it runs. The server is started when the first news file is opened:
 * a folder of other text files costs nothing but the look at each file.
 */
export function activateKanwu(context: vscode.ExtensionContext, createClient: CreateClient): KanwuApi {
  const output = vscode.window.createOutputChannel('Kanwu', { log: true });
  const status = createStatus();
  let client: BaseLanguageClient | undefined;
  let starting: Promise<void> | undefined;

  const start = () =>
    (starting ??= (async () => {
      const created = (client = createClient({
        documentSelector: [{ language: NEWS }],
        outputChannel: output,
        diagnosticCollectionName: 'kanwu',
        // A person opens the log when they look for it; it does not open over their text.
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        markdown: { isTrusted: false, supportHtml: false },
      }));
      created.onDidChangeState(({ newState }) => {
        if (created === client) status.showServer(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped');
      });
      created.onNotification('kanwu/coverageChanged', (coverage: FolderCoverage) => status.showFolder(coverage));
      try {
        await created.start();
      } catch (error) {
        starting = undefined;
        status.showServer('failed');
        output.error(error instanceof Error ? error : String(error));
        throw error;
      }
    })());
  const stop = async () => {
    const old = client;
    await starting?.catch(() => undefined);
    client = undefined;
    starting = undefined;
    // A client that never started has nothing to stop, and says so by throwing.
    await old?.dispose().catch((error: unknown) => output.warn(String(error)));
  };
  const server: Server = {
    start,
    async restart() {
      await stop();
      await start();
    },
    async readFolder() {
      await start();
      await client?.sendRequest('kanwu/reindex');
    },
    showOutput: () => output.show(true),
  };
  const startForNews = (document: vscode.TextDocument) => {
    if (document.languageId !== NEWS || starting) return;
    start().catch(async () => {
      const log = vscode.l10n.t('Show log');
      if ((await vscode.window.showErrorMessage(vscode.l10n.t('The Kanwu language server could not start.'), log)) === log) server.showOutput();
    });
  };

  context.subscriptions.push(
    output,
    status,
    registerCommands(server),
    watchLanguages(context.workspaceState),
    vscode.workspace.onDidOpenTextDocument(startForNews),
    { dispose: () => void stop() },
  );
  vscode.workspace.textDocuments.forEach(startForNews);
  return { isRunning: () => client?.state === State.Running, start };
}
