import { organisationClass, placeClass, projectClass } from '../lexicon/heads.ts';
import { WORD_CLASSES } from '../lexicon/wordClass.ts';
import { logCountOfWord, wordAt } from '../lexicon/words.ts';
import { DOT, kindOf, MARGIN, SEGMENT_HEAD, SEGMENT_LATIN, SEGMENT_PLACE, SEGMENT_PUNCTUATION, SEGMENT_UNKNOWN, TITLE_CREDIT, TITLE_CUE, TITLE_POST, TITLE_SOLO, type Lattice } from './lattice.ts';
import { couldBe, couldStartPerson, endsAt, openEdges, startsAt } from './edges.ts';
import { compoundSurname, givenLevel, namePiecesEnd, soundLevel, surnameLevel } from './names.ts';
import { matchProjectLists } from './projectLists.ts';
import { BY_COUNT, BY_DOT, BY_GAZETTEER, BY_HEAD, BY_LIST, BY_NAME, BY_SLOT, BY_SOUND, BY_SPACE, BY_SURNAME, BY_TABLE, BY_WORDS, ORGANISATION, PERSON, PLACE, PROJECT, RELATIVE } from './spanModel.ts';

/** Candidate spans of one text, in typed columns; those that end at one offset are linked. Scratch memory, valid until the next call. */
export interface Candidates {
  count: number;
  start: Int32Array;
  end: Int32Array;
  type: Uint8Array;
  /** Which generators proposed it: bits of `BY_…`. */
  by: Uint16Array;
  /** Index of another candidate with the same end, or -1. */
  next: Int32Array;
  /** First candidate with this end, or -1. */
  firstAt: Int32Array;
}

let capacity = 0;
let c: Candidates = { count: 0, start: new Int32Array(0), end: new Int32Array(0), type: new Uint8Array(0), by: new Uint16Array(0), next: new Int32Array(0), firstAt: new Int32Array(0) };

function add(start: number, end: number, type: number, by: number): void {
  for (let i = c.firstAt[end]!; i >= 0; i = c.next[i]!) {
    if (c.start[i] === start && c.type[i] === type) {
      c.by[i]! |= by;
      return;
    }
  }
  if (c.count === capacity) growColumns();
  const i = c.count++;
  c.start[i] = start;
  c.end[i] = end;
  c.type[i] = type;
  c.by[i] = by;
  c.next[i] = c.firstAt[end]!;
  c.firstAt[end] = i;
}

function growColumns(): void {
  capacity = Math.max(1024, capacity * 2);
  const grown = <T extends Int32Array | Uint8Array | Uint16Array>(old: T, fresh: T): T => {
    fresh.set(old);
    return fresh;
  };
  c = {
    count: c.count, firstAt: c.firstAt,
    start: grown(c.start, new Int32Array(capacity)), end: grown(c.end, new Int32Array(capacity)), type: grown(c.type, new Uint8Array(capacity)),
    by: grown(c.by, new Uint16Array(capacity)), next: grown(c.next, new Int32Array(capacity)),
  };
}

/** Longest body left of a head, in code units. */
const LONGEST = [0, 14, 30, 44] as const;
const LONGEST_NAME_PART = 7;
/** Below these a character hardly ever stands in a given name, or in a foreign one. */
const LEAST_GIVEN = 2;
/** From here two characters are likely a given name. */
const LIKELY_GIVEN = 6;
const SAYS = new Set([...'说道讲称问答'].map((character) => character.charCodeAt(0)));
const LEAST_SOUND = 5;

const SEGMENT_NZ = 1 + WORD_CLASSES.indexOf('nz');
const SEGMENT_J = 1 + WORD_CLASSES.indexOf('j');
const SEGMENT_G = 1 + WORD_CLASSES.indexOf('g');
const SEGMENT_PARTICLE = 1 + WORD_CLASSES.indexOf('u');
const SEGMENT_PRONOUN = 1 + WORD_CLASSES.indexOf('r');

/** What edges must score more where neither a head nor a surname speaks for a name. */
const WORDS_ALONE = 3;

