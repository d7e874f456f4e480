import { CREDIT, headAt, LEVEL, organisationClass, PARTY, POST, RANK, RELATIVE_KINDS, relativeKind, relativeType, SAID, SOLO, TIME } from '../lexicon/heads.ts';
import type { Segment } from './paragraphCandidates.ts';
import { ORGANISATION, PERSON, PLACE, RELATIVE } from './spanModel.ts';

/** Whose post a title is, as far as the paragraph tells. Resolved over the document. */
export type BodyReference =
  /** A mention of the paragraph. */
  | { readonly kind: 'segment'; readonly segment: number }
  /** A word that no mention covers (统战部, 管委会); `of` is the body of the title before it. */
  | { readonly kind: 'word'; readonly start: number; readonly end: number; readonly of: BodyReference | null }
  /** A part of a body that no mention covers as a whole (青禾市发改委能源处 in …能源处处长), as it is written; `of` is the body that is covered. */
  | { readonly kind: 'text'; readonly start: number; readonly end: number; readonly of: BodyReference }
  /** The body itself of which a party committee was named before: 第五师 after 第五师党委. */
  | { readonly kind: 'owner'; readonly of: BodyReference }
  /** The territory of a body before (市长 after 青禾市委副书记), or of the document (代市长 at the start). */
  | { readonly kind: 'territory'; readonly level: string; readonly of: BodyReference | null };

/** A post as written beside a name. */
export interface WrittenTitle {
  readonly title: string;
  readonly body: BodyReference | null;
}

const LONGEST_HEAD = 12;
const LONGEST_MODIFIER = 7;

/** What may follow a post that is not held yet, or is assisted, and belongs to the title. */
const CANDIDATE = /^(?:候选人|提名人选|人选|助理)/;

/** Start of the longest title phrase, modifiers included, that ends at `end`, and its head; undefined when there is none. */
function titleEndingAt(text: string, end: number, accepted: number): { start: number; headStart: number; head: number } | undefined {
  if ('人选理'.includes(text[end - 1]!)) {
    for (const length of [4, 3, 2]) {
      const found = CANDIDATE.exec(text.slice(end - length, end))?.[0].length === length ? titleEndingAt(text, end - length, accepted) : undefined;
      if (found) return found;
    }
  }
  for (let headStart = Math.max(0, end - LONGEST_HEAD); headStart < end; headStart++) {
    const head = headAt(text, headStart, end);
    if (!(head & accepted)) continue;
    return { start: modifiersBefore(text, headStart), headStart, head };
  }
  return undefined;
}

function modifiersBefore(text: string, headStart: number): number {
  let start = headStart;
  for (let again = true; again;) {
    again = false;
    for (let length = LONGEST_MODIFIER; length > 0; length--) {
      if (start - length >= 0 && headAt(text, start - length, start) & (RANK | TIME | PARTY)) {
        start -= length;
        again = true;
        break;
      }
    }
  }
  return start;
}

/** End of the longest title phrase that starts at `start`, and its head; undefined when there is none. */
function titleStartingAt(text: string, start: number, accepted: number, modifiers = 0): { end: number; head: number } | undefined {
  let best: { end: number; head: number } | undefined;
  for (let end = Math.min(text.length, start + LONGEST_HEAD); end > start; end--) {
    const head = headAt(text, start, end);
    if (head & accepted && !best) best = { end: end + (head & (POST | LEVEL) ? CANDIDATE.exec(text.slice(end, end + 4))?.[0].length ?? 0 : 0), head };
    // 副总经理 is longer than 副总.
    if (head & (RANK | TIME | PARTY) && modifiers < 5) {
      const rest = titleStartingAt(text, end, accepted, modifiers + 1);
      if (rest && rest.end > (best?.end ?? start)) best = rest;
    }
  }
  return best;
}

/** The title with which the text goes on here, modifiers included; undefined where there is none. */
export function titleAt(text: string, start: number): string | undefined {
  const found = titleStartingAt(text, start, POST | LEVEL);
  return found && text.slice(start, found.end);
}

/** 市 of 市长; '' for a title that names no level. */
function levelOf(head: number, title: string): string {
  return head & LEVEL ? /([省市县区州旗盟镇乡村])长(?:候选人|提名人选|人选)?$/.exec(title)?.[1] ?? '' : '';
}

