/** The built command line, run as a person or a pipeline runs it. `npm run build` comes first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decompress } from 'fzstd';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bundle = fileURLToPath(new URL('../../../dist/kanwu.cjs', import.meta.url));
let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kanwu-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function kanwu(args: readonly string[], input: string | Buffer = '') {
  const run = spawnSync(process.execPath, [bundle, ...args], { cwd: folder, input, maxBuffer: 1 << 28 });
  return { status: run.status, stdout: run.stdout.toString('utf8'), bytes: run.stdout, stderr: run.stderr.toString('utf8') };
}

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const read = (name: string) => readFileSync(join(folder, name));

const DAMAGED = '七里坪镇党委书(shū)记(jì)田禾介绍情况(kuàng),、市直部门参加,。\n';
const MENDED = '七里坪镇党委书记田禾介绍情况、市直部门参加。\n';

test('check gives one JSON object a document, in the order given, with the fields of the contract', () => {
  write('b.txt', DAMAGED);
  write('a.txt', MENDED);
  const run = kanwu(['check', '--format', 'json', 'b.txt', 'a.txt']);
  const [b, a, ...more] = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(more).toEqual([]);
  expect(b.doc).toBe('b.txt');
  expect(a).toEqual({ doc: 'a.txt', findings: [] });
  expect(b.findings[0]).toEqual({ start: 7, end: 12, raw: '(shū)', clean: '', kind: 'pinyin-gloss', rule: expect.any(String), severity: expect.stringMatching(/^(error|warning|information|hint)$/), message: expect.stringMatching(/./), fix: 'safe', alternatives: [] });
  for (const finding of b.findings) expect(DAMAGED.slice(finding.start, finding.end)).toBe(finding.raw);
  expect(run.status).toBe(1);
  expect(kanwu(['check', 'a.txt']).status).toBe(0);
  expect(kanwu(['check', '--exit-zero', 'b.txt']).status).toBe(0);
});

test('check for people names line and column', () => {
  write('a.txt', `\n${DAMAGED}`);
  expect(kanwu(['check', 'a.txt']).stdout).toMatch(/^a\.txt:2:8 \w+ pinyin-gloss \[safe\]/);
});

test('entities gives the gold format', () => {
  write('a.txt', DAMAGED);
  const document = JSON.parse(kanwu(['entities', '--format', 'json', 'a.txt']).stdout);
  for (const mention of document.mentions) {
    expect(Object.keys(mention)).toEqual(['start', 'end', 'text', 'clean', 'type', 'entity', 'titles', 'nested', 'relative']);
    expect(DAMAGED.slice(mention.start, mention.end)).toBe(mention.text);
  }
  expect(document.mentions.length).toBeGreaterThan(0);
});

test('entities uses what people have decided: the nearest file above, or the one named', () => {
  const names = (...args: string[]) => {
    const run = kanwu(['entities', '--format', 'json', ...args]);
    const mentions = run.stdout.trimEnd().split('\n').flatMap((line) => (JSON.parse(line) as { mentions: { clean: string; entity: string }[] }).mentions);
    return { entity: mentions.find(({ clean }) => clean === '田禾')?.entity, status: run.status, stderr: run.stderr };
  };
  mkdirSync(join(folder, 'deep/news'), { recursive: true });
  mkdirSync(join(folder, '.kanwu'));
  write('deep/news/a.txt', DAMAGED);
  expect(names('deep/news/a.txt').entity).toBe('田禾');
  const decided = (name: string) => `entities:\n  - { name: ${name}, type: person, forms: [田禾] }\n`;
  write('.kanwu/entities.yaml', decided('田小禾'));
  write('other.yaml', decided('田大禾'));
  expect(names('deep')).toEqual({ entity: '田小禾', status: 1, stderr: '' });
  expect(names('--entities', 'other.yaml', 'deep/news/a.txt').entity).toBe('田大禾');
  mkdirSync(join(folder, 'deep/.kanwu'));
  write('deep/.kanwu/entities.yaml', `# mine\n${decided('田')}`);
  const wrong = names('deep');
  expect(wrong).toMatchObject({ entity: '田禾', status: 2 });
  expect(wrong.stderr).toMatch(/^kanwu: .*deep\/\.kanwu\/entities\.yaml:3: .*“田” is too short.*\n$/);
  expect(names('--entities', 'nowhere.yaml', 'deep')).toMatchObject({ entity: '田禾', status: 2, stderr: 'kanwu: nowhere.yaml: no such file or folder\n' });
});

test('fix --stdout prints the mended text and leaves the file', () => {
  write('a.txt', DAMAGED);
  expect(kanwu(['fix', '--stdout', 'a.txt'])).toMatchObject({ stdout: MENDED, status: 1 });
  expect(read('a.txt').toString()).toBe(DAMAGED);
  expect(kanwu(['fix', '--stdout', '-'], DAMAGED).stdout).toBe(MENDED);
});

test('fix --write keeps permissions, links and nothing beside the file', () => {
  write('a.txt', DAMAGED);
  chmodSync(join(folder, 'a.txt'), 0o640);
  symlinkSync('a.txt', join(folder, 'link.txt'));
  expect(kanwu(['fix', '--write', 'link.txt']).status).toBe(1);
  expect(read('a.txt').toString()).toBe(MENDED);
  expect(statSync(join(folder, 'a.txt')).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(folder, 'link.txt')).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['a.txt', 'link.txt']);
  expect(kanwu(['fix', '--write', 'a.txt']).status).toBe(0);
});

test('a byte order mark and Windows line ends are kept', () => {
  write('a.txt', '\ufeff' + DAMAGED.replace('\n', '\r\n'));
  kanwu(['fix', '--write', 'a.txt']);
  expect(read('a.txt').toString()).toBe('\ufeff' + MENDED.replace('\n', '\r\n'));
});

test('bytes that mean nothing are kept, and what is around them is mended; where there are many, nothing is written', () => {
  const page = (broken: number, text: string) => Buffer.concat([Buffer.from('工业园区建设进展顺利，各项工作有序推进。'.repeat(8)), ...Array<Buffer>(broken).fill(Buffer.from([0xe5, 0xbc])), Buffer.from(text)]);
  write('a.txt', page(1, DAMAGED));
  expect(kanwu(['fix', '--write', 'a.txt']).status).toBe(1);
  expect(read('a.txt')).toEqual(page(1, MENDED));
  write('b.txt', page(8, DAMAGED));
  const run = kanwu(['fix', '--write', 'b.txt']);
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/b\.txt: .*nothing changed/);
  expect(read('b.txt')).toEqual(page(8, DAMAGED));
});

test('a shard: order kept, only the text field touched, a bad line reported and passed through', () => {
  const shard = `{"id": 1,  "text":"书(sh\\u016b)记"}\r\n{broken\n\n{"text":"书记"}`;
  write('a.jsonl', shard);
  const run = kanwu(['fix', '--stdout', 'a.jsonl']);
  expect(run.stdout).toBe(`{"id": 1,  "text":"书记"}\r\n{broken\n\n{"text":"书记"}`);
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/a\.jsonl:2: not JSON/);
  kanwu(['fix', '--write', 'a.jsonl']);
  expect(read('a.jsonl').toString()).toBe(run.stdout);
});

test('check of a shard gives one line a record, the field named on request', () => {
  const run = kanwu(['check', '--jsonl', '--field', 'body', '--format', 'json', '-'], '{"body":"书(shū)记"}\n{"text":"x"}\n{"body":"书记"}\n');
  const documents = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(documents.map((d) => [d.doc, d.findings.length, d.error])).toEqual([['-:1', 1, undefined], ['-:2', 0, 'no field "body"'], ['-:3', 0, undefined]]);
});

test('a folder stands for its texts and shards, sorted; a missing path does not stop the rest', () => {
  mkdirSync(join(folder, 'd'));
  write('d/2.txt', DAMAGED);
  write('d/1.jsonl', '{"text":""}\n');
  write('d/readme.md', DAMAGED);
  const run = kanwu(['check', '--format', 'json', 'nowhere.txt', 'd']);
  expect(run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line).doc)).toEqual([join('d', '1.jsonl') + ':1', join('d', '2.txt')]);
  expect(run.stderr).toBe('kanwu: nowhere.txt: no such file or folder\n');
  expect(run.status).toBe(2);
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['NUL bytes among text', Buffer.from('市\0委书(shū)记\n')],
  ['a picture named .txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, ...Array.from({ length: 300 }, (_, i) => (i * 37) % 32)])],
  ['bytes of no encoding', Buffer.from(Array.from({ length: 3000 }, (_, i) => 128 + ((i * 89) % 128)))],
  ['a line of 5 MB', Buffer.from('县委书(shū)记到企业调研，了解生产情况。'.repeat(90_000))],
])('%s gives a result or one clear message', (_, bytes) => {
  write('a.txt', bytes);
  const run = kanwu(['check', '--format', 'json', 'a.txt']);
  expect([0, 1, 2]).toContain(run.status);
  expect(run.stdout !== '' || run.stderr.startsWith('kanwu: a.txt: ')).toBe(true);
  expect(run.stderr).not.toMatch(/\n\s+at /);
  expect(read('a.txt').equals(bytes)).toBe(true);
});

test('the reader going away is no error', () => {
  write('a.jsonl', `${JSON.stringify({ text: DAMAGED })}\n`.repeat(5000));
  const run = spawnSync('sh', ['-c', `"${process.execPath}" "${bundle}" check --format json a.jsonl | head -n 1`], { cwd: folder });
  expect(run.stderr.toString()).toBe('');
  expect(run.stdout.toString().split('\n').length).toBe(2);
});

/** Records that differ, every third one damaged, every fifth line empty; with Windows line ends, and none at the end. */
function shardOf(records: number): string {
  return Array.from({ length: records }, (_, i) => (i % 5 === 4 ? '' : JSON.stringify({ id: i, text: `第${i}号：${i % 3 === 0 ? DAMAGED : MENDED}${'各项工作有序推进。'.repeat(i % 40)}` }))).join('\r\n');
}

