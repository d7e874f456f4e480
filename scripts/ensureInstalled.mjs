// Plain JavaScript without packages: it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NEEDED_NODE = 20;

/** Installs the packages of package-lock.json unless they are there already. Ends the process, with a reason, where that fails. */
export function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE) stop(`Node ${NEEDED_NODE} or newer is needed; this is ${process.version}.`);
  if (isInstalled()) return;
  console.log('Installing the packages Kanwu is built with (npm ci) …');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (error) stop(`npm could not be run: ${error.message}`);
  if (status !== 0) stop('The packages could not be installed; npm says why above.');
}

/** npm notes what it installed in a hidden lock file; every package that is not optional must be there in the same version. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(([path, { version, optional, devOptional }]) => path === '' || optional || devOptional || have[path]?.version === version);
}

function stop(reason) {
  console.error(reason);
  process.exit(1);
}
