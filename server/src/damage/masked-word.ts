import { isHan } from '../text/han.ts';
import { toSimplified } from '../text/fold.ts';
import type { Rule } from './rule.ts';
import { wordAcross } from './wordAcross.ts';

/** One to three asterisks beside a Han character, or a dot between two of them. */
const MASK = /[*＊]{1,3}|\.(?=[\u4e00-\u9fff])/g;

/** How far apart asterisks are that belong together. Code units. */
const PAIR = 40;

/** *石学习, 市.委: somebody hid a character from a filter, or cut a word apart for it. */
export const maskedWord: Rule = {
  id: 'masked-word',
  kind: 'masked-word',
  severity: 'hint',
  summary: 'A character hidden behind an asterisk, or a word cut by a dot so that a filter does not find it.',
  triggers: [[0x2a, 0x2a], [0x2e, 0x2e], [0x4e36, 0x4e36], [0xff0a, 0xff0a]], // as list-mark, which shares its bit
  check(paragraph, report) {
    let text: string | undefined;
    for (const match of paragraph.matchAll(MASK)) {
      const start = match.index;
      const end = start + match[0].length;
      const before = start > 0 && isHan(paragraph.charCodeAt(start - 1));
      const after = end < paragraph.length && isHan(paragraph.charCodeAt(end));
      const isStar = match[0] !== '.';
      if (isStar && isEmphasis(paragraph, start, end)) continue;
      const word = before && after ? wordAcross((text ??= toSimplified(paragraph)), start, end) : '';
      if (word !== '') {
        report({ start, end, clean: '', fix: 'suggested', message: `${word} was cut apart, probably to get past a filter. Join it.` });
      } else if (isStar && (before || after)) {
        report({ start, end, clean: null, fix: null, message: 'An asterisk stands for a character that was hidden here. Which one it was cannot be told from the text; look for it at its source.' });
      }
    }
  },
};

/** **重点**, *注, 张*、李*: what mark-up, footnotes and lists of names use asterisks for. */
function isEmphasis(text: string, start: number, end: number): boolean {
  const isStar = (at: number) => text[at] === '*' || text[at] === '＊';
  if (isStar(start - 1) || isStar(end) || /^[注备備说說]/.test(text.slice(end, end + 1))) return true;
  // Names hidden for privacy come in lists, 张*、李*, and emphasis in pairs.
  const mark = text.slice(start, end);
  const next = text.indexOf(mark, end);
  return (next >= 0 && next - end <= PAIR) || text.slice(Math.max(0, start - PAIR), start).includes(mark);
}
