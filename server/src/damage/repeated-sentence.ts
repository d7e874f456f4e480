import { countHan, endsSentence } from './sentence.ts';
import type { Rule } from './rule.ts';

/** A shorter sentence may be said twice: 加油！加油！ Han characters. */
const SHORTEST = 10;

/** 会议研究了防汛工作。会议研究了防汛工作。 */
export const repeatedSentence: Rule = {
  id: 'repeated-sentence',
  kind: 'repeated-sentence',
  severity: 'information',
  summary: 'A sentence that stands twice in a row.',
  triggers: [[0x3002, 0x3002], [0xff01, 0xff01], [0xff1f, 0xff1f]],
  check(paragraph, report) {
    if (paragraph.length < 2 * SHORTEST) return;
    let before = 0;
    let start = 0;
    for (let i = 0; i < paragraph.length; i++) {
      if (!endsSentence(paragraph.charCodeAt(i))) continue;
      const length = i + 1 - start;
      // Comparing lengths first, most sentences cost nothing.
      if (length === before && length >= SHORTEST && paragraph.startsWith(paragraph.slice(start, i + 1), start - length) && countHan(paragraph.slice(start, i + 1), SHORTEST) >= SHORTEST) {
        report({ start, end: i + 1, clean: '', fix: 'suggested', message: 'This sentence was just said, to the letter. Delete one of the two.' });
      }
      before = length;
      start = i + 1;
    }
  },
};
