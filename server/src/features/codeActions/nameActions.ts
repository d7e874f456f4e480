import type { Decision } from '../../entities/decide.ts';
import { decidedForm, type EntityDecisions } from '../../entities/decisions.ts';
import { ENTITY_TYPES, type EntityType } from '../../entities/mention.ts';
import { toSimplified } from '../../text/fold.ts';
import type { RawSpan } from '../../text/spans.ts';
import type { EntityIndex } from '../../workspace/entityIndex.ts';
import type { DocumentSnapshot } from '../../workspace/openDocument.ts';
import { mentionsAt } from '../mentionAt.ts';

/** Something a person can decide on the name at a place. Names are simplified. */
export type NameAction =
  | { readonly kind: 'confirm'; readonly name: string; readonly type: EntityType; readonly decision: Decision }
  /** It is the same as another entity of its type, which has yet to be chosen; see {@link sameAs}. */
  | { readonly kind: 'same'; readonly form: string; readonly type: EntityType }
  | { readonly kind: 'different'; readonly form: string; readonly name: string; readonly decision: Decision }
  | { readonly kind: 'type'; readonly form: string; readonly type: EntityType; readonly decision: Decision }
  /** With its neighbours where it is no name only there; '' on both sides for anywhere. */
  | { readonly kind: 'ignore'; readonly form: string; readonly before: string; readonly after: string; readonly decision: Decision };

/** The longest selection that may be a name, in clean UTF-16 code units. */
const LONGEST_NAME = 40;
/** How many characters on each side tell an occurrence from others. */
const NEIGHBOURS = 2;

/** The name that a raw span is about: the outermost mention there, or the text selected. */
interface NameAt {
  /** As decisions hold it. */
  readonly form: string;
  readonly before: string;
  readonly after: string;
  /** Undefined where the recogniser sees no name. */
  readonly mention: { readonly type: EntityType; readonly name: string; readonly relative: boolean } | undefined;
}

/** What a person can decide at a raw span (a caret, or a selection), in a steady order. Empty where no name is and none can be. */
export function nameActions(snapshot: DocumentSnapshot, span: RawSpan, index: EntityIndex, decisions: EntityDecisions): NameAction[] {
  const at = nameAt(snapshot, span, index);
  if (!at) return [];
  const { form, before, after, mention } = at;
  const ignoreHere: NameAction[] = before + after === '' ? [] : [{ kind: 'ignore', form, before, after, decision: { kind: 'ignore', text: form, type: null, before, after } }];
  const ignore: NameAction[] = [...ignoreHere, ...(form.length < 2 ? [] : [{ kind: 'ignore', form, before: '', after: '', decision: { kind: 'ignore', text: form, type: null, before: '', after: '' } } as const])];
  if (!mention) return ENTITY_TYPES.map((type) => ({ kind: 'confirm', name: form, type, decision: { kind: 'confirm', type, name: form, forms: [] } }));
  if (mention.relative) return ignore;
  const { type, name } = mention;
  const forms = form.length < 2 || form === name ? [] : [form];
  const confirmed = decisions.entities.some((one) => one.type === type && one.name === name && (forms.length === 0 || one.forms.includes(form)));
  return [
    ...(confirmed || name.length < 2 ? [] : [{ kind: 'confirm', name, type, decision: { kind: 'confirm', type, name, forms } } as const]),
    ...(form.length < 2 ? [] : [{ kind: 'same', form, type } as const]),
    ...(form === name ? [] : [{ kind: 'different', form, name, decision: { kind: 'split', type, name, form } } as const]),
    ...(form.length < 2 ? [] : ENTITY_TYPES.filter((other) => other !== type).map((to) => ({ kind: 'type', form, type: to, decision: { kind: 'retype', name: form, to } }) as const)),
    ...ignore,
  ];
}

