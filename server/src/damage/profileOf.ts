import { isSimplifiedOnly, isTraditionalOnly } from '../text/fold.ts';
import { encodePair } from '../text/gbk.ts';
import { isHan } from '../text/han.ts';
import { splitParagraphs, type Paragraph } from '../text/paragraphs.ts';
import { doubledMarksIn } from './doubledMarks.ts';
import { glossesIn } from './glosses.ts';
import type { DocumentProfile } from './rule.ts';

const TRADITIONAL = 1;
const SIMPLIFIED = 2;
const HAN = 4;
const BRACKET = 8;
const COMMA = 16;
const WIDE = 32;
const QUESTION = 64;
const PRIVATE = 128;
/** By code unit, what it tells of its document. */
const sortOf = new Uint8Array(65_536);
for (let code = 0x3000; code < 65_536; code++) sortOf[code] = isTraditionalOnly(code) ? TRADITIONAL : isSimplifiedOnly(code) ? SIMPLIFIED : isHan(code) ? HAN : 0;
for (const code of [0xff01, 0xff08, 0xff09, 0xff0c, 0xff1a, 0xff1b, 0xff1f]) sortOf[code] = WIDE;
for (const code of [0x28, 0xff08]) sortOf[code]! |= BRACKET;
for (const code of [0x2c, 0xff0c]) sortOf[code]! |= COMMA;
for (const code of [0x3f, 0xfffd]) sortOf[code]! |= QUESTION;
for (let code = 0xe000; code <= 0xe765; code++) sortOf[code] = PRIVATE;

/** What a paragraph adds to the profile of its document. Depends on its text alone. */
export interface ProfileShare {
  readonly traditional: number;
  readonly simplified: number;
  readonly han: boolean;
  readonly wideMarks: boolean;
  readonly privateUse: boolean;
  readonly marksApart: boolean;
  /** Doubled marks that a machine made: two commas, and others. */
  readonly twoCommas: number;
  readonly beforeOther: number;
  /** Characters that carry a gloss, each as often as it does. */
  readonly glossed: string;
}

/** What the paragraphs of a document add up to. Kept from one version to the next, so that an edit costs what it touches. */
export class ProfileTally {
  #traditional = 0;
  #simplified = 0;
  #han = 0;
  #wideMarks = 0;
  #privateUse = 0;
  #marksApart = 0;
  #beforeOther = 0;
  #twoCommas = 0;
  /** By character: how often it carries a gloss. */
  readonly #glossed = new Map<string, number>();
  /** By code unit: how often it stands in the paragraphs; undefined where nobody counts. */
  readonly #occurrences: Uint32Array | undefined;

  /** Without `lasting` it costs less, and {@link profile} has to be given the paragraphs. */
  constructor(lasting: boolean) {
    this.#occurrences = lasting ? new Uint32Array(65_536) : undefined;
  }

