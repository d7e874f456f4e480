import type { Finding } from './finding.ts';

/** One replacement in a text; UTF-16 code units of the text before any of them. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly clean: string;
}

/** The edits of all safe fixes, with `suggested` also of the first readings of suggestions; sorted, not overlapping. Empty where nothing is to be done. */
export function appliedEdits(findings: readonly Finding[], suggested: boolean): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  for (const { start, end, clean, fix } of findings) {
    if (clean === null || start < at || !(fix === 'safe' || (suggested && fix === 'suggested'))) continue;
    edits.push({ start, end, clean });
    at = end;
  }
  return edits;
}

/** The text with sorted, non-overlapping edits applied. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.clean;
    at = edit.end;
  }
  return out + text.slice(at);
}
