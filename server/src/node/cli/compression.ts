import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isZstd, unpackedZstd } from '../../workspace/unpackZstd.ts';
import { withHead } from '../../workspace/withHead.ts';

/** How a file is packed; undefined is not at all. */
export type Compression = 'gzip' | 'zstd' | undefined;

/** A file's content with how it was packed. A chunk is good until the next one is asked for. */
export interface UnpackedStream {
  readonly compression: Compression;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 16;

/** Opens a file, unpacked. Told by its first bytes, not its name: standard input has none, and no JSON begins with them. Throws where it cannot be read. */
export async function openUnpacked(path: string): Promise<UnpackedStream> {
  return unpacked(chunksOf(path));
}

/** The bytes of a file, always in the same buffer: nobody collects the garbage of a thread that does little else. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The same for a stream. What is cut off or does not unpack makes the chunks throw, after those before it. */
export async function unpacked(packed: AsyncIterable<Uint8Array>): Promise<UnpackedStream> {
  const chunks = packed[Symbol.asyncIterator]();
  // A pipe may give its first bytes one by one.
  let head: Uint8Array = new Uint8Array();
  while (head.length < 4) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const compression = compressionOf(head);
  if (compression === undefined) return { compression, chunks: withHead(head, chunks) };
  // What unpacks keeps hold of what it is given.
  const own = copied(withHead(head, chunks));
  return { compression, chunks: compression === 'gzip' ? gunzip(own) : unpackedZstd(own) };
}

function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return isZstd(head) ? 'zstd' : undefined;
}

async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Uint8Array.from(chunk);
}

async function* gunzip(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false });
  const unpacking = createGunzip({ chunkSize: CHUNK_BYTES });
  source.on('error', (error) => unpacking.destroy(error));
  try {
    for await (const chunk of source.pipe(unpacking)) yield chunk as Uint8Array;
  } finally {
    source.destroy();
  }
}
