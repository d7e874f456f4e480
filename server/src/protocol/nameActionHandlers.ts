import { type CancellationToken, type CodeAction, type CodeActionParams, CodeActionTriggerKind, type Range } from 'vscode-languageserver';
import type { Decision } from '../entities/decide.ts';
import { type NameAction, nameActions, nameChoices, sameAs } from '../features/codeActions/nameActions.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { NAME_KIND } from './capabilities.ts';
import { type InRange, nameChoicesRequest, sameNameRequest } from './customMessages.ts';
import { decisionEdit } from './decisionEdits.ts';
import { guarded } from './guard.ts';
import { toSpan } from './positions.ts';
import { type ServerContext, analysedSnapshot } from './serverContext.ts';
import { documentId } from './uris.ts';
import { excerpt } from './visible.ts';
import type { Words } from './words/words.ts';

/** The command of a client that has a list of names to pick from; its argument is an {@link InRange}. */
export const SAME_NAME_COMMAND = 'kanwu.sameName';
/** How many names such a list has at most. */
const MOST_CHOICES = 1000;
/** How many are offered one by one to a client that has no list. */
const MOST_OFFERED = 3;

/** What an action carries until the client resolves it. */
interface UndecidedAction {
  readonly uri: string;
  readonly decision: Decision;
}

/**
 * What a person can decide on the name at a range. A light bulb for each name in the text would be noise: without a selection they are
 * offered only to somebody who asks.
 */
export async function nameCodeActions(context: ServerContext, snapshot: DocumentSnapshot, uri: string, { range, context: { only, triggerKind, diagnostics } }: CodeActionParams): Promise<CodeAction[]> {
  const { workspace, entitiesFiles, abilities, words } = context;
  const wants = (kind: string) => !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const span = toSpan(snapshot.analysis.paragraphs, range);
  const byKind = only?.some((one) => one.startsWith(NAME_KIND)) === true;
  // The quick fix of a finding is no place for names.
  const forFinding = diagnostics.some((diagnostic) => isSameRange(diagnostic.range, range)) || (only !== undefined && diagnostics.length > 0);
  if (!byKind && (forFinding || (triggerKind !== CodeActionTriggerKind.Invoked && span.end === span.start))) return [];
  const decisions = entitiesFiles.decisionsFor(snapshot.document);
  const disabled = entitiesFiles.isWrong(snapshot.document) ? { disabled: { reason: words.mendEntitiesFile } } : {};
  const finish = async (title: string, kind: string, decision: Decision): Promise<CodeAction[]> => {
    if (abilities.resolveCodeActions) return [{ title, kind, data: { uri, decision } satisfies UndecidedAction, ...disabled }];
    const edit = await decisionEdit(context, snapshot.document, decision);
    return edit ? [{ title, kind, edit }] : [];
  };
  const file = await entitiesFiles.textFor(snapshot.document).catch(() => undefined);
  if (!file || (file.text === undefined && !abilities.createFiles)) return [];
  const actions: CodeAction[] = [];
  for (const action of nameActions(snapshot, span, workspace.index, decisions)) {
    const kind = `${NAME_KIND}.${action.kind}`;
    if (!wants(kind)) continue;
    if (action.kind !== 'same') actions.push(...(await finish(titleOf(action, context), kind, action.decision)));
    else if (abilities.picksNames) {
      const title = words.sameName(quoted(action.form, context));
      actions.push({ title, kind, command: { title, command: SAME_NAME_COMMAND, arguments: [{ uri, range } satisfies InRange] }, ...disabled });
    } else {
      for (const { name } of nameChoices(snapshot, span, workspace.index, decisions, MOST_OFFERED)?.choices ?? []) {
        const decision = sameAs(snapshot, span, workspace.index, name);
        if (decision) actions.push(...(await finish(words.sameNameAs(quoted(action.form, context), quoted(name, context)), kind, decision)));
      }
    }
  }
  return actions;
}

/** Works out the edit of an action that {@link nameCodeActions} left open; undefined for another's action. */
export async function resolveNameAction(context: ServerContext, action: CodeAction): Promise<CodeAction | undefined> {
  const data = action.data as Partial<UndecidedAction> | undefined;
  if (typeof data?.uri !== 'string' || typeof data.decision !== 'object') return undefined;
  const edit = await decisionEdit(context, documentId(data.uri), data.decision);
  return edit ? { ...action, edit } : action;
}

/** Links below a hover to the client's commands on the name at a place, as Markdown. */
export function nameLinks(at: InRange, words: Words): string {
  // The brackets of an argument would end the link.
  const argument = encodeURIComponent(JSON.stringify([at])).replaceAll('(', '%28').replaceAll(')', '%29');
  const links = Object.entries(words.nameLinks).map(([command, title]) => `[${title}](command:kanwu.${command}?${argument})`);
  return `\n\n${links.join(' · ')}`;
}

/** Answers a client that lets the person pick the entity that a name is the same as. */
export function registerNameRequests(context: ServerContext): void {
  const { connection, workspace, entitiesFiles, words, log } = context;
  const locate = async ({ uri, range }: InRange, token: CancellationToken) => {
    const snapshot = await analysedSnapshot(context, uri, token);
    return snapshot ? { snapshot, span: toSpan(snapshot.analysis.paragraphs, range) } : undefined;
  };
  connection.onRequest(
    nameChoicesRequest,
    guarded('kanwu/nameChoices', log, null, async (params, token) => {
      const at = await locate(params, token);
      const found = at && nameChoices(at.snapshot, at.span, workspace.index, entitiesFiles.decisionsFor(at.snapshot.document), MOST_CHOICES);
      if (!found) return null;
      return { form: found.form, choices: found.choices.map(({ name, mentions, documents }) => ({ name, detail: words.symbolContainer(words.type[found.type], mentions, documents) })) };
    }),
  );
  connection.onRequest(
    sameNameRequest,
    guarded('kanwu/sameName', log, null, async (params, token) => {
      const at = await locate(params, token);
      const decision = at && sameAs(at.snapshot, at.span, workspace.index, params.name);
      return (decision && (await decisionEdit(context, at.snapshot.document, decision))) ?? null;
    }),
  );
}

function isSameRange(a: Range, b: Range): boolean {
  return a.start.line === b.start.line && a.start.character === b.start.character && a.end.line === b.end.line && a.end.character === b.end.character;
}

function quoted(text: string, { words }: ServerContext): string {
  return words.quote(excerpt(text));
}

function titleOf(action: Exclude<NameAction, { readonly kind: 'same' }>, context: ServerContext): string {
  const { words } = context;
  switch (action.kind) {
    case 'confirm':
      return words.confirmName(quoted(action.name, context), action.type);
    case 'different':
      return words.differentName(quoted(action.form, context), quoted(action.name, context));
    case 'type':
      return words.nameIsA(quoted(action.form, context), action.type);
    case 'ignore': {
      const { form, before, after } = action;
      return before + after === '' ? words.noName(quoted(form, context)) : words.noNameHere(quoted(form, context), quoted(`…${before}${form}${after}…`, context));
    }
  }
}
