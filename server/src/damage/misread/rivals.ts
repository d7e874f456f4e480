import { chineseModel } from '../../lexicon/chineseModel.ts';
import type { LanguageModel } from '../../lexicon/languageModel.ts';
import { decodeBig5Pair } from '../../text/big5.ts';
import { countScripts, isSimplifiedOnly, isTraditionalOnly } from '../../text/fold.ts';
import { decodePair, isPrivateUse } from '../../text/gbk.ts';
import { isHan } from '../../text/han.ts';
import { windows1252Byte, windows1252Code } from '../../text/windows1252.ts';
import type { DocumentProfile } from '../rule.ts';
import { idsBefore, isHighLatin, type MisreadPiece } from './decodeMisread.ts';
import { guesses } from './steps.ts';
import { isOrdinary } from './suspicion.ts';

/*
 * Text in pairs of bytes that was read as Windows-1252 or Latin-1 may have lost on its way the characters that nobody
 * sees: the soft hyphen (AD) and the C1 controls. Where two bytes are gone, those between them pair up again and read as
 * something else: 拉森, C0 AD C9 AD, becomes 郎, C0 C9; 要, AD 6E in Big5, becomes n. So the plain reading is compared with
 * those that arise when bytes are put back. A text that drops such bytes drops every one of them: between the two, the
 * language model alone decides.
 */

/** How much less likely (natural logarithm) every reading with bytes put back must be for the plain one to be the only one. */
const CLEAR = 7;
/** The same where a whole character would be put between two others. It left no trace, what stands there stays, and the language model seldom misses it: only a plain gap is shown. */
const CLEAR_OF_WHOLE = 2;
/** A reading that is less likely than this on the way is given up. */
const LEAST = -14;
/** Readings from one place on that are followed up. */
const BEAM = 8;
/** How many readings of a place are offered. */
const OFFERED = 5;

type Before = readonly [third: number, second: number, first: number];
type Decode = (pair: number) => number;

/** A span as it was read. */
interface Reading {
  /** One character each; two code units beyond the BMP. */
  readonly characters: readonly string[];
  readonly raw: string;
  readonly bytes: readonly number[];
  /** For each character, and at the end: its first byte, and the model ids of the three characters before it. */
  readonly offsets: readonly number[];
  readonly befores: readonly Before[];
  /** For each byte: the number of the character that begins with it, -1 within one. */
  readonly numberAt: readonly number[];
  /** Natural logarithm of how likely all before a byte is, characters that end there and before. */
  readonly logs: readonly number[];
  /** What follows. */
  readonly after: string;
}

/** Another reading of the characters `from` to `to`; `gain`: how much likelier (natural logarithm) the text is with it. */
interface Rival {
  readonly from: number;
  readonly to: number;
  readonly out: string;
  readonly gain: number;
}

/** A reading with bytes put back, up to a byte. */
interface Path {
  readonly at: number;
  readonly before: Before;
  /** Natural logarithm of how likely it is. */
  readonly log: number;
  readonly out: string;
}

/**
 * The pieces of a span all of whose bytes were read, in as many pieces as are needed for each place that may read otherwise with
 * dropped bytes put back to be one by itself, with all its readings. Such a place may reach over the ends of the span, but not
 * before `from` and not beyond `to`. The same pieces where there is none.
 */
export function withRivals(text: string, pieces: readonly MisreadPiece[], wrote: 'gb18030' | 'big5', script: DocumentProfile['script'], from: number, to: number): readonly MisreadPiece[] {
  const model = chineseModel();
  const start = pieces[0]!.start;
  const end = pieces[pieces.length - 1]!.end;
  const clean = pieces.map((piece) => piece.clean).join('');
  const written = script === 'simplified' || script === 'traditional' ? script : scriptOf(clean);
  const { bytes, share } = droppedBytes(text, text.slice(start, end), wrote, written === 'traditional');
  if (bytes.length === 0) return pieces;
  const isOfScript = (code: number) => !(written === 'simplified' && isTraditionalOnly(code)) && !(written === 'traditional' && isSimplifiedOnly(code));
  // The longer a text goes without such a byte, the likelier it dropped them.
  const clear = -CLEAR + Math.log(1 - share) * clean.length;
  const before = besidePieces(text, from, start, -1);
  const after = besidePieces(text, end, to, 1);
  const all = [...before, ...pieces, ...after];
  const reading = readingOf(text, all, model);
  const rivals = rivalsOf(reading, bytes, wrote === 'big5' ? decodeBig5Pair : decodePair, isOfScript, model).filter(({ from: a, to: b, gain }) => gain > (a === b ? -CLEAR_OF_WHOLE : clear) || (b === a + 1 && isLoneLetter(reading.characters, a)));
  return rivals.length === 0 ? pieces : cut(all, reading.characters, rivals, before.length, reading.characters.length - after.length);
}