test('workers, packing and the size of the reads change nothing in what is printed', () => {
  const shard = shardOf(3000);
  write('a.jsonl', shard);
  // Two members, as `cat a.gz b.gz` makes them.
  const cut = shard.indexOf('\n', shard.length >> 1) - 30;
  write('a.jsonl.gz', Buffer.concat([gzipSync(shard.slice(0, cut)), gzipSync(shard.slice(cut))]));
  const plain = kanwu(['check', '--format', 'json', 'a.jsonl']);
  expect(plain.stdout.trimEnd().split('\n').map((line) => JSON.parse(line).doc)).toEqual(shard.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [`a.jsonl:${i + 1}`])));
  const packed = kanwu(['check', '--format', 'json', '--jobs', '2', 'a.jsonl.gz']);
  expect(packed.stdout.replaceAll('a.jsonl.gz:', 'a.jsonl:') === plain.stdout).toBe(true);
  expect(packed.status).toBe(1);
  const mended = kanwu(['fix', '-j', '2', '--stdout', 'a.jsonl']).stdout;
  expect(mended === shard.replaceAll(JSON.stringify(DAMAGED).slice(1, -1), JSON.stringify(MENDED).slice(1, -1))).toBe(true);
  expect(kanwu(['fix', '--write', 'a.jsonl.gz'])).toMatchObject({ status: 1, stderr: '' });
  expect(gunzipSync(read('a.jsonl.gz')).toString('utf8') === mended).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'a.jsonl.gz']);
  // Carried on after a stop: what an earlier run has done, and the rest.
  const done = 2321;
  const rest = kanwu(['fix', '--jsonl', '--stdout', '--skip', String(done), '-'], gzipSync(shard)).stdout;
  expect(mended.split('\n').slice(0, done).map((line) => `${line}\n`).join('') + rest === mended).toBe(true);
});

