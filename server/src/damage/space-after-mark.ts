import type { Rule } from './rule.ts';

const MARK = /[，。、；：？！](?<gap>[ \u00a0]*)(?=[\u4e00-\u9fff“《（])/g;

/** 县委、 县政府: a converter put a space after every full-width mark. */
export const spaceAfterMark: Rule = {
  id: 'space-after-mark',
  kind: 'space-after-mark',
  severity: 'hint',
  summary: 'Spaces after full-width marks, which have their space in them.',
  triggers: [[0x20, 0x20], [0xa0, 0xa0]],
  check(paragraph, report) {
    if (!/[，。、；：？！][ \u00a0]/.test(paragraph)) return;
    const marks = [...paragraph.matchAll(MARK)];
    const spaced = marks.filter((mark) => mark.groups!.gap !== '');
    // One space may be meant; a converter sets them nearly everywhere.
    if (spaced.length < 2 || spaced.length * 2 < marks.length) return;
    for (const mark of spaced) report({ start: mark.index + 1, end: mark.index + mark[0].length, clean: '', fix: 'suggested', message: 'A full-width mark brings its own space. Delete this one.' });
  },
};
