import { isSimplifiedOnly, traditionalForms } from '../text/fold.ts';
import { isHan } from '../text/han.ts';
import { codeRanges } from './codeRanges.ts';
import type { Rule } from './rule.ts';

/** Written so in Hong Kong too, or in names: 落户, 海淀, 万俟. */
const KEPT = '兑叁囱媪悦愠户捝揾敚棁榅氲涚温煴税緼脱腽卧蒀葱藴蜕輼醖阅锐淀恒万';

/** Where this many characters of one run are simplified, somebody quotes. */
const QUOTED = 3;
/** Near these, bytes are out of step or lost, and the character is no character of the text. */
const BROKEN = /[?)€\ufffd锟烫屯]/;
const NEAR = 8;

function isStray(code: number): boolean {
  return isSimplifiedOnly(code) && !KEPT.includes(String.fromCharCode(code));
}

/** 縣委要求各部门: a simplified character in traditional text. */
export const straySimplified: Rule = {
  id: 'stray-simplified',
  kind: 'stray-simplified',
  severity: 'information',
  summary: 'A simplified character in a document that is otherwise traditional.',
  triggers: codeRanges(isStray),
  check(paragraph, report, profile) {
    if (profile.script !== 'traditional' || /[\u3041-\u30ff\uac00-\ud7a3]/.test(paragraph)) return;
    for (let start = 0; start < paragraph.length; start++) {
      if (!isHan(paragraph.charCodeAt(start))) continue;
      let end = start;
      let count = 0;
      for (; end < paragraph.length && isHan(paragraph.charCodeAt(end)); end++) if (isStray(paragraph.charCodeAt(end))) count++;
      if (count > 0 && count < QUOTED && count * 3 < end - start && !BROKEN.test(paragraph.slice(Math.max(0, start - NEAR), end + NEAR))) {
        for (let at = start; at < end; at++) {
          if (!isStray(paragraph.charCodeAt(at))) continue;
          const [clean, ...alternatives] = traditionalForms(paragraph[at]!);
          if (clean === undefined) continue;
          report({ start: at, end: at + 1, clean, fix: 'suggested', alternatives, message: `${paragraph[at]} is a simplified form, of ${[clean, ...alternatives].join(' or ')}; the document is in traditional script.` });
        }
      }
      start = end;
    }
  },
};
