import { CancellationToken, type Diagnostic, DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { type DocumentDiagnostics, diagnostics } from '../features/diagnostics.ts';
import type { LineRange } from '../workspace/documentAnalysis.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { checkedChanged, visibleChanged } from './customMessages.ts';
import { toDiagnostics } from './diagnosticData.ts';
import { encodingDiagnostics } from './encodingNotices.ts';
import { guarded, guardedNotification } from './guard.ts';
import type { ServerContext } from './serverContext.ts';
import { documentId } from './uris.ts';

/** How long after the last keystroke diagnostics are sent to a client that does not ask for them, and the rest of a long text is looked at. Milliseconds. */
const QUIET_TIME = 150;

/** After so many pauses in the work on a long text it is looked at how far that is. */
const TELL_EVERY = 16;

/** What the server tells of its documents, so that diagnostics follow. */
export interface DiagnosticService {
  opened(document: DocumentId): void;
  changed(document: DocumentId): void;
  closed(document: DocumentId): void;
  /** Settings have changed: everything shown is out of date. */
  refresh(): void;
  dispose(): void;
}

/**
 * Diagnostics for a client that asks for them, or else sent to it. A long text is answered when what a person sees of it is checked, and again when
 * all of it is; of very much damage, what is nearest to what they see is shown.
 */
export function registerDiagnostics(context: ServerContext): DiagnosticService {
  return context.abilities.pullDiagnostics ? pull(context) : push(context);
}

/** What was last said of a document's damage. */
interface Answer {
  /** Two answers of one id are the same. */
  readonly id: string;
  /** All that is known of these lines was in it. */
  readonly lines: LineRange;
}

function pull(context: ServerContext): DiagnosticService {
  const { connection, workspace, abilities, log } = context;
  /** Grows when settings change, so that an answer given before counts no more. */
  let generation = 0;
  const answers = new Map<DocumentId, Answer>();
  const refresh = async () => {
    if (abilities.refreshDiagnostics) await connection.languages.diagnostics.refresh();
  };
  const answerOf = (snapshot: DocumentSnapshot, { lines, uncheckedFrom, total }: DocumentDiagnostics): Answer =>
    ({ lines, id: `${generation}.${snapshot.version}.${snapshot.revision}.${lines.first}-${lines.last}.${total}.${uncheckedFrom === undefined ? 'all' : snapshot.checked}` });
  const isNews = (snapshot: DocumentSnapshot) => answerOf(snapshot, diagnostics(snapshot)).id !== answers.get(snapshot.document)?.id;
  const timers = quietTimers();
  const finish = background(context, async (document, snapshot) => {
    if (answers.has(document) && isNews(snapshot)) await refresh();
  }, (document) => finishSoon(document));
  const finishSoon = (document: DocumentId) => timers.set(document, QUIET_TIME, finish);
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guarded('diagnostic', log, nothing, async ({ textDocument: { uri }, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const document = documentId(uri);
      let snapshot: DocumentSnapshot | undefined;
      // Where the text changes meanwhile, its new version is answered: the client takes it for that.
      while (!snapshot && workspace.isOpen(document) && !token.isCancellationRequested) snapshot = await workspace.analysed(document, token, abilities.refreshDiagnostics ? 'visible' : 'damage');
      if (!snapshot) return nothing;
      if (!workspace.knows(document, 'damage')) finishSoon(document);
      const known = diagnostics(snapshot);
      const answer = answerOf(snapshot, known);
      answers.set(document, answer);
      tellChecked(context, snapshot, known);
      if (answer.id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: answer.id };
      return { kind: DocumentDiagnosticReportKind.Full, resultId: answer.id, items: itemsOf(context, snapshot, known) };
    }),
  );
  onVisible(context, async (document, { first, last }) => {
    const lines = answers.get(document)?.lines;
    if (lines && lines.first <= first && last <= lines.last && workspace.knows(document, 'visible')) return;
    const snapshot = await workspace.analysed(document, CancellationToken.None, 'visible');
    if (snapshot && answers.has(document) && isNews(snapshot)) await refresh();
  });
  const none = () => {};
  return {
    opened: none, changed: none,
    closed(document) {
      timers.clear(document);
      answers.delete(document);
    },
    dispose: () => timers.clear(),
    refresh() {
      generation++;
      refresh().catch((error: unknown) => log(`diagnostics: ${String(error)}`));
      if (abilities.refreshSemanticTokens) connection.languages.semanticTokens.refresh().catch((error: unknown) => log(`semantic tokens: ${String(error)}`));
    },
  };
}

function push(context: ServerContext): DiagnosticService {
  const { connection, workspace, log, clientUri } = context;
  const timers = quietTimers();
  const send = async (snapshot: DocumentSnapshot) => {
    const known = diagnostics(snapshot);
    tellChecked(context, snapshot, known);
    await connection.sendDiagnostics({ uri: clientUri(snapshot.document), version: snapshot.version, diagnostics: itemsOf(context, snapshot, known) });
  };
  const finish = background(context, (_, snapshot) => send(snapshot), () => {});
  const publish = guardedNotification('diagnostics', log, async (document: DocumentId) => {
    const first = await workspace.analysed(document, CancellationToken.None, 'visible');
    if (!first) return;
    await send(first);
    if (!workspace.knows(document, 'damage')) await finish(document);
  });
  const schedule = (document: DocumentId, delay: number) => timers.set(document, delay, publish);
  onVisible(context, (document) => schedule(document, QUIET_TIME));
  return {
    opened: (document) => schedule(document, 0),
    changed: (document) => schedule(document, QUIET_TIME),
    closed(document) {
      timers.clear(document);
      void connection.sendDiagnostics({ uri: clientUri(document), diagnostics: [] });
    },
    refresh() {
      for (const document of workspace.openDocuments) schedule(document, 0);
    },
    dispose: () => timers.clear(),
  };
}

/** One timer a document, set anew by whatever happens to it. */
function quietTimers() {
  const timers = new Map<DocumentId, ReturnType<typeof setTimeout>>();
  const clear = (document: DocumentId) => {
    clearTimeout(timers.get(document));
    timers.delete(document);
  };
  return {
    set(document: DocumentId, delay: number, then: (document: DocumentId) => Promise<void>): void {
      clear(document);
      timers.set(document, setTimeout(() => {
        timers.delete(document);
        void then(document);
      }, delay));
    },
    /** Of one document, or of all. */
    clear(document?: DocumentId): void {
      for (const each of document === undefined ? [...timers.keys()] : [document]) clear(each);
    },
  };
}

/**
 * Looks for the rest of a document's damage, telling how far that is, and once for each document at a time; `done` hears of the end. Where the
 * text changes meanwhile it ends, so that it rests while a person types, and `changed` hears of that.
 */
function background(context: ServerContext, done: (document: DocumentId, snapshot: DocumentSnapshot) => Promise<void>, changed: (document: DocumentId) => void): (document: DocumentId) => Promise<void> {
  const { workspace, log } = context;
  const running = new Set<DocumentId>();
  return guardedNotification('diagnostics', log, async (document: DocumentId) => {
    if (running.has(document)) return;
    running.add(document);
    let told = -1;
    const tell = (snapshot: DocumentSnapshot) => {
      const percent = percentChecked(snapshot);
      if (percent === told) return;
      told = percent;
      tellChecked(context, snapshot, diagnostics(snapshot));
    };
    let whole: DocumentSnapshot | undefined;
    let pauses = 0;
    try {
      whole = await workspace.analysed(document, CancellationToken.None, 'damage', (known) => void (pauses++ % TELL_EVERY === 0 && tell(known())));
    } finally {
      running.delete(document);
    }
    if (!whole) {
      if (workspace.isOpen(document)) changed(document);
      return;
    }
    tell(whole);
    await done(document, whole);
  });
}

function itemsOf({ encodingNotices, words }: ServerContext, snapshot: DocumentSnapshot, known: DocumentDiagnostics): Diagnostic[] {
  return [...encodingDiagnostics(encodingNotices.of(snapshot.document), words), ...toDiagnostics(snapshot, known, words)];
}

/** Tells a client that shows it how much of a document is checked, and how much of its damage it has been given. */
function tellChecked({ connection, abilities, clientUri }: ServerContext, snapshot: DocumentSnapshot, { findings, total, damaged }: DocumentDiagnostics): void {
  if (!abilities.followsVisible) return;
  void connection.sendNotification(checkedChanged, { uri: clientUri(snapshot.document), version: snapshot.version, percent: percentChecked(snapshot), damaged, findings: total, shown: findings.length });
}

/** 100 once all is checked, and not before. */
export function percentChecked({ checked, uncheckedFrom, length }: DocumentSnapshot): number {
  return uncheckedFrom === undefined ? 100 : Math.min(99, Math.floor((checked / length) * 100));
}

/** Hears which lines of an open document a person sees. */
function onVisible({ connection, workspace, log }: ServerContext, hear: (document: DocumentId, lines: LineRange) => void | Promise<void>): void {
  connection.onNotification(
    visibleChanged,
    guardedNotification('kanwu/visible', log, async ({ uri, first, last }) => {
      const document = documentId(uri);
      if (!workspace.isOpen(document)) return;
      workspace.look(document, { first, last });
      await hear(document, { first, last });
    }),
  );
}
