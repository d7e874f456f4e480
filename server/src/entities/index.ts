import { isLevelSuffix, levelSuffix, divisionInContext, chainOf, namedDivisions, divisionAtLevel, type Division } from './placeNames.ts';
import { consistentSegments } from './documentPass.ts';
import { type DecisionLookup, type EntityDecisions, lookUpDecisions, NO_DECISIONS } from './decisions.ts';
import type { Draft } from './draft.ts';
import { withListedPersons } from './listedPersons.ts';
import { joinNames, SALIENCE, type JoinedNames } from './joining.ts';
import { ENTITY_TYPES, type CleanParagraph, type DocumentEntities, type Entity, type Mention, type Title } from './mention.ts';
import { partNamesakes, type WrittenPost } from './namesakes.ts';
import { nestedPlaces, standingNames } from './nestedNames.ts';
import { paragraphCandidates, relativeOr, type ParagraphCandidates, type Segment } from './paragraphCandidates.ts';
import { isDepartment, resolveRelative, territoryOf, typeOfRelative, usualBody } from './relativeNames.ts';
import { placeEvidence } from './placeEvidence.ts';
import { PostsBefore } from './postsBefore.ts';
import { headAt, projectClass } from '../lexicon/heads.ts';
import { organisationNamed } from '../lexicon/organisations.ts';
import { completed, type Steps, Work } from '../text/steps.ts';
import { ORGANISATION, PLACE, PROJECT, RELATIVE } from './spanModel.ts';
import { writtenTitles, type BodyReference, type WrittenTitle } from './titles.ts';

export { paragraphCandidates, type ParagraphCandidates } from './paragraphCandidates.ts';
export type * from './mention.ts';

/** What is known of paragraphs by their clean text. Kept by the caller between versions of a document; analyseEntities drops what the current version has no use for. */
export type EntityCache = Map<string, ParagraphCandidates>;

export interface EntityOptions {
  /** Without one, every paragraph is analysed anew. The result is the same. */
  readonly cache?: EntityCache;
  /** What a person has decided on names. What is cached does not depend on it. */
  readonly decisions?: EntityDecisions;
}

/** Recognises and joins all mentions of a document. No paragraphs, or empty ones, give no mentions. Never throws on any text. */
export function analyseEntities(paragraphs: readonly CleanParagraph[], options: EntityOptions = {}): DocumentEntities {
  return completed(entitySteps(paragraphs, options));
}

/** The same in steps. What is known of the paragraphs stays in the cache, also where the work is left. */
export function* entitySteps(paragraphs: readonly CleanParagraph[], options: EntityOptions = {}): Steps<DocumentEntities> {
  const current: EntityCache = new Map();
  const read: ParagraphCandidates[] = [];
  for (const { text: { clean } } of paragraphs) {
    let known = current.get(clean) ?? options.cache?.get(clean);
    if (!known) {
      known = paragraphCandidates(clean);
      options.cache?.set(clean, known);
      yield clean.length * NAMES_TAKE;
    }
    current.set(clean, known);
    read.push(known);
  }
  if (options.cache) for (const clean of options.cache.keys()) if (!current.has(clean)) options.cache.delete(clean);
  const declared = declaredShortForms(read);
  const decisions = lookUpDecisions(options.decisions ?? NO_DECISIONS);
  const consistent = yield* consistentSegments(read, declared, decisions);
  const joining: ReadParagraph[] = read.map(({ text }, paragraph) => ({ text, segments: splitAtSharedHeads(text, withListedPersons(text, consistent[paragraph]!).flatMap((one) => splitAtFormer(text, one))) }));
  const drafts = yield* joinDocumentSteps(joining, declared, decisions);
  const mentions: Mention[] = [];
  const work = new Work();
  for (const draft of drafts) {
    if (work.add(draft.clean.length)) yield work.take();
    const { rawStart, text } = paragraphs[draft.paragraph]!;
    const cleanSpan = { start: draft.start, end: draft.end };
    const raw = text.toRaw(cleanSpan);
    mentions.push({
      raw: { start: rawStart + raw.start, end: rawStart + raw.end }, paragraph: draft.paragraph, cleanSpan, text: text.raw.slice(raw.start, raw.end),
      clean: draft.clean, type: draft.type, entity: draft.entity, titles: draft.titles, nested: draft.nested, relative: draft.relative,
      ...(draft.namesake === undefined ? {} : { namesake: draft.namesake }),
    });
  }
  return { mentions, entities: yield* collectEntities(mentions) };
}

