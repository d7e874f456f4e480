import { CancellationToken, DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { diagnostics } from '../features/diagnostics.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { toDiagnostics } from './diagnosticData.ts';
import { encodingDiagnostics } from './encodingNotices.ts';
import { guarded, guardedNotification } from './guard.ts';
import type { ServerContext } from './serverContext.ts';
import { documentId } from './uris.ts';

/** How long after the last keystroke diagnostics are sent to a client that does not ask for them. Milliseconds. */
const QUIET_TIME = 150;

/** What the server tells of its documents, so that diagnostics follow. */
export interface DiagnosticService {
  opened(document: DocumentId): void;
  changed(document: DocumentId): void;
  closed(document: DocumentId): void;
  /** Settings have changed: everything shown is out of date. */
  refresh(): void;
  dispose(): void;
}

/** Diagnostics for a client that asks for them, or else sent to it. A long text is answered as far as it is checked, and again when it is checked whole. */
export function registerDiagnostics(context: ServerContext): DiagnosticService {
  return context.abilities.pullDiagnostics ? pull(context) : push(context);
}

function pull(context: ServerContext): DiagnosticService {
  const { connection, workspace, abilities, words, log, encodingNotices } = context;
  /** Grows when settings change, so that an answer given before counts no more. */
  let generation = 0;
  const inTheBackground = new Set<DocumentId>();
  const refresh = async () => {
    if (abilities.refreshDiagnostics) await connection.languages.diagnostics.refresh();
    if (abilities.refreshSemanticTokens) await connection.languages.semanticTokens.refresh();
  };
  const finish = guardedNotification('diagnostics', log, async (document: DocumentId) => {
    if (inTheBackground.has(document)) return;
    inTheBackground.add(document);
    try {
      while (workspace.snapshot(document)?.complete === false) await workspace.analysed(document, CancellationToken.None);
    } finally {
      inTheBackground.delete(document);
    }
    await refresh();
  });
  const nothing: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guarded('diagnostic', log, nothing, async ({ textDocument: { uri }, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      const document = documentId(uri);
      let snapshot: DocumentSnapshot | undefined = workspace.snapshot(document);
      // Of a long text damage is known first; names are looked for when somebody asks for them.
      if (snapshot && !snapshot.complete && snapshot.checked < snapshot.text.length) {
        if (abilities.refreshDiagnostics) void finish(document);
        else snapshot = (await workspace.analysed(document, token)) ?? snapshot;
      }
      if (!snapshot) return nothing;
      const resultId = `${generation}.${snapshot.version}.${snapshot.checked}`;
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...encodingDiagnostics(encodingNotices.of(document), words), ...toDiagnostics(snapshot, diagnostics(snapshot), words)] };
    }),
  );
  const none = () => {};
  return {
    opened: none, changed: none, closed: none, dispose: none,
    refresh() {
      generation++;
      refresh().catch((error: unknown) => log(`diagnostics: ${String(error)}`));
    },
  };
}

function push(context: ServerContext): DiagnosticService {
  const { connection, workspace, words, log, clientUri, encodingNotices } = context;
  const timers = new Map<DocumentId, ReturnType<typeof setTimeout>>();
  const send = (document: DocumentId, snapshot: DocumentSnapshot) =>
    connection.sendDiagnostics({ uri: clientUri(document), version: snapshot.version, diagnostics: [...encodingDiagnostics(encodingNotices.of(document), words), ...toDiagnostics(snapshot, diagnostics(snapshot), words)] });
  const publish = guardedNotification('diagnostics', log, async (document: DocumentId) => {
    const first = workspace.snapshot(document);
    if (!first) return;
    await send(document, first);
    if (first.complete) return;
    const whole = await workspace.analysed(document, CancellationToken.None);
    if (whole) await send(document, whole);
  });
  const schedule = (document: DocumentId, delay: number) => {
    clearTimeout(timers.get(document));
    timers.set(document, setTimeout(() => {
      timers.delete(document);
      void publish(document);
    }, delay));
  };
  const forget = (document: DocumentId) => {
    clearTimeout(timers.get(document));
    timers.delete(document);
  };
  return {
    opened: (document) => schedule(document, 0),
    changed: (document) => schedule(document, QUIET_TIME),
    closed(document) {
      forget(document);
      void connection.sendDiagnostics({ uri: clientUri(document), diagnostics: [] });
    },
    refresh() {
      for (const document of workspace.openDocuments) schedule(document, 0);
    },
    dispose() {
      for (const document of timers.keys()) forget(document);
    },
  };
}
