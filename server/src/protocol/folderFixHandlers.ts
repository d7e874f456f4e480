import { type CancellationToken, LSPErrorCodes, ResponseError, type TextEdit } from 'vscode-languageserver';
import { fixExcerpts } from '../features/codeActions/fixExcerpts.ts';
import { safeChanges } from '../features/codeActions/fixAll.ts';
import { editBytes, withByteEdits } from '../text/editBytes.ts';
import { decodeText } from '../text/encodings.ts';
import { baseOf, type DocumentId } from '../workspace/fileSystem.ts';
import type { FixOutcome, FixRecords, FixWatch, LeftFile } from '../workspace/folderFix/fixRecords.ts';
import { fileOf, isShard, pathInTree } from '../workspace/records.ts';
import { type FixJobMessage, type FixOutcomeMessage, type FixPlanMessage, type FixPlanParams, fixJobsRequest, forgetFixRequest, MOST_LISTED, planFixRequest, runFixRequest } from './customMessages.ts';
import { FixPreview } from './fixPreview.ts';
import { guarded } from './guard.ts';
import { toRange } from './positions.ts';
import type { ServerContext } from './serverContext.ts';
import { documentId } from './uris.ts';

/** What a planned fix does to a document that is open: an edit of the version that was looked at. */
interface OpenChange {
  readonly version: number;
  readonly edits: readonly TextEdit[];
}

/**
 * Wires the fixing of the files of the folder: worked out and shown first, then done, carried on after a break, and taken back. Only safe fixes
 * are made. Files are written by the records, which are kept on disk; documents that are open are changed by the editor. Without records,
 * every request is refused.
 */
