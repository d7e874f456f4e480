import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchChromium } from './browser.ts';
import { serveWorkbench } from './serveWorkbench.ts';
import { prepareWorkbench } from './workbench.ts';

/** How client/test/editor/index.ts marks what it prints. */
const TEST_LINE = '│';
/** How much of the log is shown when the tests never ran. */
const LOG_LINES = 25;
const CACHE = join(import.meta.dirname, '..', '..', '.cache');

/**
 * Runs an extension test suite in the workbench, in a Chromium without a window, from the arguments of the desktop's command line.
 * @returns the exit code of the suite, 1 when the page dies.
 */
export async function launch(args: readonly string[]): Promise<number> {
  const value = (name: string) => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const folder = args.find((argument) => !argument.startsWith('-'));
  const extension = value('extensionDevelopmentPath');
  const tests = value('extensionTestsPath');
  if (!folder || !extension || !tests) throw new Error('A folder, --extensionDevelopmentPath and --extensionTestsPath are needed.');

  const workbench = await prepareWorkbench(CACHE, (message) => console.log(message));
  const data = mkdtempSync(join(tmpdir(), 'kanwu-editor-'));
  const served = await serveWorkbench(workbench, { data, payload: true });
  const browser = await launchChromium();
  const stop = async () => {
    await browser.close().catch(() => undefined);
    await served.stop();
    rmSync(data, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(1)));
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exit = new Promise<number>((settle) => {
      // The console of the tests comes mixed with the workbench's own log; the tests mark their lines.
      const others: string[] = [];
      let testsSpoke = false;
      void page.exposeFunction('codeAutomationLog', (_type: string, values: unknown[]) => {
        for (const line of values.map(String).join(' ').split('\n')) {
          if (!line.startsWith(TEST_LINE)) {
            others.push(line);
            continue;
          }
          testsSpoke = true;
          console.log(line.slice(TEST_LINE.length));
        }
      });
      void page.exposeFunction('codeAutomationExit', (code: number) => {
        if (!testsSpoke || process.env['KANWU_VERBOSE']) console.log(others.slice(-LOG_LINES).map((line) => `  log: ${line}`).join('\n'));
        settle(code);
      });
      page.once('crash', () => settle(1));
      page.once('close', () => settle(1));
    });
    await page.goto(
      served.address(resolve(folder), [
        ['extensionDevelopmentPath', served.remote(resolve(extension))],
        ['extensionTestsPath', served.remote(resolve(tests))],
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ]),
    );
    return await exit;
  } finally {
    await stop();
  }
}
