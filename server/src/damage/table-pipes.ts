import { PIPES } from './line.ts';
import type { Rule } from './rule.ts';

/** A line of nothing but pipes, or pipes without anything between them at an end of it. */
const ONLY = /^[\s|｜│┃]*[|｜│┃][\s|｜│┃]*$/;
const START = /^\s*(?:[|｜]\s*){2,}(?=[^\s|｜])/;
const END = /(?:\s*[|｜]){2,}\s*$/;

/** Longer lines are no layout. Code units. */
const MOST = 1000;

/** |||: cells of a table that came without what was in them. */
export const tablePipes: Rule = {
  id: 'table-pipes',
  kind: 'table-pipes',
  severity: 'information',
  summary: 'Pipes of a table that was laid out around the text, with nothing between them.',
  triggers: PIPES,
  check(paragraph, report, profile) {
    if (profile.script === 'none' || paragraph.length > MOST) return;
    const remove = (start: number, end: number) => report({ start, end, clean: '', fix: 'suggested', message: 'These are the edges of empty table cells, not text. Delete them.' });
    if (ONLY.test(paragraph)) return remove(0, paragraph.length);
    // A line with a single pipe on both sides is a row of a table that someone wants.
    const start = START.exec(paragraph);
    if (!start && /^\s*[|｜]/.test(paragraph)) return;
    const end = endRun(paragraph);
    if (/[^|｜]\s*[|｜]\s*[^|｜\s]/.test(paragraph.slice(start?.[0].length ?? 0, end ?? paragraph.length)) || (!hasHan(paragraph) && !start)) return;
    if (start) remove(0, start[0].length);
    if (end !== undefined) remove(end, paragraph.length);
  },
};

function endRun(paragraph: string): number | undefined {
  let at = paragraph.length;
  while (at > 0 && /[\s|｜]/.test(paragraph[at - 1]!)) at--;
  return END.test(paragraph.slice(at)) ? at : undefined;
}

function hasHan(text: string): boolean {
  return /[\u4e00-\u9fff]/.test(text);
}
