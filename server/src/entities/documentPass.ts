import { headAt, organisationClass, placeClass, PLACE_CLASSES, projectClass } from '../lexicon/heads.ts';
import { logCountOfWord, wordAt } from '../lexicon/words.ts';
import { type Steps, Work } from '../text/steps.ts';
import type { Candidates } from './candidates.ts';
import { decode } from './decode.ts';
import type { DecisionLookup } from './decisions.ts';
import { segmentsOf, SPAN, type ParagraphCandidates, type Segment } from './paragraphCandidates.ts';
import { levelSuffix, namedDivisions } from './placeNames.ts';
import { brandOf } from './shortForms.ts';
import { ORGANISATION, PERSON, PLACE, PROJECT, RELATIVE, TYPE_COUNT } from './spanModel.ts';
import { modelPairs } from './modelScore.ts';
import { WEIGHT_UNIT } from './weights.ts';

/** What the other occurrences of a string in the document add to a span; tuned on corpus/news dev. */
export const SUPPORT = {
  /** All other occurrences are taken for this type. */
  same: 3,
  /** A short form of a name in the document (鲸屿 of 鲸屿集团). */
  derived: 1,
  /** Stated as a short form: (以下简称“…”). */
  declared: 5,
  /** Score of a span that no generator proposed. */
  unproposed: -1.5,
  /** No other occurrence is taken for anything, and there are at least two. */
  alone: 0,
  /** The same character stands before every occurrence, and with it the string is a name here too. */
  cutOff: -6,
  /** A person has confirmed it to be this; as much against every other type. */
  confirmed: 8,
  /** The same for a name that is also a word (杨柳), and an everyday one (计划): what stands beside each occurrence decides, not the others. */
  confirmedWord: 3,
  confirmedEverydayWord: 1,
  /** A person has said that it is not this. */
  ignored: -100,
};

interface Known {
  /** Occurrences taken for each type by their paragraph alone. */
  readonly taken: Int32Array;
  /** Types it may be as a short form of another name. */
  derived: number;
  declared: boolean;
  /** Types that a person has confirmed, as bits, and what that adds. */
  confirmed: number;
  confirmedGain: number;
  /** Occurrences outside longer names. */
  occurrences: number;
  /** Code unit before every occurrence; 0 where they differ or one is at the start, -1 before the first. */
  left: number;
  /** What the document calls by the same string with one more character in front, if that stands before every occurrence. */
  longer: Known | undefined;
}

/** log2 of the count from which a word is an everyday one. */
const EVERYDAY = 11;
const WITHIN = -2;

interface Occurrence {
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly known: Known;
  /** What the paragraph alone takes it for; -1 for nothing, {@link WITHIN} for a longer name of which it may be all. */
  readonly takenFor: number;
  /** Types that a person has said it is not, as bits. */
  readonly ignored: number;
}

/**
 * Reads the paragraphs again in the light of the whole document: a string that is a name elsewhere is probably one here.
 * Gives the segments of each paragraph; those of the paragraph alone where nothing changes.
 */
export function* consistentSegments(read: readonly ParagraphCandidates[], declared: ReadonlyMap<string, string>, decisions: DecisionLookup): Steps<readonly (readonly Segment[])[]> {
  const known = new Map<string, Known>();
  const know = (name: string): Known => {
    let one = known.get(name);
    if (!one) known.set(name, one = { taken: new Int32Array(TYPE_COUNT), derived: 0, declared: false, confirmed: 0, confirmedGain: 0, occurrences: 0, left: -1, longer: undefined });
    return one;
  };
  const work = new Work();
  for (const { text, segments } of read) {
    if (work.add(segments.length)) yield work.take();
    for (const { start, end, type } of segments) if (type !== RELATIVE && end - start >= 2) know(text.slice(start, end)).taken[type]!++;
  }
  if (known.size === 0 && declared.size === 0 && decisions.confirmed.size === 0) return read.map(({ segments }) => segments);
  for (const [name, { taken }] of [...known]) {
    if (work.add(name.length)) yield work.take();
    if (taken[ORGANISATION]! > 0) {
      const brand = brandOf(name);
      if (brand !== '' && wordAt(brand, 0, brand.length) < 0) know(brand).derived |= 1 << ORGANISATION;
    }
    if (taken[PLACE]! > 0) {
      const short = placeStem(name);
      if (short.length >= 2 && wordAt(short, 0, short.length) < 0) know(short).derived |= 1 << PLACE;
    }
    if (taken[PERSON]! > 0 && name.includes('·')) for (const part of name.split('·')) if (part.length >= 2) know(part).derived |= 1 << PERSON;
  }
  for (const name of declared.keys()) if (name.length >= 2) know(name).declared = true;
  for (const [name, types] of decisions.confirmed) {
    if (name.length < 2) continue;
    const one = know(name);
    one.confirmed = types;
    const word = wordAt(name, 0, name.length);
    one.confirmedGain = word < 0 ? SUPPORT.confirmed : logCountOfWord(word) < EVERYDAY ? SUPPORT.confirmedWord : SUPPORT.confirmedEverydayWord;
  }

  const byStart: NamesByStart = { lists: new Map(), hashes: new Uint8Array(STARTS) };
  for (const [name, one] of known) {
    const key = pairOf(name, 0);
    byStart.hashes[hashOf(key)] = 1;
    const list = byStart.lists.get(key);
    if (list) list.push({ name, known: one });
    else byStart.lists.set(key, [{ name, known: one }]);
  }
  const occurrences: Occurrence[][] = [];
  for (const [paragraph, one] of read.entries()) {
    if (work.add(one.text.length)) yield work.take();
    occurrences.push(occurrencesIn(one, paragraph, byStart, (name) => known.get(name), decisions));
  }
  for (const [name, one] of known) if (one.occurrences >= 3 && one.left > 0) one.longer = known.get(String.fromCharCode(one.left) + name);
  const segments: (readonly Segment[])[] = [];
  for (const [paragraph, one] of read.entries()) {
    if (work.add(one.text.length)) yield work.take();
    segments.push(again(one, occurrences[paragraph]!));
  }
  return segments;
}

