import { decidedForm } from '../../entities/decisions.ts';
import type { EntityType } from '../../entities/mention.ts';
import { countScripts, isSimplifiedOnly, isTraditionalOnly } from '../../text/fold.ts';
import { splitParagraphs } from '../../text/paragraphs.ts';
import type { RawSpan } from '../../text/spans.ts';
import { textHash } from '../../text/textHash.ts';
import type { FileContribution } from '../../workspace/contribution.ts';
import type { EntityIndex, IndexedMention, JoinedEntity } from '../../workspace/entityIndex.ts';
import type { Cancellation, DocumentId } from '../../workspace/fileSystem.ts';
import type { DocumentSnapshot } from '../../workspace/openDocument.ts';
import { convertScript } from '../codeActions/convertScript.ts';
import type { TextChange } from '../codeActions/textEdit.ts';
import { mentionsAt } from '../mentionAt.ts';
import { mapForm } from './mapForm.ts';

/** The text of a document as it is now. */
export interface CurrentText {
  readonly text: string;
  /** Of the open document; null for a file that is not open. */
  readonly version: number | null;
  /** False for a file that an editor would read otherwise, or with loss: an edit would spoil it. */
  readonly editable: boolean;
}

/** What a rename needs of the workspace. */
export interface RenameWorkspace {
  readonly index: EntityIndex;
  /** Undefined where there is no such document any more. */
  textOf(document: DocumentId): Promise<CurrentText | undefined>;
  /** Brings the index up to date with a document. */
  refresh(document: DocumentId): Promise<void>;
}

/** Where a rename begins: the name at the position, or why it cannot be renamed. */
export type RenameTarget = { readonly span: RawSpan; readonly name: string } | { readonly refused: 'relative'; readonly form: string; readonly name: string };

/** All changes of one form to one other, each a whole mention. */
export interface RenameGroup {
  readonly form: string;
  /** As most of them read; traditional ones read so. */
  readonly to: string;
  /** False where a person should tick them one by one. */
  readonly sure: boolean;
  /** True for mentions inside other names (青禾 in 青禾市委). */
  readonly nested: boolean;
  readonly changes: readonly { readonly document: DocumentId; readonly paragraph: number; readonly change: TextChange }[];
}

/** What renaming an entity changes. */
export interface Rename {
  readonly type: EntityType;
  readonly from: string;
  /** Simplified. */
  readonly to: string;
  /** Sure ones first. */
  readonly groups: readonly RenameGroup[];
  readonly documents: ReadonlyMap<DocumentId, CurrentText>;
  /** Documents with mentions that are left alone, since an edit would spoil them. */
  readonly skipped: readonly DocumentId[];
}

/** The outermost name at a raw offset, if it can be renamed; undefined where no name is. */
export function prepareRename(snapshot: DocumentSnapshot, offset: number, index: EntityIndex): RenameTarget | undefined {
  const [located] = mentionsAt(snapshot, offset);
  if (!located) return undefined;
  const { mention, entity, entityIndex } = located;
  const name = index.entityOf(snapshot.document, entityIndex)?.name ?? entity.name;
  return mention.relative ? { refused: 'relative', form: mention.clean, name } : { span: mention.raw, name };
}

/** How often files that have changed since they were indexed are read again before the rename gives up. */
const MOST_ROUNDS = 3;

/**
 * Everything that changes when the entity at a raw offset is called `newName`: every mention in every document, each form mapped to its
 * own, in the script it is written in. Mentions that are only meant (市委) stay. undefined where no name is, the new one is none, nothing
 * would change, or the documents do not stand still.
 */
export async function rename(snapshot: DocumentSnapshot, offset: number, newName: string, workspace: RenameWorkspace, cancellation: Cancellation): Promise<Rename | undefined> {
  const names = await newNames(newName);
  const [located] = mentionsAt(snapshot, offset);
  if (!located || located.mention.relative || !names) return undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { index } = workspace;
    const joined = index.entityOf(snapshot.document, located.entityIndex);
    if (!joined || joined.name === names.simplified) return undefined;
    const mentions = byDocument(index, joined);
    const documents = new Map<DocumentId, CurrentText>();
    let stale = false;
    for (const document of mentions.keys()) {
      const current = await workspace.textOf(document);
      if (cancellation.isCancellationRequested) return undefined;
      if (current && isCurrent(index.contribution(document), current.text)) documents.set(document, current);
      else {
        stale = true;
        await workspace.refresh(document);
      }
    }
    if (stale || workspace.index.revision !== index.revision) continue;
    return changesOf(joined, names, mentions, documents);
  }
  return undefined;
}

