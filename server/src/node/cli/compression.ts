import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isZstd, unpackedZstd } from '../../workspace/unpackZstd.ts';

/** How a file is packed; undefined is not at all. */
export type Compression = 'gzip' | 'zstd' | undefined;

/** A file's content with how it was packed. */
export interface UnpackedStream {
  readonly compression: Compression;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;

/** Opens a file, unpacked. Told by its first bytes, not its name: standard input has none, and no JSON begins with them. Throws where it cannot be read. */
export async function openUnpacked(path: string): Promise<UnpackedStream> {
  return unpacked(createReadStream(path, { highWaterMark: CHUNK_BYTES }));
}

/** The same for a stream. What is cut off or does not unpack makes the chunks throw, after those before it. */
export async function unpacked(packed: AsyncIterable<Uint8Array>): Promise<UnpackedStream> {
  const chunks = packed[Symbol.asyncIterator]();
  // A pipe may give its first bytes one by one.
  let head: Uint8Array = new Uint8Array();
  while (head.length < 4) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  const all = withHead(head, chunks);
  const compression = compressionOf(head);
  if (compression === 'gzip') return { compression, chunks: gunzip(all) };
  return { compression, chunks: compression === 'zstd' ? unpackedZstd(all) : all };
}

function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return isZstd(head) ? 'zstd' : undefined;
}

async function* withHead(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
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
