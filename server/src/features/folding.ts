import type { Paragraph } from '../text/paragraphs.ts';

/** A stretch of whole paragraphs that folds under its first. Indices of paragraphs, inclusive. */
export interface Fold {
  readonly first: number;
  readonly last: number;
}

/** How high a heading stands: 0 is an attachment, which ends everything before it; then 第一章, 一、, （一）, and headings in brackets. */
const HEADINGS: readonly RegExp[] = [
  /^[\s\u3000]*附(?:件|表|录|錄)\s*[一二三四五六七八九十\d]*\s*[:：.、]?/u,
  /^[\s\u3000]*第[一二三四五六七八九十百\d]+[章节節编編部][\s\u3000]*/u,
  /^[\s\u3000]*[一二三四五六七八九十]{1,3}[、.．]/u,
  /^[\s\u3000]*[(（][一二三四五六七八九十]{1,3}[)）]/u,
];
/** A heading stands on a line of its own; a longer line that begins so is a paragraph with its number. UTF-16 code units. */
const LONGEST_HEADING = 60;
/** 1. 2. 3., ①, -, ·: items of a list. */
const LIST_ITEM = /^[\s\u3000]*(?:[(（]?\d{1,3}[)）.．、]|[\u2460-\u2473]|[-*•·▪◆●■□★☆])[\s\u3000]*\S/u;
/** Fewer items than this are not worth a fold. */
const FEWEST_ITEMS = 4;
/** In a text without headings, as many paragraphs as this between two blank lines fold under the first. */
const FEWEST_PARAGRAPHS = 4;

/** Where a news text folds: attachments, sections under headings, lists, and long blocks between blank lines. Sorted by first paragraph; nested or apart, never crossing. Empty for a short text. */
export function folding(paragraphs: readonly Paragraph[]): Fold[] {
  const folds: Fold[] = [];
  const levels = paragraphs.map(({ text }) => headingLevel(text));
  sections(paragraphs, levels, folds);
  runs(paragraphs, (text, index) => levels[index] === undefined && LIST_ITEM.test(text), FEWEST_ITEMS, folds);
  if (levels.every((level) => level === undefined)) runs(paragraphs, (text) => text.trim() !== '', FEWEST_PARAGRAPHS, folds);
  return folds.sort((a, b) => a.first - b.first || b.last - a.last).filter((fold, index, all) => index === 0 || fold.first !== all[index - 1]!.first);
}

function headingLevel(text: string): number | undefined {
  if (text.length > LONGEST_HEADING || text.trim() === '') return undefined;
  const level = HEADINGS.findIndex((heading) => heading.test(text));
  return level < 0 ? undefined : level;
}

/** Each heading holds what follows, up to the next heading as high as itself or higher. */
function sections(paragraphs: readonly Paragraph[], levels: readonly (number | undefined)[], folds: Fold[]): void {
  const open: { readonly level: number; readonly first: number }[] = [];
  const close = (before: number, level: number) => {
    while (open.length > 0 && open.at(-1)!.level >= level) {
      const { first } = open.pop()!;
      let last = before - 1;
      while (last > first && paragraphs[last]!.text.trim() === '') last--;
      if (last > first) folds.push({ first, last });
    }
  };
  levels.forEach((level, index) => {
    if (level === undefined) return;
    close(index, level);
    open.push({ level, first: index });
  });
  close(paragraphs.length, 0);
}

/** Folds each unbroken run of at least `fewest` paragraphs for which the condition holds. */
function runs(paragraphs: readonly Paragraph[], holds: (text: string, index: number) => boolean, fewest: number, folds: Fold[]): void {
  let first = -1;
  for (let index = 0; index <= paragraphs.length; index++) {
    const inside = index < paragraphs.length && holds(paragraphs[index]!.text, index);
    if (inside && first < 0) first = index;
    if (inside || first < 0) continue;
    if (index - first >= fewest) folds.push({ first, last: index - 1 });
    first = -1;
  }
}
