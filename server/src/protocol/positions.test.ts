import { describe, expect, test } from 'vitest';
import { splitParagraphs } from '../text/paragraphs.ts';
import { toOffset, toPosition, toRange, toSpan } from './positions.ts';

const at = (line: number, character: number) => ({ line, character });

describe('positions', () => {
  test('an empty text', () => {
    const empty = splitParagraphs('');
    expect(toPosition(empty, 0)).toEqual(at(0, 0));
    expect(toPosition(empty, 9)).toEqual(at(0, 0));
    expect(toOffset(empty, at(0, 0))).toBe(0);
    expect(toOffset(empty, at(7, 7))).toBe(0);
  });

  test('𠮷 counts two', () => {
    const text = splitParagraphs('𠮷山\n𠮷');
    expect(toPosition(text, 2)).toEqual(at(0, 2));
    expect(toOffset(text, at(0, 3))).toBe(3);
    expect(toOffset(text, at(1, 2))).toBe(6);
  });

  test('CRLF, CR and LF end a line; inside CRLF is the end of the line', () => {
    const text = splitParagraphs('云河\r\n青禾\r白鹭\n');
    expect(toPosition(text, 2)).toEqual(at(0, 2));
    expect(toPosition(text, 3)).toEqual(at(0, 2));
    expect(toPosition(text, 4)).toEqual(at(1, 0));
    expect(toOffset(text, at(2, 0))).toBe(7);
    expect(toOffset(text, at(0, 99))).toBe(2);
  });

  test('the very end, and behind it', () => {
    const text = splitParagraphs('云河\n青禾\n');
    expect(toPosition(text, 6)).toEqual(at(2, 0));
    expect(toPosition(text, 60)).toEqual(at(2, 0));
    expect(toOffset(text, at(2, 0))).toBe(6);
    expect(toOffset(text, at(3, 0))).toBe(6);
  });

  test('every offset but those inside CRLF comes back', () => {
    const source = '云𠮷\r\n\r\n河\rab\n\n';
    const text = splitParagraphs(source);
    for (let offset = 0; offset <= source.length; offset++) {
      if (source[offset - 1] === '\r' && source[offset] === '\n') continue;
      expect(toOffset(text, toPosition(text, offset))).toBe(offset);
    }
  });

  test('spans and ranges; a range the wrong way round is empty', () => {
    const text = splitParagraphs('云河\n青禾');
    expect(toRange(text, { start: 1, end: 4 })).toEqual({ start: at(0, 1), end: at(1, 1) });
    expect(toSpan(text, { start: at(0, 1), end: at(1, 1) })).toEqual({ start: 1, end: 4 });
    expect(toSpan(text, { start: at(1, 1), end: at(0, 0) })).toEqual({ start: 4, end: 4 });
    expect(toSpan(text, { start: at(-1, 0), end: at(0, -3) })).toEqual({ start: 0, end: 0 });
  });
});
