import { type CodeAction, CodeActionKind, type CodeActionParams, CodeActionTriggerKind, type Diagnostic, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { canConvert, convertScript, type Script } from '../features/codeActions/convertScript.ts';
import { countSafeFixes, fixAll } from '../features/codeActions/fixAll.ts';
import { type CarriedFinding, fixFinding } from '../features/codeActions/fixFinding.ts';
import type { TextChange } from '../features/codeActions/textEdit.ts';
import { findingsAt } from '../features/findingsAt.ts';
import type { RawSpan } from '../text/spans.ts';
import type { DocumentSnapshot, Wanted } from '../workspace/openDocument.ts';
import { type ClientAbilities, CONVERT_KIND, FIX_ALL_KIND, NAME_KIND } from './capabilities.ts';
import { carriedFinding, SOURCE } from './diagnosticData.ts';
import { toOffset, toRange, toSpan } from './positions.ts';
import { excerpt } from './visible.ts';
import type { Words } from './words/words.ts';

/** What an action that is not worked out yet carries until the client resolves it. */
interface Unresolved {
  readonly uri: string;
  readonly version: number;
  /** Only this kind of damage; null for all. */
  readonly kind: string | null;
}

/** The same for a conversion to another script. */
interface UnresolvedConversion {
  readonly uri: string;
  readonly version: number;
  readonly script: Script;
  /** Raw offsets of what is converted. */
  readonly start: number;
  readonly end: number;
}

/** The actions for a range of a document: each reading of each finding, all of its kind, all that is certain, the other script; always in this order. */
export function codeActions(snapshot: DocumentSnapshot, uri: string, { range, context }: CodeActionParams, abilities: ClientAbilities, words: Words): CodeAction[] {
  const wants = (kind: string) => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(snapshot, uri, range, context.diagnostics, abilities, words));
  if (wants(FIX_ALL_KIND)) {
    const count = countSafeFixes(snapshot);
    if (count > 0) {
      const action = { title: words.fixAllSafe(count), kind: FIX_ALL_KIND };
      // A client that asks for this kind (on save) wants the edit; one that asks for everything seldom does.
      actions.push(context.only || !abilities.resolveCodeActions ? { ...action, edit: toEdit(snapshot, uri, fixAll(snapshot), abilities) } : { ...action, data: unresolved(snapshot, uri, null) });
    }
  }
  if (abilities.resolveCodeActions && wants(CONVERT_KIND)) actions.push(...conversions(snapshot, uri, range, context, words));
  return actions;
}

/** How much has to be known of a document for the actions that are asked for: nobody waits for names where damage will do. */
export function wantedFor({ range: { start, end }, context: { only, triggerKind } }: CodeActionParams): Wanted {
  const isSelection = start.line !== end.line || start.character !== end.character;
  if (only ? only.some((kind) => NAME_KIND.startsWith(kind) || kind.startsWith(NAME_KIND)) : isSelection || triggerKind === CodeActionTriggerKind.Invoked) return 'all';
  return only?.some((kind) => kind.startsWith(CodeActionKind.Source)) ? 'damage' : 'visible';
}

/** Works out the edit of an action that {@link codeActions} left open. `snapshotOf` gives a document with all its damage. Unchanged where the document has changed since. */
export async function resolveCodeAction(action: CodeAction, snapshotOf: (uri: string) => Promise<DocumentSnapshot | undefined>, abilities: ClientAbilities): Promise<CodeAction> {
  if (isConversion(action.data)) {
    const { uri, version, script, start, end } = action.data;
    const snapshot = await snapshotOf(uri);
    if (!snapshot || snapshot.version !== version) return action;
    return { ...action, edit: toEdit(snapshot, uri, await convertScript(snapshot.text, { start, end }, script), abilities) };
  }
  const data = action.data as Partial<Unresolved> | undefined;
  if (typeof data?.uri !== 'string' || (typeof data.kind !== 'string' && data.kind !== null)) return action;
  const snapshot = await snapshotOf(data.uri);
  if (!snapshot || snapshot.version !== data.version) return action;
  return { ...action, edit: toEdit(snapshot, data.uri, fixAll(snapshot, data.kind ?? undefined), abilities) };
}

