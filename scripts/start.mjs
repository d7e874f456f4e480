// `npm start`: from a fresh clone to an editor that shows Kanwu at work on the samples.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensureInstalled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
ensureInstalled();

console.log('Building Kanwu …');
const build = spawnSync(process.execPath, ['scripts/build.mjs', 'client', 'client.browser', 'server'], { cwd: root, encoding: 'utf8' });
if (build.status !== 0) {
  console.error(build.stdout + build.stderr);
  console.error('The build failed; what is wrong stands above.');
  process.exit(1);
}

const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/openEditor.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
// Ctrl+C reaches the child by itself; a signal sent to this process alone has to be passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('close', (code) => (process.exitCode = code ?? 0));
