import { expect, test } from 'vitest';
import { rescored } from './rescore.ts';
import { wordScore } from './wordScore.ts';

test('words, names of people with their surname and known places are likelier than as many characters by themselves', () => {
  for (const [likelier, other] of [['修建高速公路', '修建高速公咯'], ['总工程师范建国', '总工程师饭健果'], ['来自怒江州', '来自怒将州']] as const) {
    expect(wordScore(likelier), likelier).toBeGreaterThan(wordScore(other));
  }
});

test('words decide between readings whose characters are nearly as likely', () => {
  const scores = rescored([{ clean: '戶', score: -30 }, { clean: '護', score: -30.4 }], '縣里的', '士們');
  expect(scores[1]).toBeGreaterThan(scores[0]!);
  expect(rescored([{ clean: '戶', score: -30 }], '縣里的', '士們')).toEqual([-30]);
});
