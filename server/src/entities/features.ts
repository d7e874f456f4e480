import { organisationClass, placeClass, projectClass } from '../lexicon/heads.ts';
import type { Candidates } from './candidates.ts';
import { MARGIN, SEGMENT_PLACE, TITLE_POST, TITLE_SOLO, type Lattice } from './lattice.ts';
import { givenLevel, namePiecesEnd, soundLevel, surnameLevel } from './names.ts';
import { BY_NAME, BY_SOUND, bucket1, bucket2, bucket3, PERSON } from './spanModel.ts';

/** Feature buckets are written here; each function returns how many. Scratch memory, valid until the next call. */
export const features = new Int32Array(64);

const NO_WORD = 0x51ed;

/** What a name that starts at `s` could be seen by: the characters, words, titles and heads around its left edge. */
export function leftFeatures(l: Lattice, s: number): number {
  const { x, segmentHash, segmentClass, isBoundary } = l;
  const at = s + MARGIN;
  const b = x[at - 2]!, c = x[at - 1]!, d = x[at]!, e = x[at + 1]!;
  const wordBoundary = isBoundary[s]!;
  const before = s > 0 && wordBoundary ? l.segmentStart[s]! : -1;
  const leftWord = before >= 0 ? segmentHash[before]! : NO_WORD;
  const leftClass = before >= 0 ? segmentClass[before]! : s === 0 ? 40 : 41;
  const rightWord = wordBoundary && s < l.length ? segmentHash[s]! : NO_WORD;
  const rightClass = wordBoundary && s < l.length ? segmentClass[s]! : 41;
  const leftLength = before >= 0 ? s - before : 0;
  const title = l.titleEnd[s]!;
  const head = l.headValue[s]!;
  const headClass = head < 0 ? 0 : (organisationClass(head) << 4 | placeClass(head)) << 2 | projectClass(head);
  let n = 0;
  features[n++] = bucket1(1, c);
  features[n++] = bucket2(2, b, c);
  features[n++] = bucket1(4, d);
  features[n++] = bucket2(5, c, d);
  features[n++] = bucket2(6, d, e);
  features[n++] = bucket3(8, b, c, d);
  features[n++] = bucket2(9, leftWord, leftLength);
  features[n++] = bucket1(10, rightWord);
  features[n++] = bucket2(11, leftClass, rightClass);
  features[n++] = bucket3(12, title, s === 0 ? 1 : 0, l.placeEndLength[s]! > 0 ? 1 : 0);
  features[n++] = bucket2(13, l.placeLength[s]! > 0 ? l.placeValue[s]! : -1, l.placeEndLength[s]! > 0 ? 1 : 0);
  features[n++] = bucket2(15, headClass, wordBoundary);
  features[n++] = bucket3(16, surnameLevel(l.text, s), title, leftClass);
  features[n++] = bucket2(17, leftWord, rightClass);
  features[n++] = bucket2(19, l.bodyLength[s]! > 0 ? l.bodyKind[s]! : 0, l.bodyEndLength[s]! > 0 ? 1 : 0);
  features[n++] = bucket2(18, l.relativeLength[s]! > 0 ? l.relativeValue[s]! : -1, leftClass);
  return n;
}

