import type { Rule } from './rule.ts';

/** At the start of a line or sentence, or in brackets: three digits and 日, or a year, two to four more digits and 日. */
const DATE = /(?<=^[\s\u3000]*|[。；！？（()）：:讯訊])(?:(?<short>[1-9]\d{2})|(?<year>(?:19|20)\d{2})(?<rest>\d{2,4}))日(?![内內前后後以起均元报報誓龄齡之])/g;

/** 321日, 2021124日: 年 and 月 went with the mark-up around them. */
export const lostDatePart: Rule = {
  id: 'lost-date-part',
  kind: 'lost-date-part',
  severity: 'information',
  summary: 'A date that lost its 年 or 月 (321日, 2021124日).',
  triggers: [[0x5e74, 0x5e74], [0x6708, 0x6708], [0x65e5, 0x65e5]], // as split-number, which shares its bit
  check(paragraph, report) {
    // What DATE looks behind for costs more at each character than this.
    if (!/\d{3}日/.test(paragraph)) return;
    for (const match of paragraph.matchAll(DATE)) {
      const { short, year, rest } = match.groups!;
      const readings = monthsAndDays(short ?? rest!).map((date) => (year === undefined ? date : `${year}年${date}`));
      if (readings.length === 0) continue;
      report({
        start: match.index,
        end: match.index + match[0].length,
        clean: null,
        fix: null,
        message: `A part of this date was lost: it may be ${readings.join(' or ')}. Nothing is changed, since the text does not say which; compare with the address or the date of the page.`,
      });
    }
  },
};

/** The dates that these digits, a month and a day one after the other, may be; empty where they are none. */
function monthsAndDays(digits: string): string[] {
  const found: string[] = [];
  for (let length = 1; length <= 2 && length < digits.length; length++) {
    const month = Number(digits.slice(0, length));
    const day = Number(digits.slice(length));
    const isPadded = digits[0] === '0' && length === 1;
    if (!isPadded && month >= 1 && month <= 12 && day >= 1 && day <= 31) found.push(`${month}月${day}日`);
  }
  return found;
}
