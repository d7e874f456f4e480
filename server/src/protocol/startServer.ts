import {
  type CancellationToken, type Connection, DidChangeConfigurationNotification, DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, type Disposable, DocumentSymbolRequest, FileChangeType, type InitializeParams, type InitializeResult, TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { looksLikeNews, SAMPLE_LENGTH } from '../text/looksLikeNews.ts';
import { EntitiesFiles } from '../workspace/entitiesFile/entitiesFiles.ts';
import { ENTITIES_FILE } from '../workspace/entitiesFile/readEntitiesFile.ts';
import { fileFilter } from '../workspace/fileFilter.ts';
import type { DocumentId, FileSystem } from '../workspace/fileSystem.ts';
import type { FixRecords } from '../workspace/folderFix/fixRecords.ts';
import type { FolderIndexOptions } from '../workspace/folderIndex.ts';
import type { FileAnalyser } from '../workspace/analyseFile.ts';
import type { IndexStore } from '../workspace/indexStore.ts';
import { fileOf, isShard } from '../workspace/records.ts';
import { Workspace } from '../workspace/workspace.ts';
import { OUTLINE, readAbilities, serverCapabilities } from './capabilities.ts';
import { type CoverageMessage, coverageChanged, coverageRequest, findingsChanged, MOST_LISTED, reindexRequest } from './customMessages.ts';
import { type DiagnosticService, registerDiagnostics } from './diagnosticHandlers.ts';
import { createEncodingNotices } from './encodingNotices.ts';
import { entitiesFileDiagnostics } from './entitiesFileDiagnostics.ts';
import { registerFeatures } from './featureHandlers.ts';
import { registerFindings } from './findingsHandlers.ts';
import { registerFolderFix } from './folderFixHandlers.ts';
import { guarded, guardedNotification, type Log } from './guard.ts';
import { gathered } from './gathered.ts';
import { OpenText } from './openText.ts';
import { recordFileSystem } from './recordFileSystem.ts';
import { registerSemanticTokens } from './semanticTokenHandlers.ts';
import type { ServerContext } from './serverContext.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import { documentId } from './uris.ts';
import { registerWorkspaceDiagnostics, type WorkspaceDiagnostics } from './workspaceDiagnostics.ts';
import { wordsFor } from './words/words.ts';

/** What differs between a server process and a server in a web worker. */
export interface ServerHost {
  /** The files below the workspace folders. */
  createFileSystem(connection: Connection, folders: readonly DocumentId[], settings: Settings): FileSystem;
  /** Resolves once everything else that is waiting (messages above all) has had its turn. */
  pause(): Promise<void>;
  /** Milliseconds since whenever. */
  now(): number;
  /** Reads many files at once, elsewhere; without it they are read here. */
  readonly workers?: FileAnalyser & { rest(): void; dispose(): void };
  hash?(bytes: Uint8Array): string;
  /** The fixes of files that are kept in a folder of this machine; without it no files are fixed. */
  fixRecords?(folder: string): FixRecords;
  /** Opens what was kept in a folder of this machine by a server with the same engine and version; see FolderIndexHost. */
  openStore?(folder: string, version: string, log: (sentence: string) => void): Promise<IndexStore | undefined>;
}

/** How long changes of what is known are gathered before they are told. Milliseconds. */
const CHANGES_TOLD = 300;

/** After so many bytes it is told anew how the reading of the folder comes along. */
const TOLD_BYTES = 5_000_000;

/** The language id of Chinese news text. */
const NEWS = 'cn-news';

/** The version in the answer to `initialize`; that of package.json, filled in by the build. */
declare const KANWU_VERSION: string | undefined;

/** Serves one client over a connection, from `initialize` to `exit`. Returns at once. */
export function startServer(connection: Connection, host: ServerHost): void {
  const log: Log = (problem) => connection.console.error(problem);
  connection.onInitialize((params): InitializeResult => {
    const server = new LanguageServer(connection, host, log, params);
    connection.onInitialized(guardedNotification('initialized', log, () => server.initialized()));
    connection.onShutdown(() => server.dispose());
    return { capabilities: serverCapabilities(server.context.abilities), serverInfo: { name: 'Kanwu', ...(typeof KANWU_VERSION === 'string' ? { version: KANWU_VERSION } : {}) } };
  });
  connection.listen();
}

/** One client's session: its settings, its folders, and the reading of them. */
class LanguageServer {
  readonly context: ServerContext;
  readonly #connection: Connection;
  readonly #host: ServerHost;
  readonly #log: Log;
  readonly #diagnostics: DiagnosticService;
  readonly #problems: WorkspaceDiagnostics;
  /** Tells whoever shows what is known of the folder that it has changed. */
  readonly #changed = gathered(CHANGES_TOLD, () =>
    guardedNotification('changes', this.#log, async () => {
      await this.#connection.sendNotification(findingsChanged);
      await this.#problems.changed();
    })(undefined),
  );
  /** Documents open in the client, with the URIs it opened them by. */
  readonly #clientUris = new Map<DocumentId, string>();
  #folders: DocumentId[];
  #settings: Settings;
  /** Grows with every start of reading the folder: an older run that still goes on ends. */
  #run = 0;
  #watching: Disposable | undefined;
  #outline: Disposable | undefined;
  #disposed = false;
  /** Path of a folder on this machine where the index may be kept; undefined where the client names none. */
  readonly #storage: string | undefined;
  readonly #opensRecords: boolean;
  #store: Promise<IndexStore | undefined> | undefined;

  constructor(connection: Connection, host: ServerHost, log: Log, params: InitializeParams) {
    this.#connection = connection;
    this.#host = host;
    this.#log = log;
    this.#folders = foldersOf(params);
    const { storage } = (params.initializationOptions ?? {}) as { readonly storage?: unknown };
    this.#opensRecords = readAbilities(params.capabilities).opensRecords;
    this.#storage = typeof storage === 'string' && storage !== '' ? storage : undefined;
    this.#settings = params.initializationOptions === undefined ? DEFAULT_SETTINGS : readSettings(params.initializationOptions, log);
    const words = wordsFor(params.locale);
    const info = (sentence: string) => connection.console.info(sentence);
    const entitiesFiles = new EntitiesFiles({
      fileSystem: host.createFileSystem(connection, [], this.#settings),
      decided: (folder, strings) => this.#decided(folder, strings),
      report: (file, text, problems) => void connection.sendDiagnostics({ uri: this.context.clientUri(file), diagnostics: entitiesFileDiagnostics(text, problems, words) }),
      log: info,
    });
    const workspace = new Workspace(
      { fileSystem: this.#createFileSystem(), pause: host.pause, now: host.now, log: info, changed: () => this.#changed.ask(), hash: host.hash, analyser: host.workers, openStore: (version) => this.#openStore(version), decisionsFor: (document) => entitiesFiles.decisionsFor(fileOf(document)) },
      this.#folderOptions(),
    );
    this.context = {
      connection, workspace, entitiesFiles, log, abilities: readAbilities(params.capabilities), words,
      encodingNotices: createEncodingNotices({
        fileSystem: host.createFileSystem(connection, [], this.#settings),
        textOf: (document) => workspace.snapshot(document)?.text,
        report: () => this.#diagnostics.refresh(),
      }),
      clientUri: (document) => this.#clientUris.get(document) ?? document,
    };
    const tokens = registerSemanticTokens(this.context);
    this.#diagnostics = registerDiagnostics(this.context);
    this.#problems = registerWorkspaceDiagnostics(this.context, () => ({ limit: this.#settings.problems.maximum, damage: { rules: this.#settings.rules } }));
    registerFeatures(this.context);
    registerFindings(this.context, { folders: () => this.#folders, damage: () => ({ rules: this.#settings.rules }), coverage: () => this.#coverage(), reported: () => this.#problems.reported() });
    registerFolderFix(this.context, this.#storage === undefined ? undefined : host.fixRecords?.(this.#storage));
    this.#synchroniseDocuments((document) => tokens.forget(document));
    this.#watchRequests();
  }

  /** The client is ready: ask it for settings, watch what they name, read the folder. */
  async initialized(): Promise<void> {
    const { abilities } = this.context;
    await this.#offerOutline();
    if (abilities.dynamicConfiguration) await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'kanwu' });
    if (abilities.folders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(guardedNotification('didChangeWorkspaceFolders', this.#log, async ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => documentId(uri)));
        this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => documentId(uri))];
        await this.context.entitiesFiles.setFolders(this.#folders);
        await this.#configure(this.#settings);
      }));
    }
    if (abilities.configuration) await this.#fetchSettings();
    await this.#watchFiles();
    await this.#followEntitiesFiles();
    await this.#readFolder();
  }

  /** Hears of entities files that are opened, which are no news, and reads those there are. */
  async #followEntitiesFiles(): Promise<void> {
    const { abilities, entitiesFiles } = this.context;
    if (abilities.dynamicSynchronisation) {
      const documentSelector = [{ pattern: `**/${ENTITIES_FILE}` }];
      await this.#connection.client.register(DidOpenTextDocumentNotification.type, { documentSelector });
      await this.#connection.client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
      await this.#connection.client.register(DidCloseTextDocumentNotification.type, { documentSelector });
    }
    await entitiesFiles.setFolders(this.#folders);
  }

  /** What a person has decided on names has changed in a folder. */
  async #decided(folder: DocumentId, strings: ReadonlySet<string>): Promise<void> {
    const { workspace, entitiesFiles, abilities } = this.context;
    const indexed = workspace.decided(strings, (document) => entitiesFiles.isIn(folder, fileOf(document)));
    // Open documents read anew at once; the files of the folder follow.
    if (abilities.refreshSemanticTokens) await this.#connection.languages.semanticTokens.refresh();
    await this.#offerOutline();
    await indexed;
  }

  /** Offers the outline to a client that asks for it anew then. */
  async #offerOutline(): Promise<void> {
    if (!this.context.abilities.dynamicOutline) return;
    this.#outline?.dispose();
    this.#outline = await this.#connection.client.register(DocumentSymbolRequest.type, { documentSelector: null, ...OUTLINE });
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#run++;
    this.#diagnostics.dispose();
    this.#problems.dispose();
    this.#changed.dispose();
    this.context.workspace.dispose();
    this.#host.workers?.dispose();
    await (await this.#store)?.close();
  }

  #synchroniseDocuments(forget: (document: DocumentId) => void): void {
    const { workspace, encodingNotices, entitiesFiles } = this.context;
    const documents = new TextDocuments({ create: (uri, languageId, version, text) => new OpenText(uri, languageId, version, text), update: (document: OpenText, changes, version) => (document.update(changes, version), document) });
    const entitiesFile = (id: DocumentId, document: OpenText) => entitiesFiles.opened(id, document.text.toString(), document.version);
    const open = guardedNotification('didOpen', this.#log, (document: OpenText) => {
      const id = documentId(document.uri);
      if (entitiesFiles.isEntitiesFile(id)) return entitiesFile(id, document);
      // What is news is for the client to say; a client that knows no such language sends everything, and only what reads as news is looked at.
      if (document.languageId !== NEWS && !looksLikeNews(document.text.slice(0, SAMPLE_LENGTH), this.#settings.detection.minimumHanShare)) return;
      this.#clientUris.set(id, document.uri);
      workspace.open(id, document.text, document.version);
      this.#diagnostics.opened(id);
      this.#problems.opened(id);
      this.#changed.ask();
      void compare(id);
    });
    const change = guardedNotification('didChange', this.#log, (document: OpenText) => {
      const id = documentId(document.uri);
      if (entitiesFiles.isEntitiesFile(id)) return entitiesFile(id, document);
      if (!this.#clientUris.has(id)) return open(document);
      this.#host.workers?.rest();
      workspace.change(id, document.text, document.version);
      this.#diagnostics.changed(id);
      this.#changed.ask();
      void compareAgain(id);
    });
    const compare = guardedNotification('encoding', this.#log, (id: DocumentId) => encodingNotices.check(id));
    const compareAgain = guardedNotification('encoding', this.#log, (id: DocumentId) => encodingNotices.changed(id));
    const close = guardedNotification('didClose', this.#log, async (document: OpenText) => {
      const id = documentId(document.uri);
      if (entitiesFiles.isEntitiesFile(id)) return entitiesFiles.closed(id);
      if (!this.#clientUris.has(id)) return;
      this.#diagnostics.closed(id);
      encodingNotices.closed(id);
      this.#clientUris.delete(id);
      forget(id);
      this.#changed.ask();
      await workspace.close(id);
    });
    documents.onDidOpen(({ document }) => void open(document));
    documents.onDidChangeContent(({ document }) => void change(document));
    documents.onDidClose(({ document }) => void close(document));
    documents.listen(this.#connection);
  }

  #watchRequests(): void {
    const { workspace } = this.context;
    const connection = this.#connection;
    connection.onDidChangeConfiguration(guardedNotification('didChangeConfiguration', this.#log, async ({ settings }) => {
      if (this.context.abilities.configuration) await this.#fetchSettings();
      else await this.#configure(readSettings((settings as { readonly kanwu?: unknown } | null)?.kanwu, this.#log));
    }));
    connection.onDidChangeWatchedFiles(guardedNotification('didChangeWatchedFiles', this.#log, async ({ changes }) => {
      await Promise.all(changes.map(({ uri }) => this.context.entitiesFiles.changed(documentId(uri))));
      if (!this.#settings.index.enabled) return;
      for (const { uri, type } of changes) if (type === FileChangeType.Deleted) workspace.fileDeleted(documentId(uri));
      for (const { uri } of changes) void this.context.encodingNotices.changed(documentId(uri)).catch((error: unknown) => this.#log(`encoding: ${String(error)}`));
      await Promise.all(changes.map(({ uri, type }) => (type === FileChangeType.Deleted ? undefined : workspace.fileChanged(documentId(uri)))));
      this.#tellCoverage();
    }));
    // Of a folder that goes, watchers of files hear nothing.
    connection.workspace.onDidDeleteFiles(guardedNotification('didDeleteFiles', this.#log, ({ files }) => {
      for (const { uri } of files) workspace.fileDeleted(documentId(uri));
      this.#tellCoverage();
    }));
    connection.workspace.onDidRenameFiles(guardedNotification('didRenameFiles', this.#log, async ({ files }) => {
      for (const { oldUri } of files) workspace.fileDeleted(documentId(oldUri));
      await this.#readFolder();
    }));
    const coverage = guarded('kanwu/coverage', this.#log, null, () => this.#coverage());
    const reindex = guarded('kanwu/reindex', this.#log, null, async () => {
      await this.#readFolder();
      return this.#coverage();
    });
    // Some clients send `null` where a request has no parameters; the token is what comes last.
    connection.onRequest(coverageRequest, (...given: unknown[]) => coverage(undefined, given.at(-1) as CancellationToken));
    connection.onRequest(reindexRequest, (...given: unknown[]) => reindex(undefined, given.at(-1) as CancellationToken));
  }

  async #fetchSettings(): Promise<void> {
    await this.#configure(readSettings(await this.#connection.workspace.getConfiguration('kanwu'), this.#log));
  }

  /** Takes new settings or folders; what they change is done anew, and only that. */
  async #configure(settings: Settings): Promise<void> {
    const same = JSON.stringify(settings) === JSON.stringify(this.#settings) && this.#isSameFolders();
    if (same || this.#disposed) return;
    const { problems } = this.#settings;
    const isNewlyBounded = JSON.stringify({ ...settings, problems }) === JSON.stringify(this.#settings) && this.#isSameFolders();
    this.#settings = settings;
    this.#changed.ask();
    // How much is shown changes nothing of what is known.
    if (isNewlyBounded) return;
    const wasRead = this.#run > 0;
    this.#run++;
    this.context.workspace.configure(this.#folderOptions(), this.#createFileSystem());
    this.#diagnostics.refresh();
    if (!wasRead) return;
    await this.#watchFiles();
    await this.#readFolder();
  }

  /** Where the client has a folder for it, what an earlier session has kept; the one that is open is closed first. */
  #openStore(version: string): Promise<IndexStore | undefined> {
    const folder = this.#storage;
    if (folder === undefined || !this.#host.openStore) return Promise.resolve(undefined);
    const before = this.#store;
    this.#store = (async () => {
      await (await before)?.close();
      return this.#host.openStore!(folder, version, (sentence) => this.#connection.console.info(sentence));
    })();
    return this.#store;
  }

  #createFileSystem(): FileSystem | undefined {
    this.#readFolders = this.#folders;
    if (!this.#settings.index.enabled) return undefined;
    return recordFileSystem(this.#host.createFileSystem(this.#connection, this.#folders, this.#settings), { field: this.#settings.jsonl.field, maxShardSize: this.#maxShardSize() });
  }

  #maxShardSize(): number {
    return this.#settings.index.maxShardSize * 1_000_000;
  }

  #folderOptions(): FolderIndexOptions {
    const { rules, detection, index, jsonl } = this.#settings;
    const { matches, excludesFolder } = fileFilter(index.files, index.exclude);
    return {
      // A client that cannot open a record has no use for places in it.
      filter: { matches: (path) => matches(path) && (this.#opensRecords || !isShard(path)), excludesFolder },
      maxFileSize: index.maxFileSize * 1_000_000, maxShardSize: this.#maxShardSize(), minimumHanShare: detection.minimumHanShare, analysis: { damage: { rules } }, field: jsonl.field,
    };
  }

  /** The folders that the present file system stands for. */
  #readFolders: readonly DocumentId[] = [];

  #isSameFolders(): boolean {
    return this.#readFolders === this.#folders;
  }

  async #watchFiles(): Promise<void> {
    if (!this.context.abilities.dynamicWatching) return;
    this.#watching?.dispose();
    this.#watching = undefined;
    if (this.#folders.length === 0) return;
    const watchers = [...(this.#settings.index.enabled ? this.#settings.index.files : []), `**/${ENTITIES_FILE}`].map((globPattern) => ({ globPattern }));
    this.#watching = await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }

  /** Reads what is not yet in the index, and shows how it comes along; the person may stop it. */
  async #readFolder(): Promise<void> {
    const run = ++this.#run;
    if (!this.#settings.index.enabled || this.#folders.length === 0 || this.#disposed) return;
    const { workspace, words } = this.context;
    const progress = await this.#connection.window.createWorkDoneProgress();
    const isOver = () => this.#run !== run || progress.token?.isCancellationRequested === true;
    const token: Pick<CancellationToken, 'isCancellationRequested'> = { get isCancellationRequested() { return isOver(); } };
    progress.begin(words.indexing, 0, undefined, true);
    let shown = '';
    const started = performance.now();
    try {
      const reading = workspace.indexFolder((done, total, bytes) => {
        const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
        // One large shard is most of a folder, and a single file.
        const now = `${percent} ${Math.floor(bytes / TOLD_BYTES)}`;
        if (now === shown) return;
        shown = now;
        progress.report(percent, words.indexed(done, total, bytes / 1e6, bytes / 1e3 / (performance.now() - started)));
      }, token);
      this.#tellCoverage();
      await reading;
    } finally {
      progress.done();
    }
    if (this.#run !== run) return;
    this.#tellCoverage();
    const coverage = workspace.coverage;
    if (coverage) this.#connection.console.info(words.coverage(coverage.indexed, workspace.index.nameCount, coverage.skipped.filter(({ reason }) => reason !== 'not-news')));
  }

  #coverage(): CoverageMessage | null {
    const coverage = this.context.workspace.coverage;
    if (!coverage) return null;
    const skipped = coverage.skipped.filter(({ reason }) => reason !== 'not-news');
    return { ...coverage, skipped: skipped.slice(0, MOST_LISTED), skippedCount: skipped.length, readOtherwise: coverage.readOtherwise.slice(0, MOST_LISTED) };
  }

  #tellCoverage(): void {
    const coverage = this.#coverage();
    if (coverage && !this.#disposed) void this.#connection.sendNotification(coverageChanged, coverage);
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): DocumentId[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => documentId(uri));
  return rootUri ? [documentId(rootUri)] : [];
}
