import { readsAsChinese } from './readsAsChinese.ts';
import type { Rule } from './rule.ts';

/** 市​长 with U+200B inside: nothing is seen, and nothing is found. */
export const zeroWidth: Rule = {
  id: 'zero-width',
  kind: 'zero-width',
  severity: 'warning',
  summary: 'A zero-width character (U+200B–200F, U+2060, U+FEFF, U+00AD) inside Chinese text.',
  triggers: [[0xad, 0xad], [0x200b, 0x200f], [0x2060, 0x2060], [0xfeff, 0xfeff]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(/[\u00ad\u200b-\u200f\u2060\ufeff]+/g)) {
      const start = match.index;
      const end = start + match[0].length;
      const joined = start > 0 && end < paragraph.length && /[\u200c\u200d]/.test(match[0]) && paragraph.charCodeAt(start - 1) < 0x3000 && paragraph.charCodeAt(end) < 0x3000;
      // Joiners belong to Indic and Persian words, marks of direction to Hebrew and Arabic ones, joiners to emoji.
      const emoji = isSurrogate(paragraph.charCodeAt(start - 1)) || isSurrogate(paragraph.charCodeAt(end));
      if (joined || (emoji && /^\u200d$/.test(match[0]))) continue;
      const codes = [...new Set(match[0])].map((c) => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
      report({
        start,
        end,
        clean: '',
        fix: readsAsChinese(paragraph, start, end) ? 'safe' : 'suggested',
        message: `A character of no width (${codes}) stands here: it is not seen, but a search for the word misses it. Delete it.`,
      });
    }
  },
};

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
