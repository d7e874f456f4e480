import { expect, test } from 'vitest';
import { analyseDamage } from './index.ts';

/** Every code unit there is, lone surrogates among them, 500 a line. */
const everyCodeUnit = Array.from({ length: 65_536 }, (_, code) => (code > 0 && code % 500 === 0 ? '\n' : '') + String.fromCharCode(code)).join('');

/** Bytes as a generator of random numbers makes them. */
function randomBytes(length: number): Uint8Array {
  let seed = 20_240;
  return Uint8Array.from({ length }, () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >>> 16 & 0xff);
}

const inputs: readonly (readonly [string, string])[] = [
  ['all code units', everyCodeUnit],
  ['all code units in one line', everyCodeUnit.replaceAll('\n', '')],
  ['lone surrogates', '\ud83d\ud83d\ude00\ude00'.repeat(2000)],
  ['a million question marks', '?'.repeat(1_000_000)],
  ['a million opening brackets', '('.repeat(1_000_000)],
  // What is worked on more than once a code unit would not come to an end here.
  ...['，', '。', '<', '"', 'Ã', '縣', '銆', '\ufffd', '1 ', '(shū)', '丶', '&amp;', '[', '|'].map((unit) => [`a line of a million code units of ${unit}`, unit.repeat(1_000_000 / unit.length)] as const),
  ['a million spaces', `政${' '.repeat(1_000_000)}府`],
  ['random bytes as UTF-8', new TextDecoder('utf-8').decode(randomBytes(4000))],
  ['random bytes as GB18030', new TextDecoder('gb18030').decode(randomBytes(4000))],
  ['random bytes as Big5', new TextDecoder('big5').decode(randomBytes(4000))],
  ['random bytes as Latin-1', Array.from(randomBytes(4000), (byte) => String.fromCharCode(byte)).join('')],
];

test.each(inputs)('%s: nothing is thrown, nothing mended by itself', (_, text) => {
  const { findings, paragraphs } = analyseDamage(text);
  expect(findings.filter(({ fix }) => fix === 'safe').map(({ rule, raw, clean }) => ({ rule, raw, clean }))).toEqual([]);
  expect(paragraphs.map(({ text: line }) => line.length).reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(text.length);
}, 60_000);
