import { Zstd } from '@hpcc-js/wasm-zstd';
import { Decompress } from 'fzstd';
import { crc32 } from '../crc32.ts';

/**
 * Packs a stream as one frame of zstd. What has been packed is unpacked again as it comes, by another program than packed it: throws at the end
 * where that gives other bytes. Holds a chunk at a time.
 */
export async function* packedZstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const zstd = await Zstd.load();
  zstd.reset();
  let given = { size: 0, sum: 0 };
  let back = { size: 0, sum: 0 };
  const unpacking = new Decompress((chunk) => (back = { size: back.size + chunk.length, sum: crc32(chunk, back.sum) }));
  for await (const chunk of chunks) {
    given = { size: given.size + chunk.length, sum: crc32(chunk, given.sum) };
    const packed = zstd.compressChunk(chunk);
    if (packed.length === 0) continue;
    unpacking.push(packed);
    yield packed;
  }
  const end = zstd.compressEnd();
  unpacking.push(end, true);
  yield end;
  if (given.size !== back.size || given.sum !== back.sum) throw new Error('packed with zstd it does not unpack to what it was; nothing changed');
}