const SEPARATOR = /[、,，;；兼和与及\s\u3000]/;
const LOOSE = /[:：/\s\u3000|（(]/;
/** Words between a body and a title that are no part of a title: verbs, particles, pronouns. */
const NO_TITLE = /[的兼地得了着过在与和及对向为是到由从被把将就于其之等该这那有说称指请让派来去赴抵访位名两各某\d]/;
/** How many characters between a body and the word for the post may say which post it is: 采购|总监, 民事审判第二庭|副庭长. */
const LONGEST_QUALIFIER = 8;
/** Posts in the party: held in a committee, where other posts are held in the territory or body itself. */
const PARTY_POST = /(?:书记|常委|委员|支书|成员|秘书长|候补委员)$/;

/** Committees that have posts of their own wherever they stand. */
const TERRITORIAL = /(?:党工委|管委会|村委会|居委会)$/;

interface Item {
  readonly title: string;
  readonly level: string;
  readonly body: BodyReference | null;
  /** Held in a body of which only a part is written: 专班|组长. */
  readonly apart?: boolean;
}

/** A chain of titles before a name; `start` is where it starts in the text. */
interface Chain {
  readonly titles: readonly WrittenTitle[];
  readonly start: number;
}

/** Segments of one paragraph by where they start and end. */
interface Neighbours {
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly endingAt: ReadonlyMap<number, number>;
  readonly startingAt: ReadonlyMap<number, number>;
}

/** The posts written beside each person of a paragraph, by the index of the segment; persons without any are left out. */
export function writtenTitles(text: string, segments: readonly Segment[]): Map<number, WrittenTitle[]> {
  const around: Neighbours = {
    text, segments,
    endingAt: new Map(segments.map(({ end }, index) => [end, index])),
    startingAt: new Map(segments.map(({ start }, index) => [start, index])),
  };
  const persons: { readonly index: number; readonly segment: Segment; readonly before: Chain; readonly after: AfterName; own: readonly WrittenTitle[] }[] = [];
  let shared: { titles: readonly WrittenTitle[]; end: number } | undefined;
  segments.forEach((segment, index) => {
    if (segment.type !== PERSON) return;
    const before = titlesBefore(around, segment.start);
    const after = titlesAfter(around, segment.end);
    let own = before.titles;
    if (own.length === 0 && shared && isListJoint(text.slice(shared.end, segment.start))) own = shared.titles;
    persons.push({ index, segment, before, after, own });
    // A list of names shares what stands before its first: 副市长张三、李四.
    shared = own.length > 0 && after.titles.length === 0 ? { titles: own, end: segment.end } : undefined;
  });
  const result = new Map<number, WrittenTitle[]>();
  // A list of names shares what its last is appointed to: 任命张三、李四为审判员.
  let appointed: { titles: readonly WrittenTitle[]; start: number } | undefined;
  for (const { index, segment, before, after, own } of persons.reverse()) {
    let given = after.titles;
    if (given.length === 0 && appointed && isListJoint(text.slice(segment.end, appointed.start))) given = appointed.titles;
    const all: WrittenTitle[] = [];
    for (const title of [...own, ...given]) if (!all.some((known) => known.title === title.title && sameBody(known.body, title.body))) all.push(title);
    if (all.length > 0) result.set(index, all);
    appointed = given.length > 0 && (after.appointed || given === appointed?.titles) ? { titles: given, start: before.start } : undefined;
  }
  return new Map([...result].reverse());
}

function sameBody(a: BodyReference | null, b: BodyReference | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** 、 and the like, also where something in brackets stands after the name: 张三(7月止)、. */
function isListJoint(gap: string): boolean {
  return /^(?:[（(][^（()）]{1,16}[)）])?(?:[、，,和与及\s\u3000]|以及){1,2}$/.test(gap);
}

/** Where a bracket that closes before `end` opens, if it is short and without names; else `end`. */
function beforeBracket(around: Neighbours, end: number): number {
  if (!')）'.includes(around.text[end - 1] ?? ' ')) return end;
  for (let at = end - 2; at >= Math.max(0, end - 40); at--) {
    if ('(（'.includes(around.text[at]!)) return at;
    const segment = around.endingAt.get(at + 1);
    if (segment !== undefined && around.segments[segment]!.type === PERSON) break;
  }
  return end;
}

/** The segment of a body that ends at `end`, with 的 or something in brackets between or without; undefined where none does. */
function bodySegmentBefore(around: Neighbours, end: number): number | undefined {
  const at = around.text[end - 1] === '的' ? end - 1 : beforeBracket(around, end);
  const segment = around.endingAt.get(end) ?? around.endingAt.get(at);
  return segment !== undefined && around.segments[segment]!.type !== PERSON ? segment : undefined;
}

function referenceTo(around: Neighbours, segment: number): BodyReference {
  const { start, end, type } = around.segments[segment]!;
  // A relative word reads in the light of the body before it: 青禾高新区党工委书记、管委会主任.
  return type === RELATIVE ? { kind: 'word', start, end, of: null } : { kind: 'segment', segment };
}

/** The body before a title that starts at `end`, and where the body starts; undefined where none is written. */
function bodyBefore(around: Neighbours, end: number): { body: BodyReference; start: number } | undefined {
  const { text, segments } = around;
  const segment = bodySegmentBefore(around, end);
  if (segment !== undefined) {
    const { start, type } = segments[segment]!;
    // 世界卫生组织驻乍得代表: the post is held in what stands before 驻.
    const owner = type === PLACE && text[start - 1] === '驻' ? bodySegmentBefore(around, start - 1) : undefined;
    if (owner !== undefined && segments[owner]!.type !== RELATIVE) return { body: referenceTo(around, owner), start: segments[owner]!.start };
    // 青禾省|原|省委: whose it is stands before 原.
    const formerly = type === RELATIVE && text[start - 1] === '原' ? around.endingAt.get(start - 1) : undefined;
    if (formerly !== undefined && segments[formerly]!.type === PLACE) return { body: { kind: 'word', start, end: segments[segment]!.end, of: referenceTo(around, formerly) }, start };
    const inner = type === RELATIVE && isInner(text, start, segments[segment]!.end) ? around.endingAt.get(start) : undefined;
    if (inner !== undefined && segments[inner]!.type === ORGANISATION) return { body: { kind: 'word', start, end: segments[segment]!.end, of: referenceTo(around, inner) }, start: segments[inner]!.start };
    return { body: referenceTo(around, segment), start };
  }
  const word = bodyWordEndingAt(text, end);
  if (word < 0) return undefined;
  const owner = around.endingAt.get(word);
  if (owner === undefined || segments[owner]!.type === PERSON) return { body: { kind: 'word', start: word, end, of: null }, start: word };
  return { body: partOf(around, owner, word, end), start: segments[owner]!.start };
}

/** A part of a body written directly behind it. 县政府办公室 is a name, though 县政府 alone is none. */
function partOf(around: Neighbours, owner: number, start: number, end: number): BodyReference {
  const { text, segments } = around;
  const of = referenceTo(around, owner);
  const level = segments[owner]!.type === RELATIVE && segments[owner]!.end === start && RELATIVE_KINDS[relativeKind(headAt(text, segments[owner]!.start, start))] === 'level';
  return level && isInner(text, start, end) ? { kind: 'text', start: segments[owner]!.start, end, of } : { kind: 'word', start, end, of };
}

/** True for a word that names a part of another body: 办公室, 统战部. */
function isInner(text: string, start: number, end: number): boolean {
  return RELATIVE_KINDS[relativeKind(headAt(text, start, end))] === 'department';
}

/** Where a title starts whose first words say which post it is (采购总监), if they stand directly after a body; -1 where they do not. */
function qualifierStart({ text, segments, endingAt }: Neighbours, titleStart: number): number {
  for (let at = titleStart - 1; at >= Math.max(0, titleStart - LONGEST_QUALIFIER); at--) {
    const afterBody = text[at] === '的';
    if (!afterBody && (!/\p{Script=Han}/u.test(text[at]!) || NO_TITLE.test(text[at]!))) return -1;
    const segment = endingAt.get(at);
    if (segment !== undefined) return segments[segment]!.type === PERSON ? -1 : afterBody ? at + 1 : at;
    if (afterBody) return -1;
  }
  return -1;
}

/** Where the part of a body ends that stands between the body and a title; `start` where there is none. */
function partEnd(text: string, start: number, titleStart: number): number {
  for (let end = titleStart; end > start + 1; end--) {
    if (text.startsWith('书记处', end - 3)) return start;
    if (/[庭科处室]/.test(text[end - 1]!)) return end;
    for (let at = start; at < end - 1; at++) if (organisationClass(headAt(text, at, end)) > 0 && !BRAND_WORD.test(text.slice(at, end))) return end;
  }
  return start;
}

/** Heads of organisations that also say what a post is for: 采购|总监. */
const BRAND_WORD = /^[^部会院所局委组队站]+$/;

/** Length of the word for a committee with which a title begins where only its level stands before: 党委 in 乡党委书记. 0 where there is none. */
function committeeOfLevel(text: string, titleStart: number): number {
  return '乡镇村'.includes(text[titleStart - 1] ?? ' ') ? /^党(?:委|总支|支部)(?=.)/.exec(text.slice(titleStart))?.[0].length ?? 0 : 0;
}

/** What is called by one character before the word for its committee: 校|党委书记, 局|党组成员. */
const BARE_OWNER = /[校院局厅行社台馆矿厂]/;

/** The body of one character that stands before a title that names its committee; undefined where there is none. */
function bareOwner(text: string, titleStart: number): { body: BodyReference; start: number } | undefined {
  const start = titleStart - 1;
  if (start < 0 || !BARE_OWNER.test(text[start]!) || !/^(?:党委|党组|党总支|纪委|工会|团委)/.test(text.slice(titleStart, titleStart + 3))) return undefined;
  return start === 0 || !/\p{Script=Han}/u.test(text[start - 1]!) ? { body: { kind: 'word', start, end: titleStart, of: null }, start } : undefined;
}

/** Characters that end a unit and begin the title of its head: 处|处长. */
const UNIT = /^([司处科股室所站局院会班庭组队系厅部校园社馆场厂])(?:长|$)/;
/** Units whose head is called otherwise: 呼吸科主任, 项目部经理. */
const LED_UNIT = /^(?:[科室部庭]|中心)$/;
const LEADS = /^(?:主任|经理|负责人|护士长|主管)/;
const SHORTEST_UNIT = 3;
const LONGEST_UNIT = 10;
const GIVEN_UP = /[免辞其]/;
const BOUNDARY = /[的该是为在与和及由被把将任到兼]|\P{Script=Han}/u;

/** Whether the text before a title ends with the word for a unit of which the head says that it is led so: 处|处长, 科|主任. */
function isUnitOf(text: string, titleStart: number, head: string): boolean {
  const last = text[titleStart - 1];
  if (last === undefined) return false;
  return UNIT.exec(head)?.[1] === last || (last === '系' && head.endsWith('教授')) || (LEADS.test(head) && (LED_UNIT.test(last) || LED_UNIT.test(text.slice(titleStart - 2, titleStart))));
}

/** The unit that the title's own word says is written before it, where no mention is: 能源处 in 省发改委能源处处长, 旅游系 in 旅游系副教授. */
function unitBefore(around: Neighbours, titleStart: number, head: string): { body: BodyReference; start: number } | undefined {
  const { text, segments, endingAt } = around;
  if (!isUnitOf(text, titleStart, head)) return undefined;
  let start = titleStart - 1;
  for (let at = titleStart - 1; at >= Math.max(0, titleStart - 20); at--) {
    const segment = endingAt.get(at);
    if (segment !== undefined && segments[segment]!.type !== PLACE) {
      if (segments[segment]!.type === PERSON || segments[segment]!.type === RELATIVE) break;
      start = segments[segment]!.start;
      return { body: { kind: 'text', start, end: titleStart, of: referenceTo(around, segment) }, start };
    }
    if (BOUNDARY.test(text[at - 1] ?? '。')) {
      start = at;
      break;
    }
    start = at;
  }
  if (titleStart - start < SHORTEST_UNIT) return undefined;
  // 青禾医院的呼吸科主任.
  const owner = text[start - 1] === '的' ? bodySegmentBefore(around, start) : undefined;
  return { body: { kind: 'word', start, end: titleStart, of: owner === undefined ? null : referenceTo(around, owner) }, start: owner === undefined ? start : segments[owner]!.start };
}

/** The chain of titles that ends where the name starts, left to right. */
function titlesBefore(around: Neighbours, nameStart: number): Chain {
  const { text } = around;
  let end = nameStart;
  // 民警小高, 老板老王.
  if (end > 1 && '小老'.includes(text[end - 1]!) && titleEndingAt(text, end - 1, POST | LEVEL)) end--;
  while (end > 0 && LOOSE.test(text[end - 1]!)) end--;
  end = beforeBracket(around, end);
  const loose = end < nameStart;
  if (end > 2 && '为是叫'.includes(text[end - 1]!) && titleEndingAt(text, end - 1, POST | LEVEL) && endsClause(around, nameStart)) end--;
  const items: Item[] = [];
  const credit = loose ? creditBefore(around, end) : undefined;
  if (credit !== undefined) return { titles: [{ title: credit, body: null }], start: nameStart };
  // 时任县文化馆副馆长的何文秀.
  const described = text[end - 1] === '的';
  if (described) end--;
  let start = nameStart;
  // 青禾商会会长、1988级校友林晓帆.
  end = beforeAppositive(text, end);
  while (end > 0) {
    const found = titleEndingAt(text, end, POST | LEVEL | CREDIT);
    if (!found) break;
    // A body may end inside what could be a modifier: 青禾高新区党工委|书记.
    let titleStart = found.start;
    for (let at = found.start; at < end; at++) {
      const inside = around.endingAt.get(at);
      if (inside !== undefined && around.segments[inside]!.type !== PERSON && (at <= found.headStart || (around.segments[inside]!.type !== PLACE && headAt(text, at, end) & (POST | LEVEL)))) titleStart = at;
    }
    // 呼吸科|主任.
    if (titleStart === found.headStart && /^[科室部](?:主任|经理)$/.test(text.slice(titleStart, end)) && !BOUNDARY.test(text[titleStart - 1] ?? '。') && !around.endingAt.has(titleStart)) found.headStart = ++titleStart;
    let own = bodyBefore(around, titleStart);
    if (!own && !(found.head & CREDIT)) {
      own = unitBefore(around, titleStart, text.slice(found.headStart, end));
      const qualified = own ? -1 : qualifierStart(around, titleStart);
      if (qualified >= 0) {
        own = bodyBefore(around, qualified);
        // 楚雄市|子午镇党委|书记, 青禾市高院|民二庭|审判长.
        const within = committeeOfLevel(text, titleStart);
        const part = !own ? qualified : within > 0 && qualified < titleStart ? titleStart + within : partEnd(text, qualified, titleStart);
        if (own && part > qualified) own = { body: { kind: 'text', start: own.start, end: part, of: own.body }, start: own.start };
        titleStart = part;
      }
      own ??= bareOwner(text, titleStart);
      const committee = own ? 0 : committeeOfLevel(text, titleStart);
      if (committee > 0) {
        own = { body: { kind: 'word', start: titleStart - 1, end: titleStart + committee, of: null }, start: titleStart - 1 };
        titleStart += committee;
      }
    }
    let title = text.slice(titleStart, end);
    const level = levelOf(found.head, title);
    const itemStart = own?.start ?? titleStart;
    // 林晓帆任白鹭县县长，青石镇镇长何文秀: the first is said of somebody else.
    if (items.length > 0 && /[，,;；]/.test(text.slice(end, start)) && /[任为]/.test(text[itemStart - 1] ?? '')) break;
    start = itemStart;
    if (own && text[titleStart - 1] !== '的') {
      // 原青禾市文化馆副馆长 was 原副馆长.
      const time = timeBefore(around, start);
      title = text.slice(time, start).replace(/^(?:现任|新任)$/, '') + title;
      start = time;
    }
    const joint = own || start === 0 || SEPARATOR.test(text[start - 1]!) ? start : beforePart(text, start);
    if (!own && found.head & CREDIT && items.length === 0) own = outletBefore(around, start);
    items.push({ title: title.replace(/^(?:现任|新任)(?=.)/, ''), level, body: own?.body ?? null, apart: joint < start });
    start = joint;
    if (start === 0 || !SEPARATOR.test(text[start - 1]!)) break;
    end = start - 1;
    while (end > 0 && /[\s\u3000]/.test(text[end - 1]!)) end--;
  }
  if (described && !/(?:时任|曾任|曾是|担任|出任|身为|来自)$/.test(text.slice(Math.max(0, start - 2), start)) && !/^(?:时任|曾任)/.test(text.slice(start))) return { titles: [], start: nameStart };
  return { titles: carryBodies(items.reverse()), start };
}

/** Whether a clause ends after the name that starts here, or after the list of names that it begins: 法定代表人为林晓帆。 */
function endsClause({ text, segments, startingAt }: Neighbours, nameStart: number): boolean {
  let last = startingAt.get(nameStart);
  if (last === undefined) return false;
  for (let next = last + 1; next < segments.length && segments[next]!.type === PERSON && isListJoint(text.slice(segments[last]!.end, segments[next]!.start)); next++) last = next;
  return /^[\s\u3000]*(?:[，,。；;）)]|$)/.test(text.slice(segments[last]!.end, segments[last]!.end + 4));
}

/** Where a chain of titles goes on before a description that is no title (、1988级校友); `end` where it does not. */
function beforeAppositive(text: string, end: number): number {
  const comma = text.lastIndexOf('、', end - 1);
  if (comma < Math.max(0, end - 9) || titleEndingAt(text, end, POST | LEVEL | CREDIT) || end - comma < 3) return end;
  return /^[\p{Script=Han}\d]+$/u.test(text.slice(comma + 1, end)) && titleEndingAt(text, comma, POST | LEVEL) ? comma : end;
}

/** Where a chain of titles goes on before the part of a body that stands before a title (、专班|组长); `start` where it does not. */
function beforePart(text: string, start: number): number {
  for (let at = start - 1; at > Math.max(0, start - 6); at--) {
    if (SEPARATOR.test(text[at]!)) return titleEndingAt(text, at, POST | LEVEL) ? at + 1 : start;
    if (!/\p{Script=Han}/u.test(text[at]!) || NO_TITLE.test(text[at]!)) return start;
  }
  return start;
}

/** Start of 原, 前, 时任 … that ends at `end` and starts a phrase or stands after a place; `end` where there is none. */
function timeBefore({ text, segments, endingAt }: Neighbours, end: number): number {
  for (let length = 2; length > 0; length--) {
    const start = end - length;
    if (start < 0 || !(headAt(text, start, end) & TIME)) continue;
    const before = endingAt.get(start);
    if (start === 0 || !/\p{Script=Han}/u.test(text[start - 1]!) || '给由让请是'.includes(text[start - 1]!) || (before !== undefined && segments[before]!.type === PLACE)) return start;
  }
  return end;
}

/** The agency or paper of 某某社青禾3月2日电（记者 or 某某日报讯（记者, at the start of a paragraph; undefined elsewhere. */
function outletBefore({ text, segments, startingAt }: Neighbours, creditStart: number): { body: BodyReference; start: number } | undefined {
  const first = startingAt.get(/^[\s\u3000]*/.exec(text)![0].length);
  if (first === undefined || segments[first]!.type !== ORGANISATION || !text.startsWith('记者', creditStart)) return undefined;
  return /^[^。，,（(]{0,24}[电讯][\s\u3000]*[（(][\s\u3000]*(?:本报)?$/.test(text.slice(segments[first]!.end, creditStart)) ? { body: { kind: 'segment', segment: first }, start: creditStart } : undefined;
}

/** A credit with a body between it and the name: 责任编辑 办公室 林晓帆. */
function creditBefore(around: Neighbours, end: number): string | undefined {
  const segment = around.endingAt.get(end);
  let at = segment !== undefined && around.segments[segment]!.type !== PERSON ? around.segments[segment]!.start : bodyWordEndingAt(around.text, end);
  if (at < 0) return undefined;
  const before = at;
  while (at > 0 && /[\s\u3000:：]/.test(around.text[at - 1]!)) at--;
  const found = at < before ? titleEndingAt(around.text, at, CREDIT) : undefined;
  return found === undefined ? undefined : around.text.slice(found.start, at);
}

/** Start of a relative word or inner department that ends at `end` (统战部, 管委会), or -1. */
function bodyWordEndingAt(text: string, end: number): number {
  for (let start = Math.max(0, end - 8); start < end - 1; start++) {
    const head = headAt(text, start, end);
    if (relativeType(head) || organisationClass(head)) return start;
  }
  return -1;
}

/** Fills in bodies left out: 青禾市委副书记、市长 → 青禾市; 董事长、总经理 → the same company. */
function carryBodies(items: readonly Item[]): WrittenTitle[] {
  let previous: BodyReference | null = null;
  let level = '';
  return items.map((item) => {
    let body = item.body;
    if (item.apart) return { title: item.title, body: null };
    if (body === null) {
      // 白鹭县人民政府副县长、代理县长: both in the government.
      if (item.level && item.level === level) body = previous;
      else if (item.level) body = { kind: 'territory', level: item.level, of: previous };
      else if (previous !== null && !isPersonal(item.title)) body = PARTY_POST.test(item.title) ? previous : { kind: 'owner', of: previous };
    } else if (body.kind === 'word' && body.of === null) body = { ...body, of: previous };
    // 立案庭庭长、审判员: the second is held in the court.
    if (body !== null) previous = body.kind === 'text' ? body.of : body;
    level = item.level;
    return { title: item.title, body };
  });
}

/** A rank or qualification that is nobody's post: 三级调研员, 正高级工程师, 国家一级美术师. */
function isPersonal(title: string): boolean {
  return /^(?:正高级|副高级|国家[一二三四]级|注册)/.test(title);
}

/** What is written after a name. */
interface AfterName {
  readonly titles: readonly WrittenTitle[];
  /** True where it is said of the name as of one appointed, so that a list of names before shares it. */
  readonly appointed: boolean;
}

const NOTHING: AfterName = { titles: [], appointed: false };
const HONOUR = '(?:同志|先生|女士)?(?:[（(][^（()）]{1,16}[)）])?';
/** 任, 为, 担任 … and what may stand between a name and the post given or held. */
const APPOINTED = new RegExp(`^${HONOUR}(?:等[\\d一二三四五六七八九十两]{0,3}(?:人|名同志|位同志|同志)?)?(?:分别|正式|全票|高票|再次)?(?:被?(?:任命|聘任|聘|选举|推选|推举|提名|任用|选)为|当选(?:为|了)?|(?:挂职)?(?:担任|出任|任)|兼任|现任|现为|接任|继任|就任|转任|改任|调任|升任|拟任|获任|挂任|到任|曾任|曾担任|辞去|卸任|不再(?:担任|兼任|任)|当(?:了|上)|原?是|为|的)(?:了)?`);
/** 被派到, 赴, 调任到 … before the body in which somebody takes a post. */
const SENT = new RegExp(`^${HONOUR}(?:被|又|再|将|已)?(?:组织)?(?:选派|下派|委派|派驻|派|调|交流|主动申请)?(?:到|赴|至|往)`);
/** The post that is given up or taken besides: 任…, 免去其…职务. */
const BESIDES = /[,，；;](?:并|同时)?(?:免去|免除|不再担任|不再兼任|辞去|提名为|拟提名为|提名|推荐|担任|兼任|任)其?(?:担任的|兼任的)?/g;
const IN_OFFICE = /(?:现任|现为|现系|拟任|拟提名为?|拟任命为|拟推荐为|拟提任|拟提拔任|提名为|推荐为|作为|任|担任|兼任|兼)(?=.)/g;
const MOVED = /(?:核准|任命|聘任|提名|推荐|选举|补选|免去|免除|撤销|接受|罢免|终止|批准|决定)[^，。；;]{0,40}$/;

/** What is written after a name: 邵主任, 任命X为Y, X，男，…现任Y. */
function titlesAfter(around: Neighbours, nameEnd: number): AfterName {
  const { text } = around;
  const beside = titleStartingAt(text, nameEnd, SOLO | SAID);
  // A surname alone takes any post: 柳指导员.
  const said = beside && beside.head & (POST | LEVEL | SAID) ? beside.end : around.segments[around.endingAt.get(nameEnd)!]!.start === nameEnd - 1 ? titleStartingAt(text, nameEnd, POST | LEVEL)?.end : undefined;
  if (said !== undefined && text[said] !== '会') {
    // 青禾大学林晓帆教授.
    const owner = around.endingAt.get(around.segments[around.endingAt.get(nameEnd)!]!.start);
    const called = { title: text.slice(nameEnd, said), body: owner !== undefined && around.segments[owner]!.type === ORGANISATION ? referenceTo(around, owner) : null };
    // 林晓帆少将任青禾军区政委.
    const post = /^(?:接任|担任|出任|转任|改任|调任|升任|就任|当选为?|任)(?=.)/.exec(text.slice(said, said + 6));
    return { titles: [called, ...(post ? chainFrom(around, said + post[0].length).titles : [])], appointed: false };
  }
  const rest = text.slice(nameEnd, nameEnd + 400);
  const honour = /^(?:同志|先生|女士)?/.exec(rest)![0].length;
  const moved = MOVED.test(text.slice(Math.max(0, nameEnd - 60), nameEnd));
  if (moved && around.startingAt.has(nameEnd + honour)) {
    const { titles } = chainFrom(around, nameEnd + honour);
    if (titles.length > 0) return { titles, appointed: true };
  }
  const verb = APPOINTED.exec(rest);
  if (verb) {
    const { titles, end } = chainFrom(around, nameEnd + verb[0].length);
    const removal = verb[0].endsWith('的');
    const certain = removal ? moved || /^(?:的)?职务/.test(text.slice(end)) : !/(?:是|为)$/.test(verb[0]) || moved || titles.some(({ body }) => body !== null) || /^[，,。；;]/.test(text.slice(end));
    if (titles.length > 0 && certain) return { titles: [...titles, ...besides(around, end)], appointed: true };
    if (removal) return NOTHING;
  }
  const sent = SENT.exec(rest);
  if (sent) {
    const titles = titlesTaken(around, nameEnd + sent[0].length);
    if (titles.length > 0) return { titles, appointed: true };
  }
  const inBrackets = /^[（(]/.test(rest) ? chainFrom(around, nameEnd + 1) : undefined;
  if (inBrackets && inBrackets.titles.length > 0 && /^[)）]/.test(text.slice(inBrackets.end))) return { titles: inBrackets.titles, appointed: false };
  // A short life: 某某，男，汉族，1970年5月生，……现任……，拟任……
  if (/^[\s\u3000]*[，,（(][\s\u3000]*[男女]/.test(rest)) return { titles: titlesOfLife(around, nameEnd), appointed: false };
  // A line of a list: 林晓帆　青禾市第一小学校长. A name in apposition: 林晓帆，如今的市长，
  const line = /^(?:[（(][^（()）]{1,16}[)）])?[\s\u3000]+/.exec(rest);
  if (line && around.startingAt.get(0) === around.endingAt.get(nameEnd)) {
    const { titles, end } = chainFrom(around, nameEnd + line[0].length);
    if (titles.length > 0 && /^[\s\u3000]*(?:$|[；;。])/.test(text.slice(end))) return { titles, appointed: false };
  }
  const apposed = /^[，,](?:如今的|现任|时任)?/.exec(rest);
  if (apposed) {
    const { titles, end } = chainFrom(around, nameEnd + apposed[0].length);
    if (titles.length > 0 && /^[，,。；;]/.test(text.slice(end))) return { titles, appointed: false };
  }
  return NOTHING;
}

/** The posts that somebody goes to a body to take: 白鹭县|任副县长. */
function titlesTaken(around: Neighbours, from: number): readonly WrittenTitle[] {
  let at = from;
  let last: number | undefined;
  for (let segment = around.startingAt.get(at); segment !== undefined && around.segments[segment]!.type !== PERSON; segment = around.startingAt.get(at)) {
    last = segment;
    at = around.segments[segment]!.end;
  }
  const verb = /^(?:担任|出任|挂任|任)(?=.)/.exec(around.text.slice(at, at + 4));
  if (last === undefined || !verb) return [];
  const body = referenceTo(around, last);
  return chainFrom(around, at + verb[0].length).titles.map((one) => (one.body === null ? { ...one, body } : one));
}

/** Posts given up or taken in the rest of a sentence that appoints: …,免去其…职务. */
function besides(around: Neighbours, from: number): WrittenTitle[] {
  const { text } = around;
  const sentence = /^[^。\n]*/.exec(text.slice(from, from + 200))![0];
  const found: WrittenTitle[] = [];
  for (const match of sentence.matchAll(BESIDES)) {
    const before = from + match.index;
    if (around.segments.some(({ start, end, type }) => type === PERSON && start >= from && end <= before)) break;
    found.push(...chainFrom(around, before + match[0].length).titles);
  }
  return found;
}

/** The posts held or to be held of whom a sentence tells the life; former ones are left out. */
function titlesOfLife(around: Neighbours, nameEnd: number): WrittenTitle[] {
  const { text, segments } = around;
  const titles: WrittenTitle[] = [];
  let former = false;
  const next = segments.find(({ start, type }) => type === PERSON && start >= nameEnd);
  const life = text.slice(nameEnd, Math.min(nameEnd + 400, next?.start ?? text.length));
  const sentence = life.search(/[。\n]/);
  for (const clause of life.matchAll(/[^，,；;：:。\n]+/g)) {
    // In a later sentence only what is said to be held now or to be held.
    if (sentence >= 0 && clause.index > sentence && !/^(?:现任|现为|现系|拟)/.test(clause[0])) continue;
    const from = nameEnd + clause.index;
    if (/^(?:曾|历任|先后|原任)/.test(clause[0])) former = true;
    IN_OFFICE.lastIndex = 0;
    const office = [...clause[0].matchAll(IN_OFFICE)].find(({ index }) => !/[曾历主责信重前原后]$/.test(clause[0].slice(0, index)));
    if (office && /^(?:现|拟|提|推)/.test(office[0])) former = false;
    if (former && !office) continue;
    const start = from + (office && !former ? office.index + office[0].length : 0);
    const { titles: held, end } = chainFrom(around, start);
    if (held.length > 0 && (office ? !former : end >= from + clause[0].trimEnd().length)) titles.push(...held);
  }
  return titles;
}

/** A chain of posts read forwards: body, titles, then further bodies and titles; and where it ends. */
function chainFrom(around: Neighbours, from: number): { readonly titles: readonly WrittenTitle[]; readonly end: number } {
  const { text, segments } = around;
  const items: Item[] = [];
  let at = from;
  let end = from;
  /** How many posts stand before the last comma, and where they end. */
  let before = 0;
  let beforeEnd = from;
  for (;;) {
    let own: BodyReference | null = null;
    let titleStart = at;
    const segment = around.startingAt.get(at);
    if (segment !== undefined && segments[segment]!.type !== PERSON) {
      own = referenceTo(around, segment);
      titleStart = segments[segment]!.end;
      if (text[titleStart] === '的') titleStart++;
    }
    const word = bodyWordStartingAt(text, titleStart);
    // 董事会秘书 is one title, and 党委书记 of a company, whatever else their first words are.
    if (word > titleStart && !((titleStartingAt(text, titleStart, POST | LEVEL)?.end ?? 0) > word && !TERRITORIAL.test(text.slice(titleStart, word)))) {
      own = own !== null && segment !== undefined ? partOf(around, segment, titleStart, word) : { kind: 'word', start: titleStart, end: word, of: own };
      titleStart = word;
    }
    let found = titleStartingAt(text, titleStart, POST | LEVEL);
    for (let skipped = 1; !found && own !== null && skipped <= LONGEST_QUALIFIER && !NO_TITLE.test(text[titleStart + skipped - 1] ?? '的') && /\p{Script=Han}/u.test(text[titleStart + skipped - 1]!); skipped++) {
      const later = around.startingAt.has(titleStart + skipped - 1) && skipped > 1 ? undefined : titleStartingAt(text, titleStart + skipped, POST | LEVEL);
      if (!later) continue;
      found = later;
      // 任命某某为青禾市中级人民法院立案庭庭长.
      const headStart = titleStart + skipped;
      if (segment !== undefined && own.kind === 'segment' && isUnitOf(text, headStart, bareHead(text.slice(headStart, later.end)))) {
        own = { kind: 'text', start: segments[segment]!.start, end: headStart, of: own };
        titleStart = headStart;
      }
      break;
    }
    const alone = found || own !== null ? undefined : unitStartingAt(around, titleStart);
    if (alone) {
      own = { kind: 'word', start: titleStart, end: alone.end, of: null };
      titleStart = alone.end;
      found = alone.title;
    }
    if (!found && own?.kind === 'word' && own.of === null) {
      found = titleStartingAt(text, titleStart = at, POST | LEVEL);
      own = null;
    }
    if (!found) break;
    const title = text.slice(titleStart, found.end);
    items.push({ title, level: levelOf(found.head, title), body: own });
    at = end = found.end;
    const next = around.startingAt.get(end);
    if (before > 0 && next !== undefined && segments[next]!.type === PERSON) {
      // …任白鹭县县长，青石镇镇长何文秀: the last is that of the next name.
      items.length = before;
      end = beforeEnd;
      break;
    }
    if (at >= text.length || !/[、，,兼和]/.test(text[at]!)) break;
    if ('，,'.includes(text[at]!)) {
      before = items.length;
      beforeEnd = end;
    }
    at++;
  }
  return { titles: carryBodies(items), end };
}

/** A unit alone and the title of its head: 民事审判第二庭|副庭长. */
function unitStartingAt({ text, startingAt }: Neighbours, start: number): { readonly end: number; readonly title: { end: number; head: number } } | undefined {
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST_UNIT) && !BOUNDARY.test(text[end - 1]!) && !GIVEN_UP.test(text[end - 1]!) && !startingAt.has(end); end++) {
    if (end < start + SHORTEST_UNIT) continue;
    const title = titleStartingAt(text, end, POST | LEVEL);
    if (title && isUnitOf(text, end, bareHead(text.slice(end, title.end)))) return { end, title };
  }
  return undefined;
}

/** 庭长 of 副庭长. */
function bareHead(title: string): string {
  for (let start = 0; start < title.length - 1; start++) if (headAt(title, start, title.length) & (POST | LEVEL)) return title.slice(start);
  return title;
}

function bodyWordStartingAt(text: string, start: number): number {
  for (let end = Math.min(text.length, start + 8); end > start + 1; end--) {
    const head = headAt(text, start, end);
    if ((relativeType(head) === 2 || organisationClass(head)) && titleStartingAt(text, end, POST | LEVEL)) return end;
  }
  return start;
}
