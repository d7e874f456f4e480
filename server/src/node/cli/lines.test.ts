import { expect, test } from 'vitest';
import { linesOf, readBatches } from './lines.ts';

/** The lines of these chunks, batch by batch, each as `number:bytes"terminator"`. */
async function batches(chunks: readonly string[], { skip = 0, size = 1 } = {}): Promise<string[][]> {
  const out: string[][] = [];
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  for await (const batch of readBatches(stream(), skip, size)) {
    out.push([...linesOf(batch)].map((line) => `${line.number}:${line.bytes.toString()}${JSON.stringify(line.terminator)}`));
  }
  return out;
}

test('lines run across chunks, and keep the terminator they had', async () => {
  expect((await batches(['a', 'b\nc\r', '\n\nd'])).flat()).toEqual(['1:ab"\\n"', '2:c"\\r\\n"', '3:"\\n"', '4:d""']);
});

test('a carriage return inside a line is part of it', async () => {
  expect(await batches(['a\rb\n\r\n'])).toEqual([['1:a\rb"\\n"', '2:"\\r\\n"']]);
});

test('an empty stream has no batch', async () => {
  expect(await batches([])).toEqual([]);
  expect(await batches([''])).toEqual([]);
});

test('a batch ends where a line does, and the next one goes on counting', async () => {
  const chunks = ['aa\nbb\nc', 'c\ndd\nee', 'ee\nff'];
  expect(await batches(chunks, { size: 6 })).toEqual([['1:aa"\\n"', '2:bb"\\n"'], ['3:cc"\\n"', '4:dd"\\n"'], ['5:eeee"\\n"', '6:ff""']]);
  expect(await batches(chunks, { size: 1000 })).toHaveLength(1);
});

test('lines that are skipped are counted, wherever chunks begin', async () => {
  const whole = (await batches(['a\nb\nc\nd\ne'])).flat();
  for (const chunks of [['a\nb\nc\nd\ne'], ['a', '\n', 'b\nc', '\nd\n', 'e'], [...'a\nb\nc\nd\ne']]) {
    for (let skip = 0; skip <= 6; skip++) expect((await batches(chunks, { skip })).flat()).toEqual(whole.slice(skip));
  }
});

test('a chunk that its stream fills anew does not change what was read', async () => {
  async function* stream() {
    const chunk = Buffer.alloc(3);
    for (const text of ['a\nb', 'c\nd', 'e\nf']) {
      chunk.write(text);
      yield chunk;
    }
  }
  const lines: string[] = [];
  for await (const batch of readBatches(stream(), 0, 1000)) for (const { bytes } of linesOf(batch)) lines.push(bytes.toString());
  expect(lines).toEqual(['a', 'bc', 'de', 'f']);
});
