import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { DocumentSnapshot, Wanted } from '../workspace/openDocument.ts';
import type { EntitiesFiles } from '../workspace/entitiesFile/entitiesFiles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientAbilities } from './capabilities.ts';
import type { EncodingNotices } from './encodingNotices.ts';
import { ContentModified, type Log } from './guard.ts';
import { documentId } from './uris.ts';
import type { Words } from './words/words.ts';

/** What every handler may use. */
export interface ServerContext {
  readonly connection: Connection;
  readonly workspace: Workspace;
  /** What people have decided on names. */
  readonly entitiesFiles: EntitiesFiles;
  readonly abilities: ClientAbilities;
  readonly words: Words;
  readonly encodingNotices: EncodingNotices;
  readonly log: Log;
  /** The URI by which the client knows a document: as it opened it, else the document's own. */
  clientUri(document: DocumentId): string;
}

/** An open document analysed as far as it is wanted, whole if not said otherwise; undefined where it is not open. Throws {@link ContentModified} where it changes meanwhile. */
export async function analysedSnapshot({ workspace }: ServerContext, uri: string, token: CancellationToken, wanted: Wanted = 'all'): Promise<DocumentSnapshot | undefined> {
  const document = documentId(uri);
  if (!workspace.isOpen(document)) return undefined;
  const snapshot = await workspace.analysed(document, token, wanted);
  if (!snapshot) throw new ContentModified();
  return snapshot;
}
