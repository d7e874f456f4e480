import { chineseModel } from '../../lexicon/chineseModel.ts';
import { ANYWHERE, type Context, type LanguageModel } from '../../lexicon/languageModel.ts';
import { isHan } from '../../text/han.ts';
import { windows1252Byte } from '../../text/windows1252.ts';
import { MISREADINGS } from './bytesRead.ts';
import { stepsFrom, type Step } from './steps.ts';
import { isOrdinary, type Suspect } from './suspicion.ts';

/*
 * A beam search over a stretch of text: at each offset the text is either as it was written, or some misreading has
 * begun, goes on or ends. Characters are scored by the language model in the context that the path itself has made, so
 * that the ends of a misread span come out to the character.
 */

/** A piece of a misread span that is decided as a whole: it begins and ends between two raw characters. */
export interface MisreadPiece {
  /** Raw offsets. */
  readonly start: number;
  readonly end: number;
  /** What was written; U+FFFD for what is lost. */
  readonly clean: string;
  /** Where each code unit of `clean` begins and ends in the raw text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** As of its steps, the worst of them; `doubtful`: at the end of a span that good text may reach into; `rival`: bytes may have been dropped from it. */
  readonly source: Step['source'] | 'doubtful' | 'rival';
  /** For a guessed piece and one with rivals: other readings, best first. */
  readonly alternatives: readonly string[];
}

/** A span that was misread. */
export interface MisreadSpan {
  readonly start: number;
  readonly end: number;
  /** Number in {@link MISREADINGS}. */
  readonly misreading: number;
  readonly pieces: readonly MisreadPiece[];
  /** Logarithm of how likely what was written is, and what stands there; how many characters were written, how many of them are ordinary ones, and how many differ. */
  readonly cleanLog: number;
  readonly rawLog: number;
  readonly characters: number;
  readonly ordinary: number;
  readonly distinct: number;
}

const BEAM = 10;
/** How unlikely it is that a misread span begins. */
const ENTER = -9;
const LEAVE = -2;
/** Text that is misread up to its end seldom stops being so right before it. */
const LEAVE_AT_END = 0;
/** How unlikely it is that one begins with the first character of the text, or after it ends. */
const ENTER_AT_START = -4;
/** How unlikely it is that misread bytes stand right beside the span, left as they are. */
const BESIDE_LATIN = -9;
/** The same of kana and of signs that Chinese text seldom has, beside pairs read as others. */
const BESIDE_SIGN = -6;
/** How unlikely it is that a good pair (模, C4 A3) is a letter of two bytes in UTF-8: many are valid ones by chance. */
const ACCENTED = -6;
/** Best guesses that are followed up. */
const FOLLOWED = 16;

interface Path {
  readonly at: number;
  readonly pending: number;
  /** Number of the misreading; -1 for text as it was written. */
  readonly mode: number;
  /** The misreading by which the last step was taken; -1 for text as it was written. It differs from `mode` where a span has just ended. */
  readonly by: number;
  readonly before: readonly [number, number, number];
  readonly score: number;
  readonly from: Path | undefined;
  readonly step: Step | undefined;
  readonly choices: readonly Step[];
  /** How many characters ago one was guessed. While it is among those that the next ones are judged by, its rivals are kept. */
  readonly sinceGuess: number;
}

