// `npm run package`: the VSIX, small enough to send around, complete without node_modules.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensureInstalled.mjs';

const MOST_MEGABYTES = 5;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
ensureInstalled();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const out = process.argv[2] ?? join(root, `kanwu-${version}.vsix`);

// Builds for production by way of the script `vscode:prepublish`. Pictures are linked as they stand: the VSIX is read offline.
const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--skip-license', '--out', out];
const { status } = spawnSync(process.execPath, [join(root, 'node_modules', '@vscode', 'vsce', 'vsce'), 'package', ...flags], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);

const megabytes = statSync(out).size / 1e6;
console.log(`${out}: ${megabytes.toFixed(2)} MB`);
if (megabytes >= MOST_MEGABYTES) {
  console.error(`That is too large: the limit is ${MOST_MEGABYTES} MB.`);
  process.exit(1);
}
