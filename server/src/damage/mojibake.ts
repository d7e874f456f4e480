import { findMisread, type Misread } from './misread/findMisread.ts';
import { nameOf } from './misread/bytesRead.ts';
import type { Rule } from './rule.ts';

/** 鏂板崕, ÐÂ»ª: text that was saved in one encoding and read in another. */
export const mojibake: Rule = {
  id: 'mojibake',
  kind: 'mojibake',
  severity: 'error',
  summary: 'A span that was saved in one encoding and read in another (鏂板崕 for 新华).',
  // What is a sign of it depends on tables that are built when they are first needed; see suspicion.ts.
  triggers: [],
  check(paragraph, report, profile) {
    const { spans, searchedUntil } = findMisread(paragraph, profile.script);
    for (const span of spans) {
      for (const piece of span.pieces) {
        const raw = paragraph.slice(piece.start, piece.end);
        if (raw === piece.clean) continue;
        const { start, end, clean, starts, ends, source, alternatives } = piece;
        report({
          start, end, clean,
          fix: source === 'read' && span.certain ? 'safe' : 'suggested',
          alternatives,
          alignment: ends,
          alignmentStarts: starts,
          message: messageOf(span, source, clean),
          evidence: evidenceOf(span, source, raw),
        });
      }
    }
    const from = searchedUntil === undefined ? paragraph.length : Math.max(searchedUntil, spans[spans.length - 1]?.end ?? 0);
    if (from < paragraph.length) {
      report({ start: from, end: paragraph.length, clean: null, fix: null, severity: 'information', message: 'This line is too long to be searched whole for text that was read in the wrong encoding: from here on it was not. Break the line to have it searched.' });
    }
  },
};

function messageOf({ misreadings }: Misread, source: Misread['pieces'][number]['source'], clean: string): string {
  const last = misreadings[0]!;
  const times = misreadings.length > 1 ? `, ${misreadings.length} times over` : '';
  const what = `${nameOf(last.wrote)} was read as ${nameOf(last.read)}${times}`;
  if (source === 'read') return `${what}; it reads ${clean.length <= 40 ? clean : `${clean.slice(0, 40)}…`}.`;
  if (source === 'rival') return `${what}, and bytes that nobody sees may have been dropped here: it may read in more than one way.`;
  if (source === 'guessed') return `${what}, and a byte was lost: which character stood here is a guess.`;
  return `${what}, and bytes were lost: what is marked U+FFFD is gone. Look for it at its source.`;
}

function evidenceOf({ misreadings, certain }: Misread, source: Misread['pieces'][number]['source'], raw: string): string[] {
  const path = misreadings.map(({ wrote, read }) => `its bytes in ${nameOf(read)}, read as ${nameOf(wrote)}`).join('; then ');
  return [
    `${raw.length <= 40 ? raw : `${raw.slice(0, 40)}…`}: ${path}`,
    source === 'rival' ? 'The bytes AD and 80 to 9F are not seen and often dropped. With some of them put back, other characters stand here that may be meant.'
      : certain ? 'Read so, it is valid throughout and ordinary Chinese; as it stands it is not.' : 'Read so, it makes sense; but it is short or unusual, so a person should look.',
  ];
}