const PAUSE = '、'.charCodeAt(0);
const CLOSING = new Map([[')', '('], ['”', '“']].map(([close, open]) => [close!.charCodeAt(0), open!.charCodeAt(0)]));
const OPENING_QUOTE = '“'.charCodeAt(0);
const OPENING_BRACKET = '('.charCodeAt(0);
const CLOSING_BRACKET = ')'.charCodeAt(0);
const SLASH = '/'.charCodeAt(0);
const HYPHEN = '-'.charCodeAt(0);
const INSIDE = new Set([...'·-—/+.&#—－ '].map((character) => character.charCodeAt(0)));
/** 的 and 了 do not stand in names of bodies. */
const PARTICLES = new Set([...'的了'].map((character) => character.charCodeAt(0)));
const MOU = '某'.charCodeAt(0);

/** Proposes spans that may be mentions. Depends on the lattice alone. */
export function generateCandidates(lattice: Lattice): Candidates {
  c.count = 0;
  if (c.firstAt.length < lattice.length + 2) c.firstAt = new Int32Array(lattice.length * 2 + 2);
  c.firstAt.fill(-1, 0, lattice.length + 1);
  openEdges(lattice);
  for (let i = 0; i < lattice.length; i++) {
    const kind = kindOf[lattice.text.charCodeAt(i)]!;
    if (kind === 0) {
      namesAt(lattice, i);
      if (lattice.placeLength[i]! > 0) placesAt(lattice, i);
      if (lattice.text.charCodeAt(i + 1) === HEAD_OF_LEVEL && LEVELS.has(lattice.text.charCodeAt(i))) placesBeforeHeads(lattice, i);
      if (lattice.bodyLength[i]! > 0) add(i, i + lattice.bodyLength[i]!, ORGANISATION, BY_TABLE);
    }
    if (kind === 2 && (i === 0 || kindOf[lattice.text.charCodeAt(i - 1)] !== 2)) latinNamesAt(lattice, i);
    if (lattice.relativeLength[i]! > 0) add(i, i + lattice.relativeLength[i]!, RELATIVE, BY_TABLE);
    if ((lattice.isBoundary[i] || lattice.isLoose[i]) && kind !== 3) {
      if (kind !== 1) wordSpansAt(lattice, i);
      slotsAt(lattice, i);
    }
  }
  for (let end = 1; end <= lattice.length; end++) if (lattice.headLength[end]! > 0) headAt(lattice, end, end - lattice.headLength[end]!, lattice.headValue[end]!);
  closingBrackets(lattice);
  matchProjectLists(lattice, listed);
  return c;
}

function listed(start: number, end: number, counted: boolean): void {
  if (end - start <= LONGEST[PROJECT]) add(start, end, PROJECT, counted ? BY_COUNT : BY_LIST);
}

function isHan(lattice: Lattice, at: number): boolean {
  return at >= 0 && at < lattice.length && kindOf[lattice.text.charCodeAt(at)] === 0;
}

