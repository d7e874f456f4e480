import { CREDIT, headAt, LEVEL, organisationClass, PARTY, POST, RANK, relativeType, SOLO, TIME } from '../lexicon/heads.ts';
import type { Segment } from './paragraphCandidates.ts';
import { PERSON, RELATIVE } from './spanModel.ts';

/** Whose post a title is, as far as the paragraph tells. Resolved over the document. */
export type BodyReference =
  /** A mention of the paragraph. */
  | { readonly kind: 'segment'; readonly segment: number }
  /** A word that no mention covers (统战部, 管委会); `of` is the body of the title before it. */
  | { readonly kind: 'word'; readonly start: number; readonly end: number; readonly of: BodyReference | null }
  /** The territory of a body before (市长 after 青禾市委副书记), or of the document (代市长 at the start). */
  | { readonly kind: 'territory'; readonly level: string; readonly of: BodyReference | null };

/** A post as written beside a name. */
export interface WrittenTitle {
  readonly title: string;
  readonly body: BodyReference | null;
}

const LONGEST_HEAD = 9;
const LONGEST_MODIFIER = 7;

/** Start of the longest title phrase, modifiers included, that ends at `end`, and its head; undefined when there is none. */
function titleEndingAt(text: string, end: number, accepted: number): { start: number; headStart: number; head: number } | undefined {
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
function titleStartingAt(text: string, start: number, accepted: number): { end: number; head: number } | undefined {
  for (let at = start, modifiers = 0; modifiers < 4; modifiers++) {
    for (let end = Math.min(text.length, at + LONGEST_HEAD); end > at; end--) {
      const head = headAt(text, at, end);
      if (head & accepted) return { end, head };
    }
    let next = at;
    for (let end = Math.min(text.length, at + LONGEST_MODIFIER); end > at; end--) {
      if (headAt(text, at, end) & (RANK | TIME | PARTY)) {
        next = end;
        break;
      }
    }
    if (next === at) return undefined;
    at = next;
  }
  return undefined;
}

/** 市 of 市长; '' for a title that names no level. */
function levelOf(head: number, title: string): string {
  return head & LEVEL && title.endsWith('长') ? title.at(-2)! : '';
}

const SEPARATOR = /[、,，;；兼和与及\s\u3000]/;
const LOOSE = /[:：/\s\u3000|（(]/;

interface Item {
  readonly title: string;
  readonly level: string;
  body: BodyReference | null;
  /** Its body was written with it, or it has none to carry over. */
  readonly own: boolean;
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
  const result = new Map<number, WrittenTitle[]>();
  let shared: { titles: WrittenTitle[]; end: number } | undefined;
  segments.forEach((segment, index) => {
    if (segment.type !== PERSON) return;
    const before = titlesBefore(around, segment.start);
    let titles = before;
    if (before.length === 0 && shared && isListJoint(text.slice(shared.end, segment.start))) titles = shared.titles;
    const after = titlesAfter(around, segment.end);
    const all = [...titles];
    for (const title of after) if (!all.some((known) => known.title === title.title && sameBody(known.body, title.body))) all.push(title);
    if (all.length > 0) result.set(index, all);
    // A list of names shares what stands before its first: 副市长张三、李四.
    shared = titles.length > 0 && after.length === 0 ? { titles, end: segment.end } : undefined;
  });
  return result;
}

function sameBody(a: BodyReference | null, b: BodyReference | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isListJoint(gap: string): boolean {
  return /^(?:[、，,和与及\s\u3000]|以及){1,2}$/.test(gap);
}

/** The chain of titles that ends where the name starts, left to right. */
function titlesBefore(around: Neighbours, nameStart: number): WrittenTitle[] {
  const { text } = around;
  let end = nameStart;
  while (end > 0 && LOOSE.test(text[end - 1]!)) end--;
  const loose = end < nameStart;
  const items: Item[] = [];
  const credit = loose ? creditBefore(around, end) : undefined;
  if (credit !== undefined) return [{ title: credit, body: null }];
  while (end > 0) {
    const found = titleEndingAt(text, end, POST | LEVEL | CREDIT);
    if (!found) break;
    // A body may end inside what could be a modifier: 青禾高新区党工委|书记.
    let start = found.start;
    let segment = around.endingAt.get(start);
    for (let at = start + 1; at <= found.headStart; at++) {
      const inside = around.endingAt.get(at);
      if (inside !== undefined && around.segments[inside]!.type !== PERSON) {
        start = at;
        segment = inside;
      }
    }
    const title = text.slice(start, end);
    const level = levelOf(found.head, title);
    const previousEnd = start;
    let body: BodyReference | null = null;
    let bodyStart = start;
    if (segment === undefined && text[start - 1] === '的') segment = around.endingAt.get(start - 1);
    if (segment !== undefined && around.segments[segment]!.type !== PERSON) {
      const { start: from, end: to, type } = around.segments[segment]!;
      // A relative word reads in the light of the body before it: 青禾高新区党工委书记、管委会主任.
      body = type === RELATIVE ? { kind: 'word', start: from, end: to, of: null } : { kind: 'segment', segment };
      bodyStart = from;
    } else {
      const word = bodyWordEndingAt(text, previousEnd);
      if (word >= 0) {
        body = { kind: 'word', start: word, end: previousEnd, of: null };
        bodyStart = word;
      }
    }
    items.push({ title, level, body, own: body !== null });
    if (bodyStart === 0 || !SEPARATOR.test(text[bodyStart - 1]!)) break;
    end = bodyStart - 1;
    while (end > 0 && /[\s\u3000]/.test(text[end - 1]!)) end--;
  }
  return carryBodies(items.reverse());
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
  return items.map((item) => {
    let body = item.body;
    if (body === null) body = item.level ? { kind: 'territory', level: item.level, of: previous } : previous;
    else if (body.kind === 'word') body = { ...body, of: previous };
    if (body !== null) previous = body;
    return { title: item.title, body };
  });
}

/** 任, 为, 担任 … and what may stand between a name and the post given or held. */
const APPOINTED = /^(?:同志|先生|女士)?(?:(?:[（(][^（()）]{1,16}[)）])?)(?:担任|出任|兼任|现任|接任|继任|就任|转任|改任|调任|升任|当选为|当选|当选了|任命为|为|任|的)/;
const IN_OFFICE = /(?:现任|现为|拟任|拟提名为|拟任命为|拟推荐为|任|担任)(?=.)/g;

/** What is written after a name: 邵主任, 任命X为Y, X，男，…现任Y. */
function titlesAfter(around: Neighbours, nameEnd: number): WrittenTitle[] {
  const { text } = around;
  const beside = titleStartingAt(text, nameEnd, SOLO);
  if (beside && beside.head & (POST | LEVEL)) return [{ title: text.slice(nameEnd, beside.end), body: null }];
  if (around.startingAt.has(nameEnd) && /(?:核准|任命|聘任|提名|推荐|选举|补选)[^，。；;]{0,4}$/.test(text.slice(Math.max(0, nameEnd - 9), nameEnd))) {
    const titles = chainFrom(around, nameEnd);
    if (titles.length > 0) return titles;
  }
  const rest = text.slice(nameEnd, nameEnd + 400);
  const appointed = APPOINTED.exec(rest);
  if (appointed) {
    const removal = appointed[0].endsWith('的');
    if (removal && !/(?:免去|免除|撤销|接受|罢免|终止)[^。；;]{0,12}$/.test(text.slice(Math.max(0, nameEnd - 24), nameEnd))) return [];
    const titles = chainFrom(around, nameEnd + appointed[0].length);
    if (titles.length > 0) return titles;
  }
  // A short life: 某某，男，汉族，1970年5月生，……现任……，拟任……
  if (/^[\s\u3000]*[，,（(][\s\u3000]*[男女]/.test(rest)) {
    const sentence = rest.slice(0, [...rest.matchAll(/[。；;\n]/g)][0]?.index ?? rest.length);
    const titles: WrittenTitle[] = [];
    for (const match of sentence.matchAll(IN_OFFICE)) {
      if (/[曾历主责信重]$/.test(sentence.slice(0, match.index))) continue;
      titles.push(...chainFrom(around, nameEnd + match.index + match[0].length));
    }
    return titles;
  }
  return [];
}

/** A chain of posts read forwards: body, titles, then further bodies and titles. */
function chainFrom(around: Neighbours, from: number): WrittenTitle[] {
  const { text, segments } = around;
  const items: Item[] = [];
  let at = from;
  for (;;) {
    let body: BodyReference | null = null;
    let titleStart = at;
    const segment = around.startingAt.get(at);
    if (segment !== undefined && segments[segment]!.type !== PERSON) {
      const { end: to, type } = segments[segment]!;
      body = type === RELATIVE ? { kind: 'word', start: at, end: to, of: null } : { kind: 'segment', segment };
      titleStart = to;
    } else {
      const word = bodyWordStartingAt(text, at);
      if (word > at) {
        body = { kind: 'word', start: at, end: word, of: null };
        titleStart = word;
      }
    }
    const found = titleStartingAt(text, titleStart, POST | LEVEL) ?? (body?.kind === 'word' ? titleStartingAt(text, titleStart = at, POST | LEVEL) : undefined);
    if (!found) break;
    if (titleStart === at) body = null;
    const title = text.slice(titleStart, found.end);
    items.push({ title, level: levelOf(found.head, title), body, own: body !== null });
    at = found.end;
    if (at >= text.length || !/[、，,兼和]/.test(text[at]!)) break;
    at++;
  }
  return carryBodies(items);
}

function bodyWordStartingAt(text: string, start: number): number {
  for (let end = Math.min(text.length, start + 8); end > start + 1; end--) {
    const head = headAt(text, start, end);
    if ((relativeType(head) === 2 || organisationClass(head)) && titleStartingAt(text, end, POST | LEVEL)) return end;
  }
  return start;
}

