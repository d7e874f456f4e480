import type { EntityType } from '../entities/mention.ts';
import type { FileContribution } from './contribution.ts';

/** How often a name is mentioned in some documents, as the documents themselves state it. Plain data, the same for the same documents in any order. */
export interface TalliedEntity {
  readonly type: EntityType;
  /** Canonical name, simplified. */
  readonly name: string;
  /** A known place's chain from the province down, itself last; otherwise empty. */
  readonly chain: readonly string[];
  /** How many documents name it. */
  readonly documents: number;
  readonly mentions: number;
  /** The forms that name it by themselves, each with how often it stands there; sorted by form. */
  readonly forms: readonly (readonly [form: string, count: number])[];
  /** Its posts, each with how many documents state it; sorted. */
  readonly titles: readonly (readonly [title: string, body: string | null, documents: number])[];
}

/**
 * Counts the entities of documents. Tallies of parts of a corpus, added up, are the tally of the whole: nothing in it depends on the
 * order, or on which documents were counted together. So names are not joined across documents.
 */
export class EntityTally {
  readonly #entities = new Map<string, TalliedEntity>();

  /** Counts one document. */
  addDocument({ entities }: Pick<FileContribution, 'entities'>): void {
    const document = new Map<string, TalliedEntity>();
    for (const { type, name, chain, forms, titles } of entities) {
      const tallied: TalliedEntity = {
        type, name, chain, documents: 1, mentions: forms.reduce((sum, { count }) => sum + count, 0),
        forms: summed(forms.flatMap(({ form, count, relative }) => (relative ? [] : [[form, count] as const]))),
        titles: summed(titles.map(({ title, body }) => [title, body, 1] as const)),
      };
      const key = tallyKey(tallied);
      const before = document.get(key);
      document.set(key, before ? inOneDocument(addTallies(before, tallied)) : inOneDocument(tallied));
    }
    for (const entity of document.values()) this.add(entity);
  }

  /** Counts what another tally has of one entity. */
  add(entity: TalliedEntity): void {
    const key = tallyKey(entity);
    const before = this.#entities.get(key);
    this.#entities.set(key, before ? addTallies(before, entity) : entity);
  }

  /** All entities, sorted by {@link tallyKey}. */
  sorted(): TalliedEntity[] {
    return [...this.#entities].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entity]) => entity);
  }
}

/** Tells entities apart, and gives their order: by type, name and chain, compared by UTF-16 code units. */
export function tallyKey({ type, name, chain }: Pick<TalliedEntity, 'type' | 'name' | 'chain'>): string {
  return [type, name, ...chain].join('\0');
}

/** The tally of an entity in two sets of documents that have none in common. */
export function addTallies(a: TalliedEntity, b: TalliedEntity): TalliedEntity {
  return { type: a.type, name: a.name, chain: a.chain, documents: a.documents + b.documents, mentions: a.mentions + b.mentions, forms: summed([...a.forms, ...b.forms]), titles: summed([...a.titles, ...b.titles]) };
}

function inOneDocument(entity: TalliedEntity): TalliedEntity {
  return { ...entity, documents: 1, titles: entity.titles.map(([title, body]) => [title, body, 1]) };
}

/** Rows whose last column is a number, each row once with the sum of its numbers, sorted. */
function summed<Row extends readonly [...(string | null)[], number]>(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(row.slice(0, -1));
    const before = sums.get(key);
    sums.set(key, before ? ([...row.slice(0, -1), (before.at(-1) as number) + (row.at(-1) as number)] as unknown as Row) : row);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