/** Names are looked for so many times as slowly as anything else. */
const NAMES_TAKE = 5;

/** A paragraph as the document as a whole reads it: simplified text, and its segments left to right. */
export interface ReadParagraph {
  readonly text: string;
  readonly segments: readonly Segment[];
}

const SPACE = /[\s\u3000]/;
const closeUp = (text: string) => (SPACE.test(text) ? text.replace(/[\s\u3000]+/g, '') : text);

function splitAtSharedHeads(text: string, segments: readonly Segment[]): readonly Segment[] {
  return segments.some(({ type }) => type === PROJECT) ? segments.flatMap((one) => splitAtSharedHead(text, one)) : segments;
}

/** 物流园及冷链中心项目 are two projects that share a head: each is over its own characters. Other segments are left as they are. */
function splitAtSharedHead(text: string, segment: Segment): readonly Segment[] {
  if (segment.type !== PROJECT) return [segment];
  for (let at = segment.start + 3; at < segment.end - 3; at++) {
    if (!'及和与、'.includes(text[at]!)) continue;
    for (let length = 3; length <= 6; length++) {
      if (at - length <= segment.start || projectClass(headAt(text, at - length, at)) === 0) continue;
      return [{ start: segment.start, end: at, type: PROJECT }, ...splitAtSharedHead(text, { start: at + 1, end: segment.end, type: PROJECT })];
    }
  }
  return [segment];
}

/** 青禾省原省委 is 青禾省 and its 省委, of which somebody held a post. Other segments are left as they are. */
function splitAtFormer(text: string, segment: Segment): readonly Segment[] {
  if (segment.type !== ORGANISATION) return [segment];
  const at = segment.start + text.slice(segment.start, segment.end).indexOf('原', 2);
  if (at < segment.start + 2 || at + 2 >= segment.end || text[at - 1] !== text[at + 1] || !isLevelSuffix(text[at - 1]!)) return [segment];
  const places: Segment[] = [];
  let start = segment.start;
  for (let end = start + 2; end <= at; end++) {
    if (end < at && !(isLevelSuffix(text[end - 1]!) && at - end >= 2 && namedDivisions(text.slice(start, end)).length > 0)) continue;
    places.push({ start, end, type: PLACE });
    start = end;
  }
  return [...places, { start: at + 1, end: segment.end, type: relativeOr(text, at + 1, segment.end, ORGANISATION) }];
}

/**
 * From the segments of each paragraph to mentions with entities and titles, in document order, longer first. `declared`: see
 * {@link declaredShortForms}. A relative mention of which the document does not tell what it means is left out.
 */
export function joinDocument(read: readonly ReadParagraph[], declared: ReadonlyMap<string, string>): Draft[] {
  return completed(joinDocumentSteps(read, declared, lookUpDecisions(NO_DECISIONS)));
}

