import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitParagraphs } from '../text/paragraphs.ts';
import { findDamage, findDamageUngated } from './findDamage.ts';
import { profileOf } from './index.ts';

/** Every sample document and every page of a rule, by path: text with damage of all kinds in it. */
const texts = Object.values({
  ...(import.meta as unknown as { glob(pattern: string, options: object): Record<string, string> }).glob('../../../test-fixtures/*.txt', { query: '?raw', import: 'default', eager: true }),
  ...(import.meta as unknown as { glob(pattern: string, options: object): Record<string, string> }).glob('./*.md', { query: '?raw', import: 'default', eager: true }),
});

/** The gates only save time: each rule finds the same without them. */
function expectSame(text: string): void {
  const profile = profileOf(text);
  for (const { text: paragraph } of splitParagraphs(text)) expect(findDamage(paragraph, undefined, profile), paragraph).toEqual(findDamageUngated(paragraph, undefined, profile));
}

test('rules that are not asked would have found nothing: samples, and the examples of all rules', () => {
  expect(texts.length).toBeGreaterThan(60);
  for (const text of texts) expectSame(text);
}, 60_000);

test('the same for pieces of them in any order, and for garbled ones', () => {
  const pieces = texts.flatMap((text) => text.split(/(?<=[，。、：\n])/)).filter((piece) => piece !== '');
  const piece = fc.constantFrom(...pieces);
  const noise = fc.constantFrom(' ', '\u3000', '|', '?', '\ufffd', '\u200b', '(', '）', '"', ',', '<br>', '&nbsp;', '丶', '*', '轉', '圖', '3', 'A', 'Ã', '\ud83d');
  fc.assert(fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: piece }, noise), { maxLength: 12 }), (parts) => expectSame(parts.join(''))), { numRuns: 150, seed: 11 });
}, 60_000);

test('the same for any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), expectSame), { numRuns: 100, seed: 12 });
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (codes) => expectSame(String.fromCharCode(...codes))), { numRuns: 100, seed: 13 });
}, 60_000);
