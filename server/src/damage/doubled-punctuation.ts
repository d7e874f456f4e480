import { doubledMarksIn } from './doubledMarks.ts';
import type { Rule } from './rule.ts';

/** 書記,、市: a pass over the text set a comma before the mark that belongs there. */
export const doubledPunctuation: Rule = {
  id: 'doubled-punctuation',
  kind: 'doubled-punctuation',
  severity: 'warning',
  summary: 'Two marks in a row where one belongs, the first usually a comma that a copy site inserted.',
  triggers: [[0x2c, 0x2c], [0xff0c, 0xff0c], [0x3001, 0x3002], [0xff1b, 0xff1b]],
  check(paragraph, report, profile) {
    for (const { start, end, mark, byMachine } of doubledMarksIn(paragraph)) {
      const pair = paragraph.slice(start, end);
      if (pair === ',,' && profile.doubledMarks === 0 && !/[。、；“]/.test(paragraph)) continue; // an empty cell of a table
      const safe = byMachine && (profile.doubledMarks >= 3 || (profile.doubledMarks > 0 && profile.glossedCharacters >= 3));
      report({
        start,
        end,
        clean: mark,
        fix: safe ? 'safe' : 'suggested',
        ...(safe ? {} : { alternatives: paragraph[start] === mark ? [] : [paragraph[start]!] }),
        message: safe
          ? `A comma was inserted before ${mark}: keep the mark, delete the comma.`
          : `Two marks in a row (${pair}): only one belongs here, probably ${mark}.`,
        evidence: byMachine
          ? [`Marks doubled like this in the document: ${profile.doubledMarks < 3 ? profile.doubledMarks : 'three or more'}`, 'Such a pass puts the comma first, so the second mark is the writer’s']
          : ['No pass over a text doubles marks in this way: it is a slip of the writer'],
      });
    }
  },
};