/** Names by the two code units that they start with. */
interface NamesByStart {
  readonly lists: Map<number, { readonly name: string; readonly known: Known }[]>;
  /** 1 where a name may start with a pair of this hash: most offsets of a text need no further look. */
  readonly hashes: Uint8Array;
}
const STARTS = 1 << 12;
const hashOf = (pair: number): number => Math.imul(pair, 0x9e3779b1) >>> 20;
const pairOf = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);

const STEM_CLASSES: ReadonlySet<string> = new Set(['division', 'zone', 'water', 'land']);

/** A place's name without the word for what it is: 七里坪 of 七里坪镇, 青禾 of 青禾管理区, 大坵 of 大坵岛. '' where there is none. */
function placeStem(name: string): string {
  const level = levelSuffix(name);
  for (let at = 2; at < name.length; at++) {
    if (name.length - at === level.length) break;
    const kind = placeClass(headAt(name, at, name.length));
    if (kind > 0 && STEM_CLASSES.has(PLACE_CLASSES[kind - 1]!)) return name.slice(0, at);
  }
  return level === '' ? '' : name.slice(0, name.length - level.length);
}

/**
 * Whether a longer span probably took in more than the name in it: 与枣山 where 枣山 is a name elsewhere and 与枣山 is not. A place in
 * front, or a head behind, makes a longer name of it.
 */
function isOverreach(text: string, segment: Segment, at: number, end: number, known: Known, taken: (name: string) => Known | undefined): boolean {
  const { type } = segment;
  // What a person has confirmed counts as often taken.
  const times = type > PROJECT ? 0 : known.taken[type]! + (known.confirmed & (1 << type) ? 2 : 0);
  if (times === 0) return false;
  const everyday = end === segment.end && wordAt(text, segment.start, at) >= 0;
  if (times < 2 && !everyday) return false;
  const whole = taken(text.slice(segment.start, segment.end));
  if (whole !== undefined && whole.taken[type]! > 1) return false;
  if (end === segment.end) {
    const front = text.slice(segment.start, at);
    return type === PERSON || (namedDivisions(front).length === 0 && (taken(front)?.taken[PLACE] ?? 0) === 0 && levelSuffix(front) === '');
  }
  if (at !== segment.start) return false;
  if (type === PERSON) return true;
  for (let start = end; start < segment.end; start++) {
    const head = headAt(text, start, segment.end);
    if (placeClass(head) || organisationClass(head) || projectClass(head)) return false;
  }
  return true;
}