/** 林晓帆, 欧阳明, 王某某, 尹　禾, 沙力江·买买提, and a bare surname beside a title. */
function namesAt(lattice: Lattice, i: number): void {
  const { x, text, length } = lattice;
  const level = surnameLevel(text, i);
  const starts = lattice.isBoundary[i]! || lattice.isLoose[i]! || lattice.titleEnd[i]! || lattice.placeEndLength[i]! || lattice.segmentCount[i - 1]! < 14 || isAcrossWords(lattice, i);
  if (starts) {
    const compound = compoundSurname(text, i);
    // The look at the edge costs most, so it comes last.
    if ((level > 0 || compound > 0) && couldStartPerson(i)) {
      for (const surname of compound > 0 && level > 0 ? [1, compound] : compound > 0 ? [compound] : [1]) {
        for (let given = 1; given <= 2; given++) {
          const end = i + surname + given;
          if (!isHan(lattice, end - 1)) break;
          // 欧阳 is a surname, not 阳 of the family 欧; 欧阳震 is 震 of the family 欧阳.
          if (compound > surname && end <= i + compound + 1) continue;
          // 上官婉清，: no name ends one character before the comma, if that could be its last.
          if (surname > 1 && given === 1 && isHan(lattice, end) && !isHan(lattice, end + 1) && !SAYS.has(text.charCodeAt(end)) && givenLevel(text, end - 1, end + 1) >= LIKELY_GIVEN) continue;
          if (givenLevel(text, i + surname, end) >= LEAST_GIVEN && couldBe(PERSON, i, end)) add(i, end, PERSON, BY_NAME);
        }
        if (surname === 1 && surnameLevel(text, i + 1) > 1 && isHan(lattice, i + 2) && isHan(lattice, i + 3) && givenLevel(text, i + 2, i + 4) > 4) add(i, i + 4, PERSON, BY_NAME);
        const after = i + surname;
        if (x[after + MARGIN] === 0x20 && isHan(lattice, after + 1)) {
          let name = after + 1;
          while (x[name + MARGIN] === 0x20 && name - after < 4) name++;
          if (isHan(lattice, name) && !isHan(lattice, name + 1)) add(i, name + 1, PERSON, BY_SPACE);
          else if (isHan(lattice, name) && lattice.isBoundary[name + 1]) add(i, name + 1, PERSON, BY_SPACE);
        }
        if (after <= length && (lattice.titleStart[after]! & (TITLE_SOLO | TITLE_POST | TITLE_CUE) || isBesideSurname(lattice, i))) add(i, after, PERSON, BY_SURNAME);
        if (text.charCodeAt(after) === MOU) {
          let end = after + 1;
          while (end < after + 3 && isHan(lattice, end)) {
            add(i, end, PERSON, BY_NAME);
            end++;
          }
          add(i, Math.min(end, length), PERSON, BY_NAME);
        }
      }
    }
  }
  if (isNameDot(lattice, i + 1)) dottedNamesAt(lattice, i);
  if (starts) {
    if (soundLevel(text, i, i + 1) >= LEAST_SOUND && soundLevel(text, i + 1, i + 2) >= LEAST_SOUND - 2 && startsAt(i) & ((1 << PERSON) | (1 << PLACE))) soundsAt(lattice, i);
    const pieces = namePiecesEnd(text, i);
    if (pieces - i >= 2 && startsAt(i) & (1 << PERSON)) add(i, pieces, PERSON, BY_SOUND);
  }
}

/** log2 of the count of a word that is rather read than one that begins with its last character: 落实|习 for 落|实习. */
const COMMON_WORD = 10;

/** Whether a common word ends here whose last character was read as the first of the next: 落实|习近平 read as 落|实习|近平. */
function isAcrossWords(lattice: Lattice, i: number): boolean {
  if (i < 2 || !lattice.isBoundary[i - 1] || !lattice.isBoundary[i - 2] || lattice.segmentEnd[i - 1] !== i + 1) return false;
  const word = wordAt(lattice.text, i - 2, i);
  return word >= 0 && logCountOfWord(word) >= COMMON_WORD;
}

const ELDER = new Set([...'老小'].map((character) => character.charCodeAt(0)));
function isBesideSurname(lattice: Lattice, i: number): boolean {
  return i > 0 && ELDER.has(lattice.text.charCodeAt(i - 1));
}

const FULL_STOP = '.'.charCodeAt(0);
/** A dot between the parts of a name: one of the middle dots, or a full stop between two Han characters. */
function isNameDot(lattice: Lattice, at: number): boolean {
  return lattice.x[at + MARGIN] === DOT || (lattice.text.charCodeAt(at) === FULL_STOP && isHan(lattice, at - 1) && isHan(lattice, at + 1));
}

