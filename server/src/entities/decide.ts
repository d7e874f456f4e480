import { type DecidedEntity, type EntityDecisions, formsOf, type IgnoredName } from './decisions.ts';
import { ENTITY_TYPES, type EntityType } from './mention.ts';

/** One decision of a person on names. Names are simplified, spaces closed up. */
export type Decision =
  /** These forms name one entity of this type, which is called so: a confirmation, or a merge. */
  | { readonly kind: 'confirm'; readonly type: EntityType; readonly name: string; readonly forms: readonly string[] }
  /** This form is not that entity. */
  | { readonly kind: 'split'; readonly type: EntityType; readonly name: string; readonly form: string }
  /** This is no name. */
  | ({ readonly kind: 'ignore' } & IgnoredName)
  /** This name is of another type than it was taken for. */
  | { readonly kind: 'retype'; readonly name: string; readonly to: EntityType }
  /** The entity has another name from now on, and its forms have changed with it (old form, new form). */
  | { readonly kind: 'rename'; readonly type: EntityType; readonly name: string; readonly to: string; readonly forms: ReadonlyMap<string, string> };

/** The decisions with one more. What contradicts it goes. Entities are sorted by type and name, as are their forms. */
export function decide(decisions: EntityDecisions, decision: Decision): EntityDecisions {
  const { entities, ignored } = decisions;
  switch (decision.kind) {
    case 'confirm': {
      const { type, name, forms } = decision;
      const wanted = new Set([name, ...forms]);
      const isSame = (one: DecidedEntity) => one.type === type && formsOf(one).some((form) => wanted.has(form));
      const same = entities.filter(isSame);
      const all = new Set([...wanted, ...same.flatMap(formsOf)]);
      const entity = entityOf(type, name, [...all], same.flatMap(({ not }) => not.filter((form) => !wanted.has(form))));
      return sorted([...entities.filter((one) => !isSame(one)), entity], ignored.filter((one) => !wanted.has(one.text) || one.before + one.after !== '' || (one.type !== null && one.type !== type)));
    }
    case 'split': {
      const { type, name, form } = decision;
      const known = entities.find((one) => one.type === type && one.name === name);
      const entity = entityOf(type, name, formsOf(known ?? entityOf(type, name, [], [])).filter((one) => one !== form), [...(known?.not ?? []), form]);
      return sorted([...entities.filter((one) => one !== known), entity], ignored);
    }
    case 'ignore': {
      const { text, type, before, after } = decision;
      const rest = before + after === '' ? withoutForm(entities, text, type) : entities;
      const others = ignored.filter((one) => one.text !== text || one.type !== type || one.before !== before || one.after !== after);
      return sorted(rest, [...others, { text, type, before, after }]);
    }
    case 'retype': {
      const { name, to } = decision;
      const rest = ENTITY_TYPES.filter((type) => type !== to).reduce<readonly DecidedEntity[]>((left, type) => withoutForm(left, name, type), entities);
      return decide({ entities: rest, ignored }, { kind: 'confirm', type: to, name, forms: [] });
    }
    case 'rename': {
      const { type, name, to, forms } = decision;
      const now = (form: string) => forms.get(form) ?? form;
      const renamed = entities.map((one) => (one.type === type && one.name === name ? entityOf(type, to, one.forms.map(now), one.not.map(now)) : one));
      return sorted(renamed, ignored);
    }
  }
}

function entityOf(type: EntityType, name: string, forms: readonly string[], not: readonly string[]): DecidedEntity {
  const own = new Set(forms.filter((form) => form !== name));
  return { name, type, forms: [...own].sort(), not: [...new Set(not)].filter((form) => form !== name && !own.has(form)).sort() };
}

/** Without a form of this type, or of any; an entity that is called so goes with its forms. */
function withoutForm(entities: readonly DecidedEntity[], form: string, type: EntityType | null): DecidedEntity[] {
  return entities.flatMap((one) => {
    if (type !== null && one.type !== type) return [one];
    if (one.name === form) return [];
    return one.forms.includes(form) ? [entityOf(one.type, one.name, one.forms.filter((each) => each !== form), one.not)] : [one];
  });
}

function sorted(entities: readonly DecidedEntity[], ignored: readonly IgnoredName[]): EntityDecisions {
  return { entities: [...entities].sort(compareEntities), ignored: [...ignored].sort(compareIgnored) };
}

/** By type, then by name, in the order of code units, which is the same on every machine. */
export function compareEntities(a: Pick<DecidedEntity, 'type' | 'name'>, b: Pick<DecidedEntity, 'type' | 'name'>): number {
  return ENTITY_TYPES.indexOf(a.type) - ENTITY_TYPES.indexOf(b.type) || compareText(a.name, b.name);
}

/** By text, then by type and neighbours. */
export function compareIgnored(a: IgnoredName, b: IgnoredName): number {
  return compareText(a.text, b.text) || compareText(a.type ?? '', b.type ?? '') || compareText(a.before, b.before) || compareText(a.after, b.after);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