export function registerFolderFix(context: ServerContext, records: FixRecords | undefined): void {
  const { connection, workspace, words, log, encodingNotices } = context;
  /** By fix, what it does to open documents; forgotten once it is done. */
  const openChanges = new Map<string, ReadonlyMap<DocumentId, OpenChange>>();
  const kept = (): FixRecords => {
    if (!records) throw refusal('Files of the folder can only be fixed where there is a place to keep what they were.');
    return records;
  };

  /** The files, and open records, below a folder that have safe fixes of a kind; open documents may turn out to have none. */
  const candidates = async (kind: string | undefined, folder: DocumentId | undefined): Promise<DocumentId[]> => {
    const inside = (document: DocumentId) => workspace.pathOf(document) !== undefined && (folder === undefined || document === folder || pathInTree(document).startsWith(baseOf(folder)));
    const found = new Set<DocumentId>();
    for await (const batch of workspace.damage()) {
      // An open document may not have been looked at whole.
      for (const { document, damage, isOpen } of batch) if (inside(document) && (isOpen || damage.findings.some((each) => each.fix === 'safe' && (kind === undefined || each.kind === kind)))) found.add(isOpen ? document : fileOf(document));
    }
    return [...found];
  };

  const plan = async ({ kind: given, folder }: FixPlanParams, token: CancellationToken): Promise<FixPlanMessage | null> => {
    const kind = given ?? undefined;
    const writer = await kept().plan(given);
    const preview = new FixPreview(words);
    const open = new Map<DocumentId, OpenChange>();
    let openSpots = 0;
    let leftCount = 0;
    let isStopped = false;
    const leave = (path: string, reason: LeftFile['reason']) => {
      leftCount++;
      preview.leave(path, reason);
    };
    try {
      const documents = await candidates(kind, folder === null ? undefined : documentId(folder));
      await withProgress(context, 'plan', token, async (progress, isCancelled) => {
        for (const [index, document] of documents.entries()) {
          if ((isStopped = isCancelled())) return;
          progress(index, documents.length);
          const path = workspace.pathOf(document) ?? document;
          if (workspace.isOpen(document)) {
            const snapshot = await workspace.analysed(document, token);
            const changes = snapshot ? safeChanges(snapshot.analysis.findings, kind) : [];
            if (!snapshot) leave(path, 'changed');
            else if (changes.length > 0 && encodingNotices.of(document)) leave(path, 'wrong-encoding');
            else if (changes.length > 0) {
              preview.add(path, changes.length, 'utf-8', true, fixExcerpts(snapshot.text, changes, preview.wanted));
              open.set(document, { version: snapshot.version, edits: changes.map((change) => ({ range: toRange(snapshot.analysis.paragraphs, change), newText: change.text })) });
              openSpots += changes.length;
            }
            continue;
          }
          if (isShard(document)) {
            leave(path, 'records');
            continue;
          }
          const damage = await workspace.fileDamage(document, token).catch(() => undefined);
          if (!damage) continue;
          const { bytes, decoded, analysis } = damage;
          const changes = safeChanges(analysis.findings, kind);
          if (changes.length === 0) continue;
          const edits = editBytes(bytes, decoded, changes.map(({ start, end, text }) => ({ start, end, clean: text })));
          if (typeof edits === 'string') leave(path, edits);
          else {
            preview.add(path, changes.length, decoded.encoding, false, fixExcerpts(decoded.text, changes, preview.wanted));
            await writer.add({ document, spots: changes.length, encoding: decoded.encoding, before: kept().hash(bytes), after: kept().hash(withByteEdits(bytes, edits)!), edits });
          }
          await workspace.pause();
        }
      });
    } catch (error) {
      await writer.drop();
      throw error;
    }
    if (isStopped) {
      await writer.drop();
      return null;
    }
    const job = await writer.finish();
    openChanges.set(job.id, open);
    const totals = { spots: job.spots + openSpots, closedFiles: job.files, openFiles: open.size, unread: workspace.waiting };
    return { id: job.id, spots: totals.spots, files: job.files + open.size, left: leftCount, preview: preview.text({ kind: kind === undefined ? undefined : words.kind(kind), ...totals }) };
  };

  /** Changes the open documents of a fix in the editor, each as a step that can be undone by itself. */
  const changeOpen = async (changes: ReadonlyMap<DocumentId, OpenChange>): Promise<FixOutcome> => {
    const left: LeftFile[] = [];
    let spots = 0;
    for (const [document, { version, edits }] of changes) {
      const isSame = workspace.snapshot(document)?.version === version;
      const uri = context.clientUri(document);
      const { applied } = isSame ? await connection.workspace.applyEdit({ edit: { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] } }) : { applied: false };
      if (applied) spots += edits.length;
      else left.push({ document, reason: workspace.isOpen(document) ? 'changed' : 'open' });
    }
    return { files: changes.size - left.length, spots, left, stopped: false };
  };

  const run = async (id: string, to: 'fix' | 'undo', token: CancellationToken): Promise<FixOutcomeMessage> => {
    const open = to === 'fix' ? openChanges.get(id) : undefined;
    const outcome = await withProgress(context, to, token, async (progress, isCancelled) => {
      const watch: FixWatch = {
        cancellation: { get isCancellationRequested() { return isCancelled(); } },
        // What is in an editor unchanged follows its file; whatever else is there must not be overtaken by it.
        isTaken: (document, bytes) => workspace.isOpen(document) && (to === 'fix' || workspace.snapshot(document)?.text !== decodeText(bytes).text),
        progress,
        wrote: (document) => void workspace.fileChanged(document),
      };
      const files = await kept().carryOut(id, to, watch);
      if (files.files + files.left.length === 0 && !files.stopped) await kept().forget(id);
      if (!open || files.stopped) return files;
      const documents = await changeOpen(open);
      return { files: files.files + documents.files, spots: files.spots + documents.spots, left: [...files.left, ...documents.left], stopped: false };
    });
    if (!outcome.stopped) openChanges.delete(id);
    // Nothing is left to be taken back.
    if (to === 'undo' && !outcome.stopped && outcome.left.length === 0) await kept().forget(id);
    const left = outcome.left.map(({ document, reason, detail }) => words.fixPreview.leftFile(workspace.pathOf(document) ?? document, reason) + (detail === undefined ? '' : words.aside(detail)));
    for (const sentence of left) connection.console.info(sentence);
    return { files: outcome.files, spots: outcome.spots, left: left.slice(0, MOST_LISTED), leftCount: left.length, stopped: outcome.stopped };
  };

  /** What goes wrong is told to the person: they wait for an answer, and files are at stake. */
  const told = <P, R>(name: string, handler: (params: P, token: CancellationToken) => Promise<R>) =>
    guarded<P, R | null>(name, log, null, async (params, token) => {
      try {
        return await handler(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        throw refusal(error instanceof Error ? error.message : String(error));
      }
    });
  connection.onRequest(planFixRequest, told('kanwu/planFix', plan));
  connection.onRequest(runFixRequest, told('kanwu/runFix', ({ id, to }, token) => run(id, to, token)));
  const jobs = guarded('kanwu/fixJobs', log, [], async (): Promise<FixJobMessage[]> => ((await records?.list()) ?? []).map(({ kind, ...job }) => ({ ...job, kind: kind === null ? null : words.kind(kind) })));
  // Some clients send `null` where a request has no parameters; the token is what comes last.
  connection.onRequest(fixJobsRequest, (...given: unknown[]) => jobs(undefined, given.at(-1) as CancellationToken));
  connection.onRequest(forgetFixRequest, told('kanwu/forgetFix', async ({ id }: { readonly id: string }) => {
    openChanges.delete(id);
    await kept().forget(id);
    return null;
  }));
}

function refusal(message: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, message);
}

/** Shows how long work comes along, with a way to stop it; `isCancelled` is true once somebody has. */
async function withProgress<R>({ connection, words }: ServerContext, what: 'plan' | 'fix' | 'undo', token: CancellationToken, work: (progress: (done: number, total: number) => void, isCancelled: () => boolean) => Promise<R>): Promise<R> {
  const shown = await connection.window.createWorkDoneProgress();
  shown.begin(words.fixProgress[what], 0, undefined, true);
  let percent = -1;
  try {
    return await work(
      (done, total) => {
        const now = total === 0 ? 100 : Math.floor((done / total) * 100);
        if (now === percent) return;
        percent = now;
        shown.report(now, words.filesDone(done, total));
      },
      () => token.isCancellationRequested || shown.token?.isCancellationRequested === true,
    );
  } finally {
    shown.done();
  }
}