function* joinDocumentSteps(read: readonly ReadParagraph[], declared: ReadonlyMap<string, string>, decisions: DecisionLookup): Steps<Draft[]> {
  const drafts: Draft[] = [];
  /** Draft of each segment, by paragraph. */
  const draftOf: Map<Segment, Draft>[] = [];
  const written = new Map<Draft, readonly WrittenTitle[]>();
  const placesAlone = new Set<string>();
  const work = new Work();
  for (const { text, segments } of read) {
    if (work.add(segments.length)) yield work.take();
    for (const one of segments) if (one.type === PLACE) placesAlone.add(text.slice(one.start, one.end));
  }
  const standing = standingNames(placesAlone);

  for (const [paragraph, { text, segments }] of read.entries()) {
    if (work.add(text.length)) yield work.take();
    const bySegment = new Map<Segment, Draft>();
    draftOf.push(bySegment);
    const draft = (segment: Segment, nested: boolean): Draft | undefined => {
      const clean = closeUp(text.slice(segment.start, segment.end));
      const type = segment.type === RELATIVE ? typeOfRelative(clean) : ENTITY_TYPES[segment.type];
      if (type === undefined || decisions.ignoredTypes(text, segment.start, segment.end) & (1 << ENTITY_TYPES.indexOf(type))) return undefined;
      const one: Draft = { paragraph, start: segment.start, end: segment.end, clean, type, nested, relative: segment.type === RELATIVE, entity: '', titles: [] };
      drafts.push(one);
      return one;
    };
    for (const segment of segments) {
      const one = draft(segment, false);
      if (one) bySegment.set(segment, one);
      for (const inner of nestedPlaces(text, segment, standing)) draft(inner, true);
    }
    for (const [index, titles] of writtenTitles(text, segments)) {
      const person = bySegment.get(segments[index]!);
      if (person) written.set(person, titles);
    }
  }

  const names = yield* joinNames(drafts, declared, decisions, (person) => written.get(person)?.map(({ title }) => title) ?? [], (place) => placeEvidence(place, read[place.paragraph]!));
  const bodies = statedBodies(written, read, draftOf);
  const stated = new Map<string, Title[]>();
  /** The body in which the list told that somebody holds a post written without one: null where the list goes on with one that is not known. */
  const posted = new Map<string, Map<string, string | null>>();
  const later: { draft: Draft; title: string; usual: string | null }[] = [];
  const writtenOut = new Map<Draft, WrittenPost[]>();
  /** Bodies that a word like 集团 was found not to mean. */
  const notMeant = new Set<string | null>();
  const posts = new PostsBefore(read, (paragraph, segment) => draftOf[paragraph]!.get(segment), names);
  // As a reader does: what a word means depends on what was read before it.
  for (const draft of drafts) {
    if (work.add(draft.clean.length)) yield work.take();
    names.arriveAt(draft);
    if (draft.relative && draft.entity === '') draft.entity = resolveRelative(draft.clean, names) ?? '';
    if (draft.entity !== '') names.note(draft.type, draft.entity);
    const titles = written.get(draft) ?? [];
    const found = titles.map(({ body, title }) => resolveBody(body, title, read[draft.paragraph]!, draftOf[draft.paragraph]!, names, bodies.get(draft.entity), () => posts.ownerBefore(draft)));
    // 集团董事长 is not of the group that has another 董事长.
    for (const [index, { body, title }] of titles.entries()) if (hangsOnWord(body) && posts.isHeldByAnother(draft, title, found[index]!)) notMeant.add(found[index]!);
    for (const [index, title] of titles.entries()) {
      const resolved = hangsOnWord(title.body) && notMeant.has(found[index]!) ? null : found[index]!;
      if (resolved === null && title.body === null) {
        const before = posts.bodyFor(title.title, draft);
        const meant = before === undefined ? usualBody(title.title, names, bodies.get(draft.entity)) : before;
        const usual = posts.isHeldByAnother(draft, title.title, meant) ? null : meant;
        if (usual !== null) names.note('organisation', usual);
        later.push({ draft, title: title.title, usual });
        if (before !== undefined && posted.get(draft.entity)?.has(title.title) !== true) posted.set(draft.entity, (posted.get(draft.entity) ?? new Map<string, string | null>()).set(title.title, before));
        posts.note(draft, { title: title.title, body: usual }, false);
        continue;
      }
      const post = withPartyBody(title.title, resolved);
      if (post.body !== null) names.note('organisation', post.body);
      addTitle(draft, post);
      posts.note(draft, post, !hangsOnWord(title.body));
      const start = title.body?.kind === 'segment' ? read[draft.paragraph]!.segments[title.body.segment]!.start : Infinity;
      if (post.body !== null && start < draft.start) writtenOut.set(draft, [...(writtenOut.get(draft) ?? []), { title: post.title, body: post.body, start }]);
      const known = stated.get(draft.entity);
      if (known) known.push(post);
      else stated.set(draft.entity, [post]);
    }
  }
  // 邵主任: the body is that of the same title where it is written out.
  for (const { draft, title, usual } of later) {
    if (work.add(title.length)) yield work.take();
    // 展总: the only body in which 展翔 holds a post.
    const [only, ...more] = new Set(draft.clean.length < 2 && !EVERYBODYS.test(title) ? stated.get(draft.entity)?.flatMap(({ body }) => body ?? []) : []);
    const same = stated.get(draft.entity)?.find((known) => known.title === title) ?? stated.get(draft.entity)?.find((known) => known.title.endsWith(title) && /^(?:副|代|常务副|代理|党委|党组)/.test(known.title));
    const listed = posted.get(draft.entity)?.get(title);
    addTitle(draft, { title, body: same ? same.body : only !== undefined && more.length === 0 ? only : listed === undefined ? usual : listed });
  }
  partNamesakes(drafts, read, (person) => writtenOut.get(person) ?? []);
  return drafts.filter((draft) => draft.entity !== '');
}

/** What one says to anybody of a trade: it tells no body. */
const EVERYBODYS = /^(?:老师|医生|教授|师傅|记者)$/;

