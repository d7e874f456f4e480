import { shortLine } from './line.ts';
import type { Rule } from './rule.ts';

/** Single letters and marks that no list, formula or code strings together. */
const ODD = /[%^~`;!&*$#@\\|'"?{}]/g;

/** ; L% q1 A: rubbish that forums hide between the lines of a post, so that copies carry it. */
export const antiCopyLine: Rule = {
  id: 'anti-copy-line',
  kind: 'anti-copy-line',
  severity: 'information',
  summary: 'A line of stray letters and marks that a forum hides in its posts against copying.',
  triggers: [[0x21, 0x2f], [0x3b, 0x40], [0x5e, 0x60], [0x7b, 0x7e]],
  check(paragraph, report, profile) {
    const line = profile.script === 'none' ? undefined : shortLine(paragraph, 60);
    if (!line || !/^[\x20-\x7e]+$/.test(line.text) || /[A-Za-z]{3}|\d{3}|[=()[\]]|[a-z]\.[a-z]/.test(line.text)) return;
    const pieces = line.text.split(/\s+/);
    const odd = new Set(line.text.match(ODD) ?? []);
    if (pieces.length < 3 || odd.size < 2 || !/[A-Za-z]/.test(line.text)) return;
    report({ start: line.start, end: line.end, clean: '', fix: 'suggested', message: 'These letters and marks mean nothing: a forum put them in against copying. Delete the line.' });
  },
};
