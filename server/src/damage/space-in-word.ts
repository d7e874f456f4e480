import { CREDIT, headAt, LEVEL, POST, SOLO } from '../lexicon/heads.ts';
import { longestSurname } from '../lexicon/persons.ts';
import { toSimplified } from '../text/fold.ts';
import { isHan } from '../text/han.ts';
import { countHan } from './sentence.ts';
import type { Rule } from './rule.ts';
import { wordAcross } from './wordAcross.ts';

const SPACE = /(?<=[\u4e00-\u9fff])[ \u00a0]+(?=[\u4e00-\u9fff])/g;
/** In running text one space or two come from line wraps; where they stand all over, the text was cut into words on purpose. */
const FEWEST_HAN_EACH = 12;

/** 召开会 议: a line wrap became a space. */
export const spaceInWord: Rule = {
  id: 'space-in-word',
  kind: 'space-in-word',
  severity: 'hint',
  summary: 'A space inside a Chinese word, mostly from a line wrap.',
  triggers: [[0x20, 0x20], [0xa0, 0xa0]],
  check(paragraph, report) {
    const spaces = [...paragraph.matchAll(SPACE)];
    if (spaces.length === 0 || !/[，。；,;]/.test(paragraph)) return;
    if (spaces.length * FEWEST_HAN_EACH > countHan(paragraph, spaces.length * FEWEST_HAN_EACH)) return;
    const text = toSimplified(paragraph);
    for (const space of spaces) {
      const start = space.index;
      const end = start + space[0].length;
      const word = wordAcross(text, start, end);
      if (word === '' || standsAlone(text, start, end) || mayBeName(text, start)) continue;
      report({ start, end, clean: '', fix: 'suggested', message: `There is a space inside ${word}. Delete it.` });
    }
  },
};

/** 尹 姗, 一 二: a single character between spaces and marks on either side is set so on purpose, as in names of two characters. */
function standsAlone(text: string, start: number, end: number): boolean {
  const isHan = (at: number) => /[\u4e00-\u9fff]/.test(text[at] ?? '');
  const single = (!isHan(start - 2) && isHan(start - 1)) && (isHan(end) && !isHan(end + 1));
  return single || (text[start - 2] === '\u3000' && text[end + 1] === '\u3000');
}

/** 县长高 原出席: after a title or a mark, a surname, then a space, is a name of two characters. */
function mayBeName(text: string, start: number): boolean {
  if (longestSurname(text, start - 1) !== start) return false;
  if (start < 2 || !isHan(text.charCodeAt(start - 2))) return true;
  return [1, 2, 3, 4, 5].some((length) => start - 1 - length >= 0 && (headAt(text, start - 1 - length, start - 1) & (POST | LEVEL | SOLO | CREDIT)) !== 0);
}
