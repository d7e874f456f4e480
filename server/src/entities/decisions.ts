import { toSimplified } from '../text/fold.ts';
import { ENTITY_TYPES, type EntityType } from './mention.ts';

/** An entity that a person has confirmed. All names are simplified, spaces closed up (see {@link decidedForm}). */
export interface DecidedEntity {
  /** What it is to be called, whatever the text writes. */
  readonly name: string;
  readonly type: EntityType;
  /** What else it is written as; the name itself need not be among them. */
  readonly forms: readonly string[];
  /** Forms that are taken for it and are not. */
  readonly not: readonly string[];
}

/** A string that is no name. Simplified, spaces closed up. */
export interface IgnoredName {
  readonly text: string;
  /** Only not of this type; null for no name at all. */
  readonly type: EntityType | null;
  /** Only where this stands directly before it in the clean text; '' for anything. */
  readonly before: string;
  /** Only where this stands directly behind it in the clean text; '' for anything. */
  readonly after: string;
}

/** What a person has decided on the names of a workspace. Plain data. */
export interface EntityDecisions {
  readonly entities: readonly DecidedEntity[];
  readonly ignored: readonly IgnoredName[];
}

/** Nothing decided. */
export const NO_DECISIONS: EntityDecisions = { entities: [], ignored: [] };

/** A name as decisions hold it: simplified, spaces closed up. */
export function decidedForm(name: string): string {
  return toSimplified(name).replace(/[\s\u3000]+/g, '');
}

/** Decisions as the recogniser asks for them. */
export interface DecisionLookup {
  /** Confirmed forms with their types, one bit each, in the order of {@link ENTITY_TYPES}. */
  readonly confirmed: ReadonlyMap<string, number>;
  /** The texts that are ignored anywhere. */
  readonly ignored: ReadonlyMap<string, readonly IgnoredName[]>;
  /** Canonical name of a form that the document by itself calls `joined`. */
  canonical(type: EntityType, form: string, joined: string): string;
  /** The types that the text at a span of a paragraph (simplified) is not, one bit each. 0 where nothing is decided. */
  ignoredTypes(text: string, start: number, end: number): number;
}

const lookups = new WeakMap<EntityDecisions, DecisionLookup>();

/** The look-up of decisions, made once for each. */
export function lookUpDecisions(decisions: EntityDecisions): DecisionLookup {
  let lookup = lookups.get(decisions);
  if (!lookup) lookups.set(decisions, (lookup = createLookup(decisions)));
  return lookup;
}

function createLookup({ entities, ignored }: EntityDecisions): DecisionLookup {
  const confirmed = new Map<string, number>();
  const byForm = new Map<string, DecidedEntity>();
  for (const entity of entities) {
    for (const form of formsOf(entity)) {
      confirmed.set(form, (confirmed.get(form) ?? 0) | typeBit(entity.type));
      byForm.set(keyOf(entity.type, form), entity);
    }
  }
  const byText = new Map<string, IgnoredName[]>();
  for (const one of ignored) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  return {
    confirmed,
    ignored: byText,
    canonical(type, form, joined) {
      if (byForm.size === 0) return joined;
      const own = byForm.get(keyOf(type, form));
      if (own) return own.name;
      const other = byForm.get(keyOf(type, joined));
      if (!other) return joined;
      return other.not.includes(form) ? form : other.name;
    },
    ignoredTypes(text, start, end) {
      if (byText.size === 0) return 0;
      let types = 0;
      for (const { type, before, after } of byText.get(decidedForm(text.slice(start, end))) ?? []) {
        if (!text.endsWith(before, start) || !text.startsWith(after, end)) continue;
        types |= type === null ? EVERY_TYPE : typeBit(type);
      }
      return types;
    },
  };
}

/** Every form of a confirmed entity, its name first. */
export function formsOf({ name, forms }: DecidedEntity): string[] {
  return [...new Set([name, ...forms])];
}

/**
 * The strings in which two sets of decisions differ: a document that has none of them, neither in its text nor in what it was found to
 * name, reads the same under both. Empty where they say the same.
 */
export function changedStrings(before: EntityDecisions, after: EntityDecisions): Set<string> {
  const changed = new Set<string>();
  const compare = <T>(ones: readonly T[], others: readonly T[], strings: (one: T) => readonly string[]) => {
    const known = new Set(others.map((other) => JSON.stringify(other)));
    for (const one of ones) if (!known.has(JSON.stringify(one))) for (const text of strings(one)) changed.add(text);
  };
  const ofEntity = (entity: DecidedEntity) => [...formsOf(entity), ...entity.not];
  compare(before.entities, after.entities, ofEntity);
  compare(after.entities, before.entities, ofEntity);
  compare(before.ignored, after.ignored, ({ text }) => [text]);
  compare(after.ignored, before.ignored, ({ text }) => [text]);
  return changed;
}

const EVERY_TYPE = (1 << ENTITY_TYPES.length) - 1;

function typeBit(type: EntityType): number {
  return 1 << ENTITY_TYPES.indexOf(type);
}

function keyOf(type: EntityType, form: string): string {
  return `${type}\0${form}`;
}
