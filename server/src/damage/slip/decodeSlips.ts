import type { Context, LanguageModel } from '../../lexicon/languageModel.ts';
import { decodePair, encodePair } from '../../text/gbk.ts';
import { isHan } from '../../text/han.ts';
import { charactersRead } from '../../lexicon/readings.ts';
import { Beam } from './beam.ts';
import { type Candidates, candidatesOf, characterCost, commonOf, guessesOf, isGuessable } from './candidates.ts';
import { isTextCharacter, listCost, marksWithTrail, pairsAfter, pairsBefore, pairsBetween, pairsWithLead, pairsWithTrail, readingCost, REMOVED_GROUPS } from './slipCharacters.ts';
import type { SlipParagraph } from './slipParagraph.ts';
import { isDigit, type Swallowed, swallowedAt } from './swallowed.ts';

/*
 * A byte slip is read back by a beam search over the original bytes. A state is either in step, where the raw text is the
 * clean text, or out of step, where the second byte of every raw character is the first byte of a clean one: the pending
 * byte. States are compared by the probability of the clean text so far; the bytes themselves leave no doubt, save where
 * one was lost.
 */

/** One clean character with the raw code units that hold its first and its last byte. */
export interface Emitted {
  readonly before: Emitted | undefined;
  readonly code: number;
  /** The code unit whose bytes it is: of a full-width form where `code` is the ASCII one that it was folded to. */
  readonly origin: number;
  readonly start: number;
  readonly end: number;
}

/** Something that happened to the bytes, at a raw offset. */
export type SlipEvent =
  /** `reading` was put behind the character `made` that the bytes on both sides of a boundary make; the clean character that begins there was cut. */
  | { readonly kind: 'gloss-inside'; readonly at: number; readonly reading: string; readonly made: number }
  /** A mark was made by the second byte of one character and the first of the next; `guessed` is the character that lost its first byte. `comma`: a comma was put before it. */
  | { readonly kind: 'mark-inside'; readonly at: number; readonly mark: number; readonly guessed: number; readonly comma: boolean }
  /** The gloss of the last character brought the text back in step. */
  | { readonly kind: 'end-gloss'; readonly at: number; readonly reading: string; readonly code: number }
  /** The second byte of the last character is one byte by itself. */
  | { readonly kind: 'end-byte'; readonly at: number; readonly byte: number }
  /** The second byte of the last character was lost before a mark, at the end of a line, or with the ASCII character that is guessed. */
  | { readonly kind: 'end-lost'; readonly at: number; readonly guessed: number; readonly swallowed: string }
  /** A pair of bytes became private use and was deleted. */
  | { readonly kind: 'removed'; readonly at: number; readonly pair: number }
  /** A gloss that stands behind a character which is not there in the clean text. */
  | { readonly kind: 'gloss-outside'; readonly at: number; readonly end: number }
  /** The gloss of the character before, cut from it by the slip. */
  | { readonly kind: 'gloss-behind'; readonly at: number; readonly end: number }
  /** Both bytes of a character became `?`, before commas that were put inside and behind it. */
  | { readonly kind: 'both-lost'; readonly at: number; readonly guessed: number }
  /** A whole character became `?`. */
  | { readonly kind: 'whole-lost'; readonly at: number; readonly reading: string; readonly guessed: number };

interface EventList {
  readonly before: EventList | undefined;
  readonly event: SlipEvent;
}

/** A slip of one path: raw span, and what happened in it. */
export interface Slip {
  readonly start: number;
  readonly end: number;
  readonly events: readonly SlipEvent[];
}

/** One way to read the raw text from `start` to `end` of a search. */
export interface Path {
  readonly score: number;
  readonly last: Emitted | undefined;
  /** In order. Empty when the raw text is taken as it stands. */
  readonly slips: readonly Slip[];
}

/** What the search found between two offsets that are in step on every path: paths, best first. */
export interface Decoded {
  readonly start: number;
  readonly end: number;
  readonly paths: readonly Path[];
}

/** Where a path stands after its last character. */
interface Standing {
  readonly at: number;
  /** -1 in step; a byte; or UNKNOWN + the index of the group whose second byte was removed with its pair. */
  readonly pending: number;
  /** Raw offset of the unit that holds the pending byte. */
  readonly pendingStart: number;
  /** Of the open slip, and what has happened in it; -1 and nothing in step. */
  readonly slipStart: number;
  readonly events: EventList | undefined;
  readonly slips: SlipList | undefined;
  /** Characters since the text was last out of step. */
  readonly settled: number;
}

