import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Beam } from './beam.ts';

const state = fc.record({ score: fc.integer({ min: -20, max: 0 }), pending: fc.constant(0), first: fc.integer({ min: 0, max: 1 }), second: fc.constant(0) });

test('keeps what sorting all of them and leaving out the rest would', () => {
  fc.assert(fc.property(fc.array(state, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (states, size, most) => {
    const beam = new Beam<(typeof states)[number]>(size);
    for (const each of states) beam.add(each);
    const best = Math.max(...states.map(({ score }) => score));
    const alike = new Map<string, number>();
    const kept = states.toSorted((a, b) => b.score - a.score).filter(({ score, pending, first }) => {
      const key = `${pending} ${first}`;
      alike.set(key, (alike.get(key) ?? 0) + 1);
      return score >= best - 15 && alike.get(key)! <= 12;
    });
    expect(beam.best(most)).toEqual(kept.slice(0, Math.min(size, most)));
  }));
});

test('says which scores it would not keep', () => {
  const beam = new Beam(2);
  const scored = (score: number) => ({ score, pending: -1, first: -score, second: 0 });
  expect(beam.admits(-1000)).toBe(true);
  beam.add(scored(-5));
  expect([-20, -20.5].map((score) => beam.admits(score))).toEqual([true, false]);
  beam.add(scored(-7));
  expect([-6, -7].map((score) => beam.admits(score))).toEqual([true, false]);
});
