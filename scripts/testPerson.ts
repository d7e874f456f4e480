import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEditorPage } from '../client/test/person/editorPage.ts';
import { path } from '../client/test/person/path.ts';
import { SAMPLES } from '../client/test/person/samples.ts';
import { takeScreenshots } from '../client/test/person/screenshots.ts';

/**
 * Walks a person's path through the real workbench: mouse, keyboard, and what is to be seen.
 * With --screenshots it takes the pictures of the README instead. A step that fails leaves a picture in test-results/.
 */
const root = join(import.meta.dirname, '..');

if (process.argv.includes('--screenshots')) await takeScreenshots(root);
else await walk();

async function walk(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kanwu-samples-'));
  for (const [name, text] of Object.entries(SAMPLES)) writeFileSync(join(folder, name), text);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const editor = await openEditorPage({ folder, extension: root });
  try {
    for (const [index, step] of path.entries()) {
      const started = performance.now();
      try {
        await step.run(editor);
        counts.passed++;
        console.log(`  ✔ ${step.name} (${Math.round(performance.now() - started)} ms)`);
      } catch (error) {
        counts.failed++;
        const picture = join(root, 'test-results', `person-${index + 1}.png`);
        mkdirSync(join(root, 'test-results'), { recursive: true });
        await editor.page.screenshot({ path: picture }).catch(() => undefined);
        console.error(`  ✘ ${step.name}\n    ${error instanceof Error ? error.message.split('\n').slice(0, 12).join('\n    ') : String(error)}\n    See ${picture}`);
        await editor.page.keyboard.press('Escape');
      }
    }
  } finally {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`  ${counts.passed} passed, ${counts.failed} failed`);
  if (process.env['KANWU_TEST_REPORT']) writeFileSync(process.env['KANWU_TEST_REPORT'], JSON.stringify(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
