/**
 * npm run eval:false-alarms [-- --list KIND]: what the damage rules find in clean text, per million characters, by kind and by class
 * of fix. Exits with 1 where a safe fix changes running text, or where there is more than one safe fix in a million characters.
 * --list prints up to 40 findings of a kind with the text around them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Converter } from 'opencc-js';
import type { Finding } from '../server/src/damage/finding.ts';
import { analyseDamage } from '../server/src/damage/index.ts';
import { parseCorpus } from '../server/test-support/corpus.ts';

const root = join(import.meta.dirname, '..');
/** A safe fix in this many code units is allowed. */
const ALLOWED_PER = 1_000_000;
/** How many sentences of a set of single sentences make one document. */
const SENTENCES = 40;

interface CleanSet {
  readonly name: string;
  /** The kind that the set is an example of: its findings there are no false alarms. */
  readonly holds?: string;
  readonly documents: readonly string[];
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string, keep: (name: string) => boolean): string[] =>
  (existsSync(join(root, folder)) ? (readdirSync(join(root, folder), { recursive: true }) as string[]).filter(keep).sort().map((name) => read(join(folder, name))) : []);

function universalNer(part: 'train' | 'dev'): string[] {
  const path = join('..', 'shared', 'data', 'uner-gsdsimp', `${part}.iob2`);
  if (!existsSync(join(root, path))) {
    console.log(`skipped: ${path} is not there`);
    return [];
  }
  const sentences = [...read(path).matchAll(/^# text = (.*)$/gm)].map((match) => match[1]!);
  return Array.from({ length: Math.ceil(sentences.length / SENTENCES) }, (_, i) => sentences.slice(i * SENTENCES, (i + 1) * SENTENCES).join('\n'));
}

const news = filesIn('corpus/news', (name) => name.endsWith('.txt')).flatMap((source) => parseCorpus(source).items.map(({ text }) => text));
const sets: readonly CleanSet[] = [
  { name: 'Universal NER train', documents: universalNer('train') },
  { name: 'Universal NER dev', documents: universalNer('dev') },
  { name: 'our news', documents: news },
  // A converter of words as well as characters is the very damage that converted-term is about.
  { name: 'our news, Taiwan', holds: 'converted-term', documents: news.map(Converter({ from: 'cn', to: 'twp' })) },
  { name: 'our news, Hong Kong', documents: news.map(Converter({ from: 'cn', to: 'hk' })) },
  { name: 'fixtures', documents: filesIn('test-fixtures', (name) => name.endsWith('.clean.txt')) },
  ...(existsSync(join(root, 'corpus/clean-samples')) ? readdirSync(join(root, 'corpus/clean-samples')).filter((name) => name.endsWith('.txt')).sort() : [])
    .map((name) => ({ name: name.slice(0, -'.txt'.length), documents: [read(join('corpus/clean-samples', name))] })),
  // Sources that hold damage on purpose are left out.
  { name: 'code', documents: ['server/src', 'client/src', 'scripts'].flatMap((folder) => filesIn(folder, (name) => /\.(?:ts|mjs)$/.test(name) && !/damage|generated|garble|misread|mojibake|[sS]amples|test\.ts$/.test(name))) },
  { name: 'lexicon tables', documents: filesIn('server/src/lexicon/data', (name) => name.endsWith('.txt')) },
];

const listed = process.argv.includes('--list') ? process.argv[process.argv.indexOf('--list') + 1] : undefined;
let shown = 0;
let characters = 0;
let changing = 0;
const totals = new Map<string, Record<'safe' | 'suggested' | 'flagged', number>>();

for (const { name, holds, documents } of sets) {
  let inSet = 0;
  const found: Finding[] = [];
  for (const document of documents) {
    inSet += document.length;
    for (const finding of analyseDamage(document).findings) {
      if (finding.rule === holds) continue;
      found.push(finding);
      if (finding.fix === 'safe') {
        if (changesText(finding)) changing++;
        console.log(`  safe fix in ${name}: ${finding.rule} ${JSON.stringify(document.slice(Math.max(0, finding.start - 15), finding.end + 15))} → ${JSON.stringify(finding.clean)}`);
      }
      if (listed === finding.rule && shown++ < 40) console.log(`  ${name}: …${JSON.stringify(document.slice(Math.max(0, finding.start - 20), finding.start)).slice(1, -1)}⟦${finding.raw}⟧${JSON.stringify(document.slice(finding.end, finding.end + 20)).slice(1, -1)}…${finding.clean === null ? '' : ` → “${finding.clean}”`}`);
    }
  }
  if (inSet === 0) continue;
  characters += inSet;
  for (const { rule, fix } of found) {
    const total = totals.get(rule) ?? { safe: 0, suggested: 0, flagged: 0 };
    total[fix ?? 'flagged']++;
    totals.set(rule, total);
  }
  const count = (fix: Finding['fix']) => found.filter((finding) => finding.fix === fix).length;
  console.log(`${name.padEnd(24)} ${String(inSet).padStart(9)} code units: ${count('safe')} safe, ${count('suggested')} suggested, ${count(null)} flagged`);
}

console.log(`\nfindings per million code units of clean text (${characters} in all)`);
console.log(`${'kind'.padEnd(26)}${'safe'.padStart(9)}${'suggested'.padStart(11)}${'flagged'.padStart(9)}`);
const perMillion = (count: number) => (count === 0 ? '–' : ((count * 1e6) / characters).toFixed(1));
for (const [rule, { safe, suggested, flagged }] of [...totals].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
  console.log(`${rule.padEnd(26)}${perMillion(safe).padStart(9)}${perMillion(suggested).padStart(11)}${perMillion(flagged).padStart(9)}`);
}
const safe = [...totals.values()].reduce((sum, total) => sum + total.safe, 0);
console.log(`\nsafe fixes: ${safe} in ${characters} code units; of them ${changing} change running text`);
if (changing > 0 || safe * ALLOWED_PER > characters) {
  console.error('That is more than one in a million, or changes running text.');
  process.exit(1);
}

/** Whether a fix takes away or changes anything but invisible characters. */
function changesText({ raw, clean }: Finding): boolean {
  const visible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  return visible(raw) !== visible(clean ?? raw);
}
