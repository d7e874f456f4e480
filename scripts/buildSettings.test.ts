import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtSettings } from './buildSettings.ts';

test.each([...builtSettings()])('%s is what npm run build:settings builds', (path, text) => {
  expect(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')).toBe(text);
});
