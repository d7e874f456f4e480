import { expect, test } from 'vitest';
import { documentRules, rules } from '../../damage/index.ts';
import { wordsFor } from './words.ts';

const kinds = [...new Set([...rules, ...documentRules].map(({ kind }) => kind))];

test.each(kinds)('%s has a name and a sentence in Chinese', (kind) => {
  const words = wordsFor('zh-cn');
  expect(words.kind(kind)).toMatch(/\p{Script=Han}/u);
  expect(words.message({ kind, message: 'in English' })).toMatch(/\p{Script=Han}.*。$/u);
});

test('a kind that has none yet is named by its id, and said in the words of its rule', () => {
  for (const locale of ['zh-cn', 'en']) {
    expect(wordsFor(locale).kind('brand-new')).toBe('brand new');
    expect(wordsFor(locale).message({ kind: 'brand-new', message: 'A new thing.' })).toBe('A new thing.');
  }
});
