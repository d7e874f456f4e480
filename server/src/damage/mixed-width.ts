import { isChineseEdge } from './sentence.ts';
import type { Rule } from './rule.ts';

const HALF = ',;:?!';
const FULL = '，；：？！';

/** The bit of brackets; those of the marks are below it. */
const BRACKETS = 0x20;
/** By code unit, the bit of a mark: half width, and 8 bits further up full width. */
const MARKS = new Uint16Array(65_536);
for (let kind = 0; kind < HALF.length; kind++) {
  MARKS[HALF.charCodeAt(kind)] = 1 << kind;
  MARKS[FULL.charCodeAt(kind)] = 0x100 << kind;
}
for (const code of [0x28, 0x29]) MARKS[code] = BRACKETS;
for (const code of [0xff08, 0xff09]) MARKS[code] = BRACKETS << 8;

/** 会议指出,要…，并…: the same mark in two widths within one sentence. */
export const mixedWidth: Rule = {
  id: 'mixed-width',
  kind: 'mixed-width',
  severity: 'hint',
  summary: 'The same mark in full and in half width within one sentence, or a bracket of each.',
  triggers: [[0x2c, 0x2c], [0x3a, 0x3b], [0x28, 0x29]],
  check(paragraph, report) {
    let marks = 0;
    for (let i = 0; i < paragraph.length; i++) marks |= MARKS[paragraph.charCodeAt(i)]!;
    const isMixed = (marks & (marks >> 8) & 0x1f) !== 0;
    const isMixedPair = (marks & BRACKETS) !== 0 && (marks & (BRACKETS << 8)) !== 0;
    if (!(isMixed || isMixedPair)) return;
    /** By mark, the width that the paragraph has more of. */
    const more: (string | undefined)[] = [];
    for (const [start, end] of isMixed ? sentencesOf(paragraph) : []) {
      const sentence = paragraph.slice(start, end);
      for (let kind = 0; kind < HALF.length; kind++) {
        const half = places(sentence, HALF[kind]!);
        if (half.length === 0) continue;
        const full = places(sentence, FULL[kind]!);
        if (full.length === 0) continue;
        const most = (more[kind] ??= count(paragraph, FULL[kind]!) >= count(paragraph, HALF[kind]!) ? FULL[kind]! : HALF[kind]!);
        for (const at of most === FULL[kind] ? half : full) change(start + at, most);
      }
    }
    if (!isMixedPair) return;
    for (const match of paragraph.matchAll(/[（(]([^（）()\n]{1,60})[）)]/g)) {
      if ((match[0][0] === '(') === (match[0].endsWith(')')) || !/[\u4e00-\u9fff]/.test(match[0])) continue;
      const closesHalf = match[0].endsWith(')');
      if (closesHalf) change(match.index + match[0].length - 1, '）');
      else change(match.index, '（');
    }

    function change(at: number, clean: string): void {
      report({ start: at, end: at + 1, clean, fix: 'suggested', message: `The mark stands in two widths in one sentence; the others are ${clean}. Use one.` });
    }
  },
};

function sentencesOf(text: string): [start: number, end: number][] {
  const sentences: [number, number][] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) !== 0x3002) continue;
    sentences.push([start, i]);
    start = i + 1;
  }
  sentences.push([start, text.length]);
  return sentences;
}

/** Where a mark stands between Chinese words. */
function places(sentence: string, mark: string): number[] {
  const found: number[] = [];
  for (let at = sentence.indexOf(mark); at >= 0; at = sentence.indexOf(mark, at + 1)) {
    if (at > 0 && at + 1 < sentence.length && isChineseEdge(sentence.charCodeAt(at - 1)) && isChineseEdge(sentence.charCodeAt(at + 1))) found.push(at);
  }
  return found;
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found++;
  return found;
}
