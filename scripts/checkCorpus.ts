/**
 * npm run check:corpus [-- FILE… | ID…]: checks corpus/news/*.txt. Errors and warnings are listed as path:line:column (in the
 * file as it stands, from 1); exit status 1 when there is an error. With --quiet only errors and the summary.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseCorpus } from '../server/test-support/corpus.ts';
import { lintCorpusItem } from '../server/test-support/lintCorpusItem.ts';

const folder = join(import.meta.dirname, '..', 'corpus', 'news');
const quiet = process.argv.includes('--quiet');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const files = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort()
  .filter((name) => wanted.length === 0 || wanted.some((argument) => basename(argument) === name));

const idsSeen = new Map<string, string>();
const counts = new Map<string, number>();
const count = (key: string, n = 1) => counts.set(key, (counts.get(key) ?? 0) + n);
let errors = 0;
let warnings = 0;

for (const file of files) {
  const source = readFileSync(join(folder, file), 'utf8');
  const lines = source.split(/\r?\n/);
  const say = (level: 'error' | 'warning', line: number, column: number, message: string) => {
    if (level === 'error') errors++;
    else warnings++;
    if (level === 'error' || !quiet) console.log(`corpus/news/${file}:${line + 1}:${column + 1}: ${level}: ${message}`);
  };
  const { items, faults } = parseCorpus(source);
  for (const fault of faults) say('error', fault.line, fault.column, fault.message);
  for (const item of items) {
    const twin = idsSeen.get(item.id);
    if (twin) say('error', item.line, 0, `id ${item.id} is also in ${twin}`);
    idsSeen.set(item.id, file);
    count(`items, ${item.split}`);
    count('characters', item.text.length);
    for (const mention of item.mentions) {
      count(mention.nested ? 'nested' : mention.relative ? 'relative' : mention.type);
      count('titles', mention.titles.length);
    }
    const starts = [0];
    for (let at = item.text.indexOf('\n'); at >= 0; at = item.text.indexOf('\n', at + 1)) starts.push(at + 1);
    for (const remark of lintCorpusItem(item)) {
      let row = starts.length - 1;
      while (starts[row]! > remark.offset) row--;
      say(remark.level, item.line + row, markedColumn(lines[item.line + row]!, remark.offset - starts[row]!), `${item.id}: ${remark.message}`);
    }
  }
}

/** The column in a marked-up line of a column in its text without marks. */
function markedColumn(line: string, column: number): number {
  let plain = 0;
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '⟦') {
      depth++;
      at = line.indexOf(' ', at);
    } else if (depth > 0 && (line[at] === '⟧' || line[at] === '=' || line[at] === '|')) {
      depth--;
      at = line.indexOf('⟧', at);
    } else {
      if (plain === column) return at;
      plain++;
    }
  }
  return line.length;
}

for (const [key, value] of [...counts].sort()) console.log(`${key}: ${value}`);
console.log(`${files.length} files, ${idsSeen.size} items: ${errors} errors, ${warnings} warnings`);
process.exit(errors > 0 ? 1 : 0);
