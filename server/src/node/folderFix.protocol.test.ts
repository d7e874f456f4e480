/** Fixing the files of a folder: worked out, shown, done, taken back; and killed while at it. `KANWU_KILLS=50` kills more often. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { ProtocolClient } from '../../test-support/protocolClient.ts';
import { randomFrom } from '../../test-support/random.ts';
import { byteOrderMarkOf, encodeText } from '../text/encodeText.ts';
import type { Encoding } from '../text/encodings.ts';

const KILLS = Number(process.env['KANWU_KILLS'] ?? 3);

const DAMAGED = '青岭县召开会议(yì)，县委书(shū)记林晓帆讲话&hellip;\n';
const WITHOUT_GLOSSES = '青岭县召开会议，县委书记林晓帆讲话&hellip;\n';
const MENDED = '青岭县召开会议，县委书记林晓帆讲话…\n';
const CLEAN = '青岭县召开会议，部署下一阶段任务。\n';

interface Plan { readonly id: string; readonly spots: number; readonly files: number; readonly left: number; readonly preview: string }
interface Outcome { readonly files: number; readonly spots: number; readonly left: readonly string[]; readonly leftCount: number; readonly stopped: boolean }
interface Job { readonly id: string; readonly kind: string | null; readonly state: string; readonly files: number; readonly broken: boolean }

const clients: ProtocolClient[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kanwu-fix-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Starts a server on a folder; a fix that is already worked out needs no index, so that one need not be waited for. */
async function start(folder: string, storage: string | undefined = newFolder(), isRead = true) {
  const client = new ProtocolClient();
  clients.push(client);
  const uri = pathToFileURL(folder).toString();
  await client.initialize({ folders: [uri], ...(storage === '' ? {} : { storage }) });
  if (isRead) await client.folderRead();
  return {
    client, uri,
    plan: (kind: string | null = null, below: string | null = null) => client.request<Plan>('kanwu/planFix', { kind, folder: below === null ? null : `${uri}/${below}` }),
    run: (id: string, to: 'fix' | 'undo') => client.request<Outcome>('kanwu/runFix', { id, to }),
    jobs: () => client.request<Job[]>('kanwu/fixJobs'),
  };
}

const encoded = (text: string, encoding: Encoding, mark = false) => Buffer.concat([mark ? byteOrderMarkOf(encoding) : new Uint8Array(), encodeText(text, encoding)!]);
type Files = Readonly<Record<string, string | Uint8Array>>;
const namesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
const isSame = (folder: string, name: string, content: string | Uint8Array | undefined) => content !== undefined && readFileSync(join(folder, name)).equals(Buffer.from(content as Uint8Array));
/** The files that are not what they should be, and those that should not be there or are not. */
const differences = (folder: string, files: Files) => [...new Set([...namesIn(folder), ...Object.keys(files)])].filter((name) => !namesIn(folder).includes(name) || !isSame(folder, name, files[name]));