/** The misread spans within a suspect stretch, in order. Time is linear in its length. */
export function decodeMisread(text: string, { start, end, misreadings }: Suspect): MisreadSpan[] {
  const model = chineseModel();
  const ids = (out: string, before: Path['before']): Path['before'] => {
    let [third, second, first] = before;
    for (let i = 0; i < out.length; i++) {
      third = second;
      second = first;
      first = model.idOf(out.charCodeAt(i));
    }
    return [third, second, first];
  };
  const buckets: (Path[] | undefined)[] = [];
  const put = (path: Path) => {
    const bucket = (buckets[path.at - start] ??= []);
    const same = bucket.findIndex((other) => other.mode === path.mode && other.pending === path.pending && other.before[2] === path.before[2] && other.before[1] === path.before[1] && other.before[0] === path.before[0]);
    if (same < 0) bucket.push(path);
    else if (bucket[same]!.score < path.score) bucket[same] = path;
  };
  put({ at: start, pending: -1, mode: -1, by: -1, before: start === 0 ? [-1, -1, model.lineEnd] : ids(text.slice(Math.max(0, start - 3), start), [-1, -1, -1]), score: 0, from: undefined, step: undefined, choices: [], sinceGuess: 9 });
  let last: Path | undefined;
  for (let at = start; at <= end; at++) {
    const bucket = buckets[at - start];
    if (!bucket) continue;
    buckets[at - start] = undefined;
    // A span may end here: its paths go on as good text too.
    const clean = bucket.filter((path) => path.mode < 0);
    for (const path of bucket) if (path.mode >= 0 && path.pending < 0) clean.push({ ...path, mode: -1, score: path.score + (at === text.length ? LEAVE_AT_END : LEAVE) });
    clean.sort((a, b) => b.score - a.score);
    if (at === end) {
      last = clean[0];
      break;
    }
    const best = bucket.filter((path) => path.mode >= 0).sort((a, b) => b.score - a.score).filter((path, i) => i < BEAM || path.sinceGuess < 3).slice(0, FOLLOWED);
    for (const [i, path] of clean.filter((path, i) => i < 2 || path.sinceGuess < 3).slice(0, FOLLOWED).entries()) {
      const code = text.charCodeAt(at);
      put({ ...path, at: at + 1, by: -1, before: ids(text[at]!, path.before), score: path.score + rawLog(text, at, model, path.before) + (path.by < 0 ? 0 : isLeftOver(text, at) ? BESIDE_LATIN : isOddSign(code) && isPairs(path.by) ? BESIDE_SIGN : 0), from: path, step: undefined, choices: [], sinceGuess: path.sinceGuess + 1 });
      if (i > 0 || code < 0x80) continue;
      const enter = at === 0 ? ENTER_AT_START : isHighLatin(code) && path.by < 0 && hasHighLatin(text, at - 3, at) ? ENTER + BESIDE_LATIN : ENTER;
      const afterSign = at > 0 && path.by < 0 && isOddSign(text.charCodeAt(at - 1)) ? BESIDE_SIGN : 0;
      for (let mode = 0; mode < MISREADINGS.length; mode++) if (misreadings & (1 << mode)) advance({ ...path, mode, score: path.score + enter + (isPairs(mode) ? afterSign : 0) }, path);
    }
    for (const path of best) advance(path, path);
  }

  function advance(path: Path, from: Path): void {
    const steps = stepsFrom(text, path.at, path.pending, MISREADINGS[path.mode]!);
    const guessed = steps.filter((step) => step.source === 'guessed');
    const isPairsAsUtf8 = MISREADINGS[path.mode]!.wrote === 'utf-8' && MISREADINGS[path.mode]!.read === 'gb18030';
    const paths = steps.map((step): Path => {
      const isAscii = step.out.length === 1 && step.out.charCodeAt(0) < 0x80;
      const log = step.source === 'lost' ? 0 : isAscii ? rawLog(text, path.at, model, path.before) : cleanLogOf(step.out, model, path.before);
      const accented = isPairsAsUtf8 && isAccented(step.out.charCodeAt(0)) ? ACCENTED : 0;
      return { at: step.end, pending: step.pending, mode: path.mode, by: path.mode, before: ids(step.out, path.before), score: path.score + log + accented + step.cost, from, step, choices: step.source === 'guessed' ? guessed : [], sinceGuess: step.source === 'guessed' ? 0 : path.sinceGuess + 1 };
    });
    if (paths.length > FOLLOWED) paths.sort((a, b) => b.score - a.score).length = FOLLOWED;
    for (const next of paths) if (next.at <= end) put(next);
  }

  return last ? spansOf(text, last, model) : [];
}

/** How likely characters are where a repair puts them. The model takes all Latin letters for one, which they are not here. */
function cleanLogOf(out: string, model: LanguageModel, before: Path['before']): number {
  const log = logOf(out, model, before);
  const code = out.charCodeAt(0);
  if (out.length === 1 && ((code >= 0x80 && code < 0x2000 && code !== 0xb7) || (code >= 0xff10 && code <= 0xff5a && code !== 0xff1a && code !== 0xff1b && code !== 0xff1f))) return Math.min(log, -10);
  return log;
}

