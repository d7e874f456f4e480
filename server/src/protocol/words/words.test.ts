import { expect, test } from 'vitest';
import { analyseDamage, documentRules, rules } from '../../damage/index.ts';
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

/** Samples with damage of many kinds: the pages of the rules, and whole documents. */
const samples = {
  ...(import.meta as unknown as { glob(pattern: string, options: object): Record<string, string> }).glob('../../damage/*.md', { query: '?raw', import: 'default', eager: true }),
  ...(import.meta as unknown as { glob(pattern: string, options: object): Record<string, string> }).glob('../../../../test-fixtures/*.txt', { query: '?raw', import: 'default', eager: true }),
};

test('all evidence has its words in Chinese', () => {
  const lines = Object.values(samples).flatMap((page) => [...page.matchAll(/^```(?:damaged|suggested|flagged)\n([\s\S]*?)^```$/gm)].map(([, block]) => block!.replace(/ → .*$/gm, '').replace(/[⟦⟧]/g, '')).concat(page))
    .flatMap((text) => analyseDamage(text).findings.flatMap(({ evidence }) => evidence ?? []));
  expect(lines.length).toBeGreaterThan(100);
  const english = (text: string) => /[A-Za-z]+ (?:is|was|were|of|in|the|by|at) /.test(text);
  expect(lines.map((line) => wordsFor('zh-cn').evidenceLine(line)).filter(english)).toEqual([]);
});

test('the path of a misreading in Chinese', () => {
  expect(wordsFor('zh-cn').evidenceLine('鏂板崕: its bytes in GBK, read as UTF-8; then its bytes in windows-1252, read as GBK')).toBe('鏂板崕：取其 GBK 字节，按 UTF-8 读，再取其 windows-1252 字节，按 GBK 读');
  expect(wordsFor('en').evidenceLine('Bytes: 书 CA E9')).toBe('Bytes: 书 CA E9');
});
