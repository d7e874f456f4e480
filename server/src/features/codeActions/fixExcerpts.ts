import { isLowSurrogate } from '../../text/surrogates.ts';
import type { TextChange } from './textEdit.ts';

/** A stretch of a line with changes near each other, as it is and as it will be. */
export interface FixExcerpt {
  /** Counted from 0; of a stretch that spans lines, the first. */
  readonly line: number;
  readonly before: string;
  /** '' where nothing is left of the stretch. */
  readonly after: string;
  /** How many changes are in it. */
  readonly changes: number;
}

/** How much is shown on either side of a change, how long a stretch of several changes may be, and how much is shown of one that is longer by itself. UTF-16 code units. */
const AROUND = 14;
const TOGETHER = 160;
const LONGEST = 240;

/** What changes of a text do, for people to read: short stretches, each with something around it. Empty where there are none. @param most at most so many stretches, the first ones */
export function fixExcerpts(text: string, changes: readonly TextChange[], most: number): FixExcerpt[] {
  const excerpts: FixExcerpt[] = [];
  let line = 0;
  let counted = 0;
  for (let i = 0; i < changes.length && excerpts.length < most;) {
    const { start } = changes[i]!;
    let end = changes[i]!.end;
    let next = i + 1;
    while (next < changes.length && changes[next]!.start - end <= 2 * AROUND && changes[next]!.end - start <= TOGETHER && !hasLineEnd(text.slice(end, changes[next]!.start))) end = changes[next++]!.end;
    while (counted < start) {
      const code = text.charCodeAt(counted++);
      if (code === 10 || (code === 13 && text.charCodeAt(counted) !== 10)) line++;
    }
    // What changes before and after is shown in a stretch of its own.
    const from = contextStart(text, start, changes[i - 1]?.end ?? 0);
    const to = contextEnd(text, end, changes[next]?.start ?? text.length);
    let after = text.slice(from, start);
    let at = start;
    for (const change of changes.slice(i, next)) {
      after += text.slice(at, change.start) + change.text;
      at = change.end;
    }
    after += text.slice(at, to);
    const cut = (stretch: string) => (isLineStart(text, from) ? '' : '…') + shortened(stretch) + (isLineEnd(text, to) ? '' : '…');
    excerpts.push({ line, before: cut(text.slice(from, to)), after: after.trim() === '' ? '' : cut(after), changes: next - i });
    i = next;
  }
  return excerpts;
}

function hasLineEnd(text: string): boolean {
  return /[\r\n]/.test(text);
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || /[\r\n]/.test(text[at - 1]!);
}

function isLineEnd(text: string, at: number): boolean {
  return at === text.length || /[\r\n]/.test(text[at]!);
}

function contextStart(text: string, at: number, first: number): number {
  let from = at;
  while (from > first && at - from < AROUND && !isLineStart(text, from)) from--;
  return isLowSurrogate(text.charCodeAt(from)) && from > first ? from - 1 : from;
}

function contextEnd(text: string, at: number, last: number): number {
  let to = at;
  while (to < last && to - at < AROUND && !isLineEnd(text, to)) to++;
  return to < last && isLowSurrogate(text.charCodeAt(to)) ? to + 1 : to;
}

/** The middle of a long stretch is left out. */
function shortened(stretch: string): string {
  if (stretch.length <= LONGEST) return stretch;
  const first = stretch.slice(0, LONGEST / 2).replace(/[\ud800-\udbff]$/, '');
  return `${first}…${stretch.slice(-LONGEST / 4).replace(/^[\udc00-\udfff]/, '')}`;
}
