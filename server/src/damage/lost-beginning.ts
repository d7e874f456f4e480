import { countHan } from './sentence.ts';
import type { DocumentRule } from './rule.ts';

/** A mark that nothing begins with, or a date that has lost its first digits or more. */
const BEGINNING = /^[\s\u3000]*(?<lost>[，、。；：！？,;!”’」』）)》】]+(?=\p{Script=Han})|年\d{1,2}月|月\d{1,2}日|\d{2}年\d{1,2}月\d{1,2}日)/u;
/** A first line shorter than this is a headline or a label. Han characters. */
const SHORTEST = 20;

/** 14年3月10日，县委…: the page was cut where the copy began. */
export const lostBeginning: DocumentRule = {
  id: 'lost-beginning',
  kind: 'lost-beginning',
  severity: 'hint',
  summary: 'The first paragraph of a document begins within a sentence, as if what came before were missing.',
  *checkDocument(paragraphs, report) {
    for (const { start, text } of paragraphs) {
      yield text.length;
      if (countHan(text, SHORTEST) < SHORTEST) continue;
      const match = BEGINNING.exec(text);
      if (!match) return;
      const { lost } = match.groups as { lost: string };
      const end = start + match[0].length;
      report({ start: end - lost.length, end, clean: null, fix: null, message: 'The document begins within a sentence: what came before may be missing. Look for it at its source.' });
      return;
    }
  },
};
