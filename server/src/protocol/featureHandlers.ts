import { type CancellationToken, type CodeAction, FoldingRangeKind, type Location, MarkupKind, type Position, type SelectionRange } from 'vscode-languageserver';
import { definition } from '../features/definition.ts';
import { documentHighlights } from '../features/documentHighlights.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { folding } from '../features/folding.ts';
import { hover } from '../features/hover.ts';
import { references } from '../features/references.ts';
import { selectionRanges } from '../features/selectionRanges.ts';
import { workspaceSymbols } from '../features/workspaceSymbols.ts';
import type { IndexedMention } from '../workspace/entityIndex.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { codeActions, resolveCodeAction, wantedFor } from './codeActionHandlers.ts';
import { registerFind } from './findHandlers.ts';
import { guarded } from './guard.ts';
import { hoverText } from './hoverText.ts';
import { nameCodeActions, nameLinks, registerNameRequests, resolveNameAction } from './nameActionHandlers.ts';
import { mentionRange, toOffset, toRange } from './positions.ts';
import { registerRename } from './renameHandlers.ts';
import { type ServerContext, analysedSnapshot } from './serverContext.ts';
import { toDocumentSymbols, toSymbolInformation, toWorkspaceSymbol } from './symbols.ts';
import { documentId } from './uris.ts';

/** Requests that name a document, and those that name a position in it. */
interface InDocument {
  readonly textDocument: { readonly uri: string };
}
interface AtPosition extends InDocument {
  readonly position: Position;
}

/** Places that go in one message to a client which takes them in parts. */
const SENT_AT_ONCE = 2_000;

/** Wires each feature to its request: find the document, call the feature, convert the answer. */
export function registerFeatures(context: ServerContext): void {
  const { connection, workspace, abilities, words, log, clientUri } = context;

  /** A handler of a document analysed whole; `nothing` for a document that is not open. */
  const onDocument = <P extends InDocument, R>(name: string, nothing: R, handler: (snapshot: DocumentSnapshot, params: P) => R | Promise<R>) =>
    guarded<P, R>(name, log, nothing, async (params, token: CancellationToken) => {
      const snapshot = await analysedSnapshot(context, params.textDocument.uri, token);
      return snapshot ? handler(snapshot, params) : nothing;
    });
  /** The same for a position in it. */
  const onPosition = <P extends AtPosition, R>(name: string, nothing: R, handler: (snapshot: DocumentSnapshot, offset: number, params: P) => R) =>
    onDocument<P, R>(name, nothing, (snapshot, params) => handler(snapshot, toOffset(snapshot.analysis.paragraphs, params.position), params));
  const toLocation = (mention: IndexedMention): Location => ({ uri: clientUri(mention.document), range: mentionRange(mention) });

  connection.onHover(
    onPosition('hover', null, (snapshot, offset, { textDocument: { uri }, position }: AtPosition) => {
      const info = hover(snapshot, offset, workspace.index);
      if (!info) return null;
      const links = abilities.picksNames && info.entities.some(({ relative }) => !relative) ? nameLinks({ uri, range: { start: position, end: position } }, words) : '';
      const value = hoverText(info, words, workspace.waiting, abilities.markdownHover) + links;
      return { contents: { kind: abilities.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range: toRange(snapshot.analysis.paragraphs, info.span) };
    }),
  );
  connection.onDefinition(
    onPosition('definition', null, (snapshot, offset) => {
      const mention = definition(snapshot, offset, workspace.index);
      return mention ? toLocation(mention) : null;
    }),
  );
  connection.onReferences((params, token, _progress, parts) =>
    guarded('references', log, [], async ({ textDocument, position, context: { includeDeclaration } }: typeof params) => {
      const snapshot = await analysedSnapshot(context, textDocument.uri, token);
      if (!snapshot) return [];
      const found = references(snapshot, toOffset(snapshot.analysis.paragraphs, position), workspace.index, includeDeclaration);
      if (!parts) return Array.from(found, toLocation);
      let part: Location[] = [];
      for (const mention of found) {
        part.push(toLocation(mention));
        if (part.length < SENT_AT_ONCE) continue;
        parts.report(part);
        part = [];
        await workspace.pause();
        if (token.isCancellationRequested) return [];
      }
      if (part.length > 0) parts.report(part);
      return [];
    })(params, token),
  );
  connection.onDocumentHighlight(
    onPosition('documentHighlight', [], (snapshot, offset) => documentHighlights(snapshot, offset).map((span) => ({ range: toRange(snapshot.analysis.paragraphs, span) }))),
  );
  connection.onDocumentSymbol(
    onDocument('documentSymbol', [], (snapshot, { textDocument }) => {
      const symbols = toDocumentSymbols(documentSymbols(snapshot), snapshot.analysis.paragraphs, words);
      return abilities.hierarchicalSymbols ? symbols : toSymbolInformation(symbols, textDocument.uri);
    }),
  );
  connection.onWorkspaceSymbol(
    guarded('workspaceSymbol', log, [], ({ query }) => workspaceSymbols(workspace.index, query).map((found) => toWorkspaceSymbol(found, query, clientUri(found.mention.document), words))),
  );
  registerNameRequests(context);
  registerRename(context);
  registerFind(context);
  connection.onFoldingRanges(
    onDocument('foldingRange', [], ({ analysis }) => folding(analysis.paragraphs).map(({ first, last }) => ({ startLine: first, endLine: last, kind: FoldingRangeKind.Region }))),
  );
  connection.onSelectionRanges(
    onDocument('selectionRange', null, (snapshot, { positions }: InDocument & { readonly positions: readonly Position[] }) => positions.map((position) => selectionRange(snapshot, position))),
  );
  connection.onCodeAction((params, token) =>
    guarded('codeAction', log, [], async (asked: typeof params) => {
      const { uri } = asked.textDocument;
      const snapshot = await analysedSnapshot(context, uri, token, wantedFor(asked));
      return snapshot ? [...codeActions(snapshot, uri, asked, abilities, words), ...(snapshot.complete ? await nameCodeActions(context, snapshot, uri, asked) : [])] : [];
    })(params, token),
  );
  connection.onCodeActionResolve((action: CodeAction, token: CancellationToken) =>
    guarded('codeAction/resolve', log, action, async (some: CodeAction) => (await resolveNameAction(context, some)) ?? resolveCodeAction(some, (uri) => workspace.analysed(documentId(uri), token, 'damage'), abilities))(action, token),
  );
}

/** Each range with the next larger as its parent. */
function selectionRange(snapshot: DocumentSnapshot, position: Position): SelectionRange {
  const { paragraphs } = snapshot.analysis;
  const spans = selectionRanges(snapshot, toOffset(paragraphs, position));
  return spans.reduceRight<SelectionRange | undefined>((parent, span) => ({ range: toRange(paragraphs, span), ...(parent ? { parent } : {}) }), undefined) ?? { range: { start: position, end: position } };
}
