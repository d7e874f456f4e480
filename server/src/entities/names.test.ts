import { expect, test } from 'vitest';
import { givenNameScore, longestNamePiece, longestSurname } from '../lexicon/persons.ts';
import { compoundSurname, givenLevel, namePiecesEnd } from './names.ts';

const sample = [...'欧阳司徒上官诸葛买提卓玛扎西阿晓帆志伟国强的了在，A1'];

test('levels of given names are those of the scores behind them', () => {
  for (const one of sample) {
    expect(givenLevel(one, 0, 1)).toBe(Math.max(0, Math.min(12, Math.round(givenNameScore(one) / 2) + 4)));
    for (const other of sample) {
      const score = givenNameScore(one + other);
      expect(Math.abs(givenLevel(one + other, 0, 2) - Math.max(0, Math.min(12, score / 2 + 4)))).toBeLessThanOrEqual(0.5 + 1e-9);
    }
  }
  expect(givenLevel('林', 1, 1)).toBe(0);
  expect(givenLevel('林', 1, 2)).toBe(2);
});

test('compound surnames and pieces of names are those of the table', () => {
  const text = '欧阳修说买买提和卓玛到了上官村，司机徒步';
  for (let i = 0; i <= text.length; i++) {
    expect(compoundSurname(text, i)).toBe(longestSurname(text, i) - i > 1 ? longestSurname(text, i) - i : 0);
    expect(namePiecesEnd(text, i) > i).toBe(longestNamePiece(text, i) > i);
  }
  expect(compoundSurname(text, 0)).toBe(2);
});
