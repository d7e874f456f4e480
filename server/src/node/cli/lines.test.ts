import { expect, test } from 'vitest';
import { readLines } from './lines.ts';

async function lines(...chunks: string[]): Promise<string[]> {
  const out: string[] = [];
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  for await (const line of readLines(stream())) out.push(`${line.number}:${line.bytes.toString()}${JSON.stringify(line.terminator)}`);
  return out;
}

test('lines run across chunks, and keep the terminator they had', async () => {
  expect(await lines('a', 'b\nc\r', '\n\nd')).toEqual(['1:ab"\\n"', '2:c"\\r\\n"', '3:"\\n"', '4:d""']);
});

test('a carriage return inside a line is part of it', async () => {
  expect(await lines('a\rb\n')).toEqual(['1:a\rb"\\n"']);
});

test('an empty stream has no line', async () => {
  expect(await lines()).toEqual([]);
  expect(await lines('')).toEqual([]);
});
