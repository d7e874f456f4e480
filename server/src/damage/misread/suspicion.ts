import { decodeBig5Pair, encodeBig5Pair } from '../../text/big5.ts';
import { isSimplifiedOnly, isTraditionalOnly } from '../../text/fold.ts';
import { decodePair, encodePair, isCommonHan } from '../../text/gbk.ts';
import { isHan } from '../../text/han.ts';
import { windows1252Byte } from '../../text/windows1252.ts';
import type { DocumentProfile } from '../rule.ts';
import { MISREADINGS, type Misreading } from './bytesRead.ts';
import { stepsFrom } from './steps.ts';

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
/** As GBK_AS_BIG5, but not in a text that is in traditional script. */
const GBK_AS_BIG5_IF_NOT_TRADITIONAL = 64;
/** As BIG5_AS_GBK, but not in a text that is in simplified script. */
const BIG5_AS_GBK_IF_NOT_SIMPLIFIED = 128;
/** Latin letters and signs in UTF-8 read as GBK: Windows-1252 and UTF-8 as GBK, one after the other. */
const LATIN_AS_GBK = 256;

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
    if (code !== 0xb7 && code !== 0xd7 && code !== 0xb0 && code < 0x2123 && windows1252Byte(code) >= 0x80) sign |= AS_LATIN;
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

/** The stretches of a text that are worth a closer look, in order; they do not overlap. Empty for nearly all good text. One table look-up a code unit. */
export function suspects(text: string, script: DocumentProfile['script']): Suspect[] {
  const table = signTable();
  const found: { start: number; end: number; misreadings: number }[] = [];
  const open = (from: number, to: number, misreadings: number) => {
    const start = Math.max(0, from - MARGIN);
    const end = Math.min(text.length, to + MARGIN);
    const last = found[found.length - 1];
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.misreadings |= misreadings;
    } else found.push({ start, end, misreadings });
  };
  let mask = 0x1ff & ~(script === 'traditional' ? GBK_AS_BIG5_IF_NOT_TRADITIONAL : 0) & ~(script === 'simplified' ? BIG5_AS_GBK_IF_NOT_SIMPLIFIED : 0);
  // Text in the other script has many characters of it and few rare ones; text in Japanese has more kana than Big5 ever makes.
  let rare = 0;
  let otherScript = 0;
  let kana = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const sign = table[code]!;
    if (sign === 0) continue;
    if (sign & (GBK_AS_BIG5 | BIG5_AS_GBK)) rare++;
    if (sign & (GBK_AS_BIG5_IF_NOT_TRADITIONAL | BIG5_AS_GBK_IF_NOT_SIMPLIFIED)) otherScript++;
    if (isKana(code)) kana++;
  }
  if (otherScript > 4 && rare < otherScript) mask &= ~(GBK_AS_BIG5_IF_NOT_TRADITIONAL | BIG5_AS_GBK_IF_NOT_SIMPLIFIED);
  if (kana > 8 && kana > 0.35 * text.length) mask &= ~BIG5_AS_GBK;
  const latin: number[] = [];
  const fromBig5: number[] = [];
  const fromGbk: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const sign = table[text.charCodeAt(i)]! & mask;
    if (sign === 0) continue;
    if (sign & UTF8_AS_GBK && readsAsUtf8(text, i)) open(i, i + 1, UTF8_AS_GBK);
    if (sign & AS_LATIN && counts(latin, i, 3)) open(latin[0]!, i + 1, AS_LATIN);
    if (sign & (BIG5_AS_GBK | BIG5_AS_GBK_IF_NOT_SIMPLIFIED) && (counts(fromBig5, i, 2) || isKana(text.charCodeAt(i)) || (script === 'traditional' && sign & BIG5_AS_GBK_IF_NOT_SIMPLIFIED))) open(fromBig5[0]!, i + 1, BIG5_AS_GBK);
    if (sign & (GBK_AS_BIG5 | GBK_AS_BIG5_IF_NOT_TRADITIONAL) && (counts(fromGbk, i, script === 'traditional' ? 3 : 2) || (script === 'simplified' && sign & GBK_AS_BIG5_IF_NOT_TRADITIONAL))) open(fromGbk[0]!, i + 1, GBK_AS_BIG5);
  }
  return found;
}

/** Big5's commonest row, A4, is Hiragana in GBK. */
function isKana(code: number): boolean {
  return code >= 0x3041 && code <= 0x30f6;
}

/** Adds a place; true if the last `enough` ones, which is all that is kept, are near each other. */
function counts(places: number[], at: number, enough: number): boolean {
  places.push(at);
  if (places.length > enough) places.shift();
  return places.length === enough && at - places[0]! < REACH;
}

/** True if the bytes here give two ordinary characters, or one before the bytes end. */
function readsAsUtf8(text: string, start: number): boolean {
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

/** The offsets where misread UTF-8 may begin, by what stands there alone. */
export function utf8Starts(text: string, read: Misreading['read']): number[] {
  const table = signTable();
  const sign = read === 'windows-1252' ? AS_LATIN : UTF8_AS_GBK | LATIN_AS_GBK;
  const found: number[] = [];
  for (let i = 0; i < text.length; i++) if (table[text.charCodeAt(i)]! & sign) found.push(i);
  return found;
}
