import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEditorPage } from './editorPage.ts';

/** Takes the pictures of the README into docs/images/, on the samples of test-fixtures/. */
export async function takeScreenshots(root: string): Promise<void> {
  const images = join(root, 'docs', 'images');
  mkdirSync(images, { recursive: true });
  const editor = await openEditorPage({ folder: join(root, 'test-fixtures'), extension: root, size: { width: 1280, height: 760 } });
  await editor.page.screenshot({ path: join(images, 'editor.png') });
  await editor.close();
}
