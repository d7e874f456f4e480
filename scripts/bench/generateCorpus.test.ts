import { expect, test } from 'vitest';
import { FREQUENT, FREQUENT_MENTIONS, generateDocuments } from './generateCorpus.ts';

test('documents are of about 5 KB, the same every time, and all name the frequent entity', () => {
  const take = () => Array.from({ length: 20 }, ((documents) => () => documents.next().value as string)(generateDocuments()));
  const documents = take();
  expect(take()).toEqual(documents);
  const bytes = documents.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / documents.length;
  expect(bytes).toBeGreaterThan(4_500);
  expect(bytes).toBeLessThan(6_500);
  expect(documents.filter((text) => text.split(FREQUENT).length > FREQUENT_MENTIONS).length).toBeGreaterThan(4);
  expect(documents.some((text) => text.includes('(') && /[ǎěǐǒǔàèìòù]/.test(text))).toBe(true);
}, 60_000);
