import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonEnds } from './commonEnds.ts';
import { LongText } from './longText.ts';
import { splitAgain, splitParagraphs } from './paragraphs.ts';

const piece = fc.constantFrom('青', '禾市', '\n', '\r', '\r\n', '\n\n', '𠮷', '。');
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const edited = fc.tuple(text, text, text, text).map(([before, old, now, after]) => [before + old + after, before + now + after] as const);

test('splitting again what an edit touched gives the paragraphs of the new text', () => {
  fc.assert(
    fc.property(edited, ([before, after]) => {
      const old = splitParagraphs(before);
      const { head, tail, between } = splitAgain(old, LongText.of(before), LongText.of(after));
      const moved = old.slice(tail).map(({ start, text: own }) => ({ start: start + after.length - before.length, text: own }));
      expect([...old.slice(0, head), ...between, ...moved]).toEqual(splitParagraphs(after));
    }),
    { numRuns: 2_000, seed: 20_261 },
  );
});

test('an edit of one line of a long text touches that line', () => {
  const lines = Array.from({ length: 9_000 }, (_, i) => `第${i}行青禾市委`);
  const before = lines.join('\n');
  const after = lines.with(5_000, '第五千行委').join('\n');
  const { head, tail, between } = splitAgain(splitParagraphs(before), LongText.of(before), LongText.of(after));
  expect({ head, tail, between: between.map(({ text: own }) => own) }).toEqual({ head: 5_000, tail: 5_001, between: ['第五千行委'] });
});

test.each([['', '', 0, 0], ['青禾', '青禾', 2, 0], ['青禾市', '青市', 1, 1], ['aaa', 'aa', 2, 0], ['x'.repeat(10_000), `${'x'.repeat(9_000)}y${'x'.repeat(1_000)}`, 9_000, 1_000]])('%#: common ends', (a, b, start, end) => {
  expect(commonEnds(a, b)).toEqual({ start, end });
});