function logOf(out: string, model: LanguageModel, before: Path['before']): number {
  if (out.length === 1) return logOfUnit(out.charCodeAt(0), model, before);
  let [third, second, first] = before;
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    const id = model.idOf(out.charCodeAt(i));
    const context: Context = model.after(third, second, first);
    sum += model.logProbability(context, id);
    third = second;
    second = first;
    first = id;
  }
  return sum;
}

function logOfUnit(code: number, model: LanguageModel, [third, second, first]: Path['before']): number {
  return model.logProbability(model.after(third, second, first), model.idOf(code));
}

/** How likely a character is where it stands, good text taken for granted. The model knows Chinese text only, so other scripts are judged by their neighbours. */
function rawLog(text: string, at: number, model: LanguageModel, before: Path['before']): number {
  const code = text.charCodeAt(at);
  if (isHan(code)) return logOfUnit(code, model, before);
  if (code >= 0x80 && (code < 0x250 || windows1252Byte(code) > 0)) {
    if (code === 0xd7 || code === 0xb0) return isMeasure(text, at) ? -4 : -7;
    if (code === 0xb7 || (code >= 0x2014 && code <= 0x2026)) return Math.max(-8, logOfUnit(code, model, before));
    const previous = at > 0 ? text.charCodeAt(at - 1) : 0x20;
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0x20;
    if (code >= 0xc0 && code < 0x250) return -3.5 - (isLatin(previous) ? 0 : 2) - (isLatin(next) ? 0 : 2);
    if (code >= 0x80 && code < 0xa0) return -12;
    return previous < 0x80 && next < 0x80 ? -5 : -7.5;
  }
  if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x370 && code <= 0x52f)) {
    const alike = (other: number) => other >> 8 === code >> 8;
    return (at > 0 && alike(text.charCodeAt(at - 1))) || (at + 1 < text.length && alike(text.charCodeAt(at + 1))) ? -6 : -12;
  }
  const log = logOfUnit(code, model, before);
  // Signs that stand in lists, tables and titles: ① № ┃ ■
  return (code >= 0x2000 && code < 0x2e00) || (code >= 0x3200 && code < 0x3400) ? Math.max(log, -7) : log;
}

/** A letter that UTF-8 writes with two bytes, but for · × °. */
function isAccented(code: number): boolean {
  return code >= 0x80 && code < 0x800 && code !== 0xb7 && code !== 0xd7 && code !== 0xb0;
}

/** 3×4, 20°C, 张××: a sign of multiplication or of degrees as such. */
function isMeasure(text: string, at: number): boolean {
  const other = (code: number) => (code >= 0x30 && code <= 0x39) || code === text.charCodeAt(at);
  return (at > 0 && other(text.charCodeAt(at - 1))) || (at + 1 < text.length && other(text.charCodeAt(at + 1)));
}

/** Kana, ㎝, ╈: common in pairs that were read as others, rare in Chinese text. */
function isOddSign(code: number): boolean {
  return code >= 0x2000 && !isHan(code) && !isOrdinary(code);
}

/** True for the misreadings of pairs as other pairs. */
function isPairs(misreading: number): boolean {
  const { wrote, read } = MISREADINGS[misreading]!;
  return wrote !== 'utf-8' && read !== 'windows-1252';
}

/** Right after a span, what was read from the same bytes: a Latin letter, or a sign that stands before one. */
function isLeftOver(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return mayBeHalf(text, at) || (windows1252Byte(code) >= 0x80 && at + 1 < text.length && isHighLatin(text.charCodeAt(at + 1)));
}

/** True where a byte that was read as Windows-1252 may stand: a Latin letter or sign, × and ° too unless they measure something. */
export function mayBeHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isHighLatin(code) || ((code === 0xd7 || code === 0xb0) && !isMeasure(text, at));
}

/** True for what a byte of 80 and above reads as in Windows-1252, but for marks that Chinese text has too. */
export function isHighLatin(code: number): boolean {
  return code >= 0x80 && code !== 0xb7 && code !== 0xd7 && code !== 0xb0 && !(code >= 0x2014 && code <= 0x2026) && windows1252Byte(code) >= 0;
}

