import { isHan } from '../text/han.ts';
import type { Rule } from './rule.ts';

/** What stands between two marks is an item of a list up to this length. Code units. */
const ITEM = 8;

/** A mark alone between two Han characters; of several 丶 side by side none is one. */
const MARK = /(?<=[\u4e00-\u4e35\u4e37-\u9fff])[.丶](?=[\u4e00-\u4e35\u4e37-\u9fff])/g;

/** 常委.县政府 and 米兰丶童瑶: other marks in place of 、 */
export const listMark: Rule = {
  id: 'list-mark',
  kind: 'list-mark',
  severity: 'information',
  summary: 'A full stop or 丶 between Chinese words where 、 belongs.',
  triggers: [[0x2a, 0x2a], [0x2e, 0x2e], [0x4e36, 0x4e36], [0xff0a, 0xff0a]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(MARK)) {
      const at = match.index;
      const before = run(paragraph, at, -1);
      const after = run(paragraph, at, 1);
      if (/^[第一二三四五六七八九十]{1,3}$/.test(paragraph.slice(at - before, at))) continue; // 一.加强领导
      const sentences = match[0] === '.' && before > ITEM && after > ITEM;
      report({
        start: at,
        end: at + 1,
        clean: sentences ? '。' : '、',
        fix: 'suggested',
        alternatives: match[0] === '丶' ? [] : sentences ? ['，', '、'] : ['·', '。'],
        message: sentences ? 'A full stop of ASCII ends a Chinese sentence; 。 belongs here.' : `${match[0]} stands where 、 belongs, or · in a foreign name.`,
      });
    }
  },
};

/** How many Han characters stand on one side, up to the next mark. */
function run(text: string, at: number, step: 1 | -1): number {
  let length = 0;
  while (length <= ITEM && isHan(text.charCodeAt(at + step * (length + 1)))) length++;
  return length;
}
