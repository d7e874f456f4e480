import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { DEFAULT_SETTINGS, readSettings } from './settings.ts';

function read(value: unknown) {
  const problems: string[] = [];
  return { settings: readSettings(value, (sentence) => problems.push(sentence)), problems };
}

test.each([undefined, null, {}, 'no', [], 7])('%j gives the defaults', (value) => {
  expect(read(value)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
});

test('what is given is taken, the rest keeps its default', () => {
  const { settings, problems } = read({ rules: { 'pinyin-gloss': 'hint', 'zero-width': 'off' }, index: { files: ['news/**'], maxFileSize: 1.5 } });
  expect(settings.rules).toEqual({ 'pinyin-gloss': 'hint', 'zero-width': 'off' });
  expect(settings.index).toEqual({ ...DEFAULT_SETTINGS.index, files: ['news/**'], maxFileSize: 1.5 });
  expect(problems).toEqual([]);
});

test('what makes no sense keeps its default, and is told', () => {
  const { settings, problems } = read({ rules: { a: 'loud', b: 'error' }, detection: { minimumHanShare: 2 }, index: { enabled: 'yes', files: '*.txt', maxFileSize: -1 }, problems: { maximum: 1.5 } });
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, rules: { b: 'error' } });
  expect(problems).toHaveLength(6);
  expect(problems[0]).toContain('kanwu.rules');
});

test('the defaults are those that the manifest shows', () => {
  const properties: Record<string, { readonly default: unknown }> = Object.assign({}, ...manifest.contributes.configuration.map((section) => section.properties));
  const shown = (name: string) => properties[`kanwu.${name}`]?.default;
  const { rules, detection, index, jsonl, problems } = DEFAULT_SETTINGS;
  expect(rules).toEqual(shown('rules'));
  for (const [name, value] of Object.entries(detection)) expect(value).toEqual(shown(`detection.${name}`));
  for (const [name, value] of Object.entries(index)) expect(value).toEqual(shown(`index.${name}`));
  expect(jsonl).toEqual({ field: shown('jsonl.field') });
  for (const [name, value] of Object.entries(problems)) expect(value).toEqual(shown(`problems.${name}`));
});
