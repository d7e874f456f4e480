import { wrongWayQuoteIn } from './quotePairs.ts';
import type { Rule } from './rule.ts';

/** “颗粒归仓“: the second opens again. */
export const wrongWayQuote: Rule = {
  id: 'wrong-way-quote',
  kind: 'wrong-way-quote',
  severity: 'information',
  summary: 'A double quote that looks the wrong way: “……“ or ”……”.',
  triggers: [[0x201c, 0x201d]],
  check(paragraph, report) {
    const wrong = wrongWayQuoteIn(paragraph);
    if (!wrong) return;
    report({ start: wrong.at, end: wrong.at + 1, clean: wrong.mark, fix: 'suggested', message: `This quote looks the wrong way: ${wrong.mark} belongs here.` });
  },
};
