import { chineseCharacterLog } from '../../lexicon/chineseModel.ts';
import { decodeBig5Pair, encodeBig5Pair } from '../../text/big5.ts';
import { decodePair, encodePair, isCommonHan } from '../../text/gbk.ts';
import { isHan } from '../../text/han.ts';
import { windows1252Byte } from '../../text/windows1252.ts';
import { bytesRead, MISREADINGS, type Misreading } from './bytesRead.ts';
import { hasSecondCode, stepsFrom } from './steps.ts';

/** A stretch of a text that may be misread, with a margin of good text; `misreadings` has bit i set where {@link MISREADINGS}[i] may be what happened. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
  readonly misreadings: number;
}

const UTF8_AS_GBK = 1;
const AS_LATIN = 2 | 4 | 8;
const BIG5_AS_GBK = 16;
const GBK_AS_BIG5 = 32;
/** Latin letters and signs in UTF-8 read as GBK: Windows-1252 and UTF-8 as GBK, one after the other. */
const LATIN_AS_GBK = 256;
/** Of AS_LATIN, what is no quote, dash or dots of Chinese text: these mean nothing by themselves. */
const LATIN_LETTER = 512;

/** What a code unit tells by itself. */
interface Tables {
  /** Of which misreadings it is a sign. */
  readonly signs: Uint16Array;
  /** How much likelier in Chinese text the character is that its two bytes of GBK stand for in Big5: natural logarithm times {@link SCALE}. 0 for ASCII, which is the same in both. */
  readonly asBig5: Int8Array;
  /** The same of its two bytes of Big5, in GBK. */
  readonly asGbk: Int8Array;
}

const SCALE = 8;
/** The most that one character tells, for or against; against where its bytes are none of the other encoding. Natural logarithm. */
const MOST = 10;
/** The least likely that a character is taken to be, and how likely kana are, which the model does not know: Japanese names stand in Chinese text. Natural logarithms. */
const LEAST_LOG = -13;
const KANA_LOG = -8;

/** Windows-1252 has nothing from here on. */
const LAST_LATIN = 0x2123;

let built: Tables | undefined;

/** Built at first use, in some tens of milliseconds. */
function tables(): Tables {
  if (built) return built;
  const log = chineseCharacterLog();
  const logs = new Float32Array(65_536);
  for (let code = 0x80; code < 0x10000; code++) if (encodePair(code) !== 0 || encodeBig5Pair(code) !== 0) logs[code] = Math.max(LEAST_LOG, log(code));
  const gain = (code: number, as: number) => SCALE * (as === 0 ? -MOST : Math.max(-MOST, Math.min(MOST, logs[as]! - (isKana(code) ? KANA_LOG : logs[code]!))));
  const signs = new Uint16Array(65_536);
  const asBig5 = new Int8Array(65_536);
  const asGbk = new Int8Array(65_536);
  // What has no bytes in either speaks as much against the one as against the other.
  asBig5.fill(-MOST * SCALE, 0x80);
  asGbk.fill(-MOST * SCALE, 0x80);
  for (let code = 0x80; code < 0x10000; code++) {
    const gbk = encodePair(code);
    const big5 = encodeBig5Pair(code);
    if (gbk === 0 && big5 === 0 && code >= LAST_LATIN && code !== 0xfffd) continue;
    const lead = gbk >> 8;
    const trail = gbk & 0xff;
    let sign = 0;
    if ((lead >= 0xe2 && lead <= 0xe9 || lead === 0xef) && trail >= 0x80 && trail <= 0xbf) sign |= UTF8_AS_GBK;
    if ((lead >= 0xc2 && lead <= 0xc6 || lead === 0xcb || lead === 0xe2) && trail >= 0x80 && trail <= 0xbf) sign |= LATIN_AS_GBK;
    if (code !== 0xb7 && code !== 0xd7 && code !== 0xb0 && code < LAST_LATIN && windows1252Byte(code) >= 0x80) sign |= code >= 0x2014 && code <= 0x2026 ? AS_LATIN : AS_LATIN | LATIN_LETTER;
    signs[code] = sign;
    // What stands for lost bytes tells nothing either way.
    if (code === 0xfffd) {
      asBig5[code] = asGbk[code] = 0;
      continue;
    }
    asBig5[code] = gain(code, gbk === 0 ? 0 : decodeBig5Pair(gbk));
    asGbk[code] = gain(code, big5 === 0 ? 0 : decodePair(big5));
  }
  built = { signs, asBig5, asGbk };
  return built;
}

