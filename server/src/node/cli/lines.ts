/** One line of a byte stream. */
export interface ByteLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its terminator. */
  readonly bytes: Buffer;
  /** `\n`, `\r\n`, or '' at the end of a stream that does not end a line. */
  readonly terminator: '\n' | '\r\n' | '';
}

/** Some whole lines of a stream. */
export interface LineBatch {
  /** Number of the first, counted from 1. */
  readonly firstLine: number;
  /** The lines with their terminators; a buffer of its own, so that it can be handed to a worker. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** About so many bytes make a batch; a longer line is one by itself. What a batch gives is held until its turn, and may be several times as large. */
const BATCH_BYTES = 1 << 18;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Gathers a stream of bytes into batches of whole lines, without the first `skip` lines; holds one batch at a time. A stream that is empty, or has no more lines than that, has none. */
export async function* readBatches(chunks: AsyncIterable<Uint8Array>, skip = 0, batchBytes = BATCH_BYTES): AsyncGenerator<LineBatch> {
  /** The first `size` bytes are those that no batch has yet. A stream may use its chunk again, and so is this. */
  let held = new Uint8Array(batchBytes);
  let size = 0;
  let line = 1;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (line <= skip && rest.length > 0) {
      const end = rest.indexOf(LINE_FEED);
      if (end >= 0) line++;
      rest = end < 0 ? rest.subarray(rest.length) : rest.subarray(end + 1);
    }
    if (rest.length === 0) continue;
    if (size + rest.length > held.length) {
      const larger = new Uint8Array(2 * (size + rest.length));
      larger.set(held.subarray(0, size));
      held = larger;
    }
    held.set(rest, size);
    const lastEnd = rest.lastIndexOf(LINE_FEED) + 1;
    const whole = lastEnd === 0 ? 0 : size + lastEnd;
    size += rest.length;
    if (whole < batchBytes) continue;
    const batch = { firstLine: line, bytes: held.slice(0, whole) };
    held.copyWithin(0, whole, size);
    size -= whole;
    // Whoever gets the batch may give it away.
    line += countLines(batch.bytes);
    yield batch;
  }
  if (size > 0) yield { firstLine: line, bytes: held.slice(0, size) };
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}

/** The lines of a batch. */
export function* linesOf({ firstLine, bytes }: LineBatch): Generator<ByteLine> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let number = firstLine;
  for (let start = 0; start < buffer.length; ) {
    const feed = buffer.indexOf(LINE_FEED, start);
    const end = feed < 0 ? buffer.length : feed;
    const windows = feed > start && buffer[feed - 1] === CARRIAGE_RETURN;
    yield { number: number++, bytes: buffer.subarray(start, windows ? end - 1 : end), terminator: feed < 0 ? '' : windows ? '\r\n' : '\n' };
    start = end + 1;
  }
}
