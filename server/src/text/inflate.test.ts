import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from './inflate.ts';

const cases: [string, Uint8Array][] = [
  ['nothing', new Uint8Array(0)],
  ['one byte', new Uint8Array([65])],
  ['a run', new Uint8Array(70_000).fill(7)],
  ['text', new TextEncoder().encode('县委书记到乡镇调研，县长到企业调研。'.repeat(50))],
  ['all bytes', Uint8Array.from({ length: 5000 }, (_, i) => (i * 31 + (i >> 3)) & 255)],
];

test.each(cases)('unpacks what zlib packs: %s', (_, bytes) => {
  for (const options of [{ level: 9 }, { level: 0 }, { strategy: 4 }]) expect(inflate(deflateRawSync(bytes, options), bytes.length)).toEqual(bytes);
});

test('refuses what is not packed', () => {
  expect(() => inflate(new Uint8Array([7, 7, 7]), 10)).toThrow(RangeError);
  expect(() => inflate(deflateRawSync(new Uint8Array(100)), 10)).toThrow(RangeError);
});
