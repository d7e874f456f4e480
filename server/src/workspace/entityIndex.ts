import { ENTITY_TYPES, type EntityType } from '../entities/mention.ts';
import type { ContributedDamage, ContributedEntity, FileContribution } from './contribution.ts';
import type { DocumentId } from './fileSystem.ts';
import { postsConflict } from '../entities/posts.ts';
import { type Key, type KeyId, NameLists, type NameListsArrays } from './nameLists.ts';
import { Numbers } from './numbers.ts';
import { packContribution, place, type PackedContribution, PlacedContribution, type PlacedNames, unplace } from './packedContribution.ts';
import { StringTable, type StringTableArrays } from './stringTable.ts';
import { forEachMention } from './packedMentions.ts';

/** An entity of one document: which document, and its index among the entities there. */
export interface Member {
  readonly document: DocumentId;
  readonly entity: number;
}

/** A post with the documents that state it. */
export interface StatedTitle {
  readonly title: string;
  readonly body: string | null;
  readonly documents: readonly DocumentId[];
  /** The first and the last of the days of these documents, as yyyymmdd; missing where none states its day. */
  readonly days?: readonly [first: number, last: number];
}

/** One real thing across all documents. */
export interface JoinedEntity {
  readonly type: EntityType;
  /** The fullest canonical name that any document gives. */
  readonly name: string;
  /** Every form that names it by itself, in simplified characters, most frequent first. */
  readonly forms: readonly { readonly form: string; readonly count: number }[];
  readonly titles: readonly StatedTitle[];
  /** A known place's chain; otherwise empty. */
  readonly chain: readonly string[];
  readonly members: readonly Member[];
  /** How many mentions all documents have of it. */
  readonly mentionCount: number;
  readonly documentCount: number;
}

/** An entity that a search has found. */
export interface RankedEntity {
  readonly entity: JoinedEntity;
  /** The name that fits best. */
  readonly name: string;
  readonly rank: number;
}

/** A mention found through the index. Offsets are raw UTF-16 code units relative to its paragraph, which is a line of its document. */
export interface IndexedMention {
  readonly document: DocumentId;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  /** Simplified, as it reads once clean. */
  readonly form: string;
  readonly relative: boolean;
  readonly nested: boolean;
  /** True where posts are written beside it. */
  readonly titled: boolean;
}

/** All that an index holds, to be written and read back. */
export interface EntityIndexArrays {
  /** By number of document. */
  readonly documents: readonly DocumentId[];
  /** By number of document; undefined for one that has been taken out. */
  readonly placed: readonly (Uint8Array | undefined)[];
  /** By number of document: the number of its first entity. */
  readonly entitiesFrom: Uint32Array;
  /** By entity: the number of its document. */
  readonly documentOf: Uint32Array;
  readonly strings: StringTableArrays;
  readonly lists: NameListsArrays;
}

/*
 * Keys are the number of a string, and of what the string is: the name of an entity of each type; the chain of a place; or the name and the
 * document of a body that another document calls by the same name.
 */
const CHAIN = ENTITY_TYPES.length;
const LOCAL = CHAIN + 1;
const KINDS_OF_KEY = LOCAL + 1;

/** So many entities that have been taken out are not worth an index put together anew. */
const FEW_ENTITIES = 20_000;

/**
 * The entities of many documents, joined. Holds contributions and finds what belongs together when asked, so that adding or
 * taking away a document costs what it contributes.
 *
 * - Persons join by name, unless their posts conflict.
 * - A place that the gazetteer knows joins by its chain: two counties of one name in two provinces stay apart.
 * - Everything else joins by canonical name; a name that another document gives as a short form of exactly one fuller name joins that one.
 */
export class EntityIndex {
  /** Numbers of documents, also of those that have been taken out: they may come back. */
  #numbers = new Map<DocumentId, number>();
  #ids: DocumentId[] = [];
  /** By number of document; see {@link place}. Undefined for one that has been taken out. */
  #placed: (Uint8Array | undefined)[] = [];
  #firstEntity = new Numbers();
  #documentOf = new Numbers();
  #strings = new StringTable();
  #lists = new NameLists();
  /** Canonical name → what is joined under it; empty after every change. */
  readonly #joined = new Map<KeyId, readonly JoinedEntity[]>();
  readonly #heard: () => void;
  #revision = 0;

