import { decodeBig5Pair, encodeBig5Pair } from '../../text/big5.ts';
import { isSimplifiedOnly, isTraditionalOnly } from '../../text/fold.ts';
import { decodePair, encodePair, isCommonHan } from '../../text/gbk.ts';
import { isHan } from '../../text/han.ts';
import { windows1252Byte } from '../../text/windows1252.ts';
import type { DocumentProfile } from '../rule.ts';
import { bytesRead, MISREADINGS, type Misreading } from './bytesRead.ts';
import { hasSecondCode, stepsFrom } from './steps.ts';

/** A stretch of a text that may be misread, with a margin of good text; `misreadings` has bit i set where {@link MISREADINGS}[i] may be what happened. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
  readonly misreadings: number;
}

const ALL_SIGNS = 0x3ff;
const UTF8_AS_GBK = 1;
const AS_LATIN = 2 | 4 | 8;
const BIG5_AS_GBK = 16;
const GBK_AS_BIG5 = 32;
/** As GBK_AS_BIG5, but not in a text that is in traditional script. */
const GBK_AS_BIG5_IF_NOT_TRADITIONAL = 64;
/** As BIG5_AS_GBK, but not in a text that is in simplified script. */
const BIG5_AS_GBK_IF_NOT_SIMPLIFIED = 128;
/** Latin letters and signs in UTF-8 read as GBK: Windows-1252 and UTF-8 as GBK, one after the other. */
const LATIN_AS_GBK = 256;
/** Of AS_LATIN, what is no quote, dash or dots of Chinese text: these mean nothing by themselves. */
const LATIN_LETTER = 512;

/** Signs of pairs read as other pairs. */
const PAIRS = BIG5_AS_GBK | GBK_AS_BIG5 | GBK_AS_BIG5_IF_NOT_TRADITIONAL | BIG5_AS_GBK_IF_NOT_SIMPLIFIED;

/** By code unit: of which misreadings it is a sign. */
let signs: Uint16Array | undefined;

/** Built at first use, in some milliseconds. */
function signTable(): Uint16Array {
  if (signs) return signs;
  signs = new Uint16Array(65_536);
  for (let code = 0x80; code < 0x10000; code++) {
    let sign = 0;
    const gbk = encodePair(code);
    const lead = gbk >> 8;
    const trail = gbk & 0xff;
    if ((lead >= 0xe2 && lead <= 0xe9 || lead === 0xef) && trail >= 0x80 && trail <= 0xbf) sign |= UTF8_AS_GBK;
    if ((lead >= 0xc2 && lead <= 0xc6 || lead === 0xcb || lead === 0xe2) && trail >= 0x80 && trail <= 0xbf) sign |= LATIN_AS_GBK;
    if (code !== 0xb7 && code !== 0xd7 && code !== 0xb0 && code < 0x2123 && windows1252Byte(code) >= 0x80) sign |= code >= 0x2014 && code <= 0x2026 ? AS_LATIN : AS_LATIN | LATIN_LETTER;
    if (gbk !== 0 && isOrdinary(decodeBig5Pair(gbk))) {
      if (!isOrdinary(code)) sign |= BIG5_AS_GBK;
      else if (isSimplifiedOnly(code)) sign |= BIG5_AS_GBK_IF_NOT_SIMPLIFIED;
    }
    const big5 = encodeBig5Pair(code);
    if (big5 !== 0 && isOrdinary(decodePair(big5))) {
      if (!isOrdinary(code)) sign |= GBK_AS_BIG5;
      else if (isTraditionalOnly(code)) sign |= GBK_AS_BIG5_IF_NOT_TRADITIONAL;
    }
    signs[code] = sign;
  }
  return signs;
}

/** A common Han character, or a mark or sign of Chinese text. */
export function isOrdinary(code: number): boolean {
  if (isHan(code)) return isCommonHan(code);
  return (code >= 0x3000 && code <= 0x3011) || (code >= 0xff01 && code <= 0xff5e) || (code >= 0x2014 && code <= 0x2026) || code === 0xb7 || code === 0xd7;
}

/** How far back signs are counted, in code units. One sign is seldom enough: it is where it cannot be in good text of the document's script. */
const REACH = 6;
const MARGIN = 12;

/**
 * The stretches of a text that are worth a closer look, in order; they do not overlap. Empty for nearly all good text,
 * which costs one table look-up a code unit.
 */
export function suspects(text: string, script: DocumentProfile['script']): Suspect[] {
  const table = signTable();
  let mask = ALL_SIGNS & ~(script === 'traditional' ? GBK_AS_BIG5_IF_NOT_TRADITIONAL : 0) & ~(script === 'simplified' ? BIG5_AS_GBK_IF_NOT_SIMPLIFIED : 0);
  let any = 0;
  for (let i = 0; i < text.length; i++) any |= table[text.charCodeAt(i)]!;
  if (!(any & LATIN_LETTER)) mask &= ~AS_LATIN;
  if (!(any & mask)) return [];
  if (any & mask & PAIRS) mask &= pairSigns(text, table);
  return any & mask ? stretches(text, script, table, mask) : [];
}

