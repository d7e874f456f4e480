import type * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, ProgressType, RevealOutputChannelOn, State } from 'vscode-languageclient';
import type { FindingsServer } from './findingsView.ts';
import type { FolderCoverage } from './folderCoverage.ts';
import type { FixServer } from './folderFix.ts';
import type { FoundDocument, MentionServer } from './mentionsView.ts';
import type { NameServer } from './nameCommands.ts';
import { NEWS } from './news.ts';
import { newsDiagnostics } from './newsDiagnostics.ts';
import { ruleLinks } from './rulePages.ts';
import type { Checked, Status } from './status.ts';
import { tellVisible } from './visibleRanges.ts';

/** The options with which the client is made wherever it runs. */
export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: NEWS }],
    outputChannel: output,
    diagnosticCollectionName: 'kanwu',
    diagnosticCollectionProvider: newsDiagnostics,
    // A person opens the log when they look for it; it does not open over their text.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Text of documents is escaped; the links that remain are the server's own.
    markdown: { isTrusted: { enabledCommands: ['kanwu.confirmName', 'kanwu.sameName', 'kanwu.changeNameType', 'kanwu.ignoreName'] }, supportHtml: false },
    middleware: ruleLinks,
  };
}

/** The language server as the rest of the extension sees it. */
export interface LanguageServer extends Pick<NameServer, 'nameChoices' | 'sameName'>, Pick<FindingsServer, 'findings' | 'firstFinding'>, FixServer, MentionServer {
  isRunning(): boolean;
  /** Reads the files of the folder that are not counted yet. */
  readFolder(): Promise<void>;
  stop(): Promise<void>;
}

/** Who hears what the server has to say. */
export interface ServerListener extends Pick<Status, 'showServer' | 'showFolder' | 'showChecked'> {
  /** What is known of the folder's damage is no longer what it was. */
  findingsChanged(): void;
}

/** Starts a client with its server and keeps the listener informed. Rejects where the server cannot be started. */
export async function startLanguageServer(client: BaseLanguageClient, listener: ServerListener, output: vscode.LogOutputChannel): Promise<LanguageServer> {
  let stopped = false;
  let searches = 0;
  client.onDidChangeState(({ newState }) => {
    if (!stopped) listener.showServer(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped');
  });
  // The server offers “the same as…” where there is a list to pick from, tells how much of a long text is checked, and counts the records of JSONL files.
  client.registerFeature({
    fillClientCapabilities: (capabilities) => void (capabilities.experimental = { ...(capabilities.experimental as object | undefined), kanwu: { picksNames: true, followsVisible: true, opensRecords: true } }),
    initialize() {}, getState: () => ({ kind: 'static' }), clear() {},
  });
  client.onNotification('kanwu/coverageChanged', (coverage: FolderCoverage) => listener.showFolder(coverage));
  client.onNotification('kanwu/findingsChanged', () => listener.findingsChanged());
  client.onNotification('kanwu/checked', (checked: Checked) => listener.showChecked({ ...checked, uri: client.protocol2CodeConverter.asUri(checked.uri).toString() }));
  await client.start();
  const visible = tellVisible(client);
  return {
    isRunning: () => client.state === State.Running,
    nameChoices: (at) => client.sendRequest('kanwu/nameChoices', at),
    sameName: async (at) => client.protocol2CodeConverter.asWorkspaceEdit(await client.sendRequest('kanwu/sameName', at)),
    findings: (params) => client.sendRequest('kanwu/findings', params),
    firstFinding: async (at) => client.protocol2CodeConverter.asRange(await client.sendRequest('kanwu/firstFinding', at)),
    planFix: (wanted) => client.sendRequest('kanwu/planFix', wanted),
    runFix: (id, to) => client.sendRequest('kanwu/runFix', { id, to }),
    fixJobs: () => client.sendRequest('kanwu/fixJobs'),
    forgetFix: (id) => client.sendRequest('kanwu/forgetFix', { id }),
    suggestNames: (text) => client.sendRequest('kanwu/suggestNames', { text }),
    async findMentions(query, found, token) {
      const part = `kanwu/findMentions/${++searches}`;
      const listening = client.onProgress(new ProgressType<readonly FoundDocument[]>(), part, found);
      try {
        return await client.sendRequest('kanwu/findMentions', { query, part }, token);
      } finally {
        listening.dispose();
      }
    },
    readFolder: () => client.sendRequest('kanwu/reindex'),
    async stop() {
      stopped = true;
      visible.dispose();
      await client.dispose().catch((error: unknown) => output.warn(String(error)));
    },
  };
}
