import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpacked } from './compression.ts';

/** A stream that gives so many bytes at a time, always in the same buffer. */
async function* inOneBuffer(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const some = bytes.subarray(at, at + size);
    buffer.set(some);
    yield buffer.subarray(0, some.length);
  }
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(Uint8Array.from(chunk));
  return Buffer.concat(all).toString();
}

test.each([1, 3, 100])('a stream that uses its buffer again, %d bytes at a time, loses nothing, packed or not', async (size) => {
  const text = '{"text":"市委书记到会。"}\n'.repeat(20);
  for (const bytes of [Buffer.from(text), gzipSync(text)]) expect(await read((await unpacked(inOneBuffer(bytes, size))).chunks)).toBe(text);
});