/** Conversions of the selection; of the whole file where somebody asks for refactorings, not at every step of the caret. */
function conversions(snapshot: DocumentSnapshot, uri: string, range: CodeActionParams['range'], { only, triggerKind }: CodeActionParams['context'], words: Words): CodeAction[] {
  const selected = toSpan(snapshot.analysis.paragraphs, range);
  const selection = selected.end > selected.start;
  if (!selection && !only && triggerKind !== CodeActionTriggerKind.Invoked) return [];
  const span = selection ? selected : { start: 0, end: snapshot.length };
  return (['simplified', 'traditional'] as const).filter((script) => canConvert(snapshot.text, span, script)).map((script) => conversion(snapshot, uri, span, script, CONVERT_KIND, words.convertTo(script, selection)));
}

function conversion({ version }: DocumentSnapshot, uri: string, { start, end }: RawSpan, script: Script, kind: string, title: string): CodeAction {
  const data: UnresolvedConversion = { uri, version, script, start, end };
  return { title, kind, data };
}

function isConversion(data: unknown): data is UnresolvedConversion {
  const { uri, version, script, start, end } = (data ?? {}) as Partial<Record<keyof UnresolvedConversion, unknown>>;
  return typeof uri === 'string' && typeof version === 'number' && (script === 'simplified' || script === 'traditional') && typeof start === 'number' && typeof end === 'number';
}

function quickFixes(snapshot: DocumentSnapshot, uri: string, range: CodeActionParams['range'], diagnostics: readonly Diagnostic[], abilities: ClientAbilities, words: Words): CodeAction[] {
  const { paragraphs } = snapshot.analysis;
  const actions: CodeAction[] = [];
  const kinds = new Set<string>();
  for (const { start, finding, diagnostic } of findingsOf(snapshot, range, diagnostics)) {
    for (const { raw, reading, change, safe } of fixFinding(snapshot.text, start, finding)) {
      const title = reading === '' ? words.remove(words.quote(excerpt(raw))) : words.replace(words.quote(excerpt(raw)), words.quote(excerpt(reading)));
      const action: CodeAction = { title, kind: CodeActionKind.QuickFix, edit: toEdit(snapshot, uri, [change], abilities), ...(diagnostic ? { diagnostics: [diagnostic] } : {}) };
      actions.push(safe ? { ...action, isPreferred: true } : action);
    }
    kinds.add(finding.kind);
    if (finding.rule === 'converted-script' && abilities.resolveCodeActions) {
      const action = conversion(snapshot, uri, { start: 0, end: snapshot.length }, 'simplified', CodeActionKind.QuickFix, words.convertTo('simplified', false));
      actions.push(diagnostic ? { ...action, diagnostics: [diagnostic] } : action);
    }
  }
  for (const kind of kinds) {
    const count = countSafeFixes(snapshot, kind);
    if (count < 2) continue;
    const action = { title: words.fixAllOfKind(words.kind(kind), count), kind: CodeActionKind.QuickFix };
    actions.push(abilities.resolveCodeActions ? { ...action, data: unresolved(snapshot, uri, kind) } : { ...action, edit: toEdit(snapshot, uri, fixAll(snapshot, kind), abilities) });
  }
  return paragraphs.length > 0 ? actions : [];
}

/** The findings that the client's diagnostics carry; for a client that does not keep what they carry, those at the range. */
function findingsOf(snapshot: DocumentSnapshot, range: CodeActionParams['range'], diagnostics: readonly Diagnostic[]): { start: number; finding: CarriedFinding; diagnostic?: Diagnostic }[] {
  const { paragraphs } = snapshot.analysis;
  const ours = diagnostics.filter(({ source }) => source === SOURCE);
  const carried = ours.flatMap((diagnostic) => {
    const finding = carriedFinding(diagnostic);
    return finding ? [{ start: toOffset(paragraphs, diagnostic.range.start), finding, diagnostic }] : [];
  });
  if (carried.length > 0 || (ours.length === 0 && diagnostics.length > 0)) return carried;
  return findingsAt(snapshot, toSpan(paragraphs, range)).map((finding) => ({ start: finding.start, finding }));
}

function unresolved(snapshot: DocumentSnapshot, uri: string, kind: string | null): Unresolved {
  return { uri, version: snapshot.version, kind };
}

function toEdit(snapshot: DocumentSnapshot, uri: string, changes: readonly TextChange[], abilities: ClientAbilities): WorkspaceEdit {
  const edits: TextEdit[] = changes.map((change) => ({ range: toRange(snapshot.analysis.paragraphs, change), newText: change.text }));
  return abilities.versionedEdits ? { documentChanges: [{ textDocument: { uri, version: snapshot.version }, edits }] } : { changes: { [uri]: edits } };
}
