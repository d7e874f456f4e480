import { shortLine } from './line.ts';
import type { Rule } from './rule.ts';

const URL = String.raw`(?:https?:\/\/|www\.)[\w\-.~:/?#@!$&'*+,;=%]+`;
/** A line that is an address, with or without a label and brackets. */
const WHOLE = new RegExp(String.raw`^[(（【\[<]?(?:[\u4e00-\u9fff]{2,10}\s*[:：]?\s*)?${URL}[)）】\]>。]?$`);
/** An address after the end of the last sentence. */
const TRAILING = new RegExp(String.raw`(?<=[。！？”])\s*[(（【\[]?(?:(?:原文|本文|文章)?(?:链接|地址|網址|网址|鏈接)\s*[:：]?\s*)?${URL}[)）】\]]?\s*$`);

/** (http://…/197570.html): the address of the page, copied with its text. */
export const linkLine: Rule = {
  id: 'link-line',
  kind: 'link-line',
  severity: 'hint',
  summary: 'A web address that stands as a line of its own or after the last sentence of a paragraph.',
  triggers: [[0x2f, 0x2f], [0x77, 0x77]],
  check(paragraph, report) {
    const line = paragraph.includes('//') || paragraph.includes('www.') ? shortLine(paragraph, 500) : undefined;
    const at = line && WHOLE.test(line.text) ? line : trailing(paragraph);
    if (!at) return;
    report({ start: at.start, end: at.end, clean: '', fix: 'suggested', message: 'This is the address of a page, not a sentence of the text. Delete it unless you keep it as the source.' });
  },
};

/** Looks at the end of the paragraph only: an address is seldom longer. */
function trailing(paragraph: string): { start: number; end: number } | undefined {
  const from = Math.max(0, paragraph.length - 400);
  const match = TRAILING.exec(paragraph.slice(from));
  return match ? { start: from + match.index, end: paragraph.length } : undefined;
}