/** The mentions by name of an entity, document by document, in the order of their ids. */
function byDocument(index: EntityIndex, joined: JoinedEntity): Map<DocumentId, IndexedMention[]> {
  const mentions = new Map<DocumentId, IndexedMention[]>();
  for (const mention of index.mentionsOf(joined)) {
    if (mention.relative) continue;
    const list = mentions.get(mention.document);
    if (list) list.push(mention);
    else mentions.set(mention.document, [mention]);
  }
  return new Map([...mentions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isCurrent(contribution: FileContribution | undefined, text: string): boolean {
  return contribution?.length === text.length && contribution.textHash === textHash(text);
}

/** A new name in both scripts. */
interface Names {
  readonly simplified: string;
  readonly traditional: string;
}

/** undefined for what is no name. */
async function newNames(typed: string): Promise<Names | undefined> {
  const name = typed.trim();
  if (decidedForm(name).length < 2 || /[\r\n]/.test(name)) return undefined;
  const isTraditional = [...name].some((character) => isTraditionalOnly(character.charCodeAt(0)));
  return isTraditional ? { simplified: await converted(name, 'simplified'), traditional: name } : { simplified: name, traditional: await converted(name, 'traditional') };
}

async function converted(text: string, script: 'simplified' | 'traditional'): Promise<string> {
  const changes = await convertScript(text, { start: 0, end: text.length }, script);
  return changes.reduceRight((now, change) => now.slice(0, change.start) + change.text + now.slice(change.end), text);
}

async function changesOf(joined: JoinedEntity, names: Names, mentions: ReadonlyMap<DocumentId, readonly IndexedMention[]>, documents: ReadonlyMap<DocumentId, CurrentText>): Promise<Rename | undefined> {
  const groups = new Map<string, RenameGroup & { readonly changes: { document: DocumentId; paragraph: number; change: TextChange }[] }>();
  const skipped: DocumentId[] = [];
  for (const [document, list] of mentions) {
    const { text, editable } = documents.get(document)!;
    if (!editable) {
      skipped.push(document);
      continue;
    }
    const paragraphs = splitParagraphs(text);
    const traditional = isMostlyTraditional(text);
    let end = 0;
    for (const { form, paragraph, start, end: mentionEnd, nested } of [...list].sort((a, b) => a.paragraph - b.paragraph || a.start - b.start || b.end - a.end)) {
      const mapped = mapForm(joined.type, joined.name, names.simplified, form);
      const offset = paragraphs[paragraph]!.start;
      const raw = text.slice(offset + start, offset + mentionEnd);
      if (!mapped || offset + start < end) continue;
      const put = spacedLike(raw, await inScriptOf(raw, traditional, mapped.text, names));
      if (put === raw) continue;
      end = offset + mentionEnd;
      const key = `${form}\0${nested}`;
      const group = groups.get(key) ?? { form, to: mapped.text, sure: mapped.sure && !nested, nested, changes: [] };
      groups.set(key, group);
      group.changes.push({ document, paragraph, change: { start: offset + start, end: offset + mentionEnd, text: put } });
    }
  }
  if (groups.size === 0 && skipped.length === 0) return undefined;
  return { type: joined.type, from: joined.name, to: decidedForm(names.simplified), groups: [...groups.values()].sort((a, b) => Number(b.sure) - Number(a.sure)), documents, skipped };
}

/** A new form in the script of the mention it replaces; of the document, where the mention is written the same in both. */
async function inScriptOf(raw: string, documentIsTraditional: boolean, form: string, names: Names): Promise<string> {
  const codes = [...raw].map((character) => character.charCodeAt(0));
  const traditional = codes.some(isTraditionalOnly) || (documentIsTraditional && !codes.some(isSimplifiedOnly));
  if (!traditional) return form;
  // What a person typed, or the converter made of the whole name, before what it would make of a part.
  const at = names.simplified.indexOf(form);
  return at >= 0 && names.simplified.length === names.traditional.length ? names.traditional.slice(at, at + form.length) : converted(form, 'traditional');
}

/** 李　强 for 王　明: a name of two characters that was set apart stays so. */
function spacedLike(raw: string, name: string): string {
  const space = /^\p{Script=Han}([ \u3000]+)\p{Script=Han}$/u.exec(raw)?.[1];
  const characters = [...name];
  return space !== undefined && characters.length === 2 ? characters.join(space) : name;
}

function isMostlyTraditional(text: string): boolean {
  const { traditional, simplified } = countScripts(text);
  return traditional > simplified;
}