/** The decision that the name at a raw span is the same as another entity of its type; undefined where no name is, or the two are one already. */
export function sameAs(snapshot: DocumentSnapshot, span: RawSpan, index: EntityIndex, name: string): Decision | undefined {
  const at = nameAt(snapshot, span, index);
  const other = decidedForm(name);
  if (!at?.mention || at.mention.relative || other.length < 2 || other === at.form) return undefined;
  return { kind: 'confirm', type: at.mention.type, name: other, forms: [at.form] };
}

/** An entity that a name may be the same as. */
export interface NameChoice {
  readonly name: string;
  readonly mentions: number;
  readonly documents: number;
}

/** The name at a raw span, and the entities of its type in the folder: those that share most characters with it first, then the most mentioned. */
export function nameChoices(snapshot: DocumentSnapshot, span: RawSpan, index: EntityIndex, decisions: EntityDecisions, most: number): { readonly form: string; readonly type: EntityType; readonly choices: readonly NameChoice[] } | undefined {
  const at = nameAt(snapshot, span, index);
  if (!at?.mention || at.mention.relative) return undefined;
  const { type } = at.mention;
  const byName = new Map<string, NameChoice>();
  for (const { name, type: other, mentionCount, documentCount } of index.entities()) {
    if (other === type) byName.set(name, { name, mentions: mentionCount + (byName.get(name)?.mentions ?? 0), documents: documentCount + (byName.get(name)?.documents ?? 0) });
  }
  for (const one of decisions.entities) if (one.type === type && !byName.has(one.name)) byName.set(one.name, { name: one.name, mentions: 0, documents: 0 });
  byName.delete(at.mention.name);
  byName.delete(at.form);
  const shared = (name: string) => [...new Set(at.form)].filter((character) => name.includes(character)).length;
  const choices = [...byName.values()].sort((a, b) => shared(b.name) - shared(a.name) || b.mentions - a.mentions || (a.name < b.name ? -1 : 1));
  return { form: at.form, type, choices: choices.slice(0, most) };
}

function nameAt(snapshot: DocumentSnapshot, span: RawSpan, index: EntityIndex): NameAt | undefined {
  const { paragraphs } = snapshot.analysis;
  const selected = span.end > span.start;
  const located = mentionsAt(snapshot, span.start).find(({ mention }) => !selected || (mention.raw.start === span.start && mention.raw.end === span.end));
  if (located) {
    const { mention, entity, entityIndex } = located;
    const name = index.entityOf(snapshot.document, entityIndex)?.name ?? entity.name;
    return { ...neighbours(snapshot, mention.paragraph, mention.cleanSpan), mention: { type: mention.type, name, relative: mention.relative } };
  }
  if (!selected) return undefined;
  const paragraph = paragraphs.findIndex(({ start, text }) => start <= span.start && span.end <= start + text.length);
  if (paragraph < 0) return undefined;
  const { start, clean } = paragraphs[paragraph]!;
  const cleanSpan = { start: clean.toClean(span.start - start)!, end: clean.toClean(span.end - start)! };
  const at = neighbours(snapshot, paragraph, cleanSpan);
  // Marks between two names make none: a selection over them is of something else.
  if (at.form.length < 2 || at.form.length > LONGEST_NAME || !/\p{Script=Han}/u.test(at.form) || /[，。；：！？、,;:!?]/u.test(at.form)) return undefined;
  return { ...at, mention: undefined };
}

/** What stands at a clean span of a paragraph, and beside it, up to a space, as decisions hold it. */
function neighbours(snapshot: DocumentSnapshot, paragraph: number, { start, end }: { readonly start: number; readonly end: number }): Pick<NameAt, 'form' | 'before' | 'after'> {
  const text = toSimplified(snapshot.analysis.paragraphs[paragraph]!.clean.clean);
  const before = /\S*$/u.exec(text.slice(Math.max(0, start - NEIGHBOURS), start))![0];
  const after = /^\S*/u.exec(text.slice(end, end + NEIGHBOURS))![0];
  return { form: decidedForm(text.slice(start, end)), before: wellFormed(before), after: wellFormed(after) };
}

/** Without half a surrogate pair at either end. */
function wellFormed(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
