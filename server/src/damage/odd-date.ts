import type { Rule } from './rule.ts';

/** 11.06.2020 beside Chinese, or 2020年6.11日. */
const DATE = /(?<![\d.])(?<first>\d{1,2})\.(?<second>\d{1,2})\.(?<last>(?:19|20)\d{2})(?![\d.])日?|(?<year>(?:19|20)\d{2})年(?<month>\d{1,2})\.(?<day>\d{1,2})日/g;
const HAN = /\p{Script=Han}/u;

/** 11.06.2020: a date that was written for readers of another language. */
export const oddDate: Rule = {
  id: 'odd-date',
  kind: 'odd-date',
  severity: 'hint',
  summary: 'A date with its year last, or with a dot for 月 (11.06.2020 for 2020年6月11日).',
  triggers: [[0x2a, 0x2a], [0x2e, 0x2e], [0x4e36, 0x4e36], [0xff0a, 0xff0a]], // as list-mark, which shares its bit
  check(paragraph, report) {
    if (!HAN.test(paragraph)) return;
    for (const match of paragraph.matchAll(DATE)) {
      const { first, second, last, year, month, day } = match.groups!;
      // Day first is the commoner order by far.
      const readings = last === undefined ? [dateOf(year!, month!, day!)] : [dateOf(last, second!, first!), dateOf(last, first!, second!)];
      const [clean, ...others] = [...new Set(readings.filter((reading) => reading !== undefined))];
      if (clean === undefined) continue;
      report({
        start: match.index,
        end: match.index + match[0].length,
        clean,
        fix: 'suggested',
        alternatives: others,
        message: `This date is not written as Chinese texts write dates, so that a search for it finds nothing. Write ${[clean, ...others].join(' or ')}.`,
      });
    }
  },
};

/** The date in Chinese; undefined where there is no such day. */
function dateOf(year: string, month: string, day: string): string | undefined {
  const [m, d] = [Number(month), Number(day)];
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? `${year}年${m}月${d}日` : undefined;
}
