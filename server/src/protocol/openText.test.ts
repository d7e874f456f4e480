import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LongText } from '../text/longText.ts';
import { OpenText } from './openText.ts';

const piece = fc.array(fc.constantFrom('\n', '\r', '\r\n', '字', 'a', '𠮷', '\ud842', '字'.repeat(70_000)), { maxLength: 12 }).map((parts) => parts.join(''));
const position = fc.record({ line: fc.integer({ min: 0, max: 9 }), character: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.constant(69_999)) });

test('whatever is typed, it reads as the document of the protocol’s own library', () => {
  fc.assert(
    fc.property(piece, fc.array(fc.oneof({ weight: 9, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text: piece }) }, fc.record({ text: piece })), { maxLength: 8 }), (text, changes) => {
      const theirs = TextDocument.create('a:b', 'c', 1, text);
      const ours = new OpenText('a:b', 'c', 1, text);
      // A line behind the last is no place that an editor has; the library loses count there.
      const inside = ({ line, character }: { line: number; character: number }) => ({ line: Math.min(line, theirs.lineCount - 1), character });
      for (const [i, some] of changes.entries()) {
        const change = 'range' in some ? { ...some, range: { start: inside(some.range.start), end: inside(some.range.end) } } : some;
        const before = ours.text;
        TextDocument.update(theirs, [change], i + 2);
        ours.update([change], i + 2);
        expect(ours.text.toString() === theirs.getText()).toBe(true);
        expect(ours.version).toBe(i + 2);
        const { start, end } = LongText.commonEnds(before, ours.text);
        const [was, is] = [before.toString(), ours.text.toString()];
        expect(was.slice(0, start) === is.slice(0, start) && was.slice(was.length - end) === is.slice(is.length - end)).toBe(true);
        expect(start + end).toBeLessThanOrEqual(Math.min(was.length, is.length));
        // As much as there is, but for what may count at either end.
        if (was !== is) expect(was[start] !== is[start] || start + end === Math.min(was.length, is.length)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('a part of a long text, wherever it is cut', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `第${i}行\n`).join('');
  const changed = LongText.of(text).replaced(60_000, 60_010, '换了').replaced(5, 5, '字'.repeat(100_000)).replaced(40_000, 90_000, '');
  const whole = `${text.slice(0, 5)}${'字'.repeat(100_000)}${text.slice(5, 60_000)}换了${text.slice(60_010)}`;
  const expected = whole.slice(0, 40_000) + whole.slice(90_000);
  for (const [start, end] of [[0, 10], [39_990, 40_010], [0, expected.length], [30_000, 100_000], [expected.length - 3, expected.length + 9], [7, 7]] as const) expect(changed.slice(start, end) === expected.slice(start, end)).toBe(true);
  for (const at of [0, 39_999, 40_000, expected.length - 1]) expect(changed.charCodeAt(at)).toBe(expected.charCodeAt(at));
  expect(changed.length).toBe(expected.length);
  expect(changed.toString() === expected).toBe(true);
});
