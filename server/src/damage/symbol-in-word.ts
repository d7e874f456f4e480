import { toSimplified } from '../text/fold.ts';
import type { Rule } from './rule.ts';
import { wordAcross } from './wordAcross.ts';

const SYMBOL = /(?<=[\u4e00-\u9fff])(?:(?:[\ud83c-\ud83e][\udc00-\udfff]|[\u2600-\u26ff\u2700-\u27bf★☆●○◆◇■□▲△▼▽※♀♂♪♬])[\ufe0f\u200d]?){1,4}(?=[\u4e00-\u9fff])/g;

/** 不🙁论: symbols sprinkled over a text so that its words are not found. */
export const symbolInWord: Rule = {
  id: 'symbol-in-word',
  kind: 'symbol-in-word',
  severity: 'information',
  summary: 'An emoji or symbol inside a Chinese word.',
  triggers: [[0xd83c, 0xd83e], [0x2600, 0x27bf], [0x25a0, 0x25cf], [0x203b, 0x203b]],
  check(paragraph, report) {
    let text: string | undefined;
    for (const match of paragraph.matchAll(SYMBOL)) {
      const word = wordAcross((text ??= toSimplified(paragraph)), match.index, match.index + match[0].length);
      if (word === '') continue;
      report({ start: match.index, end: match.index + match[0].length, clean: '', fix: 'suggested', message: `A symbol was put inside ${word}. Delete it.` });
    }
  },
};