/** The same for a name that ends at `e`. */
export function rightFeatures(l: Lattice, end: number): number {
  const { x, segmentHash, segmentClass, isBoundary } = l;
  const at = end + MARGIN;
  const b = x[at - 2]!, c = x[at - 1]!, d = x[at]!, e = x[at + 1]!;
  const wordBoundary = isBoundary[end]!;
  const last = wordBoundary && end > 0 ? l.segmentStart[end]! : -1;
  const lastWord = last >= 0 ? segmentHash[last]! : NO_WORD;
  const lastClass = last >= 0 ? segmentClass[last]! : 41;
  const inside = wordBoundary && end < l.length;
  const nextWord = inside ? segmentHash[end]! : NO_WORD;
  const nextClass = inside ? segmentClass[end]! : end === l.length ? 40 : 41;
  const nextEnd = inside ? l.segmentEnd[end]! : -1;
  const head = l.headValue[end]!;
  const headClass = head < 0 ? 0 : (organisationClass(head) << 4 | placeClass(head)) << 2 | projectClass(head);
  const nextHead = nextEnd >= 0 ? l.headValue[nextEnd]! : -1;
  const nextHeadClass = nextHead < 0 ? 0 : (organisationClass(nextHead) << 4 | placeClass(nextHead)) << 2 | projectClass(nextHead);
  const title = l.titleStart[end]!;
  let n = 0;
  features[n++] = bucket1(21, d);
  features[n++] = bucket2(22, d, e);
  features[n++] = bucket1(24, c);
  features[n++] = bucket2(25, c, d);
  features[n++] = bucket2(26, b, c);
  features[n++] = bucket3(28, b, c, d);
  features[n++] = bucket1(29, nextWord);
  features[n++] = bucket1(30, lastWord);
  features[n++] = bucket2(31, lastClass, nextClass);
  features[n++] = bucket2(32, title, nextClass);
  features[n++] = bucket3(33, headClass, nextHeadClass, l.headLength[end]! > 1 ? 1 : 0);
  features[n++] = bucket3(34, headClass, title, nextClass);
  features[n++] = bucket2(36, lastWord, nextClass);
  features[n++] = bucket3(37, l.placeEndLength[end]! > 0 ? l.placeEndValue[end]! : -1, inside && l.placeLength[end]! > 0 ? 1 : 0, nextHeadClass);
  features[n++] = bucket3(39, l.bodyEndLength[end]! > 0 ? 1 : 0, inside && l.bodyLength[end]! > 0 ? 1 : 0, nextHeadClass);
  features[n++] = bucket2(38, wordBoundary, lastClass);
  return n;
}

/** What position `k` says of a name that goes on from `k - 1` to `k`. */
export function innerFeatures(l: Lattice, k: number): number {
  const { x } = l;
  const at = k + MARGIN;
  const starts = l.isBoundary[k]!;
  let n = 0;
  features[n++] = bucket1(41, x[at]!);
  features[n++] = bucket2(42, x[at - 1]!, x[at]!);
  features[n++] = bucket2(43, starts ? l.segmentClass[k]! : 41, starts && l.segmentClass[k]! !== SEGMENT_PLACE ? l.segmentHash[k]! : 0);
  features[n++] = bucket2(44, starts ? l.segmentClass[k]! : 41, starts ? l.segmentClass[l.segmentStart[k]!]! : 41);
  return n;
}

