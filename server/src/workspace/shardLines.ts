import type { DocumentId, FileSystem } from './fileSystem.ts';
import { isZstd, unpackedZstd } from './unpackZstd.ts';
import { withHead } from './withHead.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Some lines of a shard that follow each other, without their ends. */
export interface ShardLines {
  readonly lines: readonly Uint8Array<ArrayBuffer>[];
  /** True for the last where more lines follow than are read. */
  readonly isCut: boolean;
}

/**
 * The lines of a shard, unpacked, as far as whole lines go in `maxBytes`; nothing for a file that is not there. Throws, after the lines before it,
 * where it cannot be read or unpacked.
 */
export async function* shardLines(fileSystem: Pick<FileSystem, 'read' | 'parts'>, shard: DocumentId, maxBytes: number): AsyncGenerator<ShardLines> {
  /** The beginning of a line whose end has not come yet. */
  let begun: Uint8Array[] = [];
  let size = 0;
  let left = maxBytes;
  for await (const part of unpacked(partsOf(fileSystem, shard, maxBytes))) {
    const lines: Uint8Array<ArrayBuffer>[] = [];
    let start = 0;
    for (let feed = part.indexOf(LINE_FEED); feed >= 0 && size + feed + 1 - start <= left; feed = part.indexOf(LINE_FEED, start)) {
      lines.push(lineOf([...begun, part.subarray(start, feed)]));
      left -= size + feed + 1 - start;
      begun = [];
      size = 0;
      start = feed + 1;
    }
    // Whoever gives the part may use its memory again.
    if (start < part.length) begun.push(part.slice(start));
    size += part.length - start;
    const isCut = size > left;
    if (lines.length > 0 || isCut) yield { lines, isCut };
    if (isCut) return;
  }
  if (size > 0) yield { lines: [lineOf(begun)], isCut: false };
}

function lineOf(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const line = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    line.set(part, at);
    at += part.length;
  }
  return line.at(-1) === CARRIAGE_RETURN ? line.slice(0, -1) : line;
}

async function* partsOf(fileSystem: Pick<FileSystem, 'read' | 'parts'>, shard: DocumentId, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (fileSystem.parts) {
    yield* fileSystem.parts(shard);
    return;
  }
  const content = await fileSystem.read(shard, maxBytes);
  if (content && !content.bytes) throw new Error(`larger than the setting allows: ${content.size} bytes, ${maxBytes} at most`);
  if (content?.bytes) yield content.bytes;
}

/** Told by its first bytes how it is packed: no JSON begins with them. */
async function* unpacked(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { done, value: head } = await packed.next();
  if (done) return;
  const all = withHead(head, packed);
  if (head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(all);
  else yield* isZstd(head) ? unpackedZstd(all) : all;
}

async function* gunzip(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const writing = (async () => {
    try {
      for await (const part of packed) await writer.write(Uint8Array.from(part));
      await writer.close();
    } catch (error) {
      await writer.abort(error).catch(() => {});
    }
  })();
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
    await writing;
  }
}
