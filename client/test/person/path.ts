import assert from 'node:assert/strict';
import type { EditorPage } from './editorPage.ts';

/** One thing a person does, and what they must see. The steps follow one another in one window. */
export interface Step {
  readonly name: string;
  run(editor: EditorPage): Promise<void>;
}

const status = ({ page }: EditorPage) => page.locator('.statusbar-item', { hasText: '勘误' });
const count = async (editor: EditorPage) => Number(/\d+/.exec((await status(editor).textContent()) ?? '')?.[0]);
const activeTab = ({ page }: EditorPage, name: string) => page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();

export const path: readonly Step[] = [
  {
    name: 'a click in the explorer opens a file as Chinese news',
    async run({ page }) {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: '秋收会议.txt' }).click();
      await page.locator('.statusbar-item', { hasText: 'Chinese News' }).waitFor();
    },
  },
  {
    name: 'what is damaged is underlined and counted',
    async run(editor) {
      await editor.page.locator('.squiggly-warning').first().waitFor();
      await status(editor).filter({ hasText: /[1-9]/ }).waitFor();
      assert.ok((await editor.page.locator('.squiggly-warning').count()) > 10);
    },
  },
  {
    name: 'names are coloured by what they are',
    async run({ page }) {
      // The person's colour differs from the text around: the token is a span of its own.
      await page.waitForFunction(() => [...document.querySelectorAll('.view-line span span')].some(({ textContent }) => textContent === '羅明遠' || textContent?.startsWith('羅明遠(yuǎn')));
    },
  },
  {
    name: 'the mouse on a name says who that is',
    async run(editor) {
      const hover = await editor.hover('羅明');
      const text = (await hover.textContent()) ?? '';
      assert.match(text, /罗明远/);
      assert.match(text, /市长/);
    },
  },
  {
    name: 'the mouse on damage says what it is',
    async run(editor) {
      await editor.page.keyboard.press('Escape');
      const hover = await editor.hover('shū');
      assert.match((await hover.textContent()) ?? '', /shū/);
    },
  },
  {
    name: 'the light bulb mends one place, undo brings it back',
    async run(editor) {
      const { page } = editor;
      await page.keyboard.press('Escape');
      const before = await count(editor);
      await editor.click('shū');
      await page.locator('.codicon-light-bulb:visible, .codicon-lightbulb:visible, .codicon-gutter-lightbulb:visible, .codicon-gutter-lightbulb-auto-fix:visible, .codicon-lightbulb-autofix:visible').first().click();
      await page.locator('.action-widget .monaco-list-row.action', { hasText: '(shū)' }).first().click();
      await page.waitForFunction(() => !document.querySelector('.view-lines')?.textContent?.includes('shū'));
      await status(editor).filter({ hasText: String(before - 1) }).waitFor();
      await page.keyboard.press('Control+z');
      await page.waitForFunction(() => document.querySelector('.view-lines')?.textContent?.includes('shū'));
      await status(editor).filter({ hasText: String(before) }).waitFor();
    },
  },
  {
    name: 'a click in the outline goes to the name',
    async run(editor) {
      const { page } = editor;
      await editor.command('Explorer: Focus on Outline View');
      const row = page.locator('.outline-pane .monaco-list-row', { hasText: '顾晓岚' });
      await row.waitFor();
      await row.click();
      // The cursor stands on its line, the third.
      await page.locator('.statusbar-item', { hasText: /Ln 3, Col/ }).waitFor();
    },
  },
  {
    name: 'Ctrl+T finds a name by the initials of its pinyin',
    async run(editor) {
      const { page } = editor;
      await page.keyboard.press('Control+t');
      const input = page.locator('.quick-input-widget input').first();
      await input.waitFor();
      await input.pressSequentially('gxl');
      const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: '顾晓岚' }).first();
      await row.waitFor();
      await row.click();
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'Shift+F12 shows every mention in the folder',
    async run(editor) {
      const { page } = editor;
      await editor.openFile('云和调研.txt');
      await editor.click('罗明远');
      await page.keyboard.press('Shift+F12');
      const peek = page.locator('.reference-zone-widget');
      await peek.waitFor();
      await peek.locator('.ref-tree .monaco-list-row', { hasText: '秋收会议.txt' }).first().waitFor();
      await page.keyboard.press('Escape');
      await peek.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'one command mends all that is certain',
    async run(editor) {
      await editor.openFile('秋收会议.txt');
      await activeTab(editor, '秋收会议.txt');
      await editor.command('Kanwu: Fix Everything That Is Certain in This File');
      for (const repaired of ['麗水市委副書記、市長羅明遠主持召開秋收工作會議,並講話。', '會議還聽取了雲和縣、縉雲縣的匯報。']) await editor.find(repaired);
    },
  },
  {
    name: 'F2 shows what it would rename, what is unsure unticked',
    async run(editor) {
      const { page } = editor;
      await editor.openFile('云和调研.txt');
      await editor.click('丽水市农业农村局');
      await page.keyboard.press('F2');
      const input = page.locator('.rename-box input');
      await input.waitFor();
      assert.equal(await input.inputValue(), '丽水市农业农村局');
      await input.fill('瓯江种业中心');
      await page.keyboard.press('Enter');
      const preview = page.locator('.bulk-edit-panel');
      await preview.waitFor();
      await preview.locator('.monaco-list-row', { hasText: '甌江種業中心' }).first().waitFor();
      assert.ok(await preview.locator('input[type=checkbox]:not(:checked), .monaco-custom-toggle[aria-checked=false]').count(), 'nothing is unticked');
      await preview.getByText('Discard').click();
      await preview.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a link in the hover confirms a name, which is written to a file',
    async run(editor) {
      const { page } = editor;
      await editor.click('顾晓岚');
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+i');
      await page.locator('.monaco-hover:visible a', { hasText: 'Confirm' }).first().click();
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: '.kanwu' }).waitFor();
    },
  },
];
