import { shortLine } from './line.ts';
import type { Rule } from './rule.ts';

/** How such a line begins. */
const CUE = '（(【[信稿文新本内图资原消来出转摘';
const SOURCE = /^[（(【\[]?(?:(?:信息|稿件|文章|新闻|本文|内容|图片|资料|原文|消息)?(?:来源|出处)|稿源|(?:本文)?(?:转自|摘自|原载|原载于|来自))\s?[:：于]\s?\S[^。]{0,60}[)）】\]]?$/;

/** 来源：云台日报: where the text was taken from. */
export const sourceLine: Rule = {
  id: 'source-line',
  kind: 'source-line',
  severity: 'hint',
  summary: 'A line that says where the text was taken from; shown, never deleted.',
  triggers: [],
  lines: { longest: 100, starts: CUE },
  check(paragraph, report) {
    const line = shortLine(paragraph, 100);
    if (!line || line.isSentence || !SOURCE.test(line.simplified)) return;
    report({ start: line.start, end: line.end, clean: null, fix: null, message: 'This line says where the text was taken from. The body it names published the text; the text does not tell of it.' });
  },
};
