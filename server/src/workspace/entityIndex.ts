import type { EntityType } from '../entities/mention.ts';
import type { ContributedDamage, ContributedEntity, FileContribution } from './contribution.ts';
import type { DocumentId } from './fileSystem.ts';
import { postsConflict } from '../entities/posts.ts';
import { packContribution, packedDateOf, packedMentionsOf, StringTable, unpackContribution, unpackDamage, unpackEntity } from './packedContribution.ts';
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

/** An entity of a document in one number: the document's number, then its index there. */
type Place = number;
const ENTITIES_OF_A_DOCUMENT = 2 ** 21;

/** Where the entities of one canonical name stand, in the order in which they came; most names stand in one document. */
type Bucket = Place | Place[];

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
  readonly #numbers = new Map<DocumentId, number>();
  readonly #ids: DocumentId[] = [];
  /** By number of document; see {@link packContribution}. Undefined for one that has been taken out. */
  readonly #packed: (Uint8Array | undefined)[] = [];
  readonly #strings = new StringTable();
  /** Key of canonical name → where. */
  readonly #buckets = new Map<string, Bucket>();
  /** Key of a short form → keys of the canonical names that some document gives it to, with in how many documents. */
  readonly #fullNames = new Map<string, Counts>();
  /** Key of canonical name → keys of its short forms. */
  readonly #shortNames = new Map<string, Counts>();
  /** Canonical name → what is joined under it; empty after every change. */
  readonly #joined = new Map<string, readonly JoinedEntity[]>();
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
    return this.#ids.filter((_, number) => this.#packed[number] !== undefined);
  }

  /** How many different canonical names there are: about as many as entities, and known without joining any. */
  get nameCount(): number {
    return this.#buckets.size;
  }

  has(document: DocumentId): boolean {
    return this.#packedOf(document) !== undefined;
  }

  /** What a document contributes; undefined where it is not in the index. */
  contribution(document: DocumentId): FileContribution | undefined {
    const packed = this.#packedOf(document);
    return packed && unpackContribution(packed, this.#strings);
  }

  /** What is damaged in a document; undefined where it is not in the index. */
  damage(document: DocumentId): ContributedDamage | undefined {
    const packed = this.#packedOf(document);
    return packed && unpackDamage(packed, this.#strings);
  }

  /** An entity as its document states it; undefined where it is not in the index. */
  stated({ document, entity }: Member): ContributedEntity | undefined {
    const packed = this.#packedOf(document);
    return packed && unpackEntity(packed, entity, this.#strings);
  }

  /** Puts a document's contribution in place of what it contributed before. */
  set(document: DocumentId, contribution: FileContribution): void {
    this.delete(document);
    let number = this.#numbers.get(document);
    if (number === undefined) {
      number = this.#ids.push(document) - 1;
      this.#numbers.set(document, number);
    }
    this.#packed[number] = packContribution(contribution, this.#strings);
    this.#changed();
    contribution.entities.forEach((entity, index) => {
      const key = keyOf(entity, document);
      const place = number * ENTITIES_OF_A_DOCUMENT + index;
      const bucket = this.#buckets.get(key);
      if (bucket === undefined) this.#buckets.set(key, place);
      else if (typeof bucket === 'number') this.#buckets.set(key, [bucket, place]);
      else bucket.push(place);
      for (const short of shortKeys(entity, key)) {
        count(this.#fullNames, short, key, 1);
        count(this.#shortNames, key, short, 1);
      }
    });
  }

  /** Forgets a document. Does nothing for one that is not in the index. */
  delete(document: DocumentId): void {
    const contribution = this.contribution(document);
    if (!contribution) return;
    const number = this.#numbers.get(document)!;
    this.#packed[number] = undefined;
    this.#changed();
    contribution.entities.forEach((entity, index) => {
      const key = keyOf(entity, document);
      this.#takeOut(key, number * ENTITIES_OF_A_DOCUMENT + index);
      for (const short of shortKeys(entity, key)) {
        count(this.#fullNames, short, key, -1);
        count(this.#shortNames, key, short, -1);
      }
    });
  }

  #takeOut(key: string, place: Place): void {
    const bucket = this.#buckets.get(key);
    if (typeof bucket !== 'object') {
      if (bucket === place) this.#buckets.delete(key);
      return;
    }
    const at = bucket.indexOf(place);
    if (at >= 0) bucket.splice(at, 1);
    if (bucket.length === 0) this.#buckets.delete(key);
  }

  #packedOf(document: DocumentId): Uint8Array | undefined {
    const number = this.#numbers.get(document);
    return number === undefined ? undefined : this.#packed[number];
  }

  /** The joined entity that a document's entity is part of; undefined where the document or the entity is not in the index. */
  entityOf(document: DocumentId, entity: number): JoinedEntity | undefined {
    const local = this.stated({ document, entity });
    if (!local) return undefined;
    const joined = this.#joinedUnder(this.#rootOf(keyOf(local, document)));
    return joined.length === 1 ? joined[0] : joined.find(({ members }) => members.some((member) => member.document === document && member.entity === entity));
  }

  /** Every joined entity, each once. Those of one name stand together. */
  *entities(): Generator<JoinedEntity> {
    for (const key of this.#buckets.keys()) if (this.#rootOf(key) === key) yield* this.#joinedUnder(key);
  }

  /**
   * The joined entities with a name that fits, best first, `most` at most. `rank` tells how well a name fits (canonical in some document, or
   * short; simplified): least is best, undefined is not at all. Of one rank, the most mentioned come first.
   */
  find(rank: (name: string) => number | undefined, most: number): RankedEntity[] {
    // Names are looked at before anything is joined: a folder has many entities, and a query fits few.
    const fitting = new Map<string, { readonly name: string; readonly rank: number }>();
    const look = (key: string) => {
      const name = nameOf(key);
      const itsRank = rank(name);
      if (itsRank === undefined) return;
      const roots = [...(this.#buckets.has(key) ? [key] : []), ...valuesOf(this.#fullNames.get(key))].map((each) => this.#rootOf(each));
      for (const root of roots) {
        const known = fitting.get(root);
        if (!known || itsRank < known.rank) fitting.set(root, { name, rank: itsRank });
      }
    };
    for (const key of this.#buckets.keys()) look(key);
    for (const key of this.#fullNames.keys()) if (!this.#buckets.has(key)) look(key);
    // How many documents name it is known without joining, and stands for how often it is mentioned where there are too many.
    const documents = (root: string) => placesOf(this.#buckets.get(root)).length;
    const best = [...fitting].sort(([a, fitA], [b, fitB]) => fitA.rank - fitB.rank || documents(b) - documents(a)).slice(0, most * 2);
    return best
      .flatMap(([root, fit]) => this.#joinedUnder(root).map((entity) => ({ entity, ...fit })))
      .sort((a, b) => a.rank - b.rank || b.entity.mentionCount - a.entity.mentionCount || (a.entity.name < b.entity.name ? -1 : 1))
      .slice(0, most);
  }

  /** Every mention of a joined entity, document by document in the order of its members, in the order of the text. */
  *mentionsOf(entity: JoinedEntity): Generator<IndexedMention> {
    const wanted = new Map<DocumentId, Set<number>>();
    for (const member of entity.members) {
      const indices = wanted.get(member.document) ?? new Set();
      wanted.set(member.document, indices.add(member.entity));
    }
    for (const [document, indices] of wanted) {
      const packed = this.#packedOf(document);
      if (!packed) continue;
      const entities = new Map([...indices].map((index) => [index, unpackEntity(packed, index, this.#strings)]));
      const found: IndexedMention[] = [];
      forEachMention(packedMentionsOf(packed), (mention) => {
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
  #joinedUnder(root: string): readonly JoinedEntity[] {
    let joined = this.#joined.get(root);
    if (joined) return joined;
    const members = this.#membersOf(root);
    const clusters = members.length > 0 && this.#local(members[0]!).type === 'person' ? this.#clusters(members) : [members];
    joined = members.length === 0 ? [] : clusters.map((cluster) => this.#join(cluster));
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
  #membersOf(key: string): Member[] {
    const root = this.#rootOf(key);
    const members: Member[] = [];
    const seen = new Set<string>();
    const visit = (some: string) => {
      if (seen.has(some)) return;
      seen.add(some);
      for (const place of placesOf(this.#buckets.get(some))) members.push({ document: this.#ids[Math.floor(place / ENTITIES_OF_A_DOCUMENT)]!, entity: place % ENTITIES_OF_A_DOCUMENT });
      for (const short of valuesOf(this.#shortNames.get(some))) if (this.#buckets.has(short) && this.#rootOf(short) === root) visit(short);
    };
    visit(root);
    return members;
  }

  /** The key of the fullest name that a name is short for; itself where it is short for none, or for several that are not one. */
  #rootOf(key: string): string {
    const roots = new Set<string>();
    for (const full of valuesOf(this.#fullNames.get(key))) roots.add(this.#rootOf(full));
    const [root] = roots;
    return root !== undefined && roots.size === 1 ? root : key;
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

  #join(members: readonly Member[]): JoinedEntity {
    const locals = members.map((member) => this.#local(member));
    const forms = new Map<string, number>();
    const titles = new Map<string, { title: string; body: string | null; documents: DocumentId[]; days?: [number, number] }>();
    const documents = new Set<DocumentId>();
    let name = '';
    let chain: readonly string[] = [];
    let mentionCount = 0;
    locals.forEach((local, index) => {
      const { document } = members[index]!;
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
        const packed = this.#packedOf(document);
        const day = packed ? packedDateOf(packed) : 0;
        if (day > 0) stated.days = stated.days ? [Math.min(stated.days[0], day), Math.max(stated.days[1], day)] : [day, day];
      }
    });
    return {
      type: locals[0]!.type, name, chain, members, mentionCount, documentCount: documents.size,
      forms: [...forms].map(([form, times]) => ({ form, count: times })).sort((a, b) => b.count - a.count),
      titles: [...titles.values()],
    };
  }
}

function isFuller(name: string, than: string): boolean {
  return name.length > than.length || (name.length === than.length && name < than);
}

/** Names of organisations that begin with a level alone (市发改委, 县人民医院) mean another one in each document; not so 市北区法院, 区块链协会. */
const LOCAL_ORGANISATION = /^(?:自治[区州县旗]|[省市县区州](?!块|[东南西北中]区))/u;

function keyOf(entity: ContributedEntity, document: DocumentId): string {
  if (entity.type === 'place' && entity.chain.length > 0) return `place\0\0${entity.chain.join('\0')}`;
  if (entity.type === 'organisation' && LOCAL_ORGANISATION.test(entity.name)) return `organisation\0${entity.name}\0${document}`;
  return `${entity.type}\0${entity.name}`;
}

/** The canonical name in a key. */
function nameOf(key: string): string {
  const [, name, ...chain] = key.split('\0');
  return name === '' ? (chain.at(-1) ?? '') : name!;
}

/** Keys that the entity's other forms would have as canonical names. Persons have none: 王书记 in another document is somebody else. */
function shortKeys(entity: ContributedEntity, key: string): string[] {
  if (entity.type === 'person') return [];
  const keys: string[] = [];
  for (const { form, relative } of entity.forms) {
    if (relative || form.length < 2 || (entity.type === 'organisation' && LOCAL_ORGANISATION.test(form))) continue;
    const short = `${entity.type}\0${form}`;
    // Only a fuller name stands for a shorter one, so that two documents which each call the other's name short do not run in circles.
    if (short !== key && (entity.chain.length > 0 || isFuller(entity.name, form))) keys.push(short);
  }
  return keys;
}

function placesOf(bucket: Bucket | undefined): readonly Place[] {
  return bucket === undefined ? [] : typeof bucket === 'number' ? [bucket] : bucket;
}

/** Values with how often each was counted; a single one that was counted once is kept by itself, because most are. */
type Counts = string | Map<string, number>;

function valuesOf(counts: Counts | undefined): Iterable<string> {
  return counts === undefined ? [] : typeof counts === 'string' ? [counts] : counts.keys();
}

function count(all: Map<string, Counts>, key: string, value: string, by: 1 | -1): void {
  const known = all.get(key);
  if (known === undefined) {
    if (by > 0) all.set(key, value);
    return;
  }
  const counts = typeof known === 'string' ? new Map([[known, 1]]) : known;
  const times = (counts.get(value) ?? 0) + by;
  if (times > 0) counts.set(value, times);
  else counts.delete(value);
  const [only] = counts;
  if (only === undefined) all.delete(key);
  else all.set(key, counts.size === 1 && only[1] === 1 ? only[0] : counts);
}
