import * as vscode from 'vscode';
import { registerCommands, type Server } from './commands.ts';
import { watchEncodings } from './encodingNotice.ts';
import { watchLanguages } from './languageDetection.ts';
import { type FindingsTree, registerFindingsView } from './findingsView.ts';
import { type FolderFix, registerFolderFix } from './folderFix.ts';
import type { LanguageServer, ServerListener } from './languageServer.ts';
import { type MentionTree, registerMentions } from './mentionsView.ts';
import { registerNameCommands } from './nameCommands.ts';
import { NEWS } from './news.ts';
import { registerRulePages } from './rulePages.ts';
import type { ReplaceFile } from './shardFiles.ts';
import { registerShards, type ShardTree } from './shardView.ts';
import { createStatus } from './status.ts';

/** What other extensions, and our tests, get from `vscode.extensions.getExtension('kanwu.kanwu').exports`. */
export interface KanwuApi {
  /** True while the language server answers. */
  isRunning(): boolean;
  /** Starts the language server unless it runs; resolves once it answers. */
  start(): Promise<void>;
  /** The JSONL shards that are open. */
  readonly shards: ShardTree;
  /** What is damaged in the folder. */
  readonly findings: FindingsTree;
  /** The fixing of the files of the folder. */
  readonly folderFix: FolderFix;
  /** What the last search for a name has found. */
  readonly mentions: MentionTree;
}

/** Starts the server; the one thing in which the desktop and the browser differ. The language client is loaded here, not before it is needed. */
export type StartServer = (listener: ServerListener, output: vscode.LogOutputChannel) => Promise<LanguageServer>;

/**
 * Everything the extension does wherever it runs. The server is started when the first news file is opened:
 * a folder of other text files costs nothing but the look at each file.
 * @param canFixFolder whether the server can write files, and has a place to keep what they were
 */
export function activateKanwu(context: vscode.ExtensionContext, startServer: StartServer, replaceFile: ReplaceFile, canFixFolder: boolean): KanwuApi {
  const output = vscode.window.createOutputChannel('Kanwu', { log: true });
  const status = createStatus();
  const findingsChanged = new vscode.EventEmitter<void>();
  const listener: ServerListener = { showServer: status.showServer, showFolder: status.showFolder, showChecked: status.showChecked, findingsChanged: () => findingsChanged.fire() };
  let running: Promise<LanguageServer> | undefined;
  let answering: LanguageServer | undefined;

  const start = async () => {
    if (!running) {
      status.showServer('starting');
      running = startServer(listener, output);
      running.then(() => void folderFix.askAboutBroken(), () => {});
    }
    const mine = running;
    try {
      answering = await mine;
    } catch (error) {
      // The first to hear of it reports it; whoever comes later tries again.
      if (running === mine) {
        running = undefined;
        status.showServer('failed');
        output.error(error instanceof Error ? error : String(error));
      }
      throw error;
    }
    return answering;
  };
  const stop = async () => {
    const old = await running?.catch(() => undefined);
    running = undefined;
    answering = undefined;
    await old?.stop();
  };
  const server: Server = {
    async start() {
      await start();
    },
    async restart() {
      await stop();
      await start();
    },
    readFolder: async () => (await start()).readFolder(),
    showOutput: () => output.show(true),
  };
  const startForNews = (document: vscode.TextDocument) => {
    if (document.languageId !== NEWS || running) return;
    start().catch(async () => {
      const log = vscode.l10n.t('Show log');
      if ((await vscode.window.showErrorMessage(vscode.l10n.t('The Kanwu language server could not start.'), log)) === log) server.showOutput();
    });
  };

  const findings = registerFindingsView(
    {
      start: server.start,
      findings: async (params) => (await start()).findings(params),
      firstFinding: async (at) => (await start()).firstFinding(at),
      onFindingsChanged: findingsChanged.event,
    },
    context.workspaceState,
  );
  const { fix: folderFix, end: endFolderFix } = registerFolderFix(
    {
      planFix: async (wanted) => (await start()).planFix(wanted),
      runFix: async (id, to) => (await start()).runFix(id, to),
      fixJobs: async () => (await start()).fixJobs(),
      forgetFix: async (id) => (await start()).forgetFix(id),
    },
    findings.view,
    canFixFolder,
  );
  const shards = registerShards(replaceFile);
  const mentions = registerMentions({
    suggestNames: async (text) => (await start()).suggestNames(text),
    findMentions: async (query, found, token) => (await start()).findMentions(query, found, token),
  });
  context.subscriptions.push(
    output,
    status,
    registerCommands(server),
    registerNameCommands({
      start: server.start,
      nameChoices: async (at) => (await start()).nameChoices(at),
      sameName: async (at) => (await start()).sameName(at),
    }),
    registerRulePages(context.extensionUri),
    watchLanguages(context.workspaceState),
    watchEncodings(),
    shards.end,
    findingsChanged,
    findings.end,
    endFolderFix,
    mentions.end,
    vscode.workspace.onDidOpenTextDocument(startForNews),
    { dispose: () => stop() },
  );
  vscode.workspace.textDocuments.forEach(startForNews);
  return { isRunning: () => answering?.isRunning() ?? false, start: server.start, shards: shards.view, findings: findings.view, folderFix, mentions: mentions.view };
}
