import { countHan } from './sentence.ts';
import type { DocumentRule } from './rule.ts';

const ENDS = /[。！？!?…”’」』）)】》;；:：.~～]$/;
const ELLIPSIS = /(?:…{1,3}|\.{3,6}|。{3,6})$/;
/** A last line shorter than this is a signature or a date. Han characters. */
const SHORTEST = 20;

/** …，培养: the page was cut where the copy ended. */
export const cutOffEnd: DocumentRule = {
  id: 'cut-off-end',
  kind: 'cut-off-end',
  severity: 'hint',
  summary: 'The last paragraph of a document ends without a mark, or with dots, as if the rest were missing.',
  *checkDocument(paragraphs, report) {
    // Signatures, sources and lines of the page may stand after the last paragraph of prose.
    for (let i = paragraphs.length - 1; i >= 0; i--) {
      const { start, text: raw, findings } = paragraphs[i]!;
      yield raw.length;
      const text = raw.trimEnd();
      if (text.trim() === '' || (text.length < 80 && findings.some((finding) => finding.end - finding.start >= text.trim().length))) continue;
      const dots = ELLIPSIS.exec(text);
      if ((!dots && ENDS.test(text)) || countHan(text, SHORTEST) < SHORTEST || !/[，。；,;]/.test(text)) return;
      // Verse, lists and headlines have no marks at their ends anywhere.
      if (!paragraphs.some((paragraph, at) => at !== i && /。[”’」』）)]?\s*$/.test(paragraph.text.slice(-40)))) return;
      const at = start + (dots ? dots.index : text.length - 1);
      report({ start: at, end: start + text.length, clean: null, fix: null, message: dots ? 'The document ends in dots: the rest may be missing. Look for it at its source.' : 'The document ends without a mark: the rest may be missing. Look for it at its source.' });
      return;
    }
  },
};
