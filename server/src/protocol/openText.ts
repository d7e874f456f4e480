import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LongText } from '../text/longText.ts';
import { splitParagraphs } from '../text/paragraphs.ts';

/** A document as the client has it open; a keystroke in megabytes costs what it touches. */
export class OpenText {
  readonly uri: string;
  readonly languageId: string;
  readonly #starts: number[];
  #version: number;
  #text: LongText;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#version = version;
    this.#text = LongText.of(text);
    this.#starts = splitParagraphs(text).map(({ start }) => start);
  }

  get version(): number {
    return this.#version;
  }

  get text(): LongText {
    return this.#text;
  }

  /** Takes what the client has changed, in order. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if ('range' in change) this.#replace(this.#offsetAt(change.range.start), this.#offsetAt(change.range.end), change.text);
      else {
        this.#text = LongText.of(change.text);
        this.#setStarts(0, this.#starts.length, splitParagraphs(change.text).map(({ start }) => start));
      }
    }
    this.#version = version;
  }

  #replace(one: number, other: number, text: string): void {
    const start = Math.min(one, other);
    const end = Math.max(one, other);
    const moved = text.length - (end - start);
    // The lines beside those that are touched as well: a line end of two units may be made or broken.
    const first = Math.max(0, this.#lineAt(start) - 1);
    const next = Math.min(this.#starts.length, this.#lineAt(end) + 2);
    this.#text = this.#text.replaced(start, end, text);
    const from = this.#starts[first]!;
    const to = next < this.#starts.length ? this.#starts[next]! + moved : this.#text.length;
    const starts = splitParagraphs(this.#text.slice(from, to)).map((paragraph) => from + paragraph.start);
    // What stands behind the last line end is the line that comes next.
    if (next < this.#starts.length) starts.pop();
    if (moved !== 0) for (let i = next; i < this.#starts.length; i++) this.#starts[i]! += moved;
    this.#setStarts(first, next, starts);
  }

  #setStarts(from: number, to: number, starts: readonly number[]): void {
    if (starts.length === to - from) starts.forEach((start, i) => (this.#starts[from + i] = start));
    else {
      const behind = this.#starts.splice(from).slice(to - from);
      for (const start of starts) this.#starts.push(start);
      for (const start of behind) this.#starts.push(start);
    }
  }

  /** Columns behind the end of a line stand at its end, lines behind the last at the end of the text. */
  #offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    if (start === undefined) return this.#text.length;
    let offset = Math.min(start + Math.max(0, character), this.#starts[line + 1] ?? this.#text.length);
    while (offset > start && isLineEnd(this.#text.charCodeAt(offset - 1))) offset--;
    return offset;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
