import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { desktopDownloadIsReachable } from './editor/desktop.ts';

/**
 * Runs client/test/editor in a real VS Code: in the desktop one that @vscode/test-electron downloads where the network allows it,
 * otherwise in the same workbench from npm packages, through a launcher that takes its place.
 * KANWU_EDITOR=desktop or =workbench decides without asking the network.
 */
const root = join(import.meta.dirname, '..');
const workspace = mkdtempSync(join(tmpdir(), 'kanwu-workspace-'));
mkdirSync(join(workspace, '.vscode'));
try {
  const wanted = process.env['KANWU_EDITOR'];
  const desktop = wanted === 'desktop' || (wanted !== 'workbench' && (await desktopDownloadIsReachable()));
  console.log(desktop ? 'Editor: desktop VS Code, downloaded.' : 'Editor: the VS Code workbench from npm packages (the desktop one cannot be downloaded or shown here).');
  await runTests({
    ...(desktop ? { cachePath: join(root, '.cache', 'vscode') } : { vscodeExecutablePath: join(root, 'scripts', 'editor', 'launcher.mjs') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist', 'test', 'index.cjs'),
    launchArgs: [workspace, '--disable-extensions'],
    extensionTestsEnv: { KANWU_TEST_GREP: process.env['KANWU_TEST_GREP'] },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