/** A common Han character, or a mark or sign of Chinese text. */
export function isOrdinary(code: number): boolean {
  if (isHan(code)) return isCommonHan(code);
  return (code >= 0x3000 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e) || (code >= 0x2014 && code <= 0x2026) || code === 0xb7 || code === 0xd7;
}

/** How near each other signs are that belong together. One is not enough. Code units. */
const REACH = 6;
const SIGNS = 3;
/** Good text that is looked at on both sides. Code units. */
const MARGIN = 12;
/** How much likelier a run of characters must be, each exchanged for what its bytes stand for in the other encoding, and how much of that it may lose again before it ends. */
const ENOUGH = 8 * SCALE;
const DROP = 10 * SCALE;

/** Every sign of misreading that a text shows somewhere, a bit each; 0 for one that shows none. Three table look-ups a code unit. */
export function signsIn(text: string): number {
  const { signs, asBig5, asGbk } = tables();
  let shown = 0;
  // The greatest sum of a run, after Kadane.
  let big5 = 0;
  let gbk = 0;
  let most = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    shown |= signs[code]!;
    big5 = Math.max(0, big5 + asBig5[code]!);
    gbk = Math.max(0, gbk + asGbk[code]!);
    if (big5 > most) most = big5;
    if (gbk > most) most = gbk;
  }
  return most < ENOUGH ? shown : shown | BIG5_AS_GBK | GBK_AS_BIG5;
}

/** The stretches of a text with these {@link signsIn} it that are worth a closer look, in order; they do not overlap. Empty for nearly all good text. */
export function suspects(text: string, shown: number): readonly Suspect[] {
  const { signs, asBig5, asGbk } = tables();
  const found: Suspect[] = shown & (LATIN_LETTER | UTF8_AS_GBK) ? signed(text, signs) : [];
  if (shown & (BIG5_AS_GBK | GBK_AS_BIG5)) found.push(...exchanged(text, asBig5, BIG5_AS_GBK), ...exchanged(text, asGbk, GBK_AS_BIG5));
  return found.length < 2 ? found : joined(found.sort((a, b) => a.start - b.start));
}

function around(text: string, start: number, end: number, misreadings: number): Suspect {
  return { start: Math.max(0, start - MARGIN), end: Math.min(text.length, end + MARGIN), misreadings };
}

function joined(found: readonly Suspect[]): Suspect[] {
  const out: Suspect[] = [];
  for (const each of found) {
    const last = out[out.length - 1];
    if (last && each.start <= last.end) out[out.length - 1] = { start: last.start, end: Math.max(last.end, each.end), misreadings: last.misreadings | each.misreadings };
    else out.push(each);
  }
  return out;
}

/** Around runs of characters that are likelier with their bytes read in the other encoding. */
function exchanged(text: string, gains: Int8Array, misreading: number): Suspect[] {
  const found: Suspect[] = [];
  let start = 0;
  let end = 0;
  let sum = 0;
  let most = 0;
  for (let i = 0; i <= text.length; i++) {
    const gain = i < text.length ? gains[text.charCodeAt(i)]! : -DROP;
    if (sum === 0) {
      start = i;
      most = 0;
    }
    sum = Math.max(0, sum + gain);
    if (sum > most) {
      most = sum;
      end = i + 1;
    }
    if (sum > 0 && sum >= most - DROP && i < text.length) continue;
    if (most >= ENOUGH) found.push(around(text, start, end, misreading));
    sum = 0;
  }
  return found;
}