interface State extends Standing {
  readonly score: number;
  /** Model ids of the last three characters. */
  readonly third: number;
  readonly second: number;
  readonly first: number;
  readonly last: Emitted | undefined;
}

/** What the pending byte may be, both included. */
interface Leads {
  readonly from: number;
  readonly to: number;
}

interface SlipList {
  readonly before: SlipList | undefined;
  readonly start: number;
  readonly end: number;
  readonly events: EventList | undefined;
}

function isInStep({ pending }: Standing): boolean {
  return pending === IN_STEP;
}

function hasReturned({ pending, settled, slips }: Standing): boolean {
  return pending === IN_STEP && settled === 0 && slips !== undefined;
}

const UNKNOWN = 1000;
const IN_STEP = -1;

/** How unlikely things are, in nats; chosen on damaged text outside the training data (`npm run eval:repair`). */
const COST = {
  slip: 4,
  markSlip: 7,
  markSlipInDamagedText: 4,
  markSlipWhereSetApart: 2,
  unclosed: 4,
  undoubledMark: 0.6,
  looseGloss: 10,
  removedPair: -0.7,
  removedPairWhereOthersStayed: 6,
  lostBeforeMark: 1,
  swallowed: 7,
  wholeLost: 8,
  folded: 1,
  alwaysGlossed: 6,
  outsideGloss: 2,
  missingGloss: 3,
  knownOnList: -1.5,
} as const;

/** How many characters after a slip tell whether it was read well. */
const SETTLED = 4;
/**
 * How widely the search looks: states kept at an offset, states out of step that may have lost a pair there, states
 * kept after one, and those of them that may have lost another at once. The more of its budget is spent, the narrower it gets, so that its time stays bounded whatever it reads.
 */
const WIDTHS = [
  { until: 0.5, beam: 64, removedFrom: 16, unknown: 16, twice: 4 },
  { until: 0.75, beam: 16, removedFrom: 3, unknown: 4, twice: 1 },
  { until: 1, beam: 6, removedFrom: 1, unknown: 1, twice: 0 },
] as const;
/** Characters scored for one paragraph: about 50 ms, unpacking of tables apart. */
export const BUDGET = 36_000;
/** What is left of it, shared by the searches of a paragraph. */
export interface SlipBudget {
  left: number;
}
const SETTLED_WINDOW = 10;
const PATHS = 100;
/** States in step kept at an offset, however much better others are: what has come back in step pays for it at once, what stays out of step pays later. */
const IN_STEP_KEPT = 4;

