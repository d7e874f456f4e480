import { type AnnotatedTextEdit, type CancellationToken, type ChangeAnnotation, LSPErrorCodes, type Position, type Range, ResponseError, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { decidedForm } from '../entities/decisions.ts';
import { mapForm } from '../features/rename/mapForm.ts';
import { prepareRename, rename, type Rename, type RenameWorkspace } from '../features/rename/rename.ts';
import { splitParagraphs } from '../text/paragraphs.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import { decisionChanges, type DecisionChanges } from './decisionEdits.ts';
import { guarded } from './guard.ts';
import { toOffset, toRange } from './positions.ts';
import { type ServerContext, analysedSnapshot } from './serverContext.ts';
import { pathBelow } from './uris.ts';
import { excerpt } from './visible.ts';

interface AtPosition {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Wires the renaming of an entity in the whole folder. */
export function registerRename(context: ServerContext): void {
  const { connection, workspace, words, log } = context;
  const locate = async ({ textDocument, position }: AtPosition, token: CancellationToken) => {
    const snapshot = await analysedSnapshot(context, textDocument.uri, token);
    return snapshot && { snapshot, offset: toOffset(snapshot.analysis.paragraphs, position) };
  };
  connection.onPrepareRename(
    guarded('prepareRename', log, null, async (params: AtPosition, token): Promise<{ range: Range; placeholder: string } | null> => {
      const at = await locate(params, token);
      const target = at && prepareRename(at.snapshot, at.offset, workspace.index);
      if (!target) return null;
      if ('refused' in target) throw refusal(words.renameRelative(words.quote(excerpt(target.form)), words.quote(excerpt(target.name))));
      return { range: toRange(at.snapshot.analysis.paragraphs, target.span), placeholder: target.name };
    }),
  );
  connection.onRenameRequest(
    guarded('rename', log, null, async (params: AtPosition & { readonly newName: string }, token): Promise<WorkspaceEdit | null> => {
      const at = await locate(params, token);
      if (!at) return null;
      if (decidedForm(params.newName).length < 2) throw refusal(words.renameNoName(words.quote(excerpt(params.newName))));
      const renamed = await rename(at.snapshot, at.offset, params.newName, renameWorkspace(context, token), token);
      if (!renamed) return null;
      if (renamed.skipped.length > 0) void connection.window.showWarningMessage(words.renameSkipped(renamed.skipped.length, renamed.skipped.slice(0, 5).map((document) => nameOf(document))));
      return toWorkspaceEdit(context, renamed, await decidedChanges(context, at.snapshot.document, renamed));
    }),
  );
}

function refusal(message: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, message);
}

function nameOf(document: DocumentId): string {
  return pathBelow([document.slice(0, document.lastIndexOf('/'))], document) ?? document;
}

function renameWorkspace({ workspace }: ServerContext, token: CancellationToken): RenameWorkspace {
  return {
    get index() {
      return workspace.index;
    },
    async textOf(document) {
      const current = await workspace.textOf(document);
      return current && { text: current.text, version: current.version, editable: current.isPlain };
    },
    async refresh(document) {
      if (workspace.isOpen(document)) await workspace.analysed(document, token);
      else await workspace.fileChanged(document);
    },
  };
}

/** Where the entity has been decided on, its name and forms are renamed there too. */
async function decidedChanges(context: ServerContext, document: DocumentId, { type, from, to }: Rename): Promise<DecisionChanges> {
  const known = context.entitiesFiles.decisionsFor(document).entities.find((one) => one.type === type && one.name === from);
  if (!known) return [];
  const mapped = known.forms.flatMap((form) => {
    const now = mapForm(type, from, to, form);
    return now?.sure ? [[form, now.text] as const] : [];
  });
  return (await decisionChanges(context, document, { kind: 'rename', type, name: from, to, forms: new Map(mapped) })) ?? [];
}

/** The edit: each group an annotation of its own, unsure ones to be confirmed. A client that does not know annotations gets what is sure. */
function toWorkspaceEdit({ abilities, words, clientUri }: ServerContext, { groups, documents, to }: Rename, decided: DecisionChanges): WorkspaceEdit {
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const edits = new Map<DocumentId, (TextEdit | AnnotatedTextEdit)[]>();
  const paragraphs = new Map([...documents].map(([document, { text }]) => [document, splitParagraphs(text)]));
  groups.forEach(({ form, to: becomes, sure, nested, changes }, index) => {
    if (!sure && !abilities.annotatedEdits) return;
    const annotationId = `kanwu.${index}`;
    const label = words.renamed(words.quote(excerpt(form)), words.quote(excerpt(becomes)), nested);
    changeAnnotations[annotationId] = { label, description: words.renamedPlaces(changes.length, new Set(changes.map(({ document }) => document)).size, sure), needsConfirmation: !sure };
    for (const { document, change } of changes) {
      const edit = { range: toRange(paragraphs.get(document)!, change), newText: change.text };
      edits.set(document, [...(edits.get(document) ?? []), abilities.annotatedEdits ? { ...edit, annotationId } : edit]);
    }
  });
  if (!abilities.versionedEdits) return { changes: Object.fromEntries([...edits].map(([document, list]) => [clientUri(document), list])) };
  const changed = [...edits].map(([document, list]) => ({ textDocument: { uri: clientUri(document), version: documents.get(document)!.version }, edits: inOrder(list) }));
  if (!abilities.annotatedEdits || decided.length === 0) return { documentChanges: [...changed, ...decided], ...(abilities.annotatedEdits ? { changeAnnotations } : {}) };
  const annotationId = 'kanwu.decisions';
  changeAnnotations[annotationId] = { label: words.renamedDecision(words.quote(excerpt(to))), needsConfirmation: false };
  const annotated = decided.map((change) => ('edits' in change ? { ...change, edits: change.edits.map((edit) => ({ ...edit, annotationId })) } : change)) as DecisionChanges;
  return { documentChanges: [...changed, ...annotated], changeAnnotations };
}

function inOrder<T extends TextEdit>(edits: readonly T[]): T[] {
  return [...edits].sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}
