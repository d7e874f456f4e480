import type { Rule } from './rule.ts';

const YEAR = /(?<![\d.])(?=(?:1[89]|20) ?\d ?\d)(?:\d +\d{3}|\d\d +\d\d|\d{3} +\d)(?=\s?年(?!级|級))/g;
const MONTH_OR_DAY = /(?<=[年月])(?:1 +[0-2](?=月)|[1-3] +\d(?=日))/g;

/** 201 2年: a line wrap cut a number in two. */
export const splitNumber: Rule = {
  id: 'split-number',
  kind: 'split-number',
  severity: 'information',
  summary: 'A space inside the number of a year, month or day.',
  triggers: [[0x5e74, 0x5e74], [0x6708, 0x6708], [0x65e5, 0x65e5]],
  check(paragraph, report) {
    if (!/\d \d/.test(paragraph)) return;
    for (const pattern of [YEAR, MONTH_OR_DAY]) {
      for (const match of paragraph.matchAll(pattern)) {
        const clean = match[0].replaceAll(' ', '');
        report({ start: match.index, end: match.index + match[0].length, clean, fix: 'suggested', message: `A space cuts ${clean} in two. Join it.` });
      }
    }
  },
};
