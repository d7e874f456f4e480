import { encodePair, hex } from '../text/gbk.ts';
import type { Rule } from './rule.ts';

/** A character of the private use area: it means nothing outside the font it was made for. */
export const privateUse: Rule = {
  id: 'private-use',
  kind: 'private-use',
  severity: 'warning',
  summary: 'A private-use character, often a user-defined GBK pair that a byte slip made.',
  triggers: [[0xe000, 0xf8ff]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(/[\ue000-\uf8ff]+/g)) {
      const bytes = [...match[0]].map((character) => encodePair(character.charCodeAt(0))).filter((pair) => pair !== 0);
      report({
        start: match.index,
        end: match.index + match[0].length,
        clean: null,
        fix: null,
        message: 'A private-use character: no reader will see what was meant. Its bytes may help to repair the text around it, so do not just delete it.',
        ...(bytes.length > 0 ? { evidence: [`Its bytes in GBK: ${bytes.slice(0, 8).map((pair) => hex(pair >> 8, pair & 0xff)).join(', ')}`] } : {}),
      });
    }
  },
};
