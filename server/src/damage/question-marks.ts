import { countHan } from './sentence.ts';
import type { Rule } from './rule.ts';

/** After these, several marks are somebody’s excitement. */
const ASKING = /[吗嗎呢么麼吧啊呀何谁誰哪几幾否？！!?”"]$/;

/** ????? or ?? 2月20日: characters that an encoding did not have. */
export const questionMarks: Rule = {
  id: 'question-marks',
  kind: 'question-marks',
  severity: 'information',
  summary: 'Question marks that stand for lost characters: a run of four and more, or at the start of a line.',
  triggers: [[0x3f, 0x3f]],
  check(paragraph, report, profile) {
    const start = /^\s*(\?{1,6})(?=[\s\u4e00-\u9fff\d（(“《【\[])/.exec(paragraph);
    let from = 0;
    if (start && profile.script !== 'none' && countHan(paragraph, 4) >= 4) {
      from = start[0].length;
      const space = /^\s*/.exec(paragraph.slice(from))![0].length;
      report({
        start: from - start[1]!.length,
        end: from + space,
        clean: '',
        fix: 'suggested',
        message: 'These question marks were spaces, a bullet or another character that an encoding did not have. At the start of a line they can go.',
      });
    }
    for (const run of paragraph.slice(from).matchAll(/\?{4,}/g)) {
      const at = from + run.index;
      const end = at + run[0].length;
      if (ASKING.test(paragraph.slice(Math.max(0, at - 1), at)) || (at > 0 && end === paragraph.length && countHan(paragraph.slice(Math.max(0, at - 20), at), 3) >= 3)) continue;
      report({ start: at, end, clean: null, fix: null, message: 'Characters were lost here: an encoding did not have them and put question marks. Look for the text at its source.' });
    }
  },
};
