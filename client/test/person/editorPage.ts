import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/editor/browser.ts';
import { serveWorkbench } from '../../../scripts/editor/serveWorkbench.ts';
import { prepareWorkbench } from '../../../scripts/editor/workbench.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The editor as a person has it in front of them: a mouse, a keyboard, and what is to be seen. Nothing waits for a fixed time. */
export interface EditorPage {
  readonly page: Page;
  /** Opens a file of the folder by Ctrl+P. */
  openFile(name: string): Promise<void>;
  /** Runs a command by its title, from the command palette. */
  command(title: string): Promise<void>;
  /** The middle of the first place on the screen where the text stands, in pixels. */
  find(text: string): Promise<{ x: number; y: number }>;
  /** Points at a text until the hover shows; returns the hover. */
  hover(text: string): Promise<Locator>;
  /** Clicks on a text. */
  click(text: string): Promise<void>;
  /** The text of the lines on the screen, top to bottom. */
  visibleText(): Promise<string>;
  /** Closes the page, the browser and the server. */
  close(): Promise<void>;
}

/**
 * Opens the workbench on a folder.
 * @param options.extension the folder of an extension under development; without it, what is installed in `data`
 * @param options.data the data folder of the server; a new one, deleted at the end, unless given
 */
export async function openEditorPage(options: { readonly folder: string; readonly extension?: string; readonly data?: string; readonly settings?: Readonly<Record<string, unknown>>; readonly size?: { readonly width: number; readonly height: number } }): Promise<EditorPage> {
  const workbench = await prepareWorkbench(join(ROOT, '.cache'), (message) => console.log(message));
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'kanwu-person-'));
  const served = await serveWorkbench(workbench, { data, payload: true, ...(options.settings ? { settings: options.settings } : {}) });
  const browser = await launchChromium();
  const close = async () => {
    await browser.close().catch(() => undefined);
    await served.stop();
    if (options.data === undefined) rmSync(data, { recursive: true, force: true });
  };
  try {
    const context = await browser.newContext({ viewport: options.size ?? { width: 1280, height: 800 }, deviceScaleFactor: 1, locale: 'en-US' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    // The compiler wraps functions in a helper of this name, which the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    const payload: [string, string][] = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
    if (options.extension) payload.push(['extensionDevelopmentPath', served.remote(options.extension)]);
    await page.goto(served.address(options.folder, payload));
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    return editorPage(page, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function editorPage(page: Page, close: () => Promise<void>): EditorPage {
  const quickInput = page.locator('.quick-input-widget');
  // A window that is still starting takes the focus away from what was just opened; a person presses the key again.
  const choose = async (key: string, typed: string, row: string, attempts = 4): Promise<void> => {
    try {
      await page.keyboard.press(key);
      const input = quickInput.locator('input').first();
      const patience = attempts > 1 ? { timeout: 5000 } : {};
      await input.waitFor(patience);
      await input.fill(typed, patience);
      await quickInput.locator('.monaco-list-row', { hasText: row }).first().click(patience);
      await quickInput.waitFor({ state: 'hidden', ...patience });
    } catch (error) {
      if (attempts <= 1) throw error;
      await page.keyboard.press('Escape');
      await choose(key, typed, row, attempts - 1);
    }
  };
  const find = async (text: string) => {
    const handle = await page.waitForFunction(placeOnScreen, text);
    return (await handle.jsonValue())!;
  };
  return {
    page,
    find,
    close,
    async openFile(name) {
      await choose('Control+p', name, name);
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor();
    },
    async command(title) {
      await choose('F1', `>${title}`, title);
    },
    async hover(text) {
      const place = await find(text);
      const content = page.locator('.monaco-resizable-hover:visible, .monaco-hover:visible').filter({ has: page.locator('.hover-row') }).first();
      // Leaving first: a mouse that is already there has nothing to report.
      await page.mouse.move(place.x, place.y - 60);
      await page.mouse.move(place.x, place.y, { steps: 4 });
      await content.waitFor();
      return content;
    },
    async click(text) {
      const place = await find(text);
      await page.mouse.click(place.x, place.y);
    },
    visibleText: () => page.locator('.editor-instance .view-lines').first().evaluate((lines) =>
      [...lines.querySelectorAll<HTMLElement>('.view-line')].sort((a, b) => a.offsetTop - b.offsetTop).map((line) => line.textContent).join('\n').replaceAll('\u00a0', ' ')),
  };
}

/** Runs in the page. @returns null while the text is not on the screen. */
function placeOnScreen(text: string): { x: number; y: number } | null {
  for (const line of document.querySelectorAll('.editor-instance .view-line')) {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    const at = nodes.map((node) => node.data).join('').indexOf(text);
    if (at < 0) continue;
    const locate = (offset: number): [Text, number] => {
      for (const node of nodes) {
        if (offset <= node.length) return [node, offset];
        offset -= node.length;
      }
      return [nodes.at(-1)!, nodes.at(-1)!.length];
    };
    const range = document.createRange();
    range.setStart(...locate(at));
    range.setEnd(...locate(at + text.length));
    const box = range.getBoundingClientRect();
    if (box.width > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return null;
}
