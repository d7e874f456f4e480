import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditorPage, openEditorPage } from '../client/test/person/editorPage.ts';
import { SAMPLES } from '../client/test/person/samples.ts';
import { prepareWorkbench } from './editor/workbench.ts';

/** Packages the extension, installs it into the real workbench as a person does, and looks whether it works there, without sources and without node_modules. */
const root = join(import.meta.dirname, '..');
const MOST_MEGABYTES = 5;
const MOST_MILLISECONDS = 300;
const ATTEMPTS = 5;

const work = mkdtempSync(join(tmpdir(), 'kanwu-vsix-'));
const vsix = join(work, 'kanwu.vsix');
const data = join(work, 'data');
const folder = join(work, 'news');
const counts = { passed: 0, failed: 0, skipped: 0 };
let editor: EditorPage | undefined;

async function check(name: string, run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
    counts.passed++;
    console.log(`  ✔ ${name}`);
  } catch (error) {
    counts.failed++;
    console.error(`  ✘ ${name}\n    ${error instanceof Error ? error.message : String(error)}`);
    if (!editor) return;
    mkdirSync(join(root, 'test-results'), { recursive: true });
    await editor.page.screenshot({ path: join(root, 'test-results', `vsix-${counts.failed}.png`) }).catch(() => undefined);
  }
}

/** Reloads the window, lets what starts with it start, opens a news file, and reads what the workbench says of it. Milliseconds. */
async function activationTime({ page, command, openFile }: EditorPage): Promise<number> {
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: /kanwu/i });
  await page.reload();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  await command('View: Close All Editors');
  await command('Developer: Show Running Extensions');
  await page.locator('.runtime-extensions-editor .extension', { hasText: 'Startup Activation' }).first().waitFor();
  await openFile('云和调研.txt');
  await page.locator('.statusbar-item', { hasText: '勘误' }).waitFor();
  await command('Developer: Show Running Extensions');
  return Number(/(\d+)\s*ms/.exec((await row.locator('.activation-time').textContent()) ?? '')?.[1]);
}

try {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(SAMPLES)) writeFileSync(join(folder, name), text);

  await check('npm run package makes a VSIX', () => {
    execFileSync(process.execPath, ['scripts/package.mjs', vsix], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  await check(`it is smaller than ${MOST_MEGABYTES} MB`, () => {
    const megabytes = statSync(vsix).size / 1e6;
    console.log(`    ${megabytes.toFixed(2)} MB`);
    assert.ok(megabytes < MOST_MEGABYTES);
  });
  const workbench = await prepareWorkbench(join(root, '.cache'), (message) => console.log(message));
  await check('it installs into the workbench', () => {
    execFileSync(workbench.node, [workbench.server, '--server-data-dir', data, '--accept-server-license-terms', '--install-extension', vsix], { stdio: ['ignore', 'ignore', 'pipe'] });
  });
  await check('it holds what runs, and nothing else', () => {
    const installed = join(data, 'extensions', readdirSync(join(data, 'extensions')).find((name) => name.startsWith('kanwu.'))!);
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
    for (const needed of ['package.json', 'dist/client.cjs', 'dist/client.browser.cjs', 'dist/server.cjs', 'dist/server.browser.js', 'syntaxes/cn-news.tmLanguage.json', 'l10n/bundle.l10n.zh-cn.json']) assert.ok(files.includes(needed), needed);
    assert.deepEqual(files.filter((name) => /node_modules|\.ts$|\.map$|^server\/.*\.(?!md$)[a-z]+$|^(?:client|corpus|scripts|test-fixtures)(?:\/|$)|dist\/test/.test(name)), []);
  });

  editor = await openEditorPage({ folder, data });
  const { page } = editor;
  await check('it activates, and finds the damage of a file', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: '秋收会议.txt' }).click();
    await page.locator('.statusbar-item', { hasText: /勘误 [1-9]/ }).waitFor();
    await page.locator('.squiggly-warning').first().waitFor();
  });
  await check('it mends the file', async () => {
    await editor!.command('Kanwu: Fix Everything That Is Certain in This File');
    await editor!.find('會議還聽取了雲和縣、縉雲縣的匯報。');
  });
  await check(`it activates in less than ${MOST_MILLISECONDS} ms`, async () => {
    // The workbench's own figure, of a window that has come to rest. What else the machine does only ever adds to it, so the least counts.
    const figures: number[] = [];
    while (figures.length < ATTEMPTS && Math.min(...figures) >= MOST_MILLISECONDS) figures.push(await activationTime(editor!));
    console.log(`    ${figures.join(', ')} ms`);
    assert.ok(Math.min(...figures) < MOST_MILLISECONDS);
  });
  await editor.close();

  // The same VSIX where there is no Node: the extension in the browser's own extension host, the server in a web worker.
  editor = await openEditorPage({ folder, data, settings: { 'remote.extensionKind': { 'kanwu.kanwu': ['web'] } } });
  const inBrowser = editor;
  await check('it works in a browser’s extension host', async () => {
    await inBrowser.openFile('秋收会议.txt');
    await inBrowser.page.locator('.statusbar-item', { hasText: /勘误 [1-9]/ }).waitFor();
    await inBrowser.command('Developer: Show Running Extensions');
    await inBrowser.page.locator('.runtime-extensions-editor .extension', { hasText: /kanwu[^]*web worker/i }).waitFor();
  });
} catch (error) {
  counts.failed++;
  console.error(error);
} finally {
  await editor?.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(`  ${counts.passed} passed, ${counts.failed} failed`);
if (process.env['KANWU_TEST_REPORT']) writeFileSync(process.env['KANWU_TEST_REPORT'], JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
