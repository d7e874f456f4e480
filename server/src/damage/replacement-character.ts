import type { Rule } from './rule.ts';

/** 市��会议: bytes that could not be read were replaced, and are gone. */
export const replacementCharacter: Rule = {
  id: 'replacement-character',
  kind: 'replacement-character',
  severity: 'warning',
  summary: 'U+FFFD, which stands where bytes could not be read.',
  triggers: [[0xfffd, 0xfffd]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(/\ufffd+/g)) {
      report({
        start: match.index,
        end: match.index + match[0].length,
        clean: null,
        fix: null,
        message: `${match[0].length === 1 ? 'A character was' : 'Characters were'} lost here: the bytes could not be read and are gone. Look for the text at its source.`,
      });
    }
  },
};
