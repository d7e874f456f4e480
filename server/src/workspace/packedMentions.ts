import { NumberReader, writeNumber } from './packedNumbers.ts';

/** A mention as the folder index keeps it. Offsets are raw UTF-16 code units, relative to the paragraph, which is a line. */
export interface PackedMention {
  /** Index among the entities of its document. */
  readonly entity: number;
  /** Index among the entity's forms. */
  readonly form: number;
  /** Index of its paragraph in the document. */
  readonly paragraph: number;
  readonly start: number;
  readonly length: number;
  readonly nested: boolean;
  readonly relative: boolean;
  /** True where posts are written beside it. */
  readonly titled: boolean;
}

const NESTED = 1;
const RELATIVE = 2;
const TITLED = 4;
const FLAG_BITS = 3;

/** Packs mentions, sorted by paragraph and start, into variable-length numbers: 5 to 7 bytes a mention in news text. */
export function packMentions(mentions: readonly PackedMention[]): Uint8Array {
  const bytes: number[] = [];
  let paragraph = 0;
  let start = 0;
  for (const mention of mentions) {
    const sameParagraph = mention.paragraph === paragraph;
    writeNumber(bytes, mention.paragraph - paragraph);
    writeNumber(bytes, sameParagraph ? mention.start - start : mention.start);
    const flags = (mention.nested ? NESTED : 0) | (mention.relative ? RELATIVE : 0) | (mention.titled ? TITLED : 0);
    writeNumber(bytes, mention.length * (1 << FLAG_BITS) + flags);
    writeNumber(bytes, mention.entity);
    writeNumber(bytes, mention.form);
    ({ paragraph, start } = mention);
  }
  return Uint8Array.from(bytes);
}

/** Calls `visit` for each packed mention in order; with `wanted`, for those of the entities it holds only. */
export function forEachMention(packed: Uint8Array, visit: (mention: PackedMention) => void, wanted?: ReadonlySet<number>): void {
  const reader = new NumberReader(packed);
  let paragraph = 0;
  let start = 0;
  while (reader.at < packed.length) {
    const paragraphs = reader.next();
    const offset = reader.next();
    const lengthAndFlags = reader.next();
    const entity = reader.next();
    const form = reader.next();
    paragraph += paragraphs;
    start = paragraphs === 0 ? start + offset : offset;
    if (wanted && !wanted.has(entity)) continue;
    const flags = lengthAndFlags % (1 << FLAG_BITS);
    visit({
      entity, form, paragraph, start, length: Math.floor(lengthAndFlags / (1 << FLAG_BITS)),
      nested: (flags & NESTED) !== 0, relative: (flags & RELATIVE) !== 0, titled: (flags & TITLED) !== 0,
    });
  }
}