describe('fixing the files of a folder', () => {
  const files = {
    'a.txt': DAMAGED, 'clean.txt': CLEAN, 'sub/gbk.txt': encoded(DAMAGED, 'gb18030'), 'sub/marked.txt': encoded(DAMAGED.replaceAll('\n', '\r\n'), 'utf-8', true), 'sub/utf16.txt': encoded(DAMAGED, 'utf-16le', true),
  };
  const fixed = (text: string) => ({
    'a.txt': text, 'clean.txt': CLEAN, 'sub/gbk.txt': encoded(text, 'gb18030'), 'sub/marked.txt': encoded(text.replaceAll('\n', '\r\n'), 'utf-8', true), 'sub/utf16.txt': encoded(text, 'utf-16le', true),
  });

  test('all of one kind: shown first, each file in its own encoding, taken back to the byte', async () => {
    const folder = newFolder(files);
    const { plan, run, jobs } = await start(folder);
    const { id, preview, ...counts } = await plan('pinyin-gloss');
    expect(counts).toEqual({ spots: 8, files: 4, left: 0 });
    expect(differences(folder, files)).toEqual([]);
    expect(preview.split('\n').slice(0, 8)).toEqual([
      '# pinyin gloss: 8 places in 4 files to be fixed', '# This is a preview. Nothing has been changed yet.',
      '# 4 files will be written, each whole or not at all, in its own encoding. The fix can be taken back.', '',
      '--- a.txt  (2 places)', '@@ line 1 @@', '-青岭县召开会议(yì)，县委书(shū)记林晓帆讲话&hellip;', '+青岭县召开会议，县委书记林晓帆讲话&hellip;',
    ]);
    expect(preview).toContain('--- sub/gbk.txt  (2 places, GB18030)');
    expect(await jobs()).toEqual([]);
    expect(await run(id, 'fix')).toEqual({ files: 4, spots: 8, left: [], leftCount: 0, stopped: false });
    expect(differences(folder, fixed(WITHOUT_GLOSSES))).toEqual([]);
    expect(await jobs()).toMatchObject([{ id, kind: 'pinyin gloss', state: 'fixed', files: 4, spots: 8, broken: false }]);
    expect(await run(id, 'undo')).toEqual({ files: 4, spots: 8, left: [], leftCount: 0, stopped: false });
    expect(differences(folder, files)).toEqual([]);
    expect(await jobs()).toEqual([]);
  });

  test('all that is certain below a folder; what changes between, or after, is left alone and named', async () => {
    const folder = newFolder(files);
    const { plan, run, jobs } = await start(folder);
    const { id } = await plan(null, 'sub');
    const changed = encoded(`${CLEAN}${DAMAGED}`, 'gb18030');
    writeFileSync(join(folder, 'sub/gbk.txt'), changed);
    rmSync(join(folder, 'sub/utf16.txt'));
    expect(await run(id, 'fix')).toEqual({ files: 1, spots: 3, left: ['sub/gbk.txt: has changed meanwhile', 'sub/utf16.txt: is no longer there'], leftCount: 2, stopped: false });
    const marked = fixed(MENDED)['sub/marked.txt'];
    expect(differences(folder, { 'a.txt': DAMAGED, 'clean.txt': CLEAN, 'sub/gbk.txt': changed, 'sub/marked.txt': marked })).toEqual([]);
    // What a person has written since is not taken from them; put back as it was, it can still be undone.
    writeFileSync(join(folder, 'sub/marked.txt'), CLEAN);
    expect(await run(id, 'undo')).toMatchObject({ files: 0, leftCount: 3 });
    expect(readFileSync(join(folder, 'sub/marked.txt'), 'utf8')).toBe(CLEAN);
    expect(await jobs()).toMatchObject([{ id, state: 'undone' }]);
    writeFileSync(join(folder, 'sub/marked.txt'), marked);
    await run(id, 'undo');
    expect(readFileSync(join(folder, 'sub/marked.txt'))).toEqual(files['sub/marked.txt']);
  });

  test('an open document is changed in the editor, at the version that was shown', async () => {
    const folder = newFolder({ 'open.txt': CLEAN, 'later.txt': DAMAGED, 'changed.txt': CLEAN });
    const { client, uri, plan, run } = await start(folder);
    const applied: unknown[] = [];
    client.connection.onRequest('workspace/applyEdit', ({ edit }) => {
      applied.push(edit);
      return { applied: true };
    });
    await client.open(`${uri}/open.txt`, DAMAGED, 3);
    await client.open(`${uri}/changed.txt`, DAMAGED, 1);
    const { id, ...counts } = await plan('pinyin-gloss');
    expect(counts).toMatchObject({ spots: 6, files: 3 });
    expect(counts.preview).toContain('--- open.txt  (2 places, open)');
    await client.change(`${uri}/changed.txt`, 2, { text: CLEAN + DAMAGED });
    // Opened only now: the editor has it, so nobody writes under its hands.
    await client.open(`${uri}/later.txt`, DAMAGED);
    const { left, ...rest } = await run(id, 'fix');
    expect(rest).toEqual({ files: 1, spots: 2, leftCount: 2, stopped: false });
    expect(left.map((sentence) => sentence.replace(/:.*/, ''))).toEqual(['later.txt', 'changed.txt']);
    expect(applied).toEqual([{ documentChanges: [{ textDocument: { uri: `${uri}/open.txt`, version: 3 }, edits: [
      { range: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } }, newText: '' }, { range: { start: { line: 0, character: 15 }, end: { line: 0, character: 20 } }, newText: '' },
    ] }] }]);
    expect(differences(folder, { 'open.txt': CLEAN, 'later.txt': DAMAGED, 'changed.txt': CLEAN })).toEqual([]);
  });

  test('a file that holds bytes of two encodings is left alone', async () => {
    const mixed = Buffer.concat([encoded(DAMAGED.repeat(3), 'utf-8'), encoded(CLEAN, 'gb18030')]);
    const folder = newFolder({ 'mixed.txt': mixed });
    const { plan } = await start(folder);
    expect(await plan()).toMatchObject({ files: 0, left: 1, preview: expect.stringContaining('mixed.txt: holds bytes of another encoding') as string });
  });

  test('is refused without a place to keep what the files were, and for a fix that is not there', async () => {
    const { plan, jobs } = await start(newFolder(files), '');
    await expect(plan()).rejects.toThrow('a place to keep');
    expect(await jobs()).toEqual([]);
    const { run } = await start(newFolder(files));
    await expect(run('0-0', 'fix')).rejects.toThrow('there is no fix');
    await expect(run('../x', 'undo')).rejects.toThrow('there is no fix');
  });

  test('stopped by a person, it is carried on or taken back', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.txt`, `${i}${DAMAGED}`]));
    const folder = newFolder(many);
    const { client, plan, run, jobs } = await start(folder);
    const { id } = await plan();
    const before = client.count('progress/create');
    const running = run(id, 'fix');
    await client.until(() => client.count('progress/create') > before && client.progress.at(-1)!.value.kind === 'report');
    await client.notify('window/workDoneProgress/cancel', { token: client.progress.at(-1)!.token });
    const first = await running;
    expect(first).toMatchObject({ stopped: true });
    expect(first.files).toBeLessThan(200);
    expect(await jobs()).toMatchObject([{ id, state: 'stopped', broken: false }]);
    expect(await run(id, 'fix')).toMatchObject({ files: 200, stopped: false });
    expect(differences(folder, Object.fromEntries(Object.keys(many).map((name) => [name, `${name.replace('.txt', '')}${MENDED}`])))).toEqual([]);
  });
});

test(`killed at ${2 * Math.ceil(KILLS / 2)} moments while fixing: every file whole, the next start carries on or takes all back`, async () => {
  const names = Array.from({ length: 60 }, (_, i) => `${i % 5}/${i}.txt`);
  const contents = (text: string) => Object.fromEntries(names.map((name, i) => [name, encoded(`${i}${text.repeat(1 + (i % 8))}`, (['utf-8', 'gb18030', 'utf-16be'] as const)[i % 3]!, i % 3 === 2)]));
  const before = contents(DAMAGED);
  const after = contents(MENDED);
  const random = randomFrom(2_711);
  const broken = { fixing: 0, undoing: 0, between: 0 };
  let kills = 0;
  // Each round kills a fix and its undoing.
  for (let i = 0; i < Math.ceil(KILLS / 2); i++) {
    const folder = newFolder(contents(DAMAGED));
    const storage = newFolder();
    const first = await start(folder, storage);
    const { id } = await first.plan();
    /** Kills a server at a moment counted in messages of its progress, and looks at what it has left. */
    const kill = async ({ client, run }: typeof first, to: 'fix' | 'undo') => {
      const seen = client.progress.length;
      const moment = 1 + Math.floor(random() * 8);
      run(id, to).catch(() => {});
      await client.until(() => client.progress.length >= seen + moment);
      client.kill();
      kills++;
      await client.exitCode;
      const left = namesIn(folder).filter((name) => !name.endsWith('.kanwu-tmp'));
      expect(left.sort()).toEqual(Object.keys(before).sort());
      const done = left.filter((name) => isSame(folder, name, after[name]));
      expect(left.filter((name) => !done.includes(name) && !isSame(folder, name, before[name]))).toEqual([]);
      if (done.length > 0 && done.length < left.length) broken.between++;
    };
    await kill(first, 'fix');
    const second = await start(folder, storage, false);
    const [job] = await second.jobs();
    if (!job) {
      // Killed before it was written down that the fix begins, and so before the first file.
      expect(differences(folder, before)).toEqual([]);
      await second.client.stop();
      continue;
    }
    if (job.broken) broken.fixing++;
    expect(job).toMatchObject(job.broken ? { id, state: 'fixing' } : { id, state: 'fixed' });
    if (i % 2 === 0) {
      expect(await second.run(id, 'fix')).toMatchObject({ files: 60, leftCount: 0, stopped: false });
      expect(differences(folder, after)).toEqual([]);
    }
    await kill(second, 'undo');
    const third = await start(folder, storage, false);
    if ((await third.jobs())[0]?.broken) broken.undoing++;
    if ((await third.jobs()).length > 0) expect(await third.run(id, 'undo')).toMatchObject({ files: 60, leftCount: 0, stopped: false });
    expect(differences(folder, before)).toEqual([]);
    await third.client.stop();
  }
  console.log(`killed ${kills} times: ${broken.fixing} left a fix, ${broken.undoing} an undoing broken off; ${broken.between} left some files in each state`);
  expect(broken.fixing + broken.undoing).toBeGreaterThan(0);
}, 1_200_000);
