import { describe, expect, test } from 'vitest';
import { analyseDamage, documentRules, rules } from './index.ts';
import { editText } from './applyFixes.ts';

/** The documentation of each rule, by path. */
const pages = (import.meta as unknown as { glob(pattern: string, options: object): Record<string, string> }).glob('./*.md', { query: '?raw', import: 'default', eager: true });

/**
 * Fenced blocks of a rule's page are tests; each block is a document, each line a paragraph.
 * `damaged`: "raw → clean" by safe fixes; `suggested`: by suggestions too, none of them safe; `flagged`: ⟦⟧ around what is found
 * and has no fix; `untouched`: nothing is found. `\u0003` and `\t` stand for the characters.
 */
function blocksOf(page: string): { kind: string; lines: string[] }[] {
  return [...page.matchAll(/^```(damaged|suggested|flagged|untouched)\n([\s\S]*?)^```$/gm)].map(([, kind, body]) => ({
    kind: kind!,
    lines: body!.trimEnd().split('\n').map((line) => line.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/\\t/g, '\t')),
  }));
}

describe.each([...rules, ...documentRules].map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const page = pages[`./${id}.md`];

  test('has a page that opens with its summary', () => {
    expect(page).toBeDefined();
    expect(page).toMatch(new RegExp(`^# ${id}\n\n`));
    expect(page).toContain(`\n${rule.summary}\n`);
    expect(page).toContain('\n## Limits\n');
    expect(blocksOf(page!).length).toBeGreaterThan(0);
  });

  test.each(blocksOf(page ?? ''))('$kind: $lines.0', ({ kind, lines }) => {
    const pairs = lines.map((line) => (kind === 'damaged' || kind === 'suggested' ? line.split(' → ') : [line.replace(/[⟦⟧]/g, ''), line]));
    const document = pairs.map(([raw]) => raw).join('\n');
    const { findings } = analyseDamage(document);
    const own = findings.filter((finding) => finding.rule === id);
    if (kind === 'damaged') expect(editText(document, findings.filter((f) => f.fix === 'safe').map((f) => ({ ...f, clean: f.clean! })))).toBe(pairs.map(([, clean]) => clean).join('\n'));
    if (kind === 'suggested') {
      expect(own.filter((f) => f.fix === 'safe')).toEqual([]);
      expect(editText(document, findings.filter((f) => f.fix !== null).map((f) => ({ ...f, clean: f.clean! })))).toBe(pairs.map(([, clean]) => clean).join('\n'));
    }
    if (kind === 'flagged') {
      let marked = document;
      for (const finding of own.filter((f) => f.fix === null).reverse()) marked = `${marked.slice(0, finding.start)}⟦${marked.slice(finding.start, finding.end)}⟧${marked.slice(finding.end)}`;
      expect(marked).toBe(lines.join('\n'));
      expect(own.filter((f) => f.fix !== null)).toEqual([]);
    }
    if (kind === 'untouched') expect(own).toEqual([]);
  });
});

test('ids are unique and few enough for the trigger mask', () => {
  const ids = [...rules, ...documentRules].map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(rules.filter(({ triggers }) => triggers.length > 0).map(({ triggers }) => JSON.stringify(triggers))).size).toBeLessThanOrEqual(32);
});
