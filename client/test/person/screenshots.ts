import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditorPage, openEditorPage } from './editorPage.ts';

const SAMPLE = '02-investment-trip.txt';

/** Takes the pictures of the README into docs/images/, on the samples of test-fixtures/. */
export async function takeScreenshots(root: string): Promise<void> {
  const images = join(root, 'docs', 'images');
  mkdirSync(images, { recursive: true });
  // The damaged texts alone, in a folder whose path tells nothing.
  const samples = join(root, 'test-fixtures');
  const folder = mkdtempSync(join(tmpdir(), 'news-'));
  for (const name of readdirSync(samples)) if (/^\d\d-[a-z-]+\.txt$/.test(name)) copyFileSync(join(samples, name), join(folder, name));
  const editor = await openEditorPage({
    folder,
    extension: root,
    size: { width: 1280, height: 860 },
    settings: {
      'workbench.colorTheme': 'Light Modern',
      'editor.minimap.enabled': false,
      'editor.fontFamily': "'Noto Sans Mono CJK SC', monospace",
      'editor.stickyScroll.enabled': false,
      'window.commandCenter': false,
      'workbench.layoutControl.enabled': false,
    },
  });
  try {
    await takeAll(editor, (name) => join(images, name));
  } finally {
    await editor.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeAll(editor: EditorPage, pathOf: (name: string) => string): Promise<void> {
  const { page } = editor;
  await editor.openFile(SAMPLE);
  await page.locator('.statusbar-item', { hasText: /勘误 [1-9]/ }).waitFor();
  await page.locator('.squiggly-warning').first().waitFor();
  await editor.command('Explorer: Focus on Outline View');
  await page.locator('.outline-pane .monaco-list-row', { hasText: 'People' }).waitFor();
  await raiseOutline(editor, 300);
  await editor.click('顧遠山');
  await leave(editor);
  await whole(editor, pathOf('editor.jpg'));

  await editor.hover('顧遠山');
  await around(editor, pathOf('hover-person.png'));
  await leave(editor);
  await editor.hover('?jié)');
  await around(editor, pathOf('hover-damage.png'));
  await leave(editor);

  await editor.click('丁一鳴');
  await leave(editor);
  await page.keyboard.press('Shift+F12');
  const references = page.locator('.reference-zone-widget .ref-tree .monaco-list-row');
  await references.filter({ hasText: '15-groundbreaking.txt' }).first().waitFor();
  await whole(editor, pathOf('references.jpg'));

  await page.keyboard.press('Escape');
  await page.locator('.activitybar a[aria-label^="Kanwu"]').click();
  const gloss = page.locator('.pane-body .monaco-list-row', { hasText: 'pinyin gloss' });
  await gloss.click();
  await page.locator('.pane-body .monaco-list-row', { hasText: SAMPLE }).waitFor();
  await gloss.hover();
  await gloss.locator('.codicon-tools').click();
  await page.locator('.codelens-decoration', { hasText: 'Fix' }).waitFor();
  await leave(editor);
  await whole(editor, pathOf('folder-fix.jpg'));

  // The command opens a box of its own in place of the palette.
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Kanwu: Find Every Mention');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Find Every Mention' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-titlebar', { hasText: 'Find every mention' }).waitFor();
  await page.locator('.quick-input-widget input').fill('丁一鳴');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: '丁一鸣' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.pane-body', { hasText: /mentions in \d+ files/ }).waitFor();
  await leave(editor);
  await whole(editor, pathOf('mentions.jpg'));
}

/** Takes the mouse off the text, so that no hover stands in the picture. */
async function leave({ page }: EditorPage): Promise<void> {
  const bar = (await page.locator('.part.statusbar').boundingBox())!;
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2, { steps: 3 });
  await page.locator('.monaco-resizable-hover:visible, .monaco-hover:visible').first().waitFor({ state: 'hidden' });
}

/** Drags the upper edge of the outline up, as a person does who wants to see more of it. Pixels. */
async function raiseOutline({ page }: EditorPage, by: number): Promise<void> {
  const header = (await page.locator('.pane-header', { hasText: 'Outline' }).boundingBox())!;
  await page.mouse.move(header.x + header.width / 2, header.y);
  await page.mouse.down();
  await page.mouse.move(header.x + header.width / 2, header.y - by, { steps: 8 });
  await page.mouse.up();
}

/** A picture of the window. As PNG four of them would be a third of the VSIX. */
async function whole({ page }: EditorPage, path: string): Promise<void> {
  await page.screenshot({ path, type: 'jpeg', quality: 70 });
}

/** A picture of the editor without the side bar, down to the end of the hover and a little more. */
async function around({ page }: EditorPage, path: string): Promise<void> {
  const editor = (await page.locator('.part.editor').boundingBox())!;
  const box = (await page.locator('.monaco-resizable-hover:visible, .monaco-hover:visible').first().boundingBox())!;
  const bottom = Math.min(editor.y + editor.height, Math.max(box.y + box.height + 60, editor.y + 320));
  await page.screenshot({ path, clip: { x: editor.x, y: editor.y, width: editor.width, height: bottom - editor.y } });
}