function occurrencesIn({ text, segments }: ParagraphCandidates, paragraph: number, byStart: NamesByStart, taken: (name: string) => Known | undefined, decisions: DecisionLookup): Occurrence[] {
  const found: Occurrence[] = [];
  let next = 0;
  for (let at = 0; at + 1 < text.length; at++) {
    const key = pairOf(text, at);
    const names = byStart.hashes[hashOf(key)] === 1 ? byStart.lists.get(key) : undefined;
    if (!names) continue;
    while (next < segments.length && segments[next]!.end <= at) next++;
    for (const { name, known } of names) {
      if (!text.startsWith(name, at)) continue;
      const end = at + name.length;
      const segment = segments[next];
      const inside = segment !== undefined && segment.start <= at && end <= segment.end;
      if (inside && segment.end - segment.start > name.length) {
        if (isOverreach(text, segment, at, end, known, taken)) found.push({ paragraph, start: at, end, known, takenFor: WITHIN, ignored: decisions.ignoredTypes(text, at, end) });
        continue;
      }
      known.occurrences++;
      const left = at > 0 ? text.charCodeAt(at - 1) : 0;
      known.left = known.left === -1 || known.left === left ? left : 0;
      found.push({ paragraph, start: at, end, known, takenFor: inside ? segment.type : -1, ignored: decisions.ignoredTypes(text, at, end) });
    }
  }
  return found;
}

/** What the rest of the document adds to a reading of this occurrence. */
function support({ known, takenFor, ignored }: Occurrence, type: number): number {
  if (ignored & (1 << type)) return SUPPORT.ignored;
  const others = known.occurrences - 1;
  const taken = known.taken[type]! - (takenFor === type ? 1 : 0);
  let sum = 0;
  if (known.declared && type === ORGANISATION) sum += SUPPORT.declared;
  if (known.derived & (1 << type)) sum += SUPPORT.derived;
  if (known.confirmed & (1 << type)) sum += takenFor === WITHIN ? SUPPORT.same : known.confirmedGain;
  else if (known.confirmed !== 0) sum -= known.confirmedGain;
  if (known.confirmed !== 0 && known.confirmedGain < SUPPORT.confirmed) return sum;
  if (taken > 0) sum += SUPPORT.same * Math.sqrt(taken / Math.max(others, taken));
  else if (others >= 2 && sum === 0) sum += SUPPORT.alone;
  if (type !== PERSON && known.longer !== undefined && known.longer.taken[type]! > 0) sum += SUPPORT.cutOff;
  return sum;
}

let candidates: Candidates | undefined;
let scores = new Float64Array(0);

function again(one: ParagraphCandidates, occurrences: readonly Occurrence[]): readonly Segment[] {
  if (occurrences.every((occurrence) => settled(occurrence))) return one.segments;
  const { text, spans } = one;
  const kept = spans.length / SPAN;
  const room = kept + occurrences.length * 3;
  if (!candidates || candidates.start.length < room || candidates.firstAt.length < text.length + 1) {
    const size = Math.max(256, room * 2);
    candidates = { count: 0, start: new Int32Array(size), end: new Int32Array(size), type: new Uint8Array(size), by: new Uint16Array(0), next: new Int32Array(size), firstAt: new Int32Array(Math.max(256, text.length * 2)) };
    scores = new Float64Array(size);
  }
  const c = candidates;
  c.firstAt.fill(-1, 0, text.length + 1);
  c.count = 0;
  const add = (start: number, end: number, type: number, score: number) => {
    const k = c.count++;
    c.start[k] = start;
    c.end[k] = end;
    c.type[k] = type;
    scores[k] = score;
    c.next[k] = c.firstAt[end]!;
    c.firstAt[end] = k;
  };
  for (let k = 0; k < spans.length; k += SPAN) add(spans[k]!, spans[k + 1]!, spans[k + 2]!, Math.fround(spans[k + 3]! * WEIGHT_UNIT));
  // 林晓 is no name either where 林晓帆 is none.
  for (const { start, end, ignored } of occurrences) if (ignored & (1 << PERSON)) for (let k = 0; k < kept; k++) if (c.type[k] === PERSON && c.start[k]! >= start && c.end[k]! <= end && c.end[k]! - c.start[k]! < end - start) scores[k]! += SUPPORT.ignored;
  for (const occurrence of occurrences) {
    for (let type = PERSON; type <= PROJECT; type++) {
      const gain = support(occurrence, type);
      if (gain === 0) continue;
      let at = c.firstAt[occurrence.end]!;
      while (at >= 0 && !(c.start[at] === occurrence.start && c.type[at] === type)) at = c.next[at]!;
      if (at >= 0) scores[at]! += gain;
      else if (gain > -SUPPORT.unproposed) add(occurrence.start, occurrence.end, type, SUPPORT.unproposed + gain);
    }
  }
  return segmentsOf(text, c, decode(text, c, scores, modelPairs(), WEIGHT_UNIT));
}

/** Nothing in the document speaks for another reading of this occurrence than the one its paragraph gives. */
function settled(occurrence: Occurrence): boolean {
  const { takenFor } = occurrence;
  for (let type = PERSON; type <= PROJECT; type++) {
    const gain = support(occurrence, type);
    if (type === takenFor ? gain < 0 : gain > 0) return false;
  }
  return true;
}