const DECLARED = /[（(](?:以下)?(?:简称|下称|又称|简称为)[:：]?[“"「『]?([^“”"」』（()）]{2,12})[”"」』]?(?:[、或和][“"「『]?[^“”"」』（()）]{2,12}[”"」』]?)*[)）]/g;

/** Short forms stated in brackets after a name: (以下简称“…”), by short form. */
export function declaredShortForms(read: readonly ReadParagraph[]): Map<string, string> {
  const declared = new Map<string, string>();
  for (const { text, segments } of read) {
    if (!text.includes('称')) continue;
    for (const match of text.matchAll(DECLARED)) {
      const owner = segments.find((segment) => segment.end === match.index);
      if (owner) declared.set(closeUp(match[1]!), closeUp(text.slice(owner.start, owner.end)));
    }
  }
  return declared;
}

/** How far behind a name a body may stand that is written beside it, and not told in a life. */
const BESIDE = 30;

/** The organisations in which each person is written to hold a post by their names, anywhere in the document. */
function statedBodies(written: ReadonlyMap<Draft, readonly WrittenTitle[]>, read: readonly ReadParagraph[], draftOf: readonly ReadonlyMap<Segment, Draft>[]): Map<string, string[]> {
  const bodies = new Map<string, string[]>();
  for (const [person, titles] of written) {
    for (const { body } of titles) {
      const of = body?.kind === 'segment' ? draftOf[person.paragraph]!.get(read[person.paragraph]!.segments[body.segment]!) : undefined;
      if (of?.type !== 'organisation' || of.relative || of.start > person.end + BESIDE) continue;
      const known = bodies.get(person.entity);
      if (known) known.push(of.entity);
      else bodies.set(person.entity, [of.entity]);
    }
  }
  return bodies;
}

/** The canonical name of the body of a title; null where the document does not tell. `owner` gives the body of which a part may be meant that stands alone. */
function resolveBody(reference: BodyReference | null, title: string, { text, segments }: ReadParagraph, draftOf: ReadonlyMap<Segment, Draft>, names: JoinedNames, known: readonly string[] | undefined, owner: () => string | undefined): string | null {
  if (reference === null) return null;
  if (reference.kind === 'segment') {
    const of = draftOf.get(segments[reference.segment]!);
    if (!of) return null;
    if (of.type === 'organisation' && BARE_ZONE.test(of.entity)) return resolveRelative(of.entity, names) ?? of.entity;
    // 民一庭, a name by itself, in the list of those of a court.
    if (of.type === 'organisation' && of.entity === of.clean && of.clean.length <= LONGEST_PART && isDepartment(of.clean) && organisationNamed(of.clean) < 0) {
      const whole = owner();
      if (whole !== undefined && names.isOf(WITH_PARTS, whole)) return whole + of.clean;
    }
    if (of.type !== 'place') return of.entity;
    // 青禾企业家: where somebody is from is no body.
    return /(?:干部|工程师|教授|学者|专家|医生|律师|作家|[河湖林]长|教师|老师|记者|企业家)$/.test(title) ? null : fullPlace(of.entity, title);
  }
  if (reference.kind === 'text') {
    const whole = closeUp(text.slice(reference.start, reference.end));
    return names.wholeOf(whole) ?? names.canonical('organisation', whole);
  }
  const of = reference.of === null ? null : resolveBody(reference.of, title, { text, segments }, draftOf, names, known, owner);
  if (reference.kind === 'word') {
    const word = closeUp(text.slice(reference.start, reference.end));
    const part = isDepartment(word);
    if (part && of === null && reference.of !== null) return null;
    return (part && of === null ? names.wholeOf(word) : undefined) ?? resolveRelative(word, names, of ?? (part ? owner() ?? wardOwner(word, title, names) ?? null : null), known) ?? null;
  }
  if (reference.kind === 'owner') return of === null ? null : ownerOf(of, title);
  const territory = of === null ? undefined : territoryOf(of, names);
  if (territory !== undefined) return fullPlace(territory, title);
  return names.territory(reference.level) ?? null;
}

/** Bodies of which a part may be named by itself, and how long its name may be. */
const WITH_PARTS = ['company', 'works', 'finance', 'school', 'health', 'justice'];
const LONGEST_PART = 8;

/** The office of a zone that is not named: 高新区管委会. */
const BARE_ZONE = /^(?:高新|经开|开发|园|新|片|景|示范|合作|保税|工业园)区(?:管委会|管理委员会|党工委)$/;