function hasHighLatin(text: string, from: number, to: number): boolean {
  for (let i = Math.max(0, from); i < to; i++) if (isHighLatin(text.charCodeAt(i))) return true;
  return false;
}

/** ASCII, as what stands beside an accented letter in most words. */
function isLatin(code: number): boolean {
  return code < 0x80 && code >= 0x20;
}

function spansOf(text: string, last: Path, model: LanguageModel): MisreadSpan[] {
  const spans: MisreadSpan[] = [];
  let run: Path[] = [];
  const close = () => {
    const span = spanOf(text, run.reverse(), model);
    if (span) spans.push(span);
    run = [];
  };
  for (let path: Path | undefined = last; path; path = path.from) {
    if (run.length > 0 && run[run.length - 1]!.by !== path.by) close();
    if (path.by >= 0) run.push(path);
  }
  if (run.length > 0) close();
  return spans.reverse();
}

function spanOf(text: string, path: readonly Path[], model: LanguageModel): MisreadSpan | undefined {
  // What is the same either way is none of the span's: ASCII at its ends, and what was lost before it begins.
  let first = 0;
  let end = path.length;
  const idle = ({ step }: Path) => step!.out.charCodeAt(0) < 0x80 || step!.source === 'lost';
  while (first < end && idle(path[first]!) && path[first]!.pending < 0) first++;
  while (end > first && (path[end - 1]!.step!.out.charCodeAt(0) < 0x80 || isMarkOfLoss(text, path[end - 1]!))) end--;
  if (first === end) return undefined;
  const steps = path.slice(first, end);
  const start = first > 0 ? path[first - 1]!.at : steps[0]!.from!.at;
  const pieces: MisreadPiece[] = [];
  let from = start;
  let at = start;
  let clean = '';
  let starts: number[] = [];
  let ends: number[] = [];
  let source: MisreadPiece['source'] = 'read';
  const doubtful = doubtfulEnds(text, steps, model);
  let guess: { readonly path: Path; readonly offset: number } | undefined;
  const flush = (to: number, alternatives: readonly string[]) => {
    const before = pieces[pieces.length - 1];
    if (source === 'read' && before?.source === 'read') pieces[pieces.length - 1] = { ...before, end: to, clean: before.clean + clean, starts: [...before.starts, ...starts], ends: [...before.ends, ...ends] };
    else pieces.push({ start: from, end: to, clean, starts, ends, source, alternatives });
    from = to;
    clean = '';
    starts = [];
    ends = [];
    source = 'read';
    guess = undefined;
  };
  for (const [i, step] of steps.entries()) {
    const { out, source: own, pending, end: to } = step.step!;
    if (own === 'guessed') guess = { path: step, offset: clean.length };
    if (doubtful.has(step)) source = 'doubtful';
    else if (own === 'lost' || (own === 'guessed' && source === 'read')) source = own;
    for (let unit = 0; unit < out.length; unit++) {
      starts.push(at);
      ends.push(to);
    }
    clean += out;
    at = pending < 0 ? to : to - 1;
    if (pending < 0) flush(to, guess ? alternativesOf(guess.path, clean, guess.offset, steps[i + 1]?.step?.out ?? text.slice(to, to + 1), model) : []);
  }
  const spanEnd = pieces[pieces.length - 1]!.end;
  let cleanLog = 0;
  let rawSum = 0;
  let characters = 0;
  let ordinary = 0;
  let counted = start;
  for (const step of steps) {
    const { out, source: own, end: to } = step.step!;
    const before = step.from!.before;
    const isSame = out.length === 1 && out.charCodeAt(0) < 0x80;
    if (own !== 'lost' && !isSame) {
      cleanLog += cleanLogOf(out, model, before);
      characters++;
      if (isOrdinary(out.charCodeAt(0))) ordinary++;
    }
    for (; counted < to; counted++) if (!isSame && own !== 'lost') rawSum += rawLog(text, counted, model, idsBefore(text, counted, model));
  }
  return { start, end: spanEnd, misreading: steps[0]!.by, pieces, cleanLog, rawLog: rawSum, characters, ordinary, distinct: new Set(steps.map((step) => step.step!.out)).size };
}