  /** Counts a paragraph; with `times` -1, takes one out that was counted before. */
  count(text: string, share: ProfileShare, times: 1 | -1 = 1): void {
    this.#traditional += share.traditional * times;
    this.#simplified += share.simplified * times;
    this.#beforeOther += share.beforeOther * times;
    this.#twoCommas += share.twoCommas * times;
    if (share.han) this.#han += times;
    if (share.wideMarks) this.#wideMarks += times;
    if (share.privateUse) this.#privateUse += times;
    if (share.marksApart) this.#marksApart += times;
    for (let i = 0; i < share.glossed.length; i++) {
      const character = share.glossed[i]!;
      const count = (this.#glossed.get(character) ?? 0) + times;
      if (count === 0) this.#glossed.delete(character);
      else this.#glossed.set(character, count);
    }
    const occurrences = this.#occurrences;
    if (occurrences) for (let i = 0; i < text.length; i++) occurrences[text.charCodeAt(i)]! += times;
  }

  /** The profile of a document of these paragraphs, all of which have been counted. */
  profile(paragraphs: readonly Pick<Paragraph, 'text'>[]): DocumentProfile {
    const glossed = this.#glossed;
    // Two commas alone are an empty cell of a table; a machine doubles other marks too.
    const doubledMarks = this.#beforeOther > 0 || glossed.size >= 3 ? this.#beforeOther + this.#twoCommas : 0;
    return {
      script: scriptOf(this.#traditional, this.#simplified, this.#han > 0),
      glossedCharacters: Math.min(3, glossed.size),
      doubledMarks: Math.min(3, doubledMarks),
      wideMarks: this.#wideMarks > 0,
      marksApart: this.#marksApart > 0,
      privateUse: this.#privateUse > 0,
      alwaysGlossed: glossed.size < 3 ? '' : this.#occurrences ? alwaysGlossed(glossed, this.#occurrences) : alwaysGlossedIn(paragraphs, glossed),
    };
  }
}

/** What a document is like as a whole, from its text or its paragraphs. Linear in its length. */
export function profileOf(document: string | readonly Pick<Paragraph, 'text'>[]): DocumentProfile {
  const paragraphs = typeof document === 'string' ? splitParagraphs(document) : document;
  const tally = new ProfileTally(false);
  for (const { text } of paragraphs) tally.count(text, shareOf(text));
  return tally.profile(paragraphs);
}

/** What a paragraph adds to the profile of its document. */
export function shareOf(text: string): ProfileShare {
  let traditional = 0;
  let simplified = 0;
  let twoCommas = 0;
  let beforeOther = 0;
  let glossed = '';
  let sorts = 0;
  for (let i = 0; i < text.length; i++) {
    const sort = sortOf[text.charCodeAt(i)]!;
    sorts |= sort;
    traditional += sort & TRADITIONAL;
    simplified += (sort & SIMPLIFIED) >> 1;
  }
  if (sorts & BRACKET) {
    for (const gloss of glossesIn(text)) {
      if (gloss.characters > 1 && !gloss.toned) continue; // 淘宝(taobao) tells nothing
      glossed += text.slice(gloss.start - gloss.characters, gloss.start);
    }
  }
  if (sorts & COMMA) {
    for (const { byMachine, mark } of doubledMarksIn(text)) {
      if (!byMachine) continue;
      if (mark === ',' || mark === '，') twoCommas++;
      else beforeOther++;
    }
  }
  return { traditional, simplified, han: (sorts & HAN) !== 0, wideMarks: (sorts & WIDE) !== 0, privateUse: (sorts & PRIVATE) !== 0, marksApart: (sorts & QUESTION) !== 0 && hasMarksApart(text), twoCommas, beforeOther, glossed };
}

/** A `?` at the start, behind a character or a comma, and before a mark that no writer puts there, with more text right behind: `?;` `?<`; or `?!` and `??` where the text comes to another `?,` soon, or goes on in a way that no text does. */
const APART = /(?:^|[\u3400-\u9fff”’》,，])[?\ufffd](?:[;:<(，；：＜（](?=([\u3041-\u9fff]{1,12}))|[!?！？](?=([\u3041-\u9fff][^,，。?]{0,60})[?][,;:，；：])|[!?！？](?=([^,，。?！？!\s]{2,24})))/g;

/** What is left of 。” before a date whose first digit is gone, or at the end of a line with one mark wide and two not: nobody types that. */
const MIXED = /[\u3400-\u9fff][?\ufffd](?:[!！][?\ufffd](?=[年月日]\d)|！[?\ufffd]$)/;

/** Whether such a place is followed by what is not made of everyday characters alone. */
function hasMarksApart(text: string): boolean {
  if (MIXED.test(text)) return true;
  for (const [, after, until, odd] of text.matchAll(APART)) {
    if (odd !== undefined) {
      if (isOutOfStep(odd)) return true;
    } else for (const character of (after ?? until)!) if (!isEveryday(character.charCodeAt(0))) return true;
  }
  return false;
}

/** Whether a third of the text, and two characters of it, are such as stand there when bytes are read one out of step. */
function isOutOfStep(text: string): boolean {
  let odd = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const pair = encodePair(code);
    if (code >= 0x80 && (!isEveryday(code) || (pair >= 0xa200 && pair < 0xa300))) odd++;
  }
  return odd >= 2 && odd * 3 >= text.length;
}

/** A mark, a character of the first level of GB 2312, where the 3,755 everyday ones stand, or one of traditional script. */
function isEveryday(code: number): boolean {
  const pair = encodePair(code);
  return (pair >= 0xb000 && pair < 0xd800) || pair < 0xa400 || isTraditionalOnly(code);
}

function scriptOf(traditional: number, simplified: number, han: boolean): DocumentProfile['script'] {
  if (traditional === 0 && simplified === 0) return han ? 'mixed' : 'none';
  // A quotation or a name in the other script does not change what the document is written in.
  if (traditional * 9 < simplified) return 'simplified';
  if (simplified * 9 < traditional) return 'traditional';
  return 'mixed';
}

/** By code unit, how often it stands in the paragraphs that are being counted; all zero in between. A quarter of a megabyte is too much to make for each document. */
const counts = new Uint32Array(65_536);

function alwaysGlossedIn(paragraphs: readonly Pick<Paragraph, 'text'>[], glossed: ReadonlyMap<string, number>): string {
  for (const { text } of paragraphs) for (let i = 0; i < text.length; i++) counts[text.charCodeAt(i)]!++;
  const always = alwaysGlossed(glossed, counts);
  for (const { text } of paragraphs) for (let i = 0; i < text.length; i++) counts[text.charCodeAt(i)] = 0;
  return always;
}

function alwaysGlossed(glossed: ReadonlyMap<string, number>, occurrences: Uint32Array): string {
  const always: string[] = [];
  for (const [character, count] of glossed) if (count >= 2 && character.charCodeAt(0) >= 0x3400 && occurrences[character.charCodeAt(0)] === count) always.push(character);
  return always.sort().join('');
}

/** True if two profiles lead to the same findings in every paragraph. */
export function sameProfile(a: DocumentProfile, b: DocumentProfile): boolean {
  return a.script === b.script && a.glossedCharacters === b.glossedCharacters && a.doubledMarks === b.doubledMarks && a.wideMarks === b.wideMarks && a.marksApart === b.marksApart && a.privateUse === b.privateUse && a.alwaysGlossed === b.alwaysGlossed;
}
