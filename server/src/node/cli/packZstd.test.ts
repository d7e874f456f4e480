import { decompress } from 'fzstd';
import { expect, test } from 'vitest';
import { randomFrom } from '../../../test-support/random.ts';
import { packedZstd } from './packZstd.ts';

async function packed(chunks: readonly Uint8Array[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of packedZstd((async function* () { yield* chunks; })())) parts.push(Uint8Array.from(part));
  return Buffer.concat(parts);
}

test('what is packed in whatever chunks unpacks to what it was, one stream after the other', async () => {
  const random = randomFrom(11);
  const noise = Uint8Array.from({ length: 300_000 }, () => Math.floor(random() * 256));
  const text = Buffer.from('{"text":"青禾市委召开会议"}\n'.repeat(20_000));
  for (const chunks of [[], [new Uint8Array()], [text], [noise, text, new Uint8Array(), noise], Array.from({ length: 100 }, (_, i) => text.subarray(i * 50, i * 50 + 50))]) {
    const whole = Buffer.concat(chunks);
    expect(Buffer.from(decompress(await packed(chunks))).equals(whole)).toBe(true);
  }
  expect((await packed([text])).length).toBeLessThan(text.length / 50);
});
