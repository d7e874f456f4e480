/** The built command line over files of any encoding. `npm run build` comes first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeText } from '../text/encodeText.ts';
import type { Encoding } from '../text/encodings.ts';

const bundle = fileURLToPath(new URL('../../../dist/kanwu.cjs', import.meta.url));
let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kanwu-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function kanwu(...args: string[]) {
  const run = spawnSync(process.execPath, [bundle, ...args], { cwd: folder });
  return { status: run.status, stdout: run.stdout.toString('utf8'), bytes: run.stdout, stderr: run.stderr.toString('utf8') };
}

const DAMAGED = '青岭县召开会议(yì)，部署下一阶段(duàn)任务。\n';
const MENDED = '青岭县召开会议，部署下一阶段任务。\n';
const DAMAGED_BIG5 = '青嶺縣召開會&nbsp;議，部署下一階段任務。\n';
const MENDED_BIG5 = '青嶺縣召開會 議，部署下一階段任務。\n';

test.each<[Encoding, string, string]>([
  ['gb18030', DAMAGED, MENDED],
  ['gb18030', `公示：魏𬭛、罗㙍、冯𠮷。${DAMAGED}`, `公示：魏𬭛、罗㙍、冯𠮷。${MENDED}`],
  ['utf-16le', DAMAGED, MENDED],
  ['utf-16be', DAMAGED, MENDED],
  ['utf-8', DAMAGED, MENDED],
])('%s: read, named and written back in it', (encoding, damaged, mended) => {
  writeFileSync(join(folder, 'a.txt'), encodeText(damaged, encoding)!);
  for (const command of ['check', 'entities']) {
    const run = kanwu(command, '--format', 'json', 'a.txt');
    expect((JSON.parse(run.stdout) as { encoding?: string }).encoding).toBe(encoding === 'utf-8' ? undefined : encoding);
    expect(run.stderr).toBe('');
  }
  expect([...kanwu('fix', '--stdout', 'a.txt').bytes]).toEqual([...encodeText(mended, encoding)!]);
  kanwu('fix', '--write', 'a.txt');
  expect([...readFileSync(join(folder, 'a.txt'))]).toEqual([...encodeText(mended, encoding)!]);
});

test('Big5: read, named and written back in it', () => {
  // Big5 has no letters with tone marks, so the damage is an entity.
  writeFileSync(join(folder, 'a.txt'), encodeText(DAMAGED_BIG5, 'big5')!);
  expect((JSON.parse(kanwu('check', '--format', 'json', 'a.txt').stdout) as { encoding?: string }).encoding).toBe('big5');
  expect([...kanwu('fix', '--stdout', 'a.txt').bytes]).toEqual([...encodeText(MENDED_BIG5, 'big5')!]);
});

test('a byte that means nothing keeps nobody from mending the rest, and is kept', () => {
  const around = Buffer.from(encodeText(MENDED.repeat(4), 'gb18030')!);
  const bytes = (text: string) => Buffer.concat([encodeText(text, 'gb18030')!, around, Uint8Array.of(0xff, 0x0a), around]);
  writeFileSync(join(folder, 'broken.txt'), bytes(DAMAGED));
  expect(kanwu('check', 'broken.txt').stderr).toMatch(/broken\.txt: .*could not be read/);
  const run = kanwu('fix', '--write', 'broken.txt');
  expect(run.stderr).not.toContain('nothing changed');
  expect(readFileSync(join(folder, 'broken.txt')).equals(bytes(MENDED))).toBe(true);
});

test('a file that holds bytes of two encodings says so, and is not changed', () => {
  const bytes = Buffer.concat([encodeText(DAMAGED.repeat(3), 'utf-8')!, encodeText(MENDED, 'gb18030')!]);
  writeFileSync(join(folder, 'mixed.txt'), bytes);
  expect(kanwu('check', 'mixed.txt').stderr).toMatch(/mixed\.txt: .*utf-8.*could not be read/);
  const run = kanwu('fix', '--write', 'mixed.txt');
  expect(run.stderr).toContain('nothing changed');
  expect(run.status).toBe(2);
  expect(readFileSync(join(folder, 'mixed.txt')).equals(bytes)).toBe(true);
});
