import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensDelta } from 'vscode-languageserver';
import { ENTITY_TYPES } from '../entities/mention.ts';
import { semanticTokens, type SemanticToken } from '../features/semanticTokens.ts';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { guarded } from './guard.ts';
import { toPosition, toSpan } from './positions.ts';
import { type ServerContext, analysedSnapshot } from './serverContext.ts';
import { documentId } from './uris.ts';

const NO_TOKENS: SemanticTokens = { data: [] };
const RELATIVE = 1;

/** Of a longer text only ranges are coloured, where the client asks for those too. UTF-16 code units. */
const LONGEST_WHOLE = 200_000;

/** Wires semantic tokens: whole documents, ranges, and what has changed since the last answer. Returns what to call when a document is closed. */
export function registerSemanticTokens(context: ServerContext): { forget(document: DocumentId): void } {
  const { connection, workspace, abilities, log } = context;
  /** One a document: it remembers its last answer, to tell the next from it. */
  const builders = new Map<DocumentId, SemanticTokensBuilder>();
  const builderOf = (document: DocumentId) => {
    const builder = builders.get(document) ?? new SemanticTokensBuilder();
    builders.set(document, builder);
    return builder;
  };
  const isLong = (uri: string) => abilities.rangeSemanticTokens && workspace.lengthOf(documentId(uri)) > LONGEST_WHOLE;
  connection.languages.semanticTokens.on(
    guarded('semanticTokens/full', log, NO_TOKENS, async ({ textDocument: { uri } }, token) => {
      // Megabytes of colours for what nobody sees: a client that can ask for ranges does.
      if (isLong(uri)) return null as unknown as SemanticTokens;
      const snapshot = await analysedSnapshot(context, uri, token);
      if (!snapshot) return NO_TOKENS;
      const builder = builderOf(snapshot.document);
      // A new answer, whatever was sent before.
      builder.previousResult('');
      push(builder, snapshot, semanticTokens(snapshot));
      return builder.build();
    }),
  );
  connection.languages.semanticTokens.onDelta(
    guarded('semanticTokens/full/delta', log, NO_TOKENS, async ({ textDocument: { uri }, previousResultId }, token): Promise<SemanticTokens | SemanticTokensDelta> => {
      if (isLong(uri)) return null as unknown as SemanticTokens;
      const snapshot = await analysedSnapshot(context, uri, token);
      if (!snapshot) return NO_TOKENS;
      const builder = builderOf(snapshot.document);
      builder.previousResult(previousResultId);
      push(builder, snapshot, semanticTokens(snapshot));
      return builder.buildEdits();
    }),
  );
  connection.languages.semanticTokens.onRange(
    guarded('semanticTokens/range', log, NO_TOKENS, async ({ textDocument: { uri }, range }, token) => {
      const snapshot = await analysedSnapshot(context, uri, token);
      if (!snapshot) return NO_TOKENS;
      const builder = new SemanticTokensBuilder();
      push(builder, snapshot, semanticTokens(snapshot, toSpan(snapshot.analysis.paragraphs, range)));
      return { data: builder.build().data };
    }),
  );
  return { forget: (document) => void builders.delete(documentId(document)) };
}

function push(builder: SemanticTokensBuilder, snapshot: DocumentSnapshot, tokens: readonly SemanticToken[]): void {
  for (const { start, end, type, relative } of tokens) {
    const { line, character } = toPosition(snapshot.analysis.paragraphs, start);
    builder.push(line, character, end - start, ENTITY_TYPES.indexOf(type), relative ? RELATIVE : 0);
  }
}
