/** One line of a byte stream. */
export interface ByteLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its terminator. */
  readonly bytes: Buffer;
  /** `\n`, `\r\n`, or '' at the end of a stream that does not end a line. */
  readonly terminator: '\n' | '\r\n' | '';
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Splits a stream of bytes into lines, holding one line at a time. An empty stream has no line. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<ByteLine> {
  let pending: Buffer[] = [];
  let number = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      let bytes = chunk.subarray(start, end);
      if (pending.length > 0) {
        bytes = Buffer.concat([...pending, bytes]);
        pending = [];
      }
      const windows = bytes.at(-1) === CARRIAGE_RETURN;
      yield { number: ++number, bytes: windows ? bytes.subarray(0, -1) : bytes, terminator: windows ? '\r\n' : '\n' };
      start = end + 1;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
  if (pending.length > 0) yield { number: ++number, bytes: Buffer.concat(pending), terminator: '' };
}