/**
 * The same for a span of UTF-8, where a dropped byte leaves a gap: only at the end of the span a quote or dash of the good text may fill
 * it. 学 without its AD, E5 A6, and ”, 94, make 妔.
 */
export function withRivalAtEnd(text: string, pieces: readonly MisreadPiece[]): readonly MisreadPiece[] {
  const piece = pieces[pieces.length - 1]!;
  const { start, end, ends, starts } = piece;
  const first = starts[starts.length - 1]!;
  if (piece.source !== 'read' || end - first !== 3 || ends[ends.length - 1] !== end || start > first || isHighLatin(text.charCodeAt(end - 1))) return pieces;
  const model = chineseModel();
  const reading = readingOf(text, pieces, model);
  const last = reading.characters.length - 1;
  const plain = stepOf(reading.befores[last]!, reading.characters[last]!, model).log;
  const rivals = guesses([...reading.bytes.slice(-3, -1)], 'windows-1252').map((guess): Rival => {
    const step = stepOf(reading.befores[last]!, guess, model);
    const mark = stepOf(step.before, text[end - 1]!, model);
    return { from: last, to: last + 1, out: guess + text[end - 1]!, gain: step.log + mark.log - plain + gainAfter(reading, last + 1, mark.before, model) };
  }).filter(({ gain }) => gain > -CLEAR);
  if (rivals.length === 0) return pieces;
  // What was guessed or lost before stays so.
  const own = [...piece.clean];
  const moved = rivals.map((rival) => ({ ...rival, from: own.length - 1, to: own.length }));
  return [...pieces.slice(0, -1), ...cut([piece], own, moved, 0, own.length)];
}

/** The script that text is written in; undefined where it does not tell. */
function scriptOf(text: string): 'simplified' | 'traditional' | undefined {
  const { traditional, simplified } = countScripts(text);
  if (simplified > 4 * traditional) return 'simplified';
  return traditional > 4 * simplified ? 'traditional' : undefined;
}

/** One letter or two among Han characters and their marks: they stand there seldom, and may be all that is left of as many characters. */
function isLoneLetter(characters: readonly string[], at: number): boolean {
  const isLetter = (i: number) => characters[i] !== undefined && /^[@-~]$/.test(characters[i]!);
  if (!isLetter(at)) return false;
  const first = isLetter(at - 1) ? at - 1 : at;
  const last = isLetter(at + 1) ? at + 1 : at;
  const isNoAscii = (i: number) => characters[i] === undefined || characters[i]!.charCodeAt(0) >= 0x80;
  return last - first < 2 && isNoAscii(first - 1) && isNoAscii(last + 1);
}

/** How many characters beside a span may belong to it. */
const BESIDE = 2;

/** The characters right beside a span that may be bytes of it, as pieces: halves of what lost its other half. */
function besidePieces(text: string, from: number, to: number, side: -1 | 1): MisreadPiece[] {
  const found: MisreadPiece[] = [];
  for (let i = 0; i < BESIDE; i++) {
    const at = side < 0 ? to - 1 - i : from + i;
    if (at < from || at >= to) break;
    const code = text.charCodeAt(at);
    if (!(code >= 0x40 && code < 0x7f) && !isHighLatin(code)) break;
    found.push({ start: at, end: at + 1, clean: text[at]!, starts: [at], ends: [at + 1], source: 'read', alternatives: [] });
  }
  return side < 0 ? found.reverse() : found;
}

