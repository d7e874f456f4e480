import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { decide, type Decision } from '../entities/decide.ts';
import { smallestChange } from '../features/codeActions/textEdit.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import { readEntitiesFile } from '../workspace/entitiesFile/readEntitiesFile.ts';
import { writeEntitiesFile } from '../workspace/entitiesFile/writeEntitiesFile.ts';
import type { ServerContext } from './serverContext.ts';

/** The changes that write a decision down, the making of the file included, in order. */
export type DecisionChanges = NonNullable<WorkspaceEdit['documentChanges']>;

/**
 * The changes to the entities file by which a decision on names of a document is kept. undefined where it cannot be: outside every
 * folder, while the file is wrong, where it already says so, or for a client that cannot make the file.
 */
export async function decisionChanges({ entitiesFiles, abilities, clientUri }: ServerContext, document: DocumentId, decision: Decision): Promise<DecisionChanges | undefined> {
  const file = await entitiesFiles.textFor(document);
  if (!file || (file.text === undefined && !abilities.createFiles)) return undefined;
  const { decisions } = await readEntitiesFile(file.text ?? '');
  if (!decisions) return undefined;
  const text = await writeEntitiesFile(file.text, decide(decisions, decision));
  const before = file.text ?? '';
  if (text === before) return undefined;
  const lines = TextDocument.create('', 'yaml', 0, before);
  const change = smallestChange({ start: 0, end: before.length, raw: before }, text);
  const uri = clientUri(file.file);
  const edit: TextDocumentEdit = { textDocument: { uri, version: file.version }, edits: [{ range: { start: lines.positionAt(change.start), end: lines.positionAt(change.end) }, newText: change.text }] };
  return file.text === undefined ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }, edit] : [edit];
}

/** The same as an edit for clients of either sort. */
export async function decisionEdit(context: ServerContext, document: DocumentId, decision: Decision): Promise<WorkspaceEdit | undefined> {
  const changes = await decisionChanges(context, document, decision);
  if (!changes) return undefined;
  if (context.abilities.versionedEdits) return { documentChanges: changes };
  return { changes: Object.fromEntries(changes.flatMap((change) => ('edits' in change ? [[change.textDocument.uri, change.edits as never]] : []))) };
}