/** The dot stands after `i`: every plausible left edge with every plausible right edge. Called once per dotted name, at its first dot. */
function dottedNamesAt(lattice: Lattice, i: number): void {
  const isDot = (at: number) => isNameDot(lattice, at);
  let left = i;
  while (left > 0 && i - left < LONGEST_NAME_PART && isHan(lattice, left - 1)) left--;
  if (left > 0 && isDot(left - 1)) return;
  let lastDot = i + 1;
  for (;;) {
    let at = lastDot + 1;
    while (at - lastDot <= LONGEST_NAME_PART && isHan(lattice, at)) at++;
    if (at < lattice.length && at > lastDot + 1 && isDot(at) && isHan(lattice, at + 1)) lastDot = at;
    else break;
  }
  for (let start = left; start <= i; start++) {
    for (let end = lastDot + 2; end <= lastDot + 1 + LONGEST_NAME_PART && isHan(lattice, end - 1); end++) {
      if (start === i && end === lastDot + 2) continue;
      add(start, end, PERSON, BY_DOT);
    }
  }
}

/** Transliterations without a dot: runs of characters that write foreign sounds. */
function soundsAt(lattice: Lattice, i: number): void {
  const { text } = lattice;
  let end = i;
  let misses = 0;
  while (end < lattice.length && end - i < 8 && isHan(lattice, end)) {
    if (soundLevel(text, end, end + 1) < LEAST_SOUND && ++misses > 1) break;
    end++;
    if (end - i >= 2) {
      const fits = startsAt(i) & endsAt(end);
      if (fits & (1 << PERSON)) add(i, end, PERSON, BY_SOUND);
      if (fits & (1 << PLACE)) add(i, end, PLACE, BY_SOUND);
    }
  }
}

const LONGEST_LATIN = 40;
const isCapital = (code: number): boolean => code >= 65 && code <= 90;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;

/** William Rutherford, Ohio: words in Latin letters that begin with a capital, with what may stand between them; no abbreviation. */
function latinNamesAt({ text, length }: Lattice, i: number): void {
  if (!isCapital(text.charCodeAt(i)) || !isSmall(text.charCodeAt(i + 1))) return;
  let end = i;
  for (let at = i; ;) {
    while (at < length && kindOf[text.charCodeAt(at)] === 2) at++;
    if (at - i > LONGEST_LATIN) break;
    end = at;
    let next = at;
    while (next < at + 2 && next < length && INSIDE.has(text.charCodeAt(next))) next++;
    if (next === at || next >= length || !isCapital(text.charCodeAt(next))) break;
    at = next;
  }
  if (end - i < 3) return;
  for (const type of [PERSON, PLACE, ORGANISATION]) add(i, end, type, BY_DOT);
}

function placesAt(lattice: Lattice, i: number): void {
  add(i, i + lattice.placeLength[i]!, PLACE, BY_GAZETTEER);
}

const HEAD_OF_LEVEL = '长'.charCodeAt(0);
const LEVELS = new Set([...'省市县区州旗盟乡镇村里'].map((character) => character.charCodeAt(0)));

/** 青禾 of 青禾市长: the character of the level belongs to what follows, though 青禾市 is what the gazetteer knows. */
function placesBeforeHeads(lattice: Lattice, i: number): void {
  for (let start = i - 2; start >= i - 4 && isHan(lattice, start); start--) if (lattice.isBoundary[start] || lattice.placeLength[start]! > 0) add(start, i, PLACE, BY_SLOT);
}

/** After a title (州长奥曲…) and before one: names without a known surname. */
function slotsAt(lattice: Lattice, i: number): void {
  const { isBoundary } = lattice;
  if (lattice.titleEnd[i]! & (TITLE_POST | TITLE_CREDIT | TITLE_CUE)) {
    for (let end = i + 2; end <= i + 5 && isHan(lattice, end - 1); end++) if (endsAt(end) & (1 << PERSON)) add(i, end, PERSON, BY_SLOT);
  }
  if (lattice.titleStart[i]! & (TITLE_POST | TITLE_SOLO)) {
    for (let start = i - 2; start >= i - 4 && isHan(lattice, start); start--) if (isBoundary[start] && startsAt(start) & (1 << PERSON)) add(start, i, PERSON, BY_SLOT);
  }
}

/** By segment class: 1 for what is no everyday word. */
const ODD = new Uint8Array(64);
for (const segment of [SEGMENT_UNKNOWN, SEGMENT_NZ, SEGMENT_J, SEGMENT_LATIN, SEGMENT_G, SEGMENT_PLACE, SEGMENT_HEAD]) ODD[segment] = 1;

