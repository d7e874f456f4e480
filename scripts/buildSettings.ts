import { readFileSync, writeFileSync } from 'node:fs';
import { documentRules, rules } from '../server/src/damage/rules.ts';
import { ruleIndex } from './ruleIndex.ts';
import { zhKinds } from '../server/src/protocol/words/zhKinds.ts';

/**
 * `npm run build:settings`: from the list of rules, the schema of `kanwu.rules` in package.json with its texts in package.nls*.json;
 * from all settings, docs/settings.md; and the index of the rules, docs/rules.md.
 */

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
}

interface Manifest {
  contributes: { configuration: { title: string; properties: Record<string, Property> }[]; commands: { command: string; title: string }[] };
}

const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'];
const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Each file that is built, with the text it must have. */
export function builtSettings(): Map<string, string> {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const english = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const chinese = JSON.parse(read('package.nls.zh-cn.json')) as Record<string, string>;
  const all = [...rules, ...documentRules];

  for (const { properties } of manifest.contributes.configuration) {
    const property = properties['kanwu.rules'];
    if (!property) continue;
    properties['kanwu.rules'] = {
      ...property,
      properties: Object.fromEntries(all.map(({ id, severity }) => [id, { type: 'string', enum: SEVERITIES, default: severity, description: `%rule.${id}%` }])),
    };
  }
  const withRules = (texts: Record<string, string>, text: (id: string, summary: string) => string) => ({
    ...Object.fromEntries(Object.entries(texts).filter(([key]) => !key.startsWith('rule.'))),
    ...Object.fromEntries(all.map(({ id, summary }) => [`rule.${id}`, text(id, summary)])),
  });
  const texts = withRules(english, (_, summary) => summary);
  // What nobody has translated yet stands there in English.
  const translated = withRules(chinese, (id, summary) => (zhKinds[id] ? `${zhKinds[id].name}：${zhKinds[id].message}` : summary));
  return new Map([
    ['package.json', json(manifest)],
    ['package.nls.json', json(texts)],
    ['package.nls.zh-cn.json', json(translated)],
    ['docs/settings.md', settingsPage(manifest, texts)],
    ['docs/rules.md', ruleIndex(all)],
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function settingsPage(manifest: Manifest, texts: Record<string, string>): string {
  const resolve = (text: string) => text.replace(/^%(.+)%$/, (_, key: string) => texts[key] ?? key);
  const lines = ['# Settings and commands', '', '<!-- Built by `npm run build:settings` from package.json and the list of rules. -->', ''];
  for (const { title, properties } of manifest.contributes.configuration) {
    lines.push(`## ${resolve(title)}`, '');
    for (const [name, property] of Object.entries(properties)) {
      const values = property.enum ? `, one of ${property.enum.map((value) => `\`${value}\``).join(' ')}` : '';
      lines.push(`### \`${name}\``, '', `${resolve(property.markdownDescription)}`, '', `Type: ${property.type}${values}. Default: \`${JSON.stringify(property.default)}\``, '');
      if (property.properties) {
        lines.push('| kind | default | what it is |', '|---|---|---|');
        for (const [id, rule] of Object.entries(property.properties)) lines.push(`| \`${id}\` | ${rule.default} | ${resolve(rule.description).replaceAll('|', '\\|')} |`);
        lines.push('');
      }
    }
  }
  lines.push('## Repair on save', '', 'Kanwu never changes a text by itself. To have everything that is certain repaired whenever you save:', '', '```json', '"[cn-news]": {', '  "editor.codeActionsOnSave": { "source.fixAll.kanwu": "explicit" }', '}', '```', '');
  lines.push('## Commands', '', '| command | id |', '|---|---|', ...manifest.contributes.commands.map(({ command, title }) => `| Kanwu: ${resolve(title)} | \`${command}\` |`), '');
  return lines.join('\n');
}

if (process.argv[1]?.endsWith('buildSettings.ts')) for (const [path, text] of builtSettings()) writeFileSync(new URL(path, root), text);
