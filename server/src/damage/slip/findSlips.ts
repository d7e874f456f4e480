import { chineseModel } from '../../lexicon/chineseModel.ts';
import { lowerBound } from '../../text/lowerBound.ts';
import { glossesIn } from '../glosses.ts';
import type { DocumentProfile } from '../rule.ts';
import { BUDGET, decodeSlips, type Decoded, type Emitted, type Path, type Slip } from './decodeSlips.ts';
import { rescored } from './rescore.ts';
import { givesBack } from './runForward.ts';
import { slipParagraph } from './slipParagraph.ts';
import { isDigit, swallowedAt } from './swallowed.ts';

/** One byte slip and how it may be read. Offsets are raw code units of the paragraph. */
export interface FoundSlip {
  readonly start: number;
  readonly end: number;
  /** Readings, best first; empty where none was found. */
  readonly readings: readonly SlipReading[];
}

/** One reading of a slip. */
export interface SlipReading {
  readonly clean: string;
  /** Raw offsets of each clean code unit. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Natural logarithm, for comparison with other readings of the same slip. */
  readonly score: number;
  readonly slip: Slip;
  /** Bytes that nothing but the language speaks for. */
  readonly guessedBytes: number;
  /** Damaging it again gives the raw text back. */
  readonly proven: boolean;
}

/** All byte slips of a paragraph, in order; empty when there is none. Bounded in time. */
export function findSlips(text: string, profile: DocumentProfile): readonly FoundSlip[] {
  const places = anchorsOf(text);
  if (places.length === 0) return [];
  const paragraph = slipParagraph(text, profile);
  const anchors = new Set<number>();
  const strong = new Set<number>();
  for (const at of places) {
    if (paragraph.readingAt(at + 1, false)) {
      anchors.add(at);
      strong.add(at);
    } else if (mayCutMark(text, at)) anchors.add(at);
  }
  if (anchors.size === 0) return [];
  const model = chineseModel();
  const damaged = paragraph.glossed.size > 0 || profile.doubledMarks > 0 || paragraph.apart || strong.size > 0;
  const glosses = new Map(glossesIn(text).map((gloss) => [gloss.start, gloss.end]));
  const found: FoundSlip[] = [];
  const budget = { left: BUDGET };
  /** Clean code units before the search, with the raw offset up to which they stand for. */
  const clean: number[] = [];
  let read = 0;
  const readTo = (offset: number) => {
    while (read < offset) {
      const end = glosses.get(read);
      if (end === undefined) clean.push(text.charCodeAt(read++));
      else read = end;
    }
  };
  for (const anchor of [...anchors].sort((a, b) => a - b)) {
    if (anchor < read) continue;
    const comma = text[anchor - 1] === ',' || text[anchor - 1] === '，';
    const start = comma && !strong.has(anchor) && anchor - 1 >= read ? anchor - 1 : anchor;
    readTo(start);
    const decoded = decodeSlips(paragraph, model, Math.max(start, read), clean.slice(-3), anchors, budget);
    const best = decoded.paths[0];
    if (!best) {
      if (strong.has(anchor)) found.push({ start: anchor, end: paragraph.readingAt(anchor + 1, false)!.end, readings: [] });
      readTo(anchor + 1);
      continue;
    }
    const asItStands = decoded.paths.find((path) => path.slips.length === 0);
    const weak = (asItStands && best.score - asItStands.score < neededGain(best, text, paragraph.apart)) || (!damaged && best.slips.every((slip) => isMostlyGuessed(slip, text, best, decoded)));
    const slips = weak ? [] : best.slips;
    for (const slip of slips) found.push({ start: slip.start, end: slip.end, readings: readingsOf(text, slip, decoded, best, clean, paragraph.folded) });
    // A gloss without its character that no path explains is damage all the same.
    for (const at of strong) {
      if (at >= decoded.start && at < decoded.end && !slips.some((slip) => at >= slip.start && at < slip.end)) found.push({ start: at, end: paragraph.readingAt(at + 1, false)!.end, readings: [] });
    }
    if (slips.length === 0) {
      readTo(anchor + 1);
      continue;
    }
    for (const emitted of emittedOf(best, decoded.start)) clean.push(emitted.code);
    read = Math.max(decoded.end, anchor + 1);
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * How much better than the text as it stands a repair must be (nats). A loose reading proves that something was inserted;
 * `?!` and `?;` are written by people too, and the more is guessed, the easier it is to make sense.
 */
function neededGain(path: Path, text: string, apart: boolean): number {
  if (path.slips.some((slip) => slip.events.some((event) => event.kind === 'gloss-inside'))) return 0;
  if (apart) return 0;
  return 4 + 3 * path.slips.reduce((sum, slip) => sum + guessedBytesOf(text, slip), 0);
}

/** True for a slip of which hardly more than the guesses is left: in a text that shows no other damage it is none. */
function isMostlyGuessed(slip: Slip, text: string, path: Path, decoded: Decoded): boolean {
  const length = emittedOf(path, decoded.start).filter((e) => e.start >= slip.start && e.end <= slip.end).length;
  return length - guessedBytesOf(text, slip) < 2;
}

/** Where a `?` or U+FFFD stands. */
function anchorsOf(text: string): number[] {
  const places: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3f || code === 0xfffd) places.push(i);
  }
  return places;
}

