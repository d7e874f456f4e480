import { paragraphIndexAt } from '../text/paragraphs.ts';
import type { RawSpan } from '../text/spans.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';
import { findingsAt } from './findingsAt.ts';
import { mentionsAt } from './mentionAt.ts';

const SENTENCE_END = /[。！？!?；;]+[”’」』）)]*/gu;

/** What a selection at a raw offset grows through, smallest first: damage, names from the inner to the outer, the sentence, the paragraph, the document. Each lies inside the next. */
export function selectionRanges(snapshot: DocumentSnapshot, offset: number): RawSpan[] {
  const names = mentionsAt(snapshot, offset).map(({ mention }) => mention.raw);
  const damage: RawSpan[] = findingsAt(snapshot, { start: offset, end: offset }).map(({ start, end }) => ({ start, end }));
  const candidates: RawSpan[] = [...damage, ...names, ...sentenceAndParagraph(snapshot, offset), { start: 0, end: snapshot.length }];
  const spans: RawSpan[] = [];
  for (const span of candidates.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = spans.at(-1);
    const same = inner && inner.start === span.start && inner.end === span.end;
    if (!same && (!inner || (span.start <= inner.start && span.end >= inner.end))) spans.push(span);
  }
  return spans;
}

function sentenceAndParagraph(snapshot: DocumentSnapshot, offset: number): RawSpan[] {
  const { paragraphs } = snapshot.analysis;
  const paragraph = paragraphs[paragraphIndexAt(paragraphs, offset)];
  if (!paragraph || offset > paragraph.start + paragraph.text.length) return [];
  const at = offset - paragraph.start;
  let start = 0;
  let end = paragraph.text.length;
  for (const match of paragraph.text.matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length;
    if (after <= at) start = after;
    else {
      end = after;
      break;
    }
  }
  return [
    { start: paragraph.start + start, end: paragraph.start + end },
    { start: paragraph.start, end: paragraph.start + paragraph.text.length },
  ];
}