/** Whether there can be an odd word in a span that starts here: a cheap test before the edges are looked at. */
function oddAhead({ isBoundary, segmentClass, segmentEnd, length }: Lattice, start: number): boolean {
  if (!isBoundary[start]) return true;
  for (let at = start, words = 0; words < 5 && at < length && at - start < 10; words++) {
    const end = segmentEnd[at]!;
    const segment = segmentClass[at]!;
    if (segment === SEGMENT_PARTICLE || segment === SEGMENT_PRONOUN) return false;
    if (ODD[segment] === 1 || (words > 0 && end - at === 1 && segment !== SEGMENT_PUNCTUATION)) return true;
    if (segment === SEGMENT_PUNCTUATION) return false;
    at = end;
  }
  return false;
}

/** One to four words of which one is no everyday word: 启明精工, 鲸屿. */
function wordSpansAt(lattice: Lattice, start: number): void {
  const { text, segmentEnd, segmentClass } = lattice;
  if (!oddAhead(lattice, start)) return;
  const types = startsAt(start);
  if (types === 0) return;
  let at = start;
  let odd = false;
  if (!lattice.isBoundary[start]) {
    // The rest of a word whose first character stands by itself: 在|建…
    at = start + 1;
    while (at < lattice.length && !lattice.isBoundary[at]) at++;
    odd = true;
  }
  for (let words = 0; words < 5 && at < lattice.length; words++) {
    if (kindOf[text.charCodeAt(at)] === 3 && !(at > start && (text.charCodeAt(at) === HYPHEN || lattice.x[at + MARGIN] === DOT))) break;
    const segment = segmentClass[at]!;
    if (segment === SEGMENT_PARTICLE || segment === SEGMENT_PRONOUN) break;
    const end = segmentEnd[at]!;
    if (end - start > 10 || (at > start && nameAfterVerb(lattice, at) === at)) break;
    odd ||= ODD[segment] === 1 || (words > 0 && end - at === 1);
    at = end;
    if (!odd || at - start < 2) continue;
    const fits = types & endsAt(at);
    if (fits & (1 << ORGANISATION) && couldBe(ORGANISATION, start, at, WORDS_ALONE)) add(start, at, ORGANISATION, BY_WORDS);
    if (fits & (1 << PLACE) && at - start <= 8 && couldBe(PLACE, start, at, WORDS_ALONE)) add(start, at, PLACE, BY_WORDS);
    if (fits & (1 << PERSON) && at - start <= 4 && words > 0 && couldBe(PERSON, start, at, WORDS_ALONE)) add(start, at, PERSON, BY_WORDS);
  }
}

/** Every plausible left edge of a name that ends in a head. */
function headAt(lattice: Lattice, end: number, headStart: number, value: number): void {
  const types = (organisationClass(value) ? 1 << ORGANISATION : 0) | (placeClass(value) ? 1 << PLACE : 0) | (projectClass(value) ? 1 << PROJECT : 0);
  const headLength = end - headStart;
  if (headLength === 1) {
    // 部 of 部署, 会 of 会议, 区 of 地区: the head is part of an everyday word.
    if (!lattice.isBoundary[end]) return;
    const segment = lattice.segmentStart[end]!;
    if (end - segment === 2 && lattice.segmentClass[segment]! <= WORD_CLASSES.length && lattice.segmentCount[segment]! > 12) return;
  } else if (!lattice.isBoundary[end] && lattice.titleStart[end] === 0 && lattice.placeLength[headStart] === 0 && lattice.segmentCount[lastBoundary(lattice, end)]! > 16) {
    return;
  }
  leftEdges(lattice, headStart, end, types, headLength >= 2);
}

function lastBoundary(lattice: Lattice, at: number): number {
  while (at > 0 && !lattice.isBoundary[at]) at--;
  return at;
}

/** 任命 and 免去 by their last characters. */
const APPOINT = '命'.charCodeAt(0);
const RELIEVE = '去'.charCodeAt(0);