/** Reads the raw text from an offset where it is in step, with the three characters before it, until every reading is in step again. Bounded: when the budget is spent there are no paths. */
export function decodeSlips(paragraph: SlipParagraph, model: LanguageModel, start: number, before: readonly number[], anchors: ReadonlySet<number>, budget: SlipBudget): Decoded {
  const { text, script } = paragraph;
  const context = [model.lineEnd, ...before.map((code) => model.idOf(code))].slice(-3);
  while (context.length < 3) context.unshift(-1);
  /** By offset, the states that reach it; `furthest` is the last one that any reaches. */
  const beams = new Map<number, Beam<State>>();
  let furthest = start;
  /** By offset, the best of the states that have just come back in step there. */
  const returned = new Map<number, Beam<State>>();
  const swallowedByEnd = new Map<number, readonly Swallowed[]>();
  const done = new Beam<State>(PATHS);
  let lastLetter: Emitted | undefined;
  for (const code of before) lastLetter = { before: lastLetter, code, origin: code, start: start - 1, end: start };

  put({ at: start, score: 0, third: context[0]!, second: context[1]!, first: context[2]!, pending: IN_STEP, pendingStart: start, last: lastLetter, slipStart: -1, events: undefined, slips: undefined, settled: 0 });

  let at = start;
  for (; at <= text.length; at++) {
    const here = beams.get(at);
    if (!here) continue;
    beams.delete(at);
    if (budget.left <= 0) return { start, end: at, paths: [] };
    const width = WIDTHS.find(({ until }) => budget.left > BUDGET * (1 - until)) ?? WIDTHS[2];
    const kept = here.best(width.beam);
    if (kept.length === 0) continue;
    if (kept.length === width.beam && kept.filter(isInStep).length < IN_STEP_KEPT) {
      for (const state of returned.get(at)?.best() ?? []) if (!kept.includes(state)) kept.push(state);
    }
    // Once a reading has settled, those still out of step must be nearly as good to be worth following.
    const settled = kept.find((state) => state.pending === IN_STEP && state.settled >= SETTLED);
    if (settled) {
      const floor = settled.score - SETTLED_WINDOW;
      kept.splice(0, kept.length, ...kept.filter((state) => state.score >= floor || (state.pending === IN_STEP && state.settled >= SETTLED)));
    }
    if (at === text.length) {
      for (const state of kept) finish(state);
      break;
    }
    if (at > start && furthest === at && kept.every((s) => s.pending === IN_STEP && s.settled >= SETTLED) && !anchorSoon(at)) {
      for (const state of kept) done.add(state);
      break;
    }
    const unknown = new Beam<State>(width.unknown);
    let outOfStep = 0;
    for (const state of kept) {
      if (state.pending === IN_STEP) inStep(state);
      else {
        const context = contextOf(state);
        known(state, context);
        if (outOfStep++ < width.removedFrom) removed(state, here, unknown, context);
      }
    }
    for (const state of unknown.best(width.twice)) removedAgain(state, here, unknown);
    for (const state of unknown.best()) fromUnknown(state);
  }
  const paths = done.best().map((state) => ({ score: state.score, last: state.last, slips: slipsOf(state) }));
  return { start, end: Math.min(at, text.length), paths };

  function beamAt(offset: number): Beam<State> {
    let beam = beams.get(offset);
    if (!beam) beams.set(offset, (beam = new Beam(WIDTHS[0].beam)));
    return beam;
  }

  function returnedAt(offset: number): Beam<State> {
    let beam = returned.get(offset);
    if (!beam) returned.set(offset, (beam = new Beam(IN_STEP_KEPT)));
    return beam;
  }

  /** False for a state that need not be made. */
  function isWanted(score: number, standing: Standing): boolean {
    const beam = beamAt(standing.at);
    return beam.admits(score) || (hasReturned(standing) && beam.isNear(score) && returnedAt(standing.at).admits(score));
  }

  function put(state: State): void {
    beamAt(state.at).add(state);
    if (hasReturned(state)) returnedAt(state.at).add(state);
    furthest = Math.max(furthest, state.at);
  }

  function anchorSoon(offset: number): boolean {
    for (let i = offset; i < offset + 2; i++) if (anchors.has(i)) return true;
    return false;
  }

  /** The `?` before a loose reading swallowed its bracket: it is no question mark. Nor is the bracket of a gloss a mark of the text. */
  function unitsAt(offset: number): ReturnType<SlipParagraph['unitsAt']> {
    const code = text.charCodeAt(offset);
    if (code === 0x3f && paragraph.readingAt(offset + 1, false)) return [];
    if (code === 0x28 && paragraph.readingAt(offset, true)) return [];
    return paragraph.unitsAt(offset);
  }

  function contextOf(state: State): Context {
    return model.after(state.third, state.second, state.first);
  }

  function scoreOf(context: Context, code: number): number {
    budget.left--;
    return model.logProbability(context, model.idOf(code)) - characterCost(code, script);
  }

  /** The state after one more clean character, which scores `score` in all and stands so. */
  function emit({ second, first, last }: State, code: number, score: number, from: number, end: number, { at, pending, pendingStart, slipStart, events, slips, settled }: Standing): State {
    return {
      at, pending, pendingStart, slipStart, events, slips, settled,
      score,
      third: second,
      second: first,
      first: model.idOf(code),
      last: { before: last, code: written(code), origin: code, start: from, end },
    };
  }

  /** Marks are written in the width that the text has. */
  function written(code: number): number {
    if (!paragraph.folded) return code;
    if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
    return code === 0x3000 ? 0x20 : code;
  }

  /** Puts the state after one more clean character, where it stands so, unless others that reach as far are better. */
  function add(state: State, code: number, cost: number, from: number, end: number, context: Context, standing: Standing): void {
    const score = state.score + scoreOf(context, code) - cost;
    if (isWanted(score, standing)) put(emit(state, code, score, from, end, standing));
  }

  /**
   * Puts a state for each of the candidates, unless others that reach as far as `end` are better. `cost` is the least that each costs,
   * `more` what one costs beyond it, at least 0; `standing` says how it stands then. Most are turned away, so nothing is made for them.
   */
  function addEach(state: State, candidates: Candidates, context: Context, cost: number, more: (code: number) => number, from: number, end: number, standing: (code: number) => Standing): void {
    const { codes, ids, costs } = candidates;
    budget.left -= codes.length;
    const beam = beamAt(end);
    for (let i = 0; i < codes.length; i++) {
      const likely = state.score + (model.logProbability(context, ids[i]!) - costs[i]!);
      if (!beam.admits(likely - cost)) continue;
      const code = codes[i]!;
      const score = likely - (cost + more(code));
      if (beam.admits(score)) put(emit(state, code, score, from, end, standing(code)));
    }
  }

  function alwaysGlossedCost(code: number): number {
    return paragraph.alwaysGlossed.has(code) ? COST.alwaysGlossed : 0;
  }

  function withEvent(events: EventList | undefined, event: SlipEvent): EventList {
    return { before: events, event };
  }

  /** In step, as before, at this offset. */
  function onwards({ slips }: State, at: number, settled: number): Standing {
    return { at, pending: IN_STEP, pendingStart: at, slipStart: -1, events: undefined, slips, settled };
  }

  /** Out of step at this offset: `pending` of the unit at `pendingStart` begins the next character. */
  function pendingAt({ slips }: State, at: number, pending: number, pendingStart: number, slipStart: number, events: EventList | undefined): Standing {
    return { at, pending, pendingStart, slipStart, events, slips, settled: 0 };
  }

  /** In step again behind a slip. */
  function closedAt({ slips }: State, at: number, start: number, end: number, events: EventList | undefined): Standing {
    return { at, pending: IN_STEP, pendingStart: at, slipStart: -1, events: undefined, slips: { before: slips, start, end, events }, settled: 0 };
  }

  function finish(state: State): void {
    const end = model.lineEnd;
    const score = state.score + model.logProbability(contextOf(state), end);
    if (state.pending === IN_STEP) done.add({ ...state, score });
  }

  // In step: the raw character is the clean one, a gloss is passed over, or a slip begins.
  function inStep(state: State): void {
    const code = text.charCodeAt(state.at);
    if (code === 0x28 || code === 0xff08) {
      const gloss = paragraph.readingAt(state.at, true);
      if (gloss && state.last && readingCost(gloss.letters, state.last.code) !== undefined) {
        const slip = state.slips;
        const behind = state.settled === 0 && slip && slip.end === state.at && !isHan(text.charCodeAt(state.at - 1));
        const slips = behind ? { ...slip, events: withEvent(slip.events, { kind: 'gloss-behind', at: state.at, end: gloss.end }) } : slip;
        put({ ...state, at: gloss.end, slips, score: state.score + (behind ? 2 : 0) });
        return;
      }
    }
    if (anchors.has(state.at)) {
      beginsWithGloss(state);
      beginsWithMark(state);
      if (paragraph.doubles) losesBoth(state);
      const loose = paragraph.readingAt(state.at + 1, false);
      add(state, code, loose ? COST.looseGloss : 0, state.at, state.at + 1, contextOf(state), onwards(state, state.at + 1, loose ? 0 : state.settled + 1));
      return;
    }
    // The comma that a pass put before a mark which the slip then cut.
    if ((code === 0x2c || code === 0xff0c) && anchors.has(state.at + 1)) beginsWithMark(state, state.at);
    add(state, code, 0, state.at, state.at + 1, contextOf(state), onwards(state, state.at + 1, state.settled + 1));
  }

  /** `?shù)` where the bytes around a boundary make a character read shù: the text goes out of step. */
  function beginsWithGloss(state: State): void {
    const reading = paragraph.readingAt(state.at + 1, false);
    if (!reading) return;
    const lastPair = state.last ? encodePair(state.last.code) : 0;
    if (lastPair !== 0) {
      for (const pair of pairsWithLead(lastPair & 0xff, 0x81, 0xfe)) {
        const made = decodePair(pair);
        const fits = readingCost(reading.letters, made);
        if (fits === undefined || !isHan(made)) continue;
        const cost = COST.slip + fits + listCost(made, paragraph.script) + (paragraph.glossed.has(made) ? COST.knownOnList : 0);
        put({
          ...state, at: reading.end, score: state.score - cost, pending: pair & 0xff, pendingStart: state.at, slipStart: state.at, settled: 0,
          events: withEvent(undefined, { kind: 'gloss-inside', at: state.at, reading: reading.letters, made }),
        });
      }
    }
    // A character that was lost whole, gloss and all.
    const context = contextOf(state);
    for (const character of charactersRead(reading.letters)) {
      const code = character.charCodeAt(0);
      if (encodePair(code) === 0 || !isGuessable(code, script, model)) continue;
      const cost = COST.wholeLost + listCost(code, paragraph.script) + (readingCost(reading.letters, code) ?? 0);
      add(state, code, cost, state.at, reading.end, context, closedAt(state, reading.end, state.at, reading.end, withEvent(undefined, { kind: 'whole-lost', at: state.at, reading: reading.letters, guessed: code })));
    }
  }

  /** `?;` where the second byte of a lost character and the first of the next make a mark. `commaAt`: a comma before it was inserted too. */
  function beginsWithMark(state: State, commaAt = -1): void {
    const lead = commaAt < 0 ? state.at : commaAt + 1;
    const mark = markPair(text.charCodeAt(lead + 1));
    if (mark === 0) return;
    const context = contextOf(state);
    const cost = paragraph.apart ? COST.markSlipWhereSetApart : paragraph.doubles || paragraph.glossed.size > 0 ? COST.markSlipInDamagedText : COST.markSlip;
    const start = commaAt < 0 ? lead : commaAt;
    const pairs = commaAt < 0 ? pairsWithTrail(mark >> 8, 0x81, 0xfe) : marksWithTrail(mark >> 8);
    // Two marks of three get a comma: one that stands here without is less likely a mark than a character.
    const more = (code: number) => (commaAt < 0 && paragraph.doubles && !isHan(code) ? COST.undoubledMark : 0);
    addEach(state, guessesOf(pairs, script, model), context, cost, more, start, lead + 2, (code) =>
      pendingAt(state, lead + 2, mark & 0xff, lead + 1, start, withEvent(undefined, { kind: 'mark-inside', at: lead, mark: decodePair(mark), guessed: code, comma: paragraph.doubles })));
  }

  /** `??,` where commas were put both inside a character and behind it: its second byte and the first of the mark made a 。. */
  function losesBoth(state: State): void {
    const next = text.charCodeAt(state.at + 2);
    if (text.charCodeAt(state.at + 1) !== 0x3f || !(next === 0x2c || next === 0x3b || next === 0xff0c || next === 0xff1b)) return;
    addEach(state, guessesOf(pairsWithTrail(0xa1, 0x81, 0xfe), script, model), contextOf(state), COST.markSlipInDamagedText, nothing, state.at, state.at + 2, (code) =>
      closedAt(state, state.at + 2, state.at, state.at + 2, withEvent(undefined, { kind: 'both-lost', at: state.at, guessed: code })));
  }

  /** The two bytes of a mark that a site looks for, in either width; 0 for what is none. */
  function markPair(code: number): number {
    const wide = code < 0x80 ? code + 0xfee0 : code;
    return MARKS.has(wide) ? encodePair(wide) : 0;
  }

  // Out of step with a pending byte: the next raw unit brings the second byte of a character.
  function known(state: State, context: Context): void {
    const lead = state.pending;
    for (const unit of unitsAt(state.at)) {
      const pair = (lead << 8) | (unit.pair >> 8);
      if (!isText(pair)) continue;
      const next = unit.pair & 0xff;
      const end = state.at + unit.length;
      const own = unit.length === 1 && text.charCodeAt(state.at) >= 0x80;
      let cost = own ? 0 : COST.folded;
      const code = decodePair(pair);
      if (state.events?.event.kind !== 'gloss-inside' && paragraph.alwaysGlossed.has(code)) cost += COST.alwaysGlossed;
      let after = end;
      let events = state.events;
      if (own) {
        // A listed character that exists out of step only, with its gloss: the gloss goes, the text stays out of step.
        const gloss = paragraph.readingAt(end, true);
        if (gloss && readingCost(gloss.letters, text.charCodeAt(state.at)) !== undefined) {
          after = gloss.end;
          cost += COST.outsideGloss;
          events = withEvent(events, { kind: 'gloss-outside', at: end, end: gloss.end });
        }
      }
      if (next >= 0x81) add(state, code, cost, state.pendingStart, end, context, pendingAt(state, after, next, state.at, state.slipStart, events));
      else if (next < 0x80 && own) {
        // An ASCII letter of the writer's own was taken for a second byte.
        const letter = emit(state, code, state.score + scoreOf(context, code) - cost, state.pendingStart, end, state);
        add(letter, next, COST.lostBeforeMark, state.at, end, contextOf(letter), closedAt(state, after, state.slipStart, end, events));
      }
    }
    ends(state, { from: lead, to: lead }, context);
  }

  /** Ways in which the text comes back in step. `leads` is the range of the pending byte. */
  function ends(state: State, leads: Leads, context: Context): void {
    const code = text.charCodeAt(state.at);
    const byte = code === 0x20ac ? 0x80 : code >= 0x40 && code <= 0x7e ? code : 0;
    if (byte !== 0) {
      const gloss = paragraph.readingAt(state.at + 1, true);
      const more = (made: number) => (!gloss && paragraph.alwaysGlossed.has(made) ? COST.missingGloss : 0);
      addEach(state, candidatesOf(pairsWithTrail(byte, leads.from, leads.to), script, model), context, 0, more, state.pendingStart, state.at + 1, () =>
        closedAt(state, state.at + 1, state.slipStart, state.at + 1, withEvent(state.events, { kind: 'end-byte', at: state.at, byte })));
      return;
    }
    if (code === 0x3f || code === 0xfffd) {
      const reading = paragraph.readingAt(state.at + 1, false);
      if (reading) {
        for (const character of charactersRead(reading.letters)) {
          const made = character.charCodeAt(0);
          const pair = encodePair(made);
          if (pair >> 8 < leads.from || pair >> 8 > leads.to || (pair & 0xff) < 0x81) continue;
          const fits = readingCost(reading.letters, made) ?? 0;
          const cost = fits + listCost(made, paragraph.script) + (paragraph.glossed.has(made) ? COST.knownOnList : 0);
          add(state, made, cost, state.pendingStart, reading.end, context, closedAt(state, reading.end, state.slipStart, reading.end, withEvent(state.events, { kind: 'end-gloss', at: state.at, reading: reading.letters, code: made })));
        }
        return;
      }
      const next = state.at + 1 < text.length ? text.charCodeAt(state.at + 1) : -1;
      if (next < 0 || MARKS.has(next) || (paragraph.folded && next < 0x80 && MARKS.has(next + 0xfee0))) lost(state, leads, state.at + 1, context);
      else swallows(state, leads, state.at + 1, context);
    }
  }

  /** The byte behind the pending one is gone. */
  function lost(state: State, leads: Leads, end: number, context: Context): void {
    // Where the pending one is gone too, a common character is all that can be guessed.
    const guesses = leads.from === leads.to ? guessesOf(pairsWithLead(leads.from, 0x81, 0xfe), script, model) : commonOf(pairsAfter(state.pending - UNKNOWN), script, model);
    addEach(state, guesses, context, COST.lostBeforeMark, lostCost(end), state.pendingStart, end, (code) =>
      closedAt(state, end, state.slipStart, end, withEvent(state.events, { kind: 'end-lost', at: state.at, guessed: code, swallowed: '' })));
  }

  /** It is gone together with an ASCII character. All digits are one to the model, so that the likeliest stands for all. */
  function swallows(state: State, leads: Leads, end: number, context: Context): void {
    if (leads.from !== leads.to) return;
    const swallowed = swallowedBefore(end);
    const { codes, ids, costs } = guessesOf(pairsWithLead(leads.from, 0x81, 0xfe), script, model);
    const more = lostCost(end);
    const beam = beamAt(end);
    budget.left -= codes.length;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      const score = state.score + (model.logProbability(context, ids[i]!) - costs[i]!) - COST.swallowed - more(code);
      if (!beam.isNear(score)) continue;
      const character = emit(state, code, score, state.pendingStart, end, state);
      const after = contextOf(character);
      for (const { character: ascii, cost } of swallowed) {
        add(character, ascii.charCodeAt(0), cost, state.at, end, after, closedAt(state, end, state.slipStart, end, withEvent(state.events, { kind: 'end-lost', at: state.at, guessed: code, swallowed: ascii })));
      }
    }
  }

  function swallowedBefore(end: number): readonly Swallowed[] {
    let found = swallowedByEnd.get(end);
    if (!found) {
      found = swallowedAt(text, end, paragraph.folded).filter(({ character }, i, all) => !isDigit(character) || all.findIndex((other) => isDigit(other.character)) === i);
      swallowedByEnd.set(end, found);
    }
    return found;
  }

  function lostCost(end: number): (code: number) => number {
    const unclosed = /[)）]/.test(text.slice(end, end + LONGEST_BRACKET)) ? 0 : COST.unclosed;
    return (code) => alwaysGlossedCost(code) + (code === OPENING ? unclosed : 0);
  }

  /** A pair of bytes may be missing here: the second byte of one character and the first of the next. */
  function removed(state: State, here: Beam<State>, unknown: Beam<State>, context: Context): void {
    losesPair(state, here, unknown, context, (group) => guessesOf(pairsBefore(state.pending, group), script, model));
  }

  /** Another pair is missing right behind: the character between them is lost whole. */
  function removedAgain(state: State, here: Beam<State>, unknown: Beam<State>): void {
    losesPair(state, here, unknown, contextOf(state), (group) => commonOf(pairsBetween(state.pending - UNKNOWN, group), script, model));
  }

  /** The states behind a missing pair, by what the character before it may be if the pair is of a group. */
  function losesPair(state: State, here: Beam<State>, unknown: Beam<State>, context: Context, candidatesBefore: (group: number) => Candidates): void {
    const cost = paragraph.privateUse ? COST.removedPairWhereOthersStayed : COST.removedPair;
    for (const [group, { from }] of REMOVED_GROUPS.entries()) {
      const { pairs, codes, ids, costs } = candidatesBefore(group);
      budget.left -= codes.length;
      for (let i = 0; i < codes.length; i++) {
        const score = state.score + (model.logProbability(context, ids[i]!) - costs[i]!) - cost - alwaysGlossedCost(codes[i]!);
        if (!here.isNear(score) || !unknown.admits(score)) continue;
        const events = withEvent(state.events, { kind: 'removed', at: state.at, pair: ((pairs[i]! & 0xff) << 8) | from });
        unknown.add(emit(state, codes[i]!, score, state.pendingStart, state.at, pendingAt(state, state.at, UNKNOWN + group, state.at, state.slipStart, events)));
      }
    }
  }

  /** After a missing pair: the first byte is any of its group, the second is read. */
  function fromUnknown(state: State): void {
    const { from, to } = REMOVED_GROUPS[state.pending - UNKNOWN]!;
    const context = contextOf(state);
    for (const unit of unitsAt(state.at)) {
      const own = unit.length === 1 && text.charCodeAt(state.at) >= 0x80;
      const next = unit.pair & 0xff;
      const end = state.at + unit.length;
      if (next < 0x81) continue;
      addEach(state, guessesOf(pairsWithTrail(unit.pair >> 8, from, to), script, model), context, own ? 0 : COST.folded, alwaysGlossedCost, state.pendingStart, end, () => pendingAt(state, end, next, state.at, state.slipStart, state.events));
    }
    ends(state, { from, to }, context);
  }
}

/** （ */
const OPENING = 0xff08;
/** How far from an opening bracket its closing one is looked for (code units). */
const LONGEST_BRACKET = 80;

const nothing = () => 0;

const MARKS = new Set([...'，、。；：！？＜（'].map((mark) => mark.charCodeAt(0)));

function isText(pair: number): boolean {
  const code = decodePair(pair);
  return code !== 0 && isTextCharacter(code);
}

function eventsOf(list: EventList | undefined): SlipEvent[] {
  const events: SlipEvent[] = [];
  for (let item = list; item; item = item.before) events.push(item.event);
  return events.reverse();
}

function slipsOf(state: State): Slip[] {
  const slips: Slip[] = [];
  for (let item = state.slips; item; item = item.before) slips.push({ start: item.start, end: item.end, events: eventsOf(item.events) });
  return slips.reverse();
}
