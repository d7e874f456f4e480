import { commonEnds } from './commonEnds.ts';
import { lowerBound } from './lowerBound.ts';

/** UTF-16 code units. A block that has grown to twice as much is cut. */
const BLOCK = 1 << 15;

/**
 * A text in blocks, so that an edit of megabytes makes one block anew and not all of the text. Immutable; two versions share the blocks
 * that are the same in both.
 */
export class LongText {
  readonly length: number;
  readonly #blocks: readonly string[];
  /** Where each block starts. */
  readonly #starts: readonly number[];
  #whole: string | undefined;

  private constructor(blocks: readonly string[], whole?: string) {
    const starts: number[] = [];
    let length = 0;
    for (const block of blocks) {
      starts.push(length);
      length += block.length;
    }
    this.length = length;
    this.#blocks = blocks;
    this.#starts = starts;
    this.#whole = whole;
  }

  static of(text: string | LongText): LongText {
    return typeof text === 'string' ? new LongText(blocksOf(text), text) : text;
  }

  equals(other: LongText): boolean {
    return this === other || (this.length === other.length && LongText.commonEnds(this, other).start === this.length);
  }

  /** All of it, put together when somebody asks. */
  toString(): string {
    return (this.#whole ??= this.#blocks.join(''));
  }

  /** As `String.prototype.slice` with offsets from 0 up. */
  slice(start: number, end: number): string {
    if (this.#whole !== undefined) return this.#whole.slice(start, end);
    const to = Math.min(end, this.length);
    let text = '';
    for (let i = this.#blockAt(start); i < this.#blocks.length && this.#starts[i]! < to; i++) {
      const from = this.#starts[i]!;
      text += this.#blocks[i]!.slice(Math.max(0, start - from), to - from);
    }
    return text;
  }

  /** NaN outside the text. */
  charCodeAt(offset: number): number {
    const block = this.#blockAt(offset);
    return this.#blocks[block]!.charCodeAt(offset - this.#starts[block]!);
  }

  /** The text with another one in place of what stands between two offsets. */
  replaced(start: number, end: number, text: string): LongText {
    const first = this.#blockAt(start);
    const last = this.#blockAt(end);
    const between = this.#blocks[first]!.slice(0, start - this.#starts[first]!) + text + this.#blocks[last]!.slice(end - this.#starts[last]!);
    return new LongText([...this.#blocks.slice(0, first), ...(between.length < 2 * BLOCK ? [between] : blocksOf(between)), ...this.#blocks.slice(last + 1)]);
  }

  /** How many code units two texts have in common at their start, and at their end behind that. Blocks that they share cost nothing. */
  static commonEnds(a: LongText, b: LongText): { readonly start: number; readonly end: number } {
    const fewer = Math.min(a.#blocks.length, b.#blocks.length);
    let head = 0;
    while (head < fewer && a.#blocks[head] === b.#blocks[head]) head++;
    let tail = 0;
    while (tail < fewer - head && a.#blocks[a.#blocks.length - 1 - tail] === b.#blocks[b.#blocks.length - 1 - tail]) tail++;
    const before = a.#starts[head] ?? a.length;
    const rest = (some: LongText) => some.slice(before, some.#starts[some.#blocks.length - tail] ?? some.length);
    const [middle, other] = [rest(a), rest(b)];
    const { start, end } = commonEnds(middle, other);
    // All of the shorter one: what is common to both ends must not be counted twice.
    return { start: before + start, end: (a.length - before - middle.length) + end };
  }

  /** The block that holds an offset, the last for one at the end or behind it. */
  #blockAt(offset: number): number {
    return Math.max(0, lowerBound(this.#starts.length, (index) => this.#starts[index]! > offset) - 1);
  }
}

/** At least one. */
function blocksOf(text: string): string[] {
  if (text.length < 2 * BLOCK) return [text];
  const blocks: string[] = [];
  for (let at = 0; at < text.length; at += BLOCK) blocks.push(text.slice(at, at + BLOCK));
  return blocks;
}
