import type { Document as YamlDocument, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { compareEntities, compareIgnored } from '../../entities/decide.ts';
import { decidedForm, type DecidedEntity, type EntityDecisions, type IgnoredName } from '../../entities/decisions.ts';
import { ENTITY_TYPES, type EntityType } from '../../entities/mention.ts';

type Yaml = typeof import('yaml');

/** What stands at the top of a new file. */
const HEADING = ' What people have decided on the names in this folder. Kanwu reads it as soon as it changes;\n commit it, review it, edit it by hand. What it may say: docs/entities-file.md of Kanwu.';

/**
 * The text of an entities file that says what these decisions say, made from the text it has: comments, notes, order and layout stay,
 * new entries go where they sort. `text` must be one that can be read without problems; undefined for a file that is not there yet.
 */
export async function writeEntitiesFile(text: string | undefined, decisions: EntityDecisions): Promise<string> {
  const yaml = await import('yaml');
  const before = (text ?? '').replace(/^\uFEFF/, '');
  const lines = before.includes('\r\n') ? '\r\n' : '\n';
  const plain = before.replaceAll('\r\n', '\n');
  const document = yaml.parseDocument(plain, { logLevel: 'silent' });
  if (!yaml.isMap(document.contents)) {
    document.contents = document.createNode({}) as YAMLMap as never;
    if (plain.trim() === '') document.commentBefore = HEADING;
  }
  const style = styleOf(plain);
  const standard = plain.trim() === '' ? undefined : document.toString(style);
  new Writer(yaml, document).write(decisions);
  const after = standard === undefined ? document.toString(style) : withLayoutOf(plain, standard, document.toString(style));
  return (text?.startsWith('\uFEFF') ? '\uFEFF' : '') + (lines === '\n' ? after : after.replaceAll('\n', lines));
}

/** How the person sets the file, as far as the library can keep to it. */
function styleOf(text: string) {
  const indent = /^( +)\S/m.exec(text)?.[1]!.length ?? 2;
  return { lineWidth: 0, flowCollectionPadding: /[{[] /.test(text) && !/\[[^\s\]]/.test(text), indent: Math.max(1, Math.min(8, indent)), indentSeq: !/^\w+:[ \t]*(?:#.*)?\n- /m.test(text) };
}

/** Where the library sets lines differently from the person, those that do not change are left as they were. `standard` is how it sets the text itself. */
function withLayoutOf(text: string, standard: string, after: string): string {
  if (text === standard) return after;
  const [own, set, now] = [text, standard, after].map((each) => each.split('\n')) as [string[], string[], string[]];
  if (own.length !== set.length) return after;
  let first = 0;
  while (first < set.length && first < now.length && set[first] === now[first]) first++;
  let last = 0;
  while (last < set.length - first && last < now.length - first && set[set.length - 1 - last] === now[now.length - 1 - last]) last++;
  return [...own.slice(0, first), ...now.slice(first, now.length - last), ...own.slice(own.length - last)].join('\n');
}

/** Makes a document say what decisions say, touching no more than it must. */
class Writer {
  readonly #yaml: Yaml;
  readonly #document: YamlDocument;

  constructor(yaml: Yaml, document: YamlDocument) {
    this.#yaml = yaml;
    this.#document = document;
  }

  write({ entities, ignored }: EntityDecisions): void {
    this.#writeList<DecidedEntity>('entities', entities, (map) => this.#entityIn(map), {
      same: (a, b) => a.type === b.type && a.name === b.name,
      alike: (a, b) => [a.name, ...a.forms].some((form) => b.name === form || b.forms.includes(form)),
      compare: compareEntities,
      update: (map, entity) => {
        this.#setText(map, 'name', entity.name);
        this.#setText(map, 'type', entity.type);
        this.#setNames(map, 'forms', entity.forms, 'type');
        this.#setNames(map, 'not', entity.not, 'forms');
      },
    });
    this.#writeList<IgnoredName>('ignore', ignored, (map) => this.#ignoredIn(map), {
      same: (a, b) => compareIgnored(a, b) === 0,
      alike: () => false,
      compare: compareIgnored,
      update: (map, { text, type, before, after }) => {
        this.#setText(map, 'text', text);
        for (const [key, value] of [['type', type ?? ''], ['before', before], ['after', after]] as const) this.#setText(map, key, value);
      },
    });
  }

  #writeList<T>(key: string, wanted: readonly T[], read: (map: YAMLMap) => T, how: { same(a: T, b: T): boolean; alike(a: T, b: T): boolean; compare(a: T, b: T): number; update(map: YAMLMap, value: T): void }): void {
    const contents = this.#document.contents as unknown as YAMLMap;
    let list = contents.get(key, true) as YAMLSeq<YAMLMap> | undefined;
    if (!this.#yaml.isSeq(list)) {
      if (wanted.length === 0) return;
      list = this.#document.createNode([]) as YAMLSeq<YAMLMap>;
      contents.set(key, list);
    }
    const items = list.items.map((map) => ({ map, value: read(map) }));
    const left = new Set(items);
    const pairs = wanted.map((value) => {
      const found = [...left].find((item) => how.same(item.value, value));
      if (found) left.delete(found);
      return { value, found };
    });
    for (const pair of pairs) {
      pair.found ??= [...left].find((item) => how.alike(item.value, pair.value));
      if (pair.found) left.delete(pair.found);
    }
    // One that is gone and one that is new are one that was renamed in all its forms: what the person noted beside it stays.
    const fresh = pairs.filter(({ found }) => !found);
    if (fresh.length === 1 && left.size === 1) {
      fresh[0]!.found = [...left][0];
      left.clear();
    }
    list.items = list.items.filter((map) => ![...left].some((item) => item.map === map));
    for (const { value, found } of pairs) {
      if (found) {
        how.update(found.map, value);
        continue;
      }
      const map = this.#document.createNode({}) as YAMLMap;
      how.update(map, value);
      const at = list.items.findIndex((item) => how.compare(read(item), value) > 0);
      const where = at < 0 ? list.items.length : at;
      list.items.splice(where, 0, map);
    }
    if (list.items.length === 0) contents.delete(key);
    else list.flow = false;
  }

  #entityIn(map: YAMLMap): DecidedEntity {
    return { name: this.#textIn(map, 'name'), type: this.#textIn(map, 'type') as EntityType, forms: this.#namesIn(map, 'forms'), not: this.#namesIn(map, 'not') };
  }

  #ignoredIn(map: YAMLMap): IgnoredName {
    return { text: this.#textIn(map, 'text'), type: ENTITY_TYPES.find((type) => type === this.#textIn(map, 'type')) ?? null, before: this.#textIn(map, 'before'), after: this.#textIn(map, 'after') };
  }

  #textIn(map: YAMLMap, key: string): string {
    const value: unknown = map.get(key);
    return typeof value === 'string' ? decidedForm(value) : '';
  }

  #namesIn(map: YAMLMap, key: string): string[] {
    const list = map.get(key, true);
    return this.#yaml.isSeq(list) ? list.items.map((item) => decidedForm(String((item as Scalar).value))) : [];
  }

  /** Leaves a text alone that says the same, in another script perhaps; '' takes the key away. */
  #setText(map: YAMLMap, key: string, text: string): void {
    if (this.#textIn(map, key) === text) return;
    if (text === '') map.delete(key);
    else map.set(key, text);
  }

  #setNames(map: YAMLMap, key: string, names: readonly string[], behind: string): void {
    const known = map.get(key, true);
    if (names.length === 0) {
      map.delete(key);
      return;
    }
    if (!this.#yaml.isSeq(known)) {
      const list = this.#document.createNode(names) as YAMLSeq;
      list.flow = true;
      map.delete(key);
      const pair = this.#document.createPair(key, list) as Pair<unknown, unknown>;
      const placeOf = (wanted: string) => map.items.findIndex(({ key: other }) => (this.#yaml.isScalar(other) ? other.value : other) === wanted);
      const at = placeOf(behind);
      const after = at >= 0 ? at : placeOf('type');
      map.items.splice(after + 1, 0, pair);
      return;
    }
    const nameOf = (item: unknown) => decidedForm(String((item as Scalar).value));
    known.items = known.items.filter((item) => names.includes(nameOf(item)));
    for (const name of names) {
      if (known.items.some((item) => nameOf(item) === name)) continue;
      const at = known.items.findIndex((item) => nameOf(item) > name);
      known.items.splice(at < 0 ? known.items.length : at, 0, this.#document.createNode(name) as Node);
    }
  }
}
