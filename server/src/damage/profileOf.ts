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

/** Shares by the text of the paragraph. The caller may keep them from one version of a document to the next. */
export type ProfileShares = Map<string, ProfileShare>;

/**
 * What a document is like as a whole, from its text or its paragraphs. Linear in its length; with `shares`, paragraphs whose share is in them
 * are not read again (but for glossed characters), those of the others are put in, and those of no paragraph are taken out.
 */
export function profileOf(document: string | readonly Pick<Paragraph, 'text'>[], shares?: ProfileShares): DocumentProfile {
  const paragraphs = typeof document === 'string' ? splitParagraphs(document) : document;
  let traditional = 0;
  let simplified = 0;
  let han = false;
  let wideMarks = false;
  let privateUse = false;
  let marksApart = false;
  let beforeOther = 0;
  let twoCommas = 0;
  /** By character: how often it carries a gloss. */
  const glossed = new Map<string, number>();
  const known = shares && new Map(shares);
  shares?.clear();
  for (const { text } of paragraphs) {
    const share = shares?.get(text) ?? known?.get(text) ?? shareOf(text);
    shares?.set(text, share);
    traditional += share.traditional;
    simplified += share.simplified;
    han ||= share.han;
    wideMarks ||= share.wideMarks;
    privateUse ||= share.privateUse;
    marksApart ||= share.marksApart;
    beforeOther += share.beforeOther;
    twoCommas += share.twoCommas;
    for (let i = 0; i < share.glossed.length; i++) glossed.set(share.glossed[i]!, (glossed.get(share.glossed[i]!) ?? 0) + 1);
  }
  // Two commas alone are an empty cell of a table; a machine doubles other marks too.
  const doubledMarks = beforeOther > 0 || glossed.size >= 3 ? beforeOther + twoCommas : 0;
  return {
    script: scriptOf(traditional, simplified, han),
    glossedCharacters: Math.min(3, glossed.size),
    doubledMarks: Math.min(3, doubledMarks),
    wideMarks,
    marksApart,
    privateUse,
    alwaysGlossed: glossed.size < 3 ? '' : alwaysGlossed(paragraphs, glossed),
  };
}

function shareOf(text: string): ProfileShare {
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

/** A `?` at the start, behind a character or a comma, and before a mark that no writer puts there, with more text right behind: `?;` `?<`; or `?!` and `??` where the text comes to another `?,` soon. */
const APART = /(?:^|[\u3400-\u9fff”’》,，])[?\ufffd](?:[;:<(，；：＜（](?=([\u3041-\u9fff]{1,12}))|[!?！？](?=([\u3041-\u9fff][^,，。?]{0,60})[?][,;:，；：]))/g;

/** Whether such a place is followed by what is not made of everyday characters alone. */
function hasMarksApart(text: string): boolean {
  for (const [, after, until] of text.matchAll(APART)) {
    for (const character of (after ?? until)!) if (!isEveryday(character.charCodeAt(0))) return true;
  }
  return false;
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

function alwaysGlossed(paragraphs: readonly Pick<Paragraph, 'text'>[], glossed: ReadonlyMap<string, number>): string {
  /** By code unit: 0 for one that carries no gloss, else one more than how often it stands in the document. */
  const seen = new Uint32Array(65_536);
  for (const character of glossed.keys()) if (character.charCodeAt(0) >= 0x3400) seen[character.charCodeAt(0)] = 1;
  for (const { text } of paragraphs) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (seen[code]! > 0) seen[code]!++;
    }
  }
  return [...glossed].filter(([character, count]) => count >= 2 && seen[character.charCodeAt(0)] === count + 1).map(([character]) => character).sort().join('');
}

/** True if two profiles lead to the same findings in every paragraph. */
export function sameProfile(a: DocumentProfile, b: DocumentProfile): boolean {
  return a.script === b.script && a.glossedCharacters === b.glossedCharacters && a.doubledMarks === b.doubledMarks && a.wideMarks === b.wideMarks && a.marksApart === b.marksApart && a.privateUse === b.privateUse && a.alwaysGlossed === b.alwaysGlossed;
}
