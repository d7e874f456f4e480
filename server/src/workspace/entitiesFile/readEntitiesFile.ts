import type { Document as YamlDocument, Node, Pair, YAMLMap } from 'yaml';
import { decidedForm, type DecidedEntity, type EntityDecisions, type IgnoredName, NO_DECISIONS } from '../../entities/decisions.ts';
import { ENTITY_TYPES, type EntityType } from '../../entities/mention.ts';

/** Where the decisions on the names of a folder are kept, below the folder. */
export const ENTITIES_FILE = '.kanwu/entities.yaml';

/** What can be wrong with the file. */
export type EntitiesProblemKind =
  /** No YAML; `detail` is what the parser says. */
  | 'syntax'
  /** The file, or an entry of a list, is not made of keys; `detail` names the keys. */
  | 'no-keys'
  | 'unknown-key' | 'no-list' | 'no-text' | 'missing-key' | 'unknown-type'
  /** A name of one character would be everywhere. */
  | 'too-short'
  /** One form of two entities of one type, or an entity twice. */
  | 'twice'
  /** A form that is said to be the entity's and not to be. */
  | 'contradiction';

/** One thing that is wrong with the file. Offsets are UTF-16 code units in its text. */
export interface EntitiesProblem {
  readonly kind: EntitiesProblemKind;
  /** The key, name or value that it is about. */
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

/** What the file says: decisions, or what is wrong with it. A file with a problem decides nothing. */
export type ReadEntitiesFile = { readonly decisions: EntityDecisions; readonly problems: readonly [] } | { readonly decisions: undefined; readonly problems: readonly EntitiesProblem[] };

/** Reads the text of an entities file. An empty text decides nothing, and is right. Never rejects on any text. */
export async function readEntitiesFile(text: string): Promise<ReadEntitiesFile> {
  // Loaded where somebody has such a file: nobody else pays for it at start-up.
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text, { logLevel: 'silent' });
  return new Reader(text, yaml).read(document);
}

type Yaml = typeof import('yaml');

class Reader {
  readonly #text: string;
  readonly #yaml: Yaml;
  readonly #problems: EntitiesProblem[] = [];

  constructor(text: string, yaml: Yaml) {
    this.#text = text;
    this.#yaml = yaml;
  }

  read(document: YamlDocument): ReadEntitiesFile {
    for (const { message, pos } of document.errors) this.#report('syntax', message.split(/ at line \d|:\n/)[0]!, pos);
    let decisions = NO_DECISIONS;
    if (document.errors.length === 0 && document.contents !== null && !(this.#yaml.isScalar(document.contents) && document.contents.value === null)) decisions = this.#file(document.contents as Node);
    return this.#problems.length === 0 ? { decisions, problems: [] } : { decisions: undefined, problems: this.#problems.sort((a, b) => a.start - b.start) };
  }

  #file(node: Node): EntityDecisions {
    const map = this.#map(node, ['entities', 'ignore']);
    const entities = this.#list(map, 'entities').flatMap((entry) => this.#entity(entry));
    const ignored = this.#list(map, 'ignore').flatMap((entry) => this.#ignored(entry));
    this.#findDoubles(entities);
    return { entities: entities.map(({ entity }) => entity), ignored };
  }

  #entity(node: Node): { entity: DecidedEntity; nodes: Map<string, Node> }[] {
    const map = this.#map(node, ['name', 'type', 'forms', 'not', 'note']);
    if (!map) return [];
    const nodes = new Map<string, Node>();
    const name = this.#name(map, node, 'name', nodes);
    const type = this.#type(map, node, true);
    const forms = this.#names(map, 'forms', 2, nodes);
    const not = this.#names(map, 'not', 1);
    this.#note(map);
    for (const form of not) {
      if (nodes.has(form.name)) this.#report('contradiction', form.name, form.node);
    }
    if (name === undefined || !type) return [];
    return [{ entity: { name, type, forms: forms.map((form) => form.name).filter((form) => form !== name), not: not.map((form) => form.name) }, nodes }];
  }