/** Around characters that are signs by themselves. */
function signed(text: string, signs: Uint16Array): Suspect[] {
  const found: Suspect[] = [];
  /** Where the last signs of bytes read as Latin letters are. */
  const latin = new Array<number>(SIGNS).fill(-REACH);
  let letter = -REACH;
  for (let i = 0; i < text.length; i++) {
    const sign = signs[text.charCodeAt(i)]!;
    if (sign & UTF8_AS_GBK && readsAsUtf8(text, i)) found.push(around(text, i, i + 1, UTF8_AS_GBK));
    if (!(sign & AS_LATIN)) continue;
    if (sign & LATIN_LETTER) letter = i;
    latin.shift();
    latin.push(i);
    if (i - latin[0]! < REACH && i - letter < REACH) found.push(around(text, latin[0]!, i + 1, AS_LATIN));
  }
  return found;
}

/** Big5's commonest row, A4, is Hiragana in GBK. */
function isKana(code: number): boolean {
  return code >= 0x3041 && code <= 0x30f6;
}

/** True where a text that was got back reads as misread UTF-8 or as bytes in Latin letters: then it is not what was written. */
export function isStillMisread(text: string): boolean {
  return suspects(text, signsIn(text)).some(({ misreadings }) => misreadings & (UTF8_AS_GBK | AS_LATIN));
}

/** True if the bytes here give two ordinary characters, or one before the bytes end. */
function readsAsUtf8(text: string, start: number): boolean {
  // Of good text nearly all is turned away here: the bytes of the next character do not go on as UTF-8 does.
  const next = start + 1 < text.length ? text.charCodeAt(start + 1) : 0;
  if (isHan(next) && encodePair(next) >> 8 >= 0xc0) return false;
  let at = start;
  let pending = -1;
  for (let count = 0; count < 2; count++) {
    const [step] = stepsFrom(text, at, pending, MISREADINGS[0]!);
    const isMarked = step !== undefined && (text.charCodeAt(step.end - 1) === 0xfffd || text.charCodeAt(step.end - 1) === 0x3f);
    if (step && step.source !== 'read' && (isMarked || count > 0)) return isMarked || step.end >= text.length || text.charCodeAt(step.end) < 0x80;
    if (step?.source !== 'read' || !isOrdinary(step.out.charCodeAt(0))) return count > 0 && pending < 0 && at < text.length && text.charCodeAt(at) < 0x80;
    ({ end: at, pending } = step);
  }
  return true;
}

/** The offsets where text that was saved as UTF-8 and misread may begin, by what stands there and after it, in a text with these {@link signsIn} it; empty for nearly all good text. */
export function utf8Starts(text: string, read: Misreading['read'], shown: number): readonly number[] {
  const sign = read === 'windows-1252' ? LATIN_LETTER : UTF8_AS_GBK | LATIN_AS_GBK;
  if (!(shown & sign)) return [];
  const { signs } = tables();
  const found: number[] = [];
  for (let i = 0; i < text.length; i++) if (signs[text.charCodeAt(i)]! & sign && goesOnAsUtf8(text, i, read)) found.push(i);
  return found;
}

/** True if two characters beyond ASCII can be read from the bytes of UTF-8 here. Allocates nothing, unlike the steps of a search. */
function goesOnAsUtf8(text: string, start: number, read: Misreading['read']): boolean {
  let count = 0;
  /** Bytes that the character still needs. */
  let more = 0;
  for (let i = start; i < text.length; i++) {
    const bytes = bytesRead(text.charCodeAt(i), read);
    // A character with two codes, or a mark of loss: let the search say.
    if (bytes < 0 || bytes === 0x3f || hasSecondCode(text.charCodeAt(i), read)) return i > start;
    for (let rest = bytes > 0xff ? 2 : 1; rest > 0; rest--) {
      const byte = rest === 2 ? bytes >> 8 : bytes & 0xff;
      if (more > 0) {
        if (byte < 0x80 || byte > 0xbf) return false;
        if (--more === 0 && ++count === 2) return true;
      } else if (byte >= 0x80) {
        if (byte < 0xc2 || byte > 0xf4) return false;
        more = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      }
    }
  }
  return count > 1;
}
