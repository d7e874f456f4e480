import { countHan } from './sentence.ts';
import type { DocumentRule } from './rule.ts';

/** Han characters that a line must have to count as repeated: next to its double, and further away. */
const SHORTEST_NEXT = 8;
const SHORTEST_AWAY = 25;

/** A headline that stands three times, a paragraph copied twice. */
export const repeatedParagraph: DocumentRule = {
  id: 'repeated-paragraph',
  kind: 'repeated-paragraph',
  severity: 'information',
  summary: 'A paragraph that the document already has, to the letter.',
  *checkDocument(paragraphs, report) {
    /** By text, the number of the paragraph's line. */
    const seen = new Map<string, number>();
    let before = '';
    for (const [line, { start, text: raw }] of paragraphs.entries()) {
      yield raw.length;
      // A line so short never counts; a map of the others is small.
      if (raw.length < SHORTEST_NEXT) {
        if (raw.trim() !== '') before = '';
        continue;
      }
      const text = raw.trim();
      if (text === '') continue;
      const from = start + raw.indexOf(text);
      const first = text.length < SHORTEST_AWAY ? undefined : seen.get(text);
      if (text === before && countHan(text, SHORTEST_NEXT) >= SHORTEST_NEXT) {
        report({ start: from, end: from + text.length, clean: '', fix: 'suggested', message: 'The line before says the same, to the letter. Delete one of the two.' });
      } else if (first !== undefined && countHan(text, SHORTEST_AWAY) >= SHORTEST_AWAY) {
        report({ start: from, end: from + text.length, clean: null, fix: null, alternatives: [''], severity: 'hint', message: `Line ${first + 1} says the same, to the letter. See whether it belongs in both places.` });
      }
      if (first === undefined && text.length >= SHORTEST_AWAY) seen.set(text, line);
      before = text;
    }
  },
};
