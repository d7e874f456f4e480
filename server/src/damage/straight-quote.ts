import { isHan } from '../text/han.ts';
import { isChineseEdge } from './sentence.ts';
import type { Rule } from './rule.ts';

/** A longer quotation is probably two halves of different ones. Code units. */
const LONGEST = 120;
const MARKS = '，。、；：？！,.;:?!（）()《》 \u3000';

/** "北引擎": ASCII quotes in Chinese text. */
export const straightQuote: Rule = {
  id: 'straight-quote',
  kind: 'straight-quote',
  severity: 'hint',
  summary: 'Straight quotes around Chinese words, where Chinese has “ and ”.',
  triggers: [[0x22, 0x22]],
  check(paragraph, report) {
    const places: number[] = [];
    for (let at = paragraph.indexOf('"'); at >= 0; at = paragraph.indexOf('"', at + 1)) places.push(at);
    // An odd one, or data, leaves open which opens.
    if (places.length % 2 !== 0 || /"\s?[:=]|[=:]\s?"|"\s?,\s?"/.test(paragraph)) return;
    for (let i = 0; i < places.length; i += 2) {
      const [open, close] = [places[i]!, places[i + 1]!];
      const inside = paragraph.slice(open + 1, close);
      if (inside.length > LONGEST || inside === '' || inside !== inside.trim() || /[“”「」]/.test(inside) || !holdsHan(inside)) continue;
      if (!isOutside(paragraph, open - 1) || !isOutside(paragraph, close + 1)) continue;
      report({ start: open, end: close + 1, clean: `“${inside}”`, fix: 'suggested', message: 'These quotes are straight; Chinese text has “ and ”.' });
    }
  },
};

function isOutside(text: string, at: number): boolean {
  return at < 0 || at >= text.length || isChineseEdge(text.charCodeAt(at)) || MARKS.includes(text[at]!);
}

function holdsHan(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isHan(text.charCodeAt(i))) return true;
  return false;
}
