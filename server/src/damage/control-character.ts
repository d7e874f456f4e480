import { readsAsChinese } from './readsAsChinese.ts';
import type { Rule } from './rule.ts';

/** Control characters but tab and line ends: nothing prints them, and they cut words apart. */
export const controlCharacter: Rule = {
  id: 'control-character',
  kind: 'control-character',
  severity: 'warning',
  summary: 'An invisible control character (U+0000–001F but tab and line ends, U+007F–009F).',
  triggers: [[0x00, 0x08], [0x0b, 0x0c], [0x0e, 0x1f], [0x7f, 0x9f]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+/g)) {
      const start = match.index;
      const end = start + match[0].length;
      // C1 controls may be bytes that were never decoded: they carry text, and are no one's to delete.
      const undecoded = /[\x80-\x9f]/.test(match[0]);
      const safe = !undecoded && readsAsChinese(paragraph, start, end);
      const codes = [...match[0]].slice(0, 4).map((c) => `U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
      report({
        start,
        end,
        clean: undecoded ? null : '',
        fix: undecoded ? null : safe ? 'safe' : 'suggested',
        message: undecoded
          ? `Invisible control characters (${codes}), perhaps bytes that were never decoded. Look at the text at its source before deleting them.`
          : `An invisible control character (${codes}) that cuts the text apart for every search; delete it.`,
      });
    }
  },
};