/** The bytes that may have been dropped, and about what share of the characters of such text holds one. None of a kind that still stands in the text. */
function droppedBytes(text: string, span: string, wrote: 'gb18030' | 'big5', isTraditional: boolean): { readonly bytes: readonly number[]; readonly share: number } {
  const bytes: number[] = text.includes('\u00ad') ? [] : [0xad];
  if (wrote === 'big5') return { bytes, share: 0.03 };
  if (/[\u0080-\u009f]/.test(text)) return { bytes, share: 0.01 };
  // Windows-1252 has signs for all but five of the bytes 80-9F, Latin-1 has none.
  const hasSigns = Array.from(span).some((character) => character > '\u00ff' && isHighLatin(character.charCodeAt(0)));
  for (let byte = 0x80; byte <= 0x9f; byte++) if (!hasSigns || windows1252Code(byte) === byte) bytes.push(byte);
  return { bytes, share: isTraditional ? (hasSigns ? 0.03 : 0.19) : 0.01 };
}

function readingOf(text: string, pieces: readonly MisreadPiece[], model: LanguageModel): Reading {
  const start = pieces[0]!.start;
  const end = pieces[pieces.length - 1]!.end;
  const characters = pieces.flatMap(({ clean }) => [...clean]);
  const ends = pieces.flatMap((piece) => piece.ends);
  const raw = text.slice(start, end);
  const bytes = Array.from(raw, (character) => windows1252Byte(character.charCodeAt(0)));
  const offsets = [0];
  const befores: Before[] = [idsBefore(text, start, model)];
  const numberAt = new Array<number>(bytes.length + 1).fill(-1);
  const logs = new Array<number>(bytes.length + 1).fill(0);
  numberAt[0] = 0;
  let units = 0;
  let log = 0;
  for (const [i, character] of characters.entries()) {
    units += character.length;
    const to = ends[units - 1]! - start;
    const before = befores[i]!;
    const step = stepOf(before, character, model);
    logs.fill(log, offsets[i]! + 1, to);
    log += step.log;
    logs[to] = log;
    numberAt[to] = i + 1;
    offsets.push(to);
    befores.push(step.before);
  }
  return { characters, raw, bytes, offsets, befores, numberAt, logs, after: `${text}\n`.slice(end, end + 3) };
}

/** How likely a character is after others, and the three characters before what comes next. */
function stepOf([third, second, first]: Before, character: string, model: LanguageModel): { readonly log: number; readonly before: Before } {
  // Beyond the BMP the model knows nothing: the first half stands for the whole.
  const id = model.idOf(character.charCodeAt(0));
  return { log: model.logProbability(model.after(third, second, first), id), before: [second, first, id] };
}

/** The readings that arise with bytes put back in one place and, further on, in another. */
function rivalsOf(reading: Reading, dropped: readonly number[], decode: Decode, isOfScript: (code: number) => boolean, model: LanguageModel): Rival[] {
  const { raw, bytes, offsets, befores, numberAt, logs } = reading;
  const characterOf = (pair: number): string | undefined => {
    const code = decode(pair);
    // What a letter is left of may be a rare character of a name: 漈, 9D 54, is T.
    return code !== 0 && (isOrdinary(code) || ((pair & 0xff) < 0x80 && isHan(code))) && isOfScript(code) ? String.fromCharCode(code) : undefined;
  };
  const pairedWith = new Map<number, readonly string[]>();
  /** The characters that a byte is half of, the other half dropped. */
  const halves = (byte: number): readonly string[] => {
    let found = pairedWith.get(byte);
    if (!found) {
      found = dropped.flatMap((other) => [byte < 0x80 ? undefined : characterOf((byte << 8) | other), characterOf((other << 8) | byte)]).filter((character) => character !== undefined);
      pairedWith.set(byte, found);
    }
    return found;
  };
  const wholes = dropped.flatMap((lead) => dropped.map((trail) => characterOf((lead << 8) | trail))).filter((character) => character !== undefined);
  const rivals: Rival[] = [];
  for (const [from, start] of offsets.entries()) {
    const plain = logs[start]!;
    let paths: Path[] = [{ at: start, before: befores[from]!, log: plain, out: '' }];
    const follow = (path: Path, character: string, taken: number, into: Path[]) => {
      const at = path.at + taken;
      const step = stepOf(path.before, character, model);
      const next: Path = { at, before: step.before, log: path.log + step.log, out: path.out + character };
      if (next.log - logs[at]! < LEAST) return;
      const to = numberAt[at]!;
      if (to < 0) into.push(next);
      else rivals.push({ from, to, out: next.out, gain: next.log - logs[at]! + gainAfter(reading, to, next.before, model) });
    };
    for (const character of wholes) follow(paths[0]!, character, 0, paths);
    while (paths.length > 0) {
      const next: Path[] = [];
      for (const path of paths) {
        if (path.at === bytes.length) continue;
        const byte = bytes[path.at]!;
        for (const character of halves(byte)) follow(path, character, 1, next);
        if (path.at === start) continue;
        // A letter, or a quote or dash as such.
        if (byte < 0x80 || !isHighLatin(raw.charCodeAt(path.at))) follow(path, raw[path.at]!, 1, next);
        if (byte >= 0x80 && path.at + 1 < bytes.length) {
          const code = decode((byte << 8) | bytes[path.at + 1]!);
          if (code !== 0 && !isPrivateUse(code)) follow(path, String.fromCharCode(code), 2, next);
        }
      }
      paths = next.sort((a, b) => b.log - a.log).slice(0, BEAM);
    }
  }
  return rivals;
}