  #ignored(node: Node): IgnoredName[] {
    const map = this.#map(node, ['text', 'type', 'before', 'after', 'note']);
    if (!map) return [];
    const text = this.#name(map, node, 'text', undefined, 1);
    const type = this.#type(map, node, false);
    const before = this.#optionalText(map, 'before');
    const after = this.#optionalText(map, 'after');
    this.#note(map);
    return text === undefined || type === undefined ? [] : [{ text, type, before, after }];
  }

  /** One form may stand under one entity of a type only. */
  #findDoubles(entities: readonly { readonly entity: DecidedEntity; readonly nodes: ReadonlyMap<string, Node> }[]): void {
    const known = new Set<string>();
    for (const { entity, nodes } of entities) {
      for (const [form, node] of nodes) {
        const key = `${entity.type} ${form}`;
        if (known.has(key)) this.#report('twice', form, node);
        known.add(key);
      }
    }
  }

  /** A node as a map with these keys; undefined, and reported, where it is none. */
  #map(node: unknown, keys: readonly string[]): YAMLMap | undefined {
    if (!this.#yaml.isMap(node)) {
      this.#report('no-keys', keys.join(', '), node as Node);
      return undefined;
    }
    for (const { key } of node.items as Pair<Node>[]) {
      const name = this.#yaml.isScalar(key) ? String(key.value) : '';
      if (!keys.includes(name)) this.#report('unknown-key', name, key);
    }
    return node as YAMLMap;
  }

  /** The entries of a list; empty where the key is missing or has no value. */
  #list(map: YAMLMap | undefined, key: string): Node[] {
    const value = map?.get(key, true) as Node | undefined;
    if (value === undefined || (this.#yaml.isScalar(value) && value.value === null)) return [];
    if (this.#yaml.isSeq(value)) return value.items as Node[];
    this.#report('no-list', key, value);
    return [];
  }

  #names(map: YAMLMap, key: string, least: number, nodes?: Map<string, Node>): { readonly name: string; readonly node: Node }[] {
    return this.#list(map, key).flatMap((node) => {
      const text = this.#string(node, key);
      if (text === undefined) return [];
      const name = decidedForm(text);
      if (name.length < least) this.#report('too-short', text, node);
      else if (!nodes?.has(name)) nodes?.set(name, node);
      return [{ name, node }];
    });
  }

  #name(map: YAMLMap, at: Node, key: string, nodes?: Map<string, Node>, least = 2): string | undefined {
    const node = map.get(key, true) as Node | undefined;
    if (node === undefined) {
      this.#report('missing-key', key, at);
      return undefined;
    }
    const text = this.#string(node, key);
    if (text === undefined) return undefined;
    const name = decidedForm(text);
    if (name.length < least) this.#report('too-short', text, node);
    nodes?.set(name, node);
    return name;
  }

  /** null where it is missing and need not be there; undefined where it is wrong. */
  #type(map: YAMLMap, at: Node, needed: true): EntityType | undefined;
  #type(map: YAMLMap, at: Node, needed: false): EntityType | null | undefined;
  #type(map: YAMLMap, at: Node, needed: boolean): EntityType | null | undefined {
    const node = map.get('type', true) as Node | undefined;
    if (node === undefined) {
      if (!needed) return null;
      this.#report('missing-key', 'type', at);
      return undefined;
    }
    const text = this.#string(node, 'type');
    if (text === undefined) return undefined;
    const type = ENTITY_TYPES.find((one) => one === text);
    if (!type) this.#report('unknown-type', text, node);
    return type;
  }

  #optionalText(map: YAMLMap, key: string): string {
    const node = map.get(key, true) as Node | undefined;
    return node === undefined ? '' : decidedForm(this.#string(node, key) ?? '');
  }

  #note(map: YAMLMap): void {
    this.#optionalText(map, 'note');
  }

  #string(node: Node, key: string): string | undefined {
    if (this.#yaml.isScalar(node) && typeof node.value === 'string') return node.value;
    this.#report('no-text', key, node);
    return undefined;
  }

  #report(kind: EntitiesProblemKind, detail: string, at: Node | readonly [number, number] | null | undefined): void {
    const [start, end] = (at !== null && at !== undefined && 'range' in at ? at.range : (at as readonly [number, number] | undefined)) ?? [0, 0];
    // Of an entry that goes over several lines, the first is enough to find it.
    const line = this.#text.slice(start, end).search(/[\r\n]/);
    this.#problems.push({ kind, detail, start: Math.min(start, this.#text.length), end: Math.min(line > 0 ? start + line : end, this.#text.length) });
  }
}