/** What only the whole span says: generator, length, what it is made of, what it is known as. The bucket is for the candidate's own type alone. */
export function spanFeatures(l: Lattice, c: Candidates, index: number): number {
  const { text, x, isBoundary } = l;
  const s = c.start[index]!;
  const e = c.end[index]!;
  const type = c.type[index]!;
  const by = c.by[index]!;
  const length = e - s;
  const single = isBoundary[s]! && l.segmentEnd[s] === e;
  const leftTitle = l.titleEnd[s]!;
  const rightTitle = l.titleStart[e]!;
  const edges = isBoundary[s]! * 2 + isBoundary[e]!;
  const before = s > 0 && isBoundary[s] ? l.segmentClass[l.segmentStart[s]!]! : 41;
  const firstClass = isBoundary[s] && s < l.length ? l.segmentClass[s]! : 41;
  const nextClass = isBoundary[e] && e < l.length ? l.segmentClass[e]! : 41;
  let n = 0;
  features[n++] = bucket2(51, by, length);
  features[n++] = bucket3(76, before, Math.min(length, 6), nextClass);
  features[n++] = bucket3(52, single ? 1 + l.segmentClass[s]! : 0, single ? l.segmentCount[s]! >> 2 : edges, by);
  if (length <= 8) {
    let hash = 0;
    for (let i = s; i < e; i++) hash = Math.imul(hash ^ x[i + MARGIN]!, 0x01000193) + 0x5bd1;
    features[n++] = bucket2(53, hash, length);
  }
  if (type === PERSON) {
    const first = x[s + MARGIN]!;
    const g1 = x[s + 1 + MARGIN]!;
    const last = x[e - 1 + MARGIN]!;
    const surname = surnameLevel(text, s);
    const given = givenLevel(text, s + 1, e);
    features[n++] = bucket2(54, first, length);
    features[n++] = bucket2(55, last, length);
    features[n++] = bucket3(56, surname, given, length);
    if (length === 3) features[n++] = bucket1(57, g1);
    features[n++] = bucket3(71, soundLevel(text, s, e), Math.min(length, 6), by & BY_NAME ? 1 : 0);
    features[n++] = bucket2(72, namePiecesEnd(text, s) === e ? 1 : 0, by & BY_SOUND ? 1 : 0);
    features[n++] = bucket3(58, leftTitle, rightTitle, length);
    features[n++] = bucket3(59, edges, length, surname);
    // Would one more character make a better name? 陈志|介绍
    features[n++] = bucket3(60, length * 2 + isBoundary[e]!, length === 2 ? givenLevel(text, s + 1, e + 1) : 15, given);
    return n;
  }
  const place = Math.min(l.placeLength[s]!, length);
  const headLength = Math.min(l.headLength[e]!, length);
  const head = headLength > 0 ? l.headValue[e]! : -1;
  const headClass = head < 0 ? 0 : (organisationClass(head) << 4 | placeClass(head)) << 2 | projectClass(head);
  const core = length - (place < length ? place : 0) - headLength;
  features[n++] = bucket3(61, place === 0 ? 0 : place === length ? 2 : 1, Math.max(-1, Math.min(core, 9)), headClass);
  features[n++] = bucket3(62, headClass, Math.min(length, 16), place > 0 ? 1 : 0);
  features[n++] = bucket3(63, place > 0 ? l.placeValue[s]! : -1, place === length ? 1 : 0, headClass);
  // A place that ends where the candidate starts belongs to the name, as a rule.
  features[n++] = bucket3(64, l.placeEndLength[s]! > 0 ? 1 + Number(isBoundary[s - l.placeEndLength[s]!]) : 0, headClass, place > 0 ? 1 : 0);
  features[n++] = bucket3(77, l.bodyLength[s]! === 0 ? 0 : l.bodyLength[s] === length ? 2 : l.bodyLength[s]! > length ? 3 : 1, l.bodyKind[s]! * (l.bodyLength[s]! > 0 ? 1 : 0), headClass);
  let words = 0;
  let odd = 0;
  let verbs = 0;
  let joints = 0;
  // 项目负责人代表开工项目: a post or a body within speaks for two things run together.
  let posts = 0;
  let bodies = 0;
  const headStart = e - headLength;
  for (let i = s; i < e; i++) {
    if (!isBoundary[i]) continue;
    words++;
    if (i > s && i < headStart) {
      if (l.titleEnd[i]! & (TITLE_POST | TITLE_SOLO) && l.titleEndFrom[i]! >= s) posts++;
      if (l.headLength[i]! > 1 && organisationClass(l.headValue[i]!) > 0) bodies++;
    }
    const segment = l.segmentClass[i]!;
    if (segment === 0) odd++;
    else if (segment === 2) verbs++;
    else if (segment === 10) joints++;
    const unit = x[i + MARGIN]!;
    if (unit === 0x3001) joints += 4;
  }
  features[n++] = bucket3(65, Math.min(words, 9), headClass, Math.min(odd, 3));
  features[n++] = bucket3(66, Math.min(verbs, 3), joints, head < 0 ? 0 : projectClass(head) > 0 ? 2 : 1);
  features[n++] = bucket3(78, Math.min(posts, 2), Math.min(bodies, 2), headClass);
  features[n++] = bucket3(67, edges, by, Math.min(words, 3));
  features[n++] = bucket3(68, leftTitle, rightTitle, headClass);
  if (headLength > 0 && headLength < length) features[n++] = bucket3(69, x[e - headLength - 1 + MARGIN]!, headClass, headLength);
  const second = isBoundary[s] ? l.segmentEnd[s]! : -1;
  features[n++] = bucket3(73, firstClass, isBoundary[s] ? l.segmentCount[s]! >> 2 : 31, headClass);
  features[n++] = bucket3(74, firstClass, second >= 0 && second < e ? l.segmentClass[second]! : 42, Math.min(words, 4));
  features[n++] = bucket3(75, before, firstClass, headLength > 0 ? 1 + Math.min(2, headLength) : 0);
  if (isBoundary[s]) features[n++] = bucket2(70, l.segmentHash[s]!, headClass);
  return n;
}
