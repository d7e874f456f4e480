import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { replaceFile } from './atomicWrite.ts';
import { openUnpacked, unpacked } from './compression.ts';
import { packedZstd } from './packZstd.ts';
import { STANDARD_INPUT } from './inputs.ts';
import { readBatches } from './lines.ts';
import type { Task, TaskResult } from './tasks.ts';
import { inOrder, type Pool } from './workers.ts';

/** The records of a shard, unpacked, a batch at a time, without the first `skip`. Throws where it cannot be read to its end. */
export async function* recordsOf(path: string, skip: number): AsyncGenerator<Task> {
  const { chunks } = path === STANDARD_INPUT ? await unpacked(process.stdin) : await openUnpacked(path);
  for await (const batch of readBatches(chunks, skip)) yield { kind: 'records', path, ...batch };
}

/**
 * `kanwu fix --write` on a shard: written whole or not at all, packed as it was. `heard` is told what each batch gives, but for its output.
 * Resolves to whether anything was mended. Throws where the shard cannot be read to its end or written; it is then as it was.
 */
export async function rewriteShard(path: string, pool: Pool, heard: (result: TaskResult) => void): Promise<boolean> {
  const { compression, chunks } = await openUnpacked(path);
  let found = false;
  const mended = async function* () {
    const tasks = async function* (): AsyncGenerator<Task> {
      for await (const batch of readBatches(chunks)) yield { kind: 'records', path, ...batch };
    };
    for await (const result of inOrder(tasks(), pool)) {
      heard(result);
      // A worker that failed has given nothing for the records it had.
      if (result.remarks.some(({ level }) => level === 'file')) throw new Error('nothing changed');
      found ||= result.found;
      yield result.output;
    }
  };
  await replaceFile(path, async (file) => {
    if (compression === 'gzip') await pipeline(mended, createGzip(), (packed) => append(packed, file));
    else await append(compression === 'zstd' ? packedZstd(mended()) : mended(), file);
    return found;
  });
  return found;
}

async function append(chunks: AsyncIterable<Uint8Array>, file: FileHandle): Promise<void> {
  for await (const chunk of chunks) await file.writeFile(chunk);
}
