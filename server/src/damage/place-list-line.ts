import { PIPES, shortLine } from './line.ts';
import type { Rule } from './rule.ts';

const PLACE = /^[\u4e00-\u9fff]{1,11}(?:省|市|县|区|旗|州|盟|縣|區|特区|林区)$/;
const FEWEST = 5;

/** 青禾县|云台县|…: the links of a page's footer, which would be false places of the text. */
export const placeListLine: Rule = {
  id: 'place-list-line',
  kind: 'place-list-line',
  severity: 'information',
  summary: 'A line that lists five places or more with pipes between them, as footers of copy sites do.',
  triggers: PIPES,
  check(paragraph, report) {
    const line = shortLine(paragraph, 4000);
    if (!line || /^[|｜│]/.test(line.text) || line.text.includes('。')) return;
    const pieces = line.text.split(/[|｜│]/).map((piece) => piece.trim()).filter(Boolean);
    const places = pieces.filter((piece) => PLACE.test(piece)).length;
    if (places < FEWEST || places * 5 < pieces.length * 4) return;
    report({ start: line.start, end: line.end, clean: '', fix: 'suggested', message: 'This is a list of links to places, not part of the text; its places have nothing to do with it. Delete the line.' });
  },
};