/** `?;` with more text right behind, no space and no digit: a mark cut out of two characters looks so, and `?!` `??` of a lively writer too. */
function mayCutMark(text: string, at: number): boolean {
  const mark = text[at + 1];
  if (mark === undefined || !'，、。；：！？＜（,;:!?<('.includes(mark)) return false;
  const before = text.charCodeAt(at - 1);
  if (at > 0 && before < 0x80 && !(before === 0x2c || before === 0x29)) return false;
  // 停。” is cut at two marks: `?!!`. What follows the last one tells.
  if (mark === '!' || mark === '！') while (text[at + 2] === mark) at++;
  const next = text[at + 2];
  if (next === undefined) return false;
  if (next === '?' || next === '\ufffd') return at + 3 === text.length || /^(?:[，、。；：！？（,;:!?(\d年月日]|\p{Ll}{1,6}\))/u.test(text.slice(at + 3, at + 10));
  if (mark === '?' && (next === ',' || next === ';' || next === '，' || next === '；')) return true;
  const code = next.charCodeAt(0);
  return code >= 0x80 ? !'，、。；：！？”’）》'.includes(next) : code >= 0x40 && code < 0x7f;
}

/** The distinct readings of a slip among all paths that are in step at both its ends, best first. `before` are the clean code units before the search. */
function readingsOf(text: string, slip: Slip, decoded: Decoded, best: Path, before: readonly number[], folded: boolean): SlipReading[] {
  const readings: SlipReading[] = [];
  const known = new Set<string>();
  for (const path of decoded.paths) {
    const emitted = emittedOf(path, decoded.start);
    const first = firstAfter(emitted, slip.start);
    let last = first;
    while (last < emitted.length && emitted[last]!.start < slip.end) last++;
    const inside = emitted.slice(first, last);
    const own = path.slips.find((s) => s.start >= slip.start && s.end <= slip.end);
    if (!own || inside.length === 0 || inside[0]!.start < slip.start || inside[inside.length - 1]!.end > slip.end) continue;
    const clean = textOf(inside);
    if (known.has(clean)) continue;
    if (readings.length > 0 && (readings.length === MOST_READINGS || path.score < readings[0]!.score - WORST)) break;
    known.add(clean);
    const ends = inside.map((e) => e.end);
    const prior = emitted[first - 1]?.origin ?? before[before.length - 1] ?? 0;
    const proven = own.start === slip.start && own.end === slip.end && givesBack(text, own, prior, String.fromCharCode(...inside.map((e) => e.origin)), ends);
    readings.push({ clean, starts: inside.map((e) => e.start), ends, score: path.score, slip: own, guessedBytes: guessedBytesOf(text, own), proven });
  }
  const emitted = emittedOf(best, decoded.start);
  const from = firstAfter(emitted, slip.start);
  const left = String.fromCharCode(...before.slice(-CONTEXT)) + textOf(emitted.slice(Math.max(0, from - CONTEXT), from));
  const until = firstAfter(emitted, slip.end);
  const right = textOf(emitted.slice(until, until + CONTEXT)) + text.slice(decoded.end, decoded.end + CONTEXT);
  const scores = rescored(readings, left, right);
  return readings.flatMap((reading, i) => withOtherDigits(text, { ...reading, score: scores[i]! }, folded)).sort((a, b) => b.score - a.score);
}

/** The reading; if it ends with a digit that was swallowed, with each other digit that it may have been: the search tells them not apart. */
function withOtherDigits(text: string, reading: SlipReading, folded: boolean): SlipReading[] {
  const last = reading.slip.events[reading.slip.events.length - 1];
  if (last?.kind !== 'end-lost' || last.swallowed === '' || !isDigit(last.swallowed)) return [reading];
  const all = swallowedAt(text, last.at + 1, folded).filter(({ character }) => isDigit(character));
  const own = all.find(({ character }) => character === last.swallowed)?.cost ?? 0;
  const events = reading.slip.events.slice(0, -1);
  return all.map(({ character, cost }) => ({
    ...reading, clean: reading.clean.slice(0, -1) + character, score: reading.score + own - cost, slip: { ...reading.slip, events: [...events, { ...last, swallowed: character }] },
  }));
}

/** Readings that are compared by their words too, and how much worse than the best their characters may be (nats). */
const MOST_READINGS = 60;
const WORST = 12;
/** Clean code units on each side of a slip that its readings are looked at with. */
const CONTEXT = 4;

function textOf(emitted: readonly Emitted[]): string {
  return String.fromCharCode(...emitted.map(({ code }) => code));
}

/** Characters that a path emitted from a raw offset on, in order; made once, for a path may hold hundreds of slips. */
function emittedOf(path: Path, from: number): readonly Emitted[] {
  const known = emittedByPath.get(path);
  if (known) return known;
  const emitted: Emitted[] = [];
  for (let item = path.last; item && item.end >= from && !(item.start < from); item = item.before) emitted.push(item);
  emittedByPath.set(path, emitted.reverse());
  return emitted;
}
const emittedByPath = new WeakMap<Path, readonly Emitted[]>();

/** Index of the first of the characters that ends behind an offset. */
function firstAfter(emitted: readonly Emitted[], offset: number): number {
  return lowerBound(emitted.length, (index) => emitted[index]!.end > offset);
}

function guessedBytesOf(text: string, slip: Slip): number {
  let guessed = 0;
  for (const event of slip.events) {
    if (event.kind === 'removed' || event.kind === 'whole-lost' || event.kind === 'both-lost') guessed += 2;
    else if (event.kind === 'end-lost') guessed += 1;
    // Behind a comma that a pass inserted stands one of four marks, and only one of them has this second byte.
    else if (event.kind === 'mark-inside' && !(event.comma && /[,，]/.test(text[slip.start]!))) guessed += 1;
  }
  return guessed;
}