  /** `changed` hears of every change. */
  constructor(changed: () => void = () => {}) {
    this.#heard = changed;
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  get documents(): Iterable<DocumentId> {
    return this.#ids.filter((_, number) => this.#placed[number] !== undefined);
  }

  /** How many different canonical names there are: about as many as entities, and known without joining any. */
  get nameCount(): number {
    return this.#lists.named;
  }

  has(document: DocumentId): boolean {
    return this.#placedOf(document) !== undefined;
  }

  /** What a document contributes; undefined where it is not in the index. */
  contribution(document: DocumentId): FileContribution | undefined {
    return this.#read(document)?.whole();
  }

  /** What is damaged in a document; undefined where it is not in the index. */
  damage(document: DocumentId): ContributedDamage | undefined {
    return this.#read(document)?.damage();
  }

  /** The same, packed. */
  packed(document: DocumentId): PackedContribution | undefined {
    const placed = this.#placedOf(document);
    return placed && unplace(placed, this.#strings);
  }

  #placedOf(document: DocumentId): Uint8Array | undefined {
    const number = this.#numbers.get(document);
    return number === undefined ? undefined : this.#placed[number];
  }

  /** An entity as its document states it; undefined where it is not in the index. */
  stated({ document, entity }: Member): ContributedEntity | undefined {
    return this.#read(document)?.entity(entity);
  }

  /** True for a document that may read otherwise when a person decides otherwise on these strings (simplified, spaces closed up). */
  concerns(document: DocumentId, strings: ReadonlySet<string>): boolean {
    return this.#read(document)?.concerns(strings) === true;
  }

  /** Puts a document's contribution in place of what it contributed before. */
  set(document: DocumentId, contribution: FileContribution): void {
    this.setPacked(document, packContribution(contribution));
  }

  /** The same for one that is packed. */
  setPacked(document: DocumentId, packed: PackedContribution): void {
    this.delete(document);
    const placed = place(packed, this.#strings);
    let number = this.#numbers.get(document);
    if (number === undefined) {
      number = this.#ids.push(document) - 1;
      this.#numbers.set(document, number);
      this.#firstEntity.push(0);
    }
    this.#placed[number] = placed;
    this.#firstEntity.set(number, this.#lists.entities);
    this.#changed();
    new PlacedContribution(placed, this.#strings).forEachNames((names) => {
      const id = this.#idOf(names, document);
      this.#lists.addEntity(id);
      this.#documentOf.push(number);
      this.#forEachShort(names, id, (short) => this.#lists.countPair(short, id, 1));
    });
  }

  /** Forgets a document. Does nothing for one that is not in the index. */
  delete(document: DocumentId): void {
    const read = this.#read(document);
    if (!read) return;
    const number = this.#numbers.get(document)!;
    const first = this.#firstEntity.at(number);
    const end = first + read.entityCount;
    this.#placed[number] = undefined;
    this.#changed();
    read.forEachNames((names) => {
      const id = this.#idOf(names, document);
      this.#lists.removeEntities(id, first, end);
      this.#forEachShort(names, id, (short) => this.#lists.countPair(short, id, -1));
    });
  }

  /** A copy of all it holds; put together anew where most of it was of documents that have been taken out. */
  arrays(): EntityIndexArrays {
    const present = [...this.documents];
    const entities = present.reduce((sum, document) => sum + this.#read(document)!.entityCount, 0);
    if (this.#lists.entities > 2 * entities + FEW_ENTITIES) {
      const anew = new EntityIndex();
      for (const document of present) anew.setPacked(document, this.packed(document)!);
      return anew.arrays();
    }
    return { documents: [...this.#ids], placed: [...this.#placed], entitiesFrom: this.#firstEntity.copy(), documentOf: this.#documentOf.copy(), strings: this.#strings.arrays(), lists: this.#lists.arrays() };
  }

  /** Takes what another index held, as it is: the arrays are not copied. What is in this one already stays, in place of what the other says of the same documents. */
  load({ documents, placed, entitiesFrom, documentOf, strings, lists }: EntityIndexArrays): void {
    const present = [...this.documents].map((document) => [document, this.packed(document)!] as const);
    this.#ids = [...documents];
    this.#numbers = new Map(documents.map((document, number) => [document, number]));
    this.#placed = [...placed];
    this.#firstEntity = new Numbers(entitiesFrom);
    this.#documentOf = new Numbers(documentOf);
    this.#strings = new StringTable(strings);
    this.#lists = new NameLists(lists);
    this.#changed();
    for (const [document, packed] of present) this.setPacked(document, packed);
  }

  #read(document: DocumentId): PlacedContribution | undefined {
    const placed = this.#placedOf(document);
    return placed && new PlacedContribution(placed, this.#strings);
  }

  /** The joined entity that a document's entity is part of; undefined where the document or the entity is not in the index. */
  entityOf(document: DocumentId, entity: number): JoinedEntity | undefined {
    const names = this.#read(document)?.names(entity);
    if (!names) return undefined;
    const joined = this.#joinedUnder(this.#rootOf(this.#idOf(names, document)));
    return joined.length === 1 ? joined[0] : joined.find(({ members }) => members.some((member) => member.document === document && member.entity === entity));
  }

  /** Every joined entity, each once. Those of one name stand together. */
  *entities(): Generator<JoinedEntity> {
    for (let id = 0; id < this.#lists.size; id++) if (this.#lists.has(id) && this.#rootOf(id) === id) yield* this.#joinedUnder(id);
  }

  /**
   * The joined entities with a name that fits, best first, `most` at most. `rank` tells how well a name fits (canonical in some document, or
   * short; simplified): least is best, undefined is not at all. Of one rank, the most mentioned come first.
   */
  find(rank: (name: string) => number | undefined, most: number): RankedEntity[] {
    // Names are looked at before anything is joined: a folder has many entities, and a query fits few.
    const fitting = new Map<KeyId, { readonly name: string; readonly rank: number }>();
    for (let id = 0; id < this.#lists.size; id++) {
      const full = this.#lists.fullOf(id);
      if (full.length === 0 && !this.#lists.has(id)) continue;
      const name = this.#nameOf(id);
      const itsRank = rank(name);
      if (itsRank === undefined) continue;
      for (const root of [...(this.#lists.has(id) ? [id] : []), ...full].map((each) => this.#rootOf(each))) {
        const known = fitting.get(root);
        if (!known || itsRank < known.rank) fitting.set(root, { name, rank: itsRank });
      }
    }
    // How many documents name it is known without joining, and stands for how often it is mentioned where there are too many.
    const best = [...fitting].map(([root, fit]) => ({ root, fit, entities: [...this.#lists.entitiesOf(root)].length })).sort((a, b) => a.fit.rank - b.fit.rank || b.entities - a.entities).slice(0, most * 2);
    return best
      .flatMap(({ root, fit }) => this.#joinedUnder(root).map((entity) => ({ entity, ...fit })))
      .sort((a, b) => a.rank - b.rank || b.entity.mentionCount - a.entity.mentionCount || (a.entity.name < b.entity.name ? -1 : 1))
      .slice(0, most);
  }

  /**
   * Every mention of a joined entity, document by document in the order of its members, in the order of the text: as things stand when the first
   * is asked for, whatever changes before the last.
   */
  *mentionsOf({ members }: Pick<JoinedEntity, 'members'>): Generator<IndexedMention> {
    const wanted = new Map<DocumentId, { readonly placed: Uint8Array; readonly indices: Set<number> }>();
    for (const { document, entity } of members) {
      const known = wanted.get(document);
      const placed = known ? undefined : this.#placedOf(document);
      if (known) known.indices.add(entity);
      else if (placed) wanted.set(document, { placed, indices: new Set([entity]) });
    }
    const strings = this.#strings;
    for (const [document, { placed, indices }] of wanted) {
      const read = new PlacedContribution(placed, strings);
      const entities = new Map([...indices].map((index) => [index, read.entity(index)]));
      const found: IndexedMention[] = [];
      forEachMention(read.mentions, (mention) => {
        const form = entities.get(mention.entity)?.forms[mention.form]?.form ?? '';
        found.push({
          document, paragraph: mention.paragraph, start: mention.start, end: mention.start + mention.length, form,
          relative: mention.relative, nested: mention.nested, titled: mention.titled,
        });
      }, indices);
      yield* found;
    }
  }

  /** What a canonical name that is short for no other stands for: one entity, or several persons of one name. Kept until something changes. */
  #joinedUnder(root: KeyId): readonly JoinedEntity[] {
    let joined = this.#joined.get(root);
    if (joined) return joined;
    const members = this.#membersOf(root);
    const type = this.#typeOf(root);
    const clusters = type === 'person' ? this.#clusters(members) : [members];
    joined = members.length === 0 ? [] : clusters.map((cluster) => new Joined(type, cluster, () => this.#sumOf(cluster)));
    this.#joined.set(root, joined);
    return joined;
  }

  #changed(): void {
    this.#revision++;
    this.#joined.clear();
    this.#heard();
  }

  #local(member: Member): ContributedEntity {
    return this.stated(member)!;
  }

  /** All that stands under a canonical name, and under the names that are short for it alone. */
  #membersOf(id: KeyId): Member[] {
    const root = this.#rootOf(id);
    const members: Member[] = [];
    const seen = new Set<KeyId>();
    const visit = (some: KeyId) => {
      if (seen.has(some)) return;
      seen.add(some);
      for (const entity of this.#lists.entitiesOf(some)) {
        const number = this.#documentOf.at(entity);
        members.push({ document: this.#ids[number]!, entity: entity - this.#firstEntity.at(number) });
      }
      for (const short of this.#lists.shortOf(some)) if (this.#lists.has(short) && this.#rootOf(short) === root) visit(short);
    };
    visit(root);
    return members;
  }

  /** The fullest name that a name is short for; itself where it is short for none, or for several that are not one. */
  #rootOf(id: KeyId): KeyId {
    const roots = new Set<KeyId>();
    for (const full of this.#lists.fullOf(id)) roots.add(this.#rootOf(full));
    const [root] = roots;
    return root !== undefined && roots.size === 1 ? root : id;
  }

  /** Parts persons of one name by their posts. Those without a body belong to the only one there is, and stand apart where there are several. */
  #clusters(members: readonly Member[]): Member[][] {
    const clusters: { members: Member[]; bodies: Set<string> }[] = [];
    const bodiless: Member[] = [];
    for (const member of members) {
      const bodies = new Set(this.#local(member).titles.flatMap(({ body }) => (body === null ? [] : [body])));
      if (bodies.size === 0) {
        bodiless.push(member);
        continue;
      }
      const merged = { members: [member], bodies };
      for (let i = clusters.length - 1; i >= 0; i--) {
        const cluster = clusters[i]!;
        // Two that one document tells apart are two.
        if (postsConflict(cluster.bodies, bodies) || cluster.members.some((other) => this.#areNamesakes(other, member))) continue;
        merged.members.unshift(...cluster.members);
        for (const body of cluster.bodies) merged.bodies.add(body);
        clusters.splice(i, 1);
      }
      clusters.push(merged);
    }
    const [only] = clusters;
    const apart = clusters.length === 1 ? bodiless.filter((member) => only!.members.some((other) => this.#areNamesakes(other, member))) : bodiless;
    if (clusters.length === 1) only!.members.push(...bodiless.filter((member) => !apart.includes(member)));
    if (apart.length > 0) clusters.push({ members: apart, bodies: new Set() });
    return clusters.map((cluster) => cluster.members);
  }

  /** Two whom one document names alike and tells apart. */
  #areNamesakes(one: Member, other: Member): boolean {
    return one.document === other.document && this.#local(one).name === this.#local(other).name;
  }

  #sumOf(members: readonly Member[]): JoinedSum {
    const forms = new Map<string, number>();
    const titles = new Map<string, { title: string; body: string | null; documents: DocumentId[]; days?: [number, number] }>();
    const documents = new Set<DocumentId>();
    let name = '';
    let chain: readonly string[] = [];
    let mentionCount = 0;
    for (const { document, entity } of members) {
      const read = this.#read(document);
      const local = read?.entity(entity);
      if (!local) continue;
      documents.add(document);
      if (isFuller(local.name, name)) name = local.name;
      if (local.chain.length > chain.length) chain = local.chain;
      for (const { form, count: times, relative } of local.forms) {
        mentionCount += times;
        if (!relative) forms.set(form, (forms.get(form) ?? 0) + times);
      }
      for (const { title, body } of local.titles) {
        const key = `${title}\0${body ?? ''}`;
        const known = titles.get(key);
        const stated = known ?? { title, body, documents: [document] };
        if (!known) titles.set(key, stated);
        else if (known.documents.at(-1) !== document) known.documents.push(document);
        const day = read!.date;
        if (day > 0) stated.days = stated.days ? [Math.min(stated.days[0], day), Math.max(stated.days[1], day)] : [day, day];
      }
    }
    return {
      name, chain, mentionCount, documentCount: documents.size,
      forms: [...forms].map(([form, times]) => ({ form, count: times })).sort((a, b) => b.count - a.count),
      titles: [...titles.values()],
    };
  }

  #idOf({ name, type, chain }: PlacedNames, document: DocumentId): KeyId {
    let key: Key;
    if (type === PLACE && chain !== undefined) key = chain * KINDS_OF_KEY + CHAIN;
    else if (type === ORGANISATION && this.#isLocal(name)) key = this.#strings.numberOf(`${this.#strings.text(name)}\0${document}`) * KINDS_OF_KEY + LOCAL;
    else key = name * KINDS_OF_KEY + type;
    return this.#lists.idOf(key);
  }

  #typeOf(id: KeyId): EntityType {
    const kind = this.#lists.keyOf(id) % KINDS_OF_KEY;
    return kind === CHAIN ? 'place' : kind === LOCAL ? 'organisation' : ENTITY_TYPES[kind]!;
  }

  /** The canonical name in a key. */
  #nameOf(id: KeyId): string {
    const key = this.#lists.keyOf(id);
    const kind = key % KINDS_OF_KEY;
    const text = this.#strings.text(Math.floor(key / KINDS_OF_KEY));
    return kind === CHAIN ? text.split('\0').at(-1)! : kind === LOCAL ? text.split('\0')[0]! : text;
  }

  /** The keys that the entity's other forms would have as canonical names. Persons have none: 王书记 in another document is somebody else. */
  #forEachShort({ name, type, chain, forms }: PlacedNames, id: KeyId, visit: (short: KeyId) => void): void {
    if (type === PERSON) return;
    for (const form of forms) {
      if (this.#strings.lengthOf(form) < 2 || (form === name && chain === undefined) || (type === ORGANISATION && this.#isLocal(form))) continue;
      // Only a fuller name stands for a shorter one, so that two documents which each call the other's name short do not run in circles.
      if (chain === undefined && !this.#isFuller(name, form)) continue;
      const short = this.#lists.idOf(form * KINDS_OF_KEY + type);
      if (short !== id) visit(short);
    }
  }

  #isFuller(name: number, than: number): boolean {
    const lengths = this.#strings.lengthOf(name) - this.#strings.lengthOf(than);
    return lengths > 0 || (lengths === 0 && isFuller(this.#strings.text(name), this.#strings.text(than)));
  }

  #isLocal(name: number): boolean {
    return LOCAL_ORGANISATION.test(this.#strings.text(name));
  }
}

const PERSON = ENTITY_TYPES.indexOf('person');
const PLACE = ENTITY_TYPES.indexOf('place');
const ORGANISATION = ENTITY_TYPES.indexOf('organisation');

type JoinedSum = Omit<JoinedEntity, 'type' | 'members'>;

/** Where an entity stands is known at once; what all its documents say of it is put together when somebody asks. */
class Joined implements JoinedEntity {
  readonly type: EntityType;
  readonly members: readonly Member[];
  readonly #put: () => JoinedSum;
  #sum: JoinedSum | undefined;

  constructor(type: EntityType, members: readonly Member[], sum: () => JoinedSum) {
    this.type = type;
    this.members = members;
    this.#put = sum;
  }

  get #together(): JoinedSum {
    return (this.#sum ??= this.#put());
  }
  get name() {
    return this.#together.name;
  }
  get forms() {
    return this.#together.forms;
  }
  get titles() {
    return this.#together.titles;
  }
  get chain() {
    return this.#together.chain;
  }
  get mentionCount() {
    return this.#together.mentionCount;
  }
  get documentCount() {
    return this.#together.documentCount;
  }
}

function isFuller(name: string, than: string): boolean {
  return name.length > than.length || (name.length === than.length && name < than);
}

/** Names of organisations that begin with a level alone (市发改委, 县人民医院) mean another one in each document; not so 市北区法院, 区块链协会. */
const LOCAL_ORGANISATION = /^(?:自治[区州县旗]|[省市县区州](?!块|[东南西北中]区))/u;
