/** Reads the files of corpus/news: items with a header, in the mark-up of {@link parseMarkup}. */
import { MarkupError, parseMarkup } from './markup.ts';
import type { MarkedText } from './markup.ts';

export type Split = 'train' | 'dev' | 'test';

/** One news item of the corpus. */
export interface CorpusItem extends MarkedText {
  readonly id: string;
  readonly genre: string;
  readonly split: Split;
  /** 0-based line of the item's first line of text in its file. */
  readonly line: number;
}

/** A fault of a corpus file. `line` and `column` are 0-based and count in the marked-up file. */
export interface CorpusFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const HEADER = /^### (.*)$/;

/** Items and faults of one corpus file. An item with a fault in its header or marks is left out. */
export function parseCorpus(source: string): { readonly items: readonly CorpusItem[]; readonly faults: readonly CorpusFault[] } {
  const items: CorpusItem[] = [];
  const faults: CorpusFault[] = [];
  const lines = source.split(/\r?\n/);
  let at = 0;
  while (at < lines.length && !HEADER.test(lines[at]!)) {
    if (lines[at]!.trim() !== '' && !lines[at]!.startsWith('#')) faults.push({ line: at, column: 0, message: 'text before the first header' });
    at++;
  }
  while (at < lines.length) {
    const headerLine = at;
    const fields = new Map(HEADER.exec(lines[at]!)![1]!.trim().split(/\s+/).map((field) => field.split('=') as [string, string | undefined]));
    let end = at + 1;
    while (end < lines.length && !HEADER.test(lines[end]!)) end++;
    let first = at + 1;
    let last = end;
    while (first < last && lines[first]!.trim() === '') first++;
    while (last > first && lines[last - 1]!.trim() === '') last--;
    at = end;
    const id = fields.get('id');
    const genre = fields.get('genre');
    const split = fields.get('split');
    if (!id || !genre || !(split === 'train' || split === 'dev' || split === 'test') || fields.size !== 3) {
      faults.push({ line: headerLine, column: 0, message: 'a header reads: ### id=county-012 genre=inspection split=train' });
      continue;
    }
    if (first === last) {
      faults.push({ line: headerLine, column: 0, message: `item ${id} has no text` });
      continue;
    }
    try {
      items.push({ id, genre, split, line: first, ...parseMarkup(lines.slice(first, last).join('\n')) });
    } catch (error) {
      if (!(error instanceof MarkupError)) throw error;
      const before = lines.slice(first, last).join('\n').slice(0, error.offset).split('\n');
      faults.push({ line: first + before.length - 1, column: before.at(-1)!.length, message: error.message });
    }
  }
  return { items, faults };
}
