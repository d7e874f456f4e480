import { applyEdits, type CleanText } from '../text/cleanText.ts';
import type { Finding } from './finding.ts';

/**
 * Kinds whose first reading makes the clean text even where it is only a suggestion: whatever was meant, it was not what
 * stands there, and names are recognised best in the most probable text. Suggestions of other kinds (a noise line to
 * delete, a slip of the author) are left to a person.
 */
const MOST_PROBABLE: ReadonlySet<string> = new Set(['byte-slip', 'mojibake', 'pinyin-gloss', 'html-entity', 'control-character', 'zero-width']);

/** The clean text of a paragraph: safe fixes applied, and the first readings of suggestions of the kinds where any repair is better than none. `findings` are those of this paragraph, spans relative to it. */
export function cleanParagraph(paragraph: string, findings: readonly Finding[]): CleanText {
  if (findings.length === 0) return applyEdits(paragraph, []);
  const edits = findings
    .filter((finding) => finding.clean !== null && (finding.fix === 'safe' || (finding.fix === 'suggested' && MOST_PROBABLE.has(finding.kind))))
    .map((finding) => ({ ...finding, clean: finding.clean! }));
  return applyEdits(paragraph, edits);
}
