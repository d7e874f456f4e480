import type { DocumentRule, Rule } from '../server/src/damage/rule.ts';

/** docs/rules.md: every kind of damage with its default severity, its summary and a link to its page. */
export function ruleIndex(rules: readonly (Rule | DocumentRule)[]): string {
  const lines = [
    '# Kinds of damage', '', '<!-- Built by `npm run build:settings` from the list of rules. -->', '',
    'Each kind has a page with examples, which are run as tests, and its known limits. In the editor, the name of the kind beside a',
    'finding opens the page. How loudly a kind is shown is set with `kanwu.rules` (see [settings](settings.md)).', '',
    '| kind | shown as | what it is |', '|---|---|---|',
  ];
  for (const { id, severity, summary } of rules) lines.push(`| [${id}](../server/src/damage/${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |`);
  lines.push('');
  return lines.join('\n');
}
