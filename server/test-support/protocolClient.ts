/** A real client of the built server, over standard input and output, for protocol tests. Speaks plain messages: it knows nothing of our code. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import type {
  ClientCapabilities, Diagnostic, DocumentDiagnosticReport, InitializeResult, Position, PublishDiagnosticsParams, TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';

/** The bundle that `npm run build` makes. */
export const SERVER_BUNDLE = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

export interface ClientOptions {
  /** URIs of the workspace folders; none by default. */
  readonly folders?: readonly string[];
  /** The section `kanwu`. */
  readonly settings?: unknown;
  readonly locale?: string;
  /** In place of those of an able client. */
  readonly capabilities?: ClientCapabilities;
  /** Path of the folder where the server may keep its index; none by default. */
  readonly storage?: string;
}

/** What the server says of the checking of a document. */
export interface Checked {
  readonly uri: string;
  readonly percent: number;
  readonly damaged: number;
  readonly findings: number;
  readonly shown: number;
}

/** What VS Code can do, as far as it matters here. */
export const ABLE_CLIENT: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'], changeAnnotationSupport: {} }, diagnostics: { refreshSupport: true }, semanticTokens: { refreshSupport: true },
  },
  textDocument: {
    rename: { prepareSupport: true }, synchronization: { dynamicRegistration: true }, diagnostic: {}, hover: { contentFormat: ['markdown'] }, documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
  },
  window: { workDoneProgress: true },
};

/** A started server with a client that has not said `initialize` yet. */
export class ProtocolClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** What the server has written to the log, in order. */
  readonly log: string[] = [];
  /** What the server has shown to the person, in order. */
  readonly messages: string[] = [];
  /** What the server has written to standard error. */
  stderr = '';
  /** Progress values in order. */
  readonly progress: { readonly token: string | number; readonly value: { readonly kind: string; readonly percentage?: number } }[] = [];
  /** Registered capabilities by method. */
  readonly registered = new Map<string, unknown>();
  settings: unknown;
  /** How much the server has last said to be checked. */
  checked: Checked | undefined;
  initialized: InitializeResult | undefined;
  readonly exitCode: Promise<number | null>;
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();
  readonly #counts = new Map<string, number>();
  readonly #partialResults = new Map<string | number, (some: unknown) => void>();

  constructor() {
    if (!existsSync(SERVER_BUNDLE)) throw new Error('The server is not built: npm run build');
    this.process = spawn(process.execPath, [SERVER_BUNDLE, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.exitCode = new Promise((resolve) => this.process.once('exit', (code) => resolve(code)));
    this.process.stderr!.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.connection = createMessageConnection(new StreamMessageReader(this.process.stdout!), new StreamMessageWriter(this.process.stdin!));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings ?? null));
    this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string; registerOptions?: unknown }[] }) => {
      for (const { method, registerOptions } of registrations) this.registered.set(method, registerOptions);
    });
    this.connection.onRequest('client/unregisterCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string | number }) => this.#heard('progress/create', token));
    this.connection.onNotification('$/progress', (params) => {
      const { token, value } = params as { token: string | number; value: unknown };
      const partial = this.#partialResults.get(token);
      if (partial) {
        partial(value);
        this.#heard('partial result', value);
        return;
      }
      this.progress.push(params as never);
      this.#heard('$/progress', params);
    });
    for (const method of ['workspace/diagnostic/refresh', 'workspace/semanticTokens/refresh']) this.connection.onRequest(method, () => this.#heard(method, null));
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.#heard('window/logMessage', message);
    });
    const shown = ({ message }: { message: string }) => {
      this.messages.push(message);
      return this.#heard('window/showMessage', message);
    };
    this.connection.onNotification('window/showMessage', (params: { message: string }) => void shown(params));
    this.connection.onRequest('window/showMessageRequest', shown);
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, params);
      this.#heard('textDocument/publishDiagnostics', params);
    });
    for (const method of ['kanwu/coverageChanged', 'kanwu/findingsChanged']) this.connection.onNotification(method, (params: unknown) => void this.#heard(method, params));
    this.connection.onNotification('kanwu/checked', (params: Checked) => {
      this.checked = params;
      this.#heard('kanwu/checked', params);
    });
    this.connection.listen();
  }

  #heard(method: string, _params: unknown): null {
    this.#counts.set(method, (this.#counts.get(method) ?? 0) + 1);
    for (const wake of [...this.#waiting]) wake();
    return null;
  }

  /** Hears the partial results that the server sends for a token. */
  onPartialResult(token: string | number, hear: (some: unknown) => void): void {
    this.#partialResults.set(token, hear);
  }

  /** How many messages of a method have come. */
  count(method: string): number {
    return this.#counts.get(method) ?? 0;
  }

  /** Resolves as soon as the condition holds; looked at after every message that comes. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  async initialize({ folders = [], settings, locale, capabilities = ABLE_CLIENT, storage }: ClientOptions = {}): Promise<InitializeResult> {
    this.settings = settings;
    const workspaceFolders = folders.map((uri) => ({ uri, name: uri }));
    this.initialized = await this.request<InitializeResult>('initialize', { processId: process.pid, rootUri: folders[0] ?? null, workspaceFolders, capabilities, ...(locale ? { locale } : {}), ...(storage ? { initializationOptions: { storage } } : {}) });
    await this.notify('initialized', {});
    return this.initialized;
  }

  /** Resolves when the folder has been read. */
  async folderRead(times = 1): Promise<void> {
    await this.until(() => this.progress.filter(({ value }) => value.kind === 'end').length >= times);
  }

  request<R>(method: string, params?: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params as never);
  }

  notify(method: string, params?: unknown): Promise<void> {
    return this.connection.sendNotification(method, params as never);
  }

  open(uri: string, text: string, version = 1, languageId = 'cn-news'): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Asks for a document's diagnostics. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    if (report.kind !== 'full') throw new Error('unchanged, although nothing was given to compare with');
    return report.items;
  }

  published(uri: string): PublishDiagnosticsParams | undefined {
    return this.#published.get(uri);
  }

  at<R>(method: string, uri: string, position: Position, more: object = {}): Promise<R> {
    return this.request<R>(method, { textDocument: { uri }, position, ...more });
  }

  /** Ends the server as the protocol says, and answers its exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    await this.request('shutdown');
    await this.notify('exit');
    const code = await this.exitCode;
    this.connection.dispose();
    return code;
  }

  /** For the end of a test, whatever came before. */
  kill(): void {
    this.connection.dispose();
    if (this.process.exitCode === null) this.process.kill('SIGKILL');
  }
}
