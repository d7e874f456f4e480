import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findProgram } from './editor/browser.ts';
import { findDesktopEditor } from './editor/desktop.ts';
import { serveWorkbench } from './editor/serveWorkbench.ts';
import { prepareWorkbench } from './editor/workbench.ts';

/**
 * Opens an editor with Kanwu in it: the desktop VS Code where `code` is installed, otherwise the same workbench in the browser.
 *   npm start                      on the samples
 *   npm start -- FOLDER            on a folder of yours
 *   npm start -- --browser         in the browser although `code` is installed
 *   npm start -- --port 8080       in the browser at this port
 */
const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const port = Number(args[args.indexOf('--port') + 1]);
const folder = resolve(args.find((argument, index) => !argument.startsWith('--') && args[index - 1] !== '--port') ?? join(root, 'test-fixtures'));

const desktop = args.includes('--browser') || args.includes('--port') ? undefined : findDesktopEditor();
if (desktop) openDesktop(desktop);
else await openWorkbench();

function openDesktop(editor: string): void {
  console.log(`Opening ${folder} in ${editor} …`);
  // Root may run the desktop editor only with a data folder of its own.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', `--user-data-dir=${join(root, '.cache', 'desktop-data')}`] : [];
  const { status, error } = spawnSync(editor, ['--new-window', `--extensionDevelopmentPath=${root}`, folder, ...asRoot], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(`It could not be started: ${error.message}. Try: npm start -- --browser`);
  else if (status === 0) console.log('A new window should be open. Close it when you are done.');
  process.exitCode = error ? 1 : (status ?? 1);
}

async function openWorkbench(): Promise<void> {
  console.log('No desktop VS Code is used, so Kanwu opens in the same editor in your browser.');
  const workbench = await prepareWorkbench(join(root, '.cache'), (message) => console.log(message));
  console.log(`Starting VS Code ${workbench.version} …`);
  const served = await serveWorkbench(workbench, { data: join(root, '.cache', 'start-data'), payload: true, ...(port > 0 ? { port } : {}) });
  const address = served.address(folder, [['extensionDevelopmentPath', served.remote(root)]]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.log('\nEnding the editor.');
      void served.stop().then(() => process.exit(0));
    });
  }
  console.log(`\nKanwu is open on ${folder} at:\n\n    ${address}\n\nOpen a .txt file there. Ctrl+C ends it.`);
  showInBrowser(address);
  await served.ended;
  console.log('The editor has ended.');
  process.exit(0);
}

/** Opens the browser of the person where there is a screen to show it on; the address is printed anyway. */
function showInBrowser(address: string): void {
  if (process.env['CI'] || (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])) return;
  const [command, ...rest] = process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['explorer.exe'] : [findProgram('xdg-open')];
  if (command) spawn(command, [...rest, address], { stdio: 'ignore', detached: true }).on('error', () => undefined).unref();
}