/** The hospital of 急诊科主任, the court of 立案庭庭长. */
function wardOwner(word: string, title: string, names: JoinedNames): string | undefined {
  if (/庭$|^执行局$/.test(word)) return names.organisation(['justice'], SALIENCE.bare);
  return word.endsWith('科') && /主任$|护士长$|医师$/.test(title) ? names.organisation(['health'], SALIENCE.bare)?.replace(/(?<=医院).+中心$/, '') : undefined;
}

/** True where only a word like 集团 or 市委, with nothing before it, tells the body. */
function hangsOnWord(reference: BodyReference | null): boolean {
  if (reference?.kind === 'word') return reference.of === null || hangsOnWord(reference.of);
  return reference?.kind === 'owner' ? hangsOnWord(reference.of) : reference?.kind === 'territory' && (reference.of === null || hangsOnWord(reference.of));
}

/** 第五师 of 第五师党委: posts outside the party are held in the body itself; other committees have their own. */
function ownerOf(committee: string, title: string): string {
  return /(?:长|政委|指挥|主任|经理|师|员)$/.test(title) ? committee.replace(/(?:党委|党总支|党支部|党组)$/, '') : committee;
}

/** 党委书记 of a territory is the 书记 of its 党委: a company keeps 党委 in the title, a township does not. */
function withPartyBody(title: string, body: string | null): Title {
  // 师长 and 市长 of 第五师青禾市, which is both.
  const [, division, city] = /^(.*第[一二三四五六七八九十]+师)([^师]+市)$/.exec(body ?? '') ?? [];
  if (division !== undefined && /(?:师长|政委|参谋长)$/.test(title)) return { title, body: division };
  if (city !== undefined && title.endsWith('市长')) return { title, body: city };
  const party = /^(?:党委|党工委|党总支|党支部|纪委)(?=.)/.exec(title)?.[0];
  return party !== undefined && body !== null && /[乡镇村]$|街道$|社区$/.test(body) ? { title: title.slice(party.length), body: body + party } : { title, body };
}

function addTitle(draft: Draft, title: Title): void {
  if (!draft.titles.some((known) => known.title === title.title && known.body === title.body)) draft.titles.push(title);
}

/** 青禾 as the body of 市长 is 青禾市. */
function fullPlace(name: string, title: string): string {
  const level = /([省市县区州旗盟镇乡村])长(?:候选人|提名人选|人选)?$/.exec(title)?.[1];
  if (level === undefined || levelSuffix(name) !== '') return name;
  return divisionAtLevel(name, level)?.name ?? (namedDivisions(name).length > 0 ? name : name + level);
}

/** The keys of a count, most frequent first. */
function mostFrequent(counts: ReadonlyMap<string, number>): string[] {
  return counts.size === 1 ? [...counts.keys()] : [...counts].sort((a, b) => b[1] - a[1]).map(([form]) => form);
}

function* collectEntities(mentions: readonly Mention[]): Steps<Entity[]> {
  interface Open { readonly name: string; readonly namesake: number | undefined; readonly type: Mention['type']; readonly mentions: number[]; readonly forms: Map<string, number>; readonly titles: Title[] }
  const byKey = new Map<string, Open>();
  const divisions = new Set<Division>();
  const work = new Work();
  for (const [index, mention] of mentions.entries()) {
    if (work.add(mention.clean.length)) yield work.take();
    const key = `${mention.type}\u0000${mention.entity}\u0000${mention.namesake ?? ''}`;
    let one = byKey.get(key);
    if (!one) {
      byKey.set(key, one = { name: mention.entity, namesake: mention.namesake, type: mention.type, mentions: [], forms: new Map(), titles: [] });
      if (mention.type === 'place') for (const { division } of namedDivisions(mention.entity)) divisions.add(division);
    }
    one.mentions.push(index);
    if (!mention.relative) one.forms.set(mention.clean, (one.forms.get(mention.clean) ?? 0) + 1);
    for (const title of mention.titles) if (!one.titles.some((known) => known.title === title.title && known.body === title.body)) one.titles.push(title);
  }
  const entities: Entity[] = [];
  for (const { name, namesake, type, mentions: indices, forms, titles } of byKey.values()) {
    if (work.add(name.length)) yield work.take();
    const division = type === 'place' ? divisionInContext(name, divisions) : undefined;
    entities.push({ name, ...(namesake === undefined ? {} : { namesake }), type, forms: mostFrequent(forms), titles, mentions: indices, chain: division ? chainOf(division) : [] });
  }
  return entities;
}
