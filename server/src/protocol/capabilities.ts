import { type ClientCapabilities, CodeActionKind, FileOperationPatternKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { ENTITY_TYPES } from '../entities/mention.ts';

/** The kind of the action that applies every safe fix of a file; for `editor.codeActionsOnSave`. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.kanwu`;

/** The kind of the actions that convert the script of a selection or file. */
export const CONVERT_KIND = `${CodeActionKind.RefactorRewrite}.script`;

/** The kind of the actions by which a person decides on a name; each has its own below it. */
export const NAME_KIND = `${CodeActionKind.QuickFix}.name`;

/** Token types and modifiers, in the order of their numbers. The client's manifest describes them. */
export const TOKEN_LEGEND = { tokenTypes: [...ENTITY_TYPES] as string[], tokenModifiers: ['relative'] };

/** With which options the outline is offered. */
export const OUTLINE = { label: 'Kanwu' };

/** What the client on the other side can do, as far as the server asks. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly dynamicWatching: boolean;
  readonly dynamicSynchronisation: boolean;
  readonly folders: boolean;
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly refreshSemanticTokens: boolean;
  readonly resolveCodeActions: boolean;
  readonly versionedEdits: boolean;
  /** Makes files as part of an edit. */
  readonly createFiles: boolean;
  /** Shows changes that a person has to confirm apart from the others. */
  readonly annotatedEdits: boolean;
  /** Has the commands by which a person decides on a name, `kanwu.sameName` with its list among them, and follows links to them in hovers. */
  readonly picksNames: boolean;
  /** Tells which lines a person sees, and shows how much of a long document is checked. */
  readonly followsVisible: boolean;
  /** Opens the records of JSONL files by their URIs. */
  readonly opensRecords: boolean;
  /** Asks for the colours of what is visible alone, so that a long document needs no more. */
  readonly rangeSemanticTokens: boolean;
  /** Takes the outline anew when it is registered anew: there is no other way to tell that it has changed without the text. */
  readonly dynamicOutline: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly markdownHover: boolean;
  readonly prepareRename: boolean;
  readonly progress: boolean;
}

/** Reads a client's capabilities; what it does not name it does not have. */
export function readAbilities({ workspace, textDocument, window, experimental }: ClientCapabilities): ClientAbilities {
  const own = (experimental as { readonly kanwu?: { readonly picksNames?: boolean; readonly followsVisible?: boolean; readonly opensRecords?: boolean } } | undefined)?.kanwu;
  return {
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    dynamicWatching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    dynamicSynchronisation: textDocument?.synchronization?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshSemanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    resolveCodeActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true && textDocument.codeAction.dataSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createFiles: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    annotatedEdits: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    picksNames: own?.picksNames === true,
    followsVisible: own?.followsVisible === true,
    opensRecords: own?.opensRecords === true,
    rangeSemanticTokens: textDocument?.semanticTokens?.requests?.range !== undefined && textDocument.semanticTokens.requests.range !== false,
    dynamicOutline: textDocument?.documentSymbol?.dynamicRegistration === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    // A client that says nothing about formats predates the choice and shows Markdown.
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    progress: window?.workDoneProgress === true,
  };
}

/** What the server offers to such a client. */
export function serverCapabilities(abilities: ClientAbilities): ServerCapabilities {
  const folderGone = { filters: [{ scheme: 'file', pattern: { glob: '**', matches: FileOperationPatternKind.folder } }] };
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    ...(abilities.dynamicOutline ? {} : { documentSymbolProvider: OUTLINE }),
    workspaceSymbolProvider: true,
    renameProvider: abilities.prepareRename ? { prepareProvider: true } : true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, NAME_KIND, FIX_ALL_KIND, CONVERT_KIND], resolveProvider: abilities.resolveCodeActions },
    semanticTokensProvider: { legend: TOKEN_LEGEND, full: { delta: true }, range: true },
    ...(abilities.pullDiagnostics ? { diagnosticProvider: { identifier: 'kanwu', interFileDependencies: false, workspaceDiagnostics: true } } : {}),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didDelete: folderGone, didRename: folderGone },
    },
  };
}