/** The signs that a text of this make-up does not have by nature: text in the other script has many characters of it and few rare ones; text in Japanese has more kana than Big5 ever makes. */
function pairSigns(text: string, table: Uint16Array): number {
  let rare = 0;
  let otherScript = 0;
  let kana = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const sign = table[code]!;
    if (!(sign & PAIRS)) continue;
    if (sign & (GBK_AS_BIG5 | BIG5_AS_GBK)) rare++;
    if (sign & (GBK_AS_BIG5_IF_NOT_TRADITIONAL | BIG5_AS_GBK_IF_NOT_SIMPLIFIED)) otherScript++;
    if (isKana(code)) kana++;
  }
  let mask = ALL_SIGNS;
  if (otherScript > 4 && rare < otherScript) mask &= ~(GBK_AS_BIG5_IF_NOT_TRADITIONAL | BIG5_AS_GBK_IF_NOT_SIMPLIFIED);
  if (kana > 8 && kana > 0.35 * text.length) mask &= ~BIG5_AS_GBK;
  return mask;
}

function stretches(text: string, script: DocumentProfile['script'], table: Uint16Array, mask: number): Suspect[] {
  const found: { start: number; end: number; misreadings: number }[] = [];
  const open = (from: number, to: number, misreadings: number) => {
    let start = Math.max(0, from - MARGIN);
    const end = Math.min(text.length, to + MARGIN);
    const last = found[found.length - 1];
    for (let i = from - 1; i >= Math.max(last?.end ?? 0, start); i--) {
      // Single signs before it may belong to it: they are all that short words of good characters leave.
      if (table[text.charCodeAt(i)]! & mask & signsOf(misreadings)) start = Math.max(0, i - MARGIN);
    }
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.misreadings |= misreadings;
    } else found.push({ start, end, misreadings });
  };
  const latin = new Near(3);
  const fromBig5 = new Near(2);
  const fromGbk = new Near(script === 'traditional' ? 3 : 2);
  let letter = -REACH;
  for (let i = 0; i < text.length; i++) {
    const sign = table[text.charCodeAt(i)]! & mask;
    if (sign === 0) continue;
    const last = found[found.length - 1];
    if (last && i < last.end && sign & signsOf(last.misreadings)) last.end = Math.min(text.length, i + 1 + MARGIN);
    if (sign & UTF8_AS_GBK && readsAsUtf8(text, i)) open(i, i + 1, UTF8_AS_GBK);
    if (sign & AS_LATIN) {
      if (sign & LATIN_LETTER) letter = i;
      if (latin.add(i) && i - letter < REACH) open(latin.first, i + 1, AS_LATIN);
    }
    if (sign & (BIG5_AS_GBK | BIG5_AS_GBK_IF_NOT_SIMPLIFIED) && (fromBig5.add(i) || isKana(text.charCodeAt(i)) || (script === 'traditional' && sign & BIG5_AS_GBK_IF_NOT_SIMPLIFIED))) open(fromBig5.first, i + 1, BIG5_AS_GBK);
    if (sign & (GBK_AS_BIG5 | GBK_AS_BIG5_IF_NOT_TRADITIONAL) && (fromGbk.add(i) || (script === 'simplified' && sign & GBK_AS_BIG5_IF_NOT_TRADITIONAL))) open(fromGbk.first, i + 1, GBK_AS_BIG5);
  }
  return found;
}

/** Big5's commonest row, A4, is Hiragana in GBK. */
function isKana(code: number): boolean {
  return code >= 0x3041 && code <= 0x30f6;
}

/** The signs of misreadings of pairs as pairs; of others each is a sign by itself. */
function signsOf(misreadings: number): number {
  return (misreadings & BIG5_AS_GBK ? BIG5_AS_GBK | BIG5_AS_GBK_IF_NOT_SIMPLIFIED : 0) | (misreadings & GBK_AS_BIG5 ? GBK_AS_BIG5 | GBK_AS_BIG5_IF_NOT_TRADITIONAL : 0);
}

/** The last two or three places of a kind of sign. */
class Near {
  private readonly enough: 2 | 3;
  private third = -1;
  private second = -1;
  private last = -1;

  constructor(enough: 2 | 3) {
    this.enough = enough;
  }

  /** Adds a place; true if the last `enough` ones are near each other. */
  add(at: number): boolean {
    this.third = this.second;
    this.second = this.last;
    this.last = at;
    const first = this.enough === 3 ? this.third : this.second;
    return first >= 0 && at - first < REACH;
  }

  /** The first of the last `enough` places, or of those that there are. */
  get first(): number {
    if (this.enough === 3 && this.third >= 0) return this.third;
    return this.second >= 0 ? this.second : this.last;
  }
}

/** True where a text that was got back reads as misread UTF-8 or as bytes in Latin letters: then it is not what was written. */
export function isStillMisread(text: string): boolean {
  return suspects(text, 'none').some(({ misreadings }) => misreadings & (UTF8_AS_GBK | AS_LATIN));
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

/** The offsets where text that was saved as UTF-8 and misread may begin, by what stands there and after it; empty for nearly all good text. */
export function utf8Starts(text: string, read: Misreading['read']): number[] {
  const table = signTable();
  const sign = read === 'windows-1252' ? LATIN_LETTER : UTF8_AS_GBK | LATIN_AS_GBK;
  const found: number[] = [];
  for (let i = 0; i < text.length; i++) if (table[text.charCodeAt(i)]! & sign && goesOnAsUtf8(text, i, read)) found.push(i);
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
