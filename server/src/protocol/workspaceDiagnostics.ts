import { type CancellationToken, DocumentDiagnosticReportKind, type WorkspaceDiagnosticReport, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { severityOfRule } from '../damage/index.ts';
import type { DamageOptions } from '../damage/finding.ts';
import { textHash } from '../text/textHash.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import { fingerprint } from '../workspace/fingerprint.ts';
import { toDiagnostic } from './diagnosticData.ts';
import { guarded } from './guard.ts';
import type { ServerContext } from './serverContext.ts';
import { documentId } from './uris.ts';

/** What of the settings decides which files are reported. */
export interface ProblemOptions {
  /** At most so many findings of files that are not open. */
  readonly limit: number;
  readonly damage: DamageOptions;
}

/** Of the findings of files that are not open, hints not counted: how many are reported, and how many there are. */
export interface Reported {
  readonly listed: number;
  readonly total: number;
}

/** Reports on the files of the folder to a client that asks for them. */
export interface WorkspaceDiagnostics {
  /** A document is open: what is damaged in it is asked for by itself. */
  opened(document: DocumentId): void;
  /** What is known of the folder has changed. To be called seldom. */
  changed(): Promise<void>;
  /** Which share of the folder's findings was reported last; of a client that does not ask, none. */
  reported(): Reported;
  dispose(): void;
}

/** The files that are reported. */
interface Choice {
  readonly chosen: ReadonlyMap<DocumentId, { readonly resultId: string; readonly hash: number | undefined }>;
}

/** A request that is not answered before it is cancelled. */
interface OpenRequest {
  /** What is to be reported next. */
  next: Choice | undefined;
  wake: () => void;
}

/** Reports that go in one message to a client which takes them in parts. */
const SENT_AT_ONCE = 20;

/**
 * Answers `workspace/diagnostic` for the files that are not open: as many whole files as the limit lets in, first come first, read again for
 * the purpose: the index keeps counts only. A result id stands for the text and the rules. A request that takes parts stays open
 * and hears of what changes, so that the client need not ask again and again.
 */
export function registerWorkspaceDiagnostics(context: ServerContext, options: () => ProblemOptions): WorkspaceDiagnostics {
  const { connection, workspace, log, words, clientUri } = context;
  const open = new Set<OpenRequest>();
  /** Documents whose diagnostics the client may still show as they were when it had them open. */
  const wereOpen = new Set<DocumentId>();
  let disposed = false;
  let reported: Reported = { listed: 0, total: 0 };
  const choose = async (): Promise<Choice> => {
    const { limit, damage: settings } = options();
    const shown = (rule: string) => !['off', 'hint'].includes(severityOfRule(rule, settings));
    const rules = fingerprint(settings);
    const chosen = new Map<DocumentId, { resultId: string; hash: number | undefined }>();
    let listed = 0;
    let total = 0;
    for await (const batch of workspace.damage()) {
      for (const { document, damage, isOpen } of batch) {
        if (isOpen) continue;
        let count = 0;
        for (const finding of damage.findings) if (shown(finding.rule)) count += finding.count;
        total += count;
        if (count === 0 || listed + count > limit) continue;
        listed += count;
        chosen.set(document, { resultId: `${rules}.${damage.length}.${damage.textHash ?? ''}`, hash: damage.textHash });
      }
    }
    reported = { listed, total };
    return { chosen };
  };

  /** Reports what differs from what the client knows, and notes that it knows it then. */
  const report = async ({ chosen }: Choice, known: Map<DocumentId, string>, isFirst: boolean, token: CancellationToken, send: (items: WorkspaceDocumentDiagnosticReport[]) => void) => {
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const add = (item: WorkspaceDocumentDiagnosticReport) => {
      items.push(item);
      if (items.length >= SENT_AT_ONCE) send(items.splice(0));
    };
    const nothing = (document: DocumentId) => add({ kind: DocumentDiagnosticReportKind.Full, uri: clientUri(document), version: null, items: [] });
    for (const document of wereOpen) {
      if (workspace.isOpen(document)) continue;
      wereOpen.delete(document);
      known.delete(document);
      if (!chosen.has(document)) nothing(document);
    }
    for (const document of [...known.keys()]) {
      if (chosen.has(document) || workspace.isOpen(document)) continue;
      known.delete(document);
      nothing(document);
    }
    for (const [document, { resultId, hash }] of chosen) {
      if (token.isCancellationRequested) return;
      if (known.get(document) === resultId) {
        if (isFirst) add({ kind: DocumentDiagnosticReportKind.Unchanged, uri: clientUri(document), version: null, resultId });
        continue;
      }
      const damage = await workspace.fileDamage(document, token).catch((error: unknown) => log(`workspace/diagnostic: ${document}: ${String(error)}`));
      // What has changed meanwhile is reported when the index knows.
      if (!damage || workspace.isOpen(document) || (hash !== undefined && textHash(damage.decoded.text) !== hash)) continue;
      known.set(document, resultId);
      const { findings, paragraphs } = damage.analysis;
      // Hints are not shown in lists of problems; the document's own diagnostics have them.
      add({ kind: DocumentDiagnosticReportKind.Full, uri: clientUri(document), version: null, resultId, items: findings.filter(({ severity }) => severity !== 'hint').map((finding) => toDiagnostic(finding, paragraphs, words)) });
    }
    if (items.length > 0) send(items);
  };

  connection.languages.diagnostics.onWorkspace((params, token, _progress, parts) =>
    guarded('workspace/diagnostic', log, { items: [] }, async ({ previousResultIds }: typeof params): Promise<WorkspaceDiagnosticReport> => {
      const known = new Map(previousResultIds.map(({ uri, value }) => [documentId(uri), value]));
      const all: WorkspaceDocumentDiagnosticReport[] = [];
      if (!parts) {
        await report(await choose(), known, true, token, (items) => all.push(...items));
        return { items: all };
      }
      const send = (items: WorkspaceDocumentDiagnosticReport[]) => parts.report({ items });
      const request: OpenRequest = { next: undefined, wake: () => {} };
      open.add(request);
      const cancelled = token.onCancellationRequested(() => request.wake());
      try {
        const choice = await choose();
        // What has changed meanwhile is newer.
        request.next ??= choice;
        for (let isFirst = true; !token.isCancellationRequested && !disposed; isFirst = false) {
          const choice = request.next;
          request.next = undefined;
          if (choice) await report(choice, known, isFirst, token, send);
          if (!request.next && !token.isCancellationRequested && !disposed) await new Promise<void>((resolve) => (request.wake = resolve));
        }
      } finally {
        cancelled.dispose();
        open.delete(request);
      }
      return { items: [] };
    })(params, token),
  );
  return {
    opened: (document) => void wereOpen.add(document),
    async changed() {
      if (open.size === 0) return;
      const next = await choose();
      for (const request of open) {
        request.next = next;
        request.wake();
      }
    },
    reported: () => reported,
    dispose() {
      disposed = true;
      for (const { wake } of open) wake();
    },
  };
}
