import { isRareForm, isTraditionalOnly, toSimplified } from '../text/fold.ts';
import { isHan } from '../text/han.ts';
import { codeRanges } from './codeRanges.ts';
import type { Rule } from './rule.ts';

/** In use in simplified text too, in names of people, places and reigns: 乾隆, 於 as a surname, 濛江. */
const KEPT = '乾犛鷺於濛鍾麴瀂昇堃喆甯澂寳燊';

/** Where this many characters of one run are traditional, somebody quotes. */
const QUOTED = 3;

function isStray(code: number): boolean {
  return isTraditionalOnly(code) && !isRareForm(code) && !KEPT.includes(String.fromCharCode(code));
}

/** 夯實专业: a traditional character that a converter left in simplified text. */
export const strayTraditional: Rule = {
  id: 'stray-traditional',
  kind: 'stray-traditional',
  severity: 'information',
  summary: 'A traditional character in a document that is otherwise simplified.',
  triggers: codeRanges(isStray),
  check(paragraph, report, profile) {
    if (profile.script !== 'simplified' || /[\u3041-\u30ff\uac00-\ud7a3]/.test(paragraph)) return;
    for (let start = 0; start < paragraph.length; start++) {
      if (!isHan(paragraph.charCodeAt(start))) continue;
      let end = start;
      let count = 0;
      for (; end < paragraph.length && isHan(paragraph.charCodeAt(end)); end++) if (isStray(paragraph.charCodeAt(end))) count++;
      // A run between marks that is traditional all through is a quotation or a title.
      if (count > 0 && count < QUOTED && count * 3 < end - start) {
        for (let at = start; at < end; at++) {
          if (!isStray(paragraph.charCodeAt(at))) continue;
          const clean = toSimplified(paragraph[at]!);
          report({ start: at, end: at + 1, clean, fix: 'suggested', message: `${paragraph[at]} is the traditional form of ${clean}; the document is in simplified script. Names and quotations may keep it.` });
        }
      }
      start = end;
    }
  },
};