/** How much less likely (natural logarithm) it must be that the span ends one character sooner. */
const CLEAR_END = 6;
/** The same where the text begins or ends with the span, and where the span is all of the text: then nothing but the span itself speaks for good text. */
const CLEAR_TEXT_END = 4;
const CLEAR_WHOLE = 0;
/** How much rarer a character must be as it stands, wherever that is; what is as common may be good text whatever the model makes of it beside names. Natural logarithm. */
const RARER = 1;
/** A character that is more likely than this where it stands, or that makes the next one so, is held there by its neighbour. */
const SUPPORTED = 5;
/** How many characters at each end are looked at. */
const ENDS = 2;

/** The steps at the ends of a span whose raw characters may as well be good text. Not of UTF-8: a valid character of it is seldom there by chance. */
function doubtfulEnds(text: string, steps: readonly Path[], model: LanguageModel): ReadonlySet<Path> {
  const doubtful = new Set<Path>();
  const { wrote, read } = MISREADINGS[steps[0]!.by]!;
  if (wrote === 'utf-8') return doubtful;
  if (read === 'windows-1252') {
    // —— is 97 97, a pair: dashes and quotes at the end of a span are as likely good text.
    for (const order of [steps, [...steps].reverse()]) {
      for (const step of order) {
        if (hasHighLatin(text, step.from!.at, step.at)) break;
        doubtful.add(step);
      }
    }
    return doubtful;
  }
  const start = steps[0]!.from!.at;
  const end = steps[steps.length - 1]!.at;
  const isWholeText = start === 0 && end === text.length;
  const nextOf = (i: number) => (i + 1 < steps.length ? steps.slice(i + 1, i + 3).map((path) => path.step!.out).join('') : text.slice(end, end + 2));
  const isClear = (step: Path, atEdge: boolean): boolean => {
    const next = nextOf(steps.indexOf(step));
    const { out } = step.step!;
    const { before } = step.from!;
    const gain = logOf(out + next, model, before) - logOf(text[step.at - 1]! + next, model, before);
    if (isWholeText) return gain >= CLEAR_WHOLE;
    const anywhere = (character: string) => model.logProbability(ANYWHERE, model.idOf(character.charCodeAt(0)));
    if (anywhere(out) - anywhere(text[step.at - 1]!) < RARER) return false;
    if (atEdge) return gain >= CLEAR_TEXT_END;
    const asWritten = logOf(out, model, before);
    const supported = asWritten > -SUPPORTED || logOf(next.slice(0, 1), model, [-1, -1, model.idOf(out.charCodeAt(0))]) > -SUPPORTED;
    return supported && gain >= CLEAR_END;
  };
  for (const [order, atEdge] of [[steps.slice(0, ENDS), start === 0], [steps.slice(-ENDS).reverse(), end === text.length]] as const) {
    for (const step of order) {
      if (isClear(step, atEdge)) break;
      doubtful.add(step);
    }
  }
  return doubtful;
}

/** A U+FFFD that stands in the text by itself. */
function isMarkOfLoss(text: string, { from, step }: Path): boolean {
  return step!.source === 'lost' && from!.pending < 0 && step!.end === from!.at + 1 && text.charCodeAt(from!.at) === 0xfffd;
}

/** Model ids of the three characters before an offset. */
export function idsBefore(text: string, at: number, model: LanguageModel): Path['before'] {
  const id = (offset: number) => (offset < 0 ? (offset === -1 ? model.lineEnd : -1) : model.idOf(text.charCodeAt(offset)));
  return [id(at - 3), id(at - 2), id(at - 1)];
}

/** How many other readings of a guessed character are offered. */
const OFFERED = 4;

/** The piece with each other character in the place of the guessed one, best first. */
function alternativesOf(path: Path, clean: string, offset: number, next: string, model: LanguageModel): string[] {
  const chosen = path.step!.out;
  return path.choices
    .filter(({ out }) => out !== chosen && isHan(out.charCodeAt(0)))
    .map(({ out }) => ({ out, log: logOf(out + clean.slice(offset + chosen.length) + next, model, path.from!.before) }))
    .sort((a, b) => b.log - a.log)
    .slice(0, OFFERED)
    .map(({ out }) => clean.slice(0, offset) + out + clean.slice(offset + chosen.length));
}
