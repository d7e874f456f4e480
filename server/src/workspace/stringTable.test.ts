import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringTable } from './stringTable.ts';

/** Short ones, which come again, and any; lone surrogates and NULs among them. */
const text = fc.oneof(fc.constantFrom('', '青禾市', '青禾', '青', '\0', '\ud800'), fc.string({ unit: 'binary', maxLength: 40 }));

test('each string has one number, and comes back by it; also from what was read back', () => {
  fc.assert(fc.property(fc.array(text, { maxLength: 200 }), fc.array(text, { maxLength: 50 }), (first, later) => {
    let strings = new StringTable();
    const numbers = new Map<string, number>();
    for (const texts of [first, later]) {
      for (const one of texts) {
        const number = strings.numberOf(one);
        expect(number).toBe(numbers.get(one) ?? numbers.size);
        numbers.set(one, number);
        expect(strings.numberOf(`<${one}>`, 1, one.length + 1)).toBe(number);
      }
      expect(strings.size).toBe(numbers.size);
      for (const [one, number] of numbers) {
        expect(strings.text(number)).toBe(one);
        expect(strings.lengthOf(number)).toBe(one.length);
      }
      strings = new StringTable(strings.arrays());
    }
  }), { numRuns: 60, seed: 20_262 });
});

test('a long string; a number that was not given', () => {
  const strings = new StringTable();
  const long = '青禾市'.repeat(3_000);
  expect(strings.text(strings.numberOf(long))).toBe(long);
  for (const number of [1, -1, NaN]) expect(() => strings.text(number)).toThrow(RangeError);
});
