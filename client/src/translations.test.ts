import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const keys = (path: string) => Object.keys(JSON.parse(read(path)) as object).sort();

test('every text of package.json stands in both languages, and none is left over', () => {
  const used = [...new Set([...read('../../package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]!))].sort();
  expect(keys('../../package.nls.json')).toEqual(used);
  expect(keys('../../package.nls.zh-cn.json')).toEqual(used);
});

test('every text of the client is translated, and none is left over', () => {
  const sources = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const used = sources.flatMap((name) => [...read(name).matchAll(/l10n\.t\('((?:[^'\\]|\\.)+)'/g)].map((match) => match[1]!));
  expect(keys('../../l10n/bundle.l10n.zh-cn.json')).toEqual([...new Set(used)].sort());
});
