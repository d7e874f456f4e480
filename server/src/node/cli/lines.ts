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

/** About so many bytes make a batch; a longer line is one by itself. */
const BATCH_BYTES = 1 << 20;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Gathers a stream of bytes into batches of whole lines, without the first `skip` lines; holds one batch at a time. A stream that is empty, or has no more lines than that, has none. */
export async function* readBatches(chunks: AsyncIterable<Uint8Array>, skip = 0, batchBytes = BATCH_BYTES): AsyncGenerator<LineBatch> {
  let pending: Uint8Array[] = [];
  let size = 0;
  let line = 1;
  const gather = (): LineBatch => {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of pending) {
      bytes.set(part, at);
      at += part.length;
    }
    pending = [];
    size = 0;
    return { firstLine: line, bytes };
  };
  for await (const chunk of chunks) {
    let rest = chunk;
    while (line <= skip && rest.length > 0) {
      const end = rest.indexOf(LINE_FEED);
      if (end >= 0) line++;
      rest = end < 0 ? rest.subarray(rest.length) : rest.subarray(end + 1);
    }
    if (rest.length === 0) continue;
    const end = rest.lastIndexOf(LINE_FEED) + 1;
    if (end === 0 || size + end < batchBytes) {
      // A stream may use its chunk again; and no line of the batch need be whole yet.
      pending.push(Uint8Array.from(rest));
      size += rest.length;
      continue;
    }
    pending.push(rest.subarray(0, end));
    size += end;
    const batch = gather();
    // Whoever gets the batch may give it away.
    line += countLines(batch.bytes);
    yield batch;
    if (end < rest.length) {
      pending.push(Uint8Array.from(rest.subarray(end)));
      size = rest.length - end;
    }
  }
  if (size > 0) yield gather();
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
