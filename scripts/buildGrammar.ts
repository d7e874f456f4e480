import { writeFileSync } from 'node:fs';
import { cnNewsGrammar } from '../syntaxes/cnNewsGrammar.ts';

/** The text of syntaxes/cn-news.tmLanguage.json as it must be committed. */
export function builtGrammar(): string {
  return `${JSON.stringify({ information_for_contributors: 'Built by `npm run build:grammar` from syntaxes/cnNewsGrammar.ts; change that file.', ...cnNewsGrammar }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('buildGrammar.ts')) writeFileSync(new URL('../syntaxes/cn-news.tmLanguage.json', import.meta.url), builtGrammar());
