import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LongText } from '../text/longText.ts';
import { type Paragraph, splitAgain, splitParagraphs } from '../text/paragraphs.ts';

/** A document as the client has it open; a keystroke in megabytes costs what it touches. */
export class OpenText {
  readonly uri: string;
  readonly languageId: string;
  readonly #lines: { start: number }[] = [];
  #version: number;
  #text: LongText;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#version = version;
    this.#text = LongText.of(text);
    this.#setLines(0, 0, splitParagraphs(text));
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
        this.#setLines(0, this.#lines.length, splitParagraphs(change.text));
      }
    }
    this.#version = version;
  }

  #replace(one: number, other: number, text: string): void {
    const start = Math.min(one, other);
    const end = Math.max(one, other);
    const before = this.#text;
    this.#text = before.replaced(start, end, text);
    const { head, tail, between } = splitAgain(this.#lines, before, this.#text);
    const moved = this.#text.length - before.length;
    if (moved !== 0) for (let i = tail; i < this.#lines.length; i++) this.#lines[i]!.start += moved;
    this.#setLines(head, tail, between);
  }

  #setLines(from: number, to: number, paragraphs: readonly Paragraph[]): void {
    // No more of them than where they start: they would hold the text a second time.
    const lines = paragraphs.map(({ start }) => ({ start }));
    if (lines.length === to - from) lines.forEach((line, i) => (this.#lines[from + i] = line));
    else {
      const behind = this.#lines.splice(from).slice(to - from);
      for (const line of lines) this.#lines.push(line);
      for (const line of behind) this.#lines.push(line);
    }
  }

  /** Columns behind the end of a line stand at its end, lines behind the last at the end of the text. */
  #offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.#lines[line]?.start;
    if (start === undefined) return this.#text.length;
    let offset = Math.min(start + Math.max(0, character), this.#lines[line + 1]?.start ?? this.#text.length);
    while (offset > start && isLineEnd(this.#text.charCodeAt(offset - 1))) offset--;
    return offset;
  }
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