/** How much likelier the next characters are after another reading than after the plain one. */
function gainAfter({ characters, befores, after }: Reading, to: number, before: Before, model: LanguageModel): number {
  let gain = 0;
  let plain = befores[to]!;
  for (const character of [...characters.slice(to, to + 3), ...after].slice(0, 3)) {
    const own = stepOf(before, character, model);
    const other = stepOf(plain, character, model);
    gain += own.log - other.log;
    before = own.before;
    plain = other.before;
  }
  return gain;
}

/** The pieces, cut so that each place with rivals is one by itself; of the characters before `first` and from `last` on only those in such a place. */
function cut(pieces: readonly MisreadPiece[], characters: readonly string[], rivals: readonly Rival[], first: number, last: number): MisreadPiece[] {
  const clean = characters.join('');
  const starts = pieces.flatMap((piece) => piece.starts);
  const ends = pieces.flatMap((piece) => piece.ends);
  const units = [0];
  for (const character of characters) units.push(units[units.length - 1]! + character.length);
  const found: MisreadPiece[] = [];
  const addPlain = (from: number, to: number) => {
    const [a, b] = [units[Math.max(from, first)]!, units[Math.min(to, last)]!];
    if (a < b) found.push({ start: starts[a]!, end: ends[b - 1]!, clean: clean.slice(a, b), starts: starts.slice(a, b), ends: ends.slice(a, b), source: 'read', alternatives: [] });
  };
  let done = 0;
  for (const [from, to] of places(rivals, characters.length)) {
    const [a, b] = [units[from]!, units[to]!];
    // What would add a whole character comes after what stands there.
    const readings = [{ out: clean.slice(a, b), gain: 0 }];
    for (const rival of rivals) if (rival.from >= from && rival.to <= to) readings.push({ out: clean.slice(a, units[rival.from]) + rival.out + clean.slice(units[rival.to]!, b), gain: rival.from === rival.to ? Math.min(rival.gain, -1) : rival.gain });
    readings.sort((x, y) => y.gain - x.gain);
    const offered = readings.slice(0, OFFERED);
    if (!offered.some(({ gain }) => gain === 0)) offered.push(readings.find(({ gain }) => gain === 0)!);
    const [best, ...others] = offered.map(({ out }) => out) as [string, ...string[]];
    addPlain(done, from);
    const start = starts[a]!;
    const end = ends[b - 1]!;
    found.push({ start, end, clean: best, starts: new Array<number>(best.length).fill(start), ends: new Array<number>(best.length).fill(end), source: 'rival', alternatives: others });
    done = to;
  }
  addPlain(done, characters.length);
  return found;
}

/** The stretches of characters that rivals are of, in order; those that overlap are one, and none is empty. */
function places(rivals: readonly Rival[], length: number): [from: number, to: number][] {
  const found: [number, number][] = [];
  const stretches = rivals.map(({ from, to }): [number, number] => (from < to ? [from, to] : from > 0 ? [from - 1, to] : [0, 1])).sort((a, b) => a[0] - b[0]);
  for (const [from, to] of stretches) {
    const last = found[found.length - 1];
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, Math.min(to, length)]);
  }
  return found;
}