/** `{"id":1,"text":"书(shū)记"}` and a line end, as zstd 1.5 packs it, with its checksum. */
const ZSTD = Buffer.from('KLUv/QRY+QAAeyJpZCI6MSwidGV4dCI6IuS5pihzaMWrKeiusCJ9CnEcHVc=', 'base64');

test('.zst is read, and packed again; untouched where nothing is mended', () => {
  write('a.jsonl.zst', Buffer.concat([ZSTD, ZSTD]));
  expect(kanwu(['fix', '--stdout', 'a.jsonl.zst'])).toMatchObject({ stdout: '{"id":1,"text":"书记"}\n'.repeat(2), stderr: '', status: 1 });
  expect(kanwu(['fix', '--write', 'a.jsonl.zst'])).toMatchObject({ status: 1, stdout: '', stderr: '' });
  const packed = read('a.jsonl.zst');
  expect(Buffer.from(decompress(packed)).toString()).toBe('{"id":1,"text":"书记"}\n'.repeat(2));
  expect(kanwu(['fix', '--write', 'a.jsonl.zst'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(read('a.jsonl.zst')).toEqual(packed);
  expect(readdirSync(folder)).toEqual(['a.jsonl.zst']);
});

test.each([
  ['gz', gzipSync(shardOf(300)).subarray(0, -9)],
  ['zst', ZSTD.subarray(0, -6)],
])('a shard that is cut off (.%s) is told and left as it was', (ending, bytes) => {
  write(`a.jsonl.${ending}`, bytes);
  const run = kanwu(['fix', '--write', `a.jsonl.${ending}`]);
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^kanwu: a\.jsonl\.\w+: .+\n$/);
  expect(read(`a.jsonl.${ending}`)).toEqual(bytes);
  expect(readdirSync(folder)).toEqual([`a.jsonl.${ending}`]);
});

test('with --exit-zero bad records stop no pipe; a shard full of them is told in few lines', () => {
  const shard = '{broken\n'.repeat(500) + '{"text":"书(shū)记"}\n';
  const run = kanwu(['fix', '--jsonl', '--stdout', '--exit-zero', '-'], shard);
  expect(run.stdout).toBe('{broken\n'.repeat(500) + '{"text":"书记"}\n');
  expect(run.status).toBe(0);
  const told = run.stderr.trimEnd().split('\n');
  expect(told).toHaveLength(101);
  expect(told.at(-1)).toBe('kanwu: -: 500 records could not be read in all');
});

test('indexes of parts, merged in any order, are the index of the whole, byte for byte', () => {
  const records = Array.from({ length: 40 }, (_, i) => JSON.stringify({ text: `${i % 2 ? '青禾市委书记田禾' : '县长高远'}到${['远帆集团', '白鹭机械有限公司', '青禾市人民医院'][i % 3]}调研，田禾书(shū)记要求加快建设。` }) + '\n');
  write('a.jsonl', records.slice(0, 13).join(''));
  write('b.jsonl.gz', gzipSync(records.slice(13, 20).join('')));
  write('c.jsonl', records.slice(20).join('') + '{broken\n');
  const whole = kanwu(['index', 'build', '--out', '-', 'a.jsonl', 'b.jsonl.gz', 'c.jsonl']);
  expect(whole.status).toBe(2);
  const [header, ...entities] = whole.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(header).toEqual({ kanwuIndex: 1, documents: 40, unread: 1 });
  expect(entities.find(({ name }) => name === '田禾')).toMatchObject({ type: 'person', documents: 40 });
  expect(kanwu(['index', 'build', '--out', 'ab.index', '-j', '2', 'a.jsonl', 'b.jsonl.gz'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(kanwu(['index', 'build', '--exit-zero', '--out', 'c.index', 'c.jsonl']).status).toBe(0);
  const merged = kanwu(['index', 'merge', '--out', '-', 'c.index', 'ab.index']);
  expect(merged).toMatchObject({ status: 0, stderr: '', stdout: whole.stdout });
  expect(kanwu(['index', 'merge', '--out', 'ab.index', 'ab.index', 'c.index']).status).toBe(0);
  expect(read('ab.index').toString('utf8')).toBe(whole.stdout);
  write('cut.index', read('c.index').subarray(0, -20));
  const cut = kanwu(['index', 'merge', '--out', 'd.index', 'ab.index', 'cut.index']);
  expect(cut.status).toBe(2);
  expect(cut.stderr).toMatch(/^kanwu: cut\.index:\d+: cut off\n$/);
  expect(kanwu(['index', 'merge', '--out', 'd.index', 'a.jsonl']).stderr).toBe('kanwu: a.jsonl: not an entity index of kanwu\n');
  expect(readdirSync(folder)).not.toContain('d.index');
});