/** Where the name starts that 任命 or 免去 is said of, if a body could start there or after its first character; -1 elsewhere. */
function nameAfterVerb({ text, placeLength }: Lattice, at: number): number {
  for (let name = at; name >= at - 1 && name >= 2; name--) {
    const last = text.charCodeAt(name - 1);
    if (last !== APPOINT && last !== RELIEVE) continue;
    if ((text.startsWith('任命', name - 2) || text.startsWith('免去', name - 2)) && placeLength[name]! < 3 && surnameLevel(text, name) > 0) return name;
  }
  return -1;
}

function propose(start: number, end: number, types: number): void {
  const length = end - start;
  for (let type = PLACE; type <= PROJECT; type++) if (types & (1 << type) && length <= LONGEST[type]! && couldBe(type, start, end)) add(start, end, type, BY_HEAD);
}

function leftEdges(lattice: Lattice, headStart: number, end: number, types: number, alone: boolean): void {
  const { text, x, isBoundary } = lattice;
  if (alone) propose(headStart, end, types);
  const lowest = Math.max(0, end - (types & (1 << PROJECT) ? LONGEST[PROJECT] : types & (1 << ORGANISATION) ? LONGEST[ORGANISATION] : LONGEST[PLACE]));
  let pauses = 0;
  let edges = 0;
  for (let at = headStart - 1; at >= lowest; at--) {
    const code = text.charCodeAt(at);
    const unit = x[at + MARGIN]!;
    if (kindOf[code] === 3) {
      const opening = CLOSING.get(unit);
      if (opening !== undefined) {
        let open = at - 1;
        while (open >= lowest && x[open + MARGIN] !== opening) open--;
        if (open < lowest) return;
        at = open;
        if (opening === OPENING_QUOTE) propose(at, end, types);
        continue;
      }
      if (unit === PAUSE && types & (1 << PROJECT) && pauses < 2) {
        // 绿化、亮化工程 is one project; 科技局、财政局 are two bodies.
        pauses++;
        types &= 1 << PROJECT;
        continue;
      }
      if (INSIDE.has(code) || unit === DOT || unit === SLASH) continue;
      if (unit === OPENING_BRACKET || unit === OPENING_QUOTE) return;
      return;
    }
    const segment = isBoundary[at] ? lattice.segmentClass[at]! : -1;
    if (segment === SEGMENT_PARTICLE && PARTICLES.has(code)) return;
    // 免去何文秀县财政局局长职务: no body starts at 何 or at 文, or before.
    const name = nameAfterVerb(lattice, at);
    if (name === at) return;
    if (name >= 0) continue;
    if (isBoundary[at] || lattice.isLoose[at] || lattice.placeLength[at]! > 0 || lattice.bodyLength[at]! > 0 || lattice.titleEnd[at] || (at > 0 && kindOf[text.charCodeAt(at - 1)] === 3)) {
      propose(at, end, types);
      if (++edges > 14) return;
      if (segment === SEGMENT_PRONOUN && lattice.segmentEnd[at]! - at === 1) return;
    }
  }
}

/** What may stand in brackets that close a project's name: 二期, 洪桥至北山段, 6万吨/年; no comma, no quotation mark. */
const LONGEST_IN_BRACKETS = 16;

/** …项目(二期), …工程(洪桥至北山段): what stands in brackets closes the name. */
function closingBrackets(lattice: Lattice): void {
  const { text, x, headLength, headValue } = lattice;
  for (let close = 2; close < lattice.length; close++) {
    if (x[close + MARGIN] !== CLOSING_BRACKET) continue;
    let open = close - 1;
    while (open > 0 && close - open <= LONGEST_IN_BRACKETS && (kindOf[text.charCodeAt(open)] !== 3 || INSIDE.has(text.charCodeAt(open)))) open--;
    if (x[open + MARGIN] !== OPENING_BRACKET || close - open < 3 || headLength[open]! === 0 || projectClass(headValue[open]!) === 0) continue;
    leftEdges(lattice, open - headLength[open]!, close + 1, 1 << PROJECT, true);
  }
}
