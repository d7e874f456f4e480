import { isHan } from '../text/han.ts';
import { wrongWayQuoteIn } from './quotePairs.ts';
import type { Rule } from './rule.ts';

const PAIRS = '“”‘’「」『』《》【】（）()';
/** closing[code unit of an opening mark] is its other half; ASCII and full-width brackets close each other. */
const kindOf = new Map<number, number>(Array.from({ length: PAIRS.length }, (_, i) => [PAIRS.charCodeAt(i), (i >= 14 ? i - 2 : i) >> 1]));
/** A paragraph nested deeper than this is no prose. */
const DEEPEST = 40;

/** 提出“四种形态，并: a quote that is never closed. */
export const unbalancedPair: Rule = {
  id: 'unbalanced-pair',
  kind: 'unbalanced-pair',
  severity: 'hint',
  summary: 'A quote or bracket of a Chinese paragraph without its other half.',
  triggers: [[0x2018, 0x201d], [0x3008, 0x3011], [0xff08, 0xff09], [0x28, 0x29]],
  check(paragraph, report) {
    const alone = aloneIn(paragraph);
    if (alone.length === 0 || alone.length > 3) return;
    const skipsQuotes = wrongWayQuoteIn(paragraph) !== undefined;
    for (const at of alone) {
      const mark = paragraph[at]!;
      if (skipsQuotes && (mark === '“' || mark === '”')) continue;
      report({ start: at, end: at + 1, clean: null, fix: null, message: `${mark} has no other half in this paragraph: a mark was lost, or text around it.` });
    }
  },
};

/** Marks without their other half, sorted; those of enumerations and of quotations over several paragraphs left out. */
function aloneIn(text: string): number[] {
  const open: { at: number; kind: number }[] = [];
  const alone: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!(code === 0x28 || code === 0x29 || (code >= 0x2018 && code <= 0x201d) || (code >= 0x3008 && code <= 0x3011) || code === 0xff08 || code === 0xff09)) continue;
    const kind = kindOf.get(code);
    if (kind === undefined || (kind === 1 && isLatin(text, i))) continue;
    if (PAIRS.indexOf(text[i]!) % 2 === 0) {
      if (open.length === DEEPEST) return [];
      open.push({ at: i, kind });
      continue;
    }
    let last = open.length - 1;
    while (last >= 0 && open[last]!.kind !== kind) last--;
    if (last >= 0) {
      for (const { at } of open.splice(last).slice(1)) alone.push(at);
    } else if (!isEnumeration(text, i) && !(kind <= 3 && endsParagraph(text, i)) && (code !== 0x29 || isHan(text.charCodeAt(i - 1)))) alone.push(i);
  }
  for (const { at, kind } of open) {
    // A speech over several paragraphs opens each of them and closes the last.
    if (kind <= 3 && at === text.length - text.trimStart().length) continue;
    if (text[at] === '(' && !isHan(text.charCodeAt(at + 1))) continue;
    alone.push(at);
  }
  return alone.sort((a, b) => a - b);
}

/** ’ in don’t, and after a number. */
function isLatin(text: string, at: number): boolean {
  return /[A-Za-z0-9]/.test(text[at - 1] ?? '') || /[A-Za-z0-9]/.test(text[at + 1] ?? '');
}

/** 1） 一） a) */
function isEnumeration(text: string, at: number): boolean {
  return (text[at] === '）' || text[at] === ')') && /(?:^|[\s，。；：、,;:.“])[\dA-Za-z一二三四五六七八九十①-⑳]{1,3}$/.test(text.slice(Math.max(0, at - 4), at));
}

function endsParagraph(text: string, at: number): boolean {
  return /^[\s，。；！？”’」』]*$/.test(text.slice(at + 1, at + 40)) && text.length - at < 40;
}
