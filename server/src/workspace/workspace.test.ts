import { describe, expect, test } from 'vitest';
import { InMemoryFiles } from '../../test-support/inMemoryFiles.ts';
import { fileFilter } from './fileFilter.ts';
import { NEVER_CANCELLED } from './fileSystem.ts';
import { FIRST_LENGTH } from './openDocument.ts';
import { Workspace } from './workspace.ts';

const OPTIONS = { filter: fileFilter(['**/*.txt'], ['**/skip/**']), maxFileSize: 100_000, maxShardSize: 100_000, field: 'text', minimumHanShare: 0.25, analysis: {} };
const NEWS = '云州省青禾市副市长林晓帆到白鹭县调研春耕生产工作。';

function workspaceOf(files: InMemoryFiles, pause: () => Promise<void> = () => Promise.resolve()) {
  const log: string[] = [];
  return { log, workspace: new Workspace({ fileSystem: files, pause, log: (sentence) => log.push(sentence) }, OPTIONS) };
}

/** More than is analysed at once, in paragraphs that are all different; cheap to analyse, since most of it is no Chinese. */
const longText = (end = '') => `${Array.from({ length: 450 }, (_, index) => `${index} `.repeat(100)).join('\n')}\n${end}`;
const read = (workspace: Workspace) => workspace.indexFolder(() => {}, NEVER_CANCELLED);
const documents = (workspace: Workspace) => [...workspace.index.documents].sort();

describe('the folder', () => {
  test('every matching file that is news is indexed', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS, 'sub/b.txt': NEWS, 'skip/c.txt': NEWS, 'd.md': NEWS, 'readme.txt': 'Nothing but English here, and rather a lot of it.' });
    const { workspace, log } = workspaceOf(files);
    const progress: string[] = [];
    await workspace.indexFolder((done, total) => progress.push(`${done}/${total}`), NEVER_CANCELLED);
    expect(documents(workspace)).toEqual(['memory:/a.txt', 'memory:/sub/b.txt']);
    expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3']);
    expect(workspace.coverage).toMatchObject({ state: 'complete', files: 3, indexed: 2, waiting: 0, skipped: [{ document: 'memory:/readme.txt', reason: 'not-news' }] });
    expect(log).toEqual([]);
  });

  test('what cannot be read is left out, and said why, once each', async () => {
    const files = new InMemoryFiles({
      'binary.txt': new Uint8Array(3000).map((_, i) => (i * 37) & 0xff), 'broken.txt': new Error('no permission'), 'empty.txt': '', 'large.txt': NEWS.repeat(3000), 'news.txt': NEWS,
    });
    const { workspace, log } = workspaceOf(files);
    await read(workspace);
    expect(documents(workspace)).toEqual(['memory:/news.txt']);
    expect(workspace.coverage?.skipped.map(({ document, reason }) => `${document} ${reason}`)).toEqual([
      'memory:/binary.txt binary', 'memory:/broken.txt unreadable', 'memory:/empty.txt not-news', 'memory:/large.txt too-large',
    ]);
    expect(log).toHaveLength(3);
    expect(log[1]).toBe('broken.txt cannot be read: no permission; it is left out of the index');
  });

  test('GBK and damaged UTF-8 are read, and said to be', async () => {
    // 青禾市委召开会议 in GBK.
    const gbk = new Uint8Array([0xc7, 0xe0, 0xba, 0xcc, 0xca, 0xd0, 0xce, 0xaf, 0xd5, 0xd9, 0xbf, 0xaa, 0xbb, 0xe1, 0xd2, 0xe9]);
    const damaged = new TextEncoder().encode(NEWS);
    const files = new InMemoryFiles({ 'gbk.txt': gbk, 'damaged.txt': new Uint8Array([...damaged.slice(0, 10), ...damaged.slice(11)]) });
    const { workspace, log } = workspaceOf(files);
    await read(workspace);
    expect(documents(workspace)).toEqual(['memory:/damaged.txt', 'memory:/gbk.txt']);
    expect(workspace.coverage?.readOtherwise).toMatchObject([{ document: 'memory:/damaged.txt', encoding: 'utf-8' }, { document: 'memory:/gbk.txt', encoding: 'gb18030', lost: 0 }]);
    expect(log).toHaveLength(1);
  });

  test('lone surrogates, NULs and one long line give a result', async () => {
    const files = new InMemoryFiles({ 'nul.txt': `${NEWS}\0\0${NEWS}`, 'line.txt': NEWS.repeat(100) });
    const { workspace } = workspaceOf(files);
    await read(workspace);
    expect(documents(workspace)).toEqual(['memory:/line.txt', 'memory:/nul.txt']);
    workspace.open('memory:/open.txt', `\ud800${NEWS}\udc00\0`, 1);
    expect(workspace.snapshot('memory:/open.txt')?.complete).toBe(true);
  });

  test('a file that goes while it is read leaves nothing', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS, 'b.txt': NEWS });
    const { workspace, log } = workspaceOf(files);
    files.onRead = (path) => path === 'a.txt' && files.remove('a.txt');
    await read(workspace);
    expect(documents(workspace)).toEqual(['memory:/b.txt']);
    expect(workspace.coverage).toMatchObject({ files: 1, indexed: 1, skipped: [] });
    expect(log).toEqual([]);
  });

  test('a file that is said to be gone while it is read leaves nothing either', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS });
    const { workspace } = workspaceOf(files);
    files.onRead = () => workspace.fileDeleted('memory:/a.txt');
    await read(workspace);
    expect(documents(workspace)).toEqual([]);
  });

  test('a file that changes while it is read is read again', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS });
    const { workspace } = workspaceOf(files);
    let reads = 0;
    files.onRead = () => {
      if (++reads > 1) return;
      files.write('a.txt', NEWS + NEWS);
      void workspace.fileChanged('memory:/a.txt');
    };
    await read(workspace);
    expect(reads).toBe(2);
    expect(workspace.index.contribution('memory:/a.txt')?.length).toBe(NEWS.length * 2);
  });

  test('files made, changed and deleted later are followed; others are nothing to it', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS });
    const { workspace } = workspaceOf(files);
    await read(workspace);
    files.write('b.txt', NEWS);
    files.write('skip/c.txt', NEWS);
    await Promise.all(['memory:/b.txt', 'memory:/skip/c.txt', 'other:/x.txt'].map((document) => workspace.fileChanged(document)));
    expect(documents(workspace)).toEqual(['memory:/a.txt', 'memory:/b.txt']);
    files.remove('a.txt');
    workspace.fileDeleted('memory:/a.txt');
    expect(documents(workspace)).toEqual(['memory:/b.txt']);
    files.write('b.txt', 'Nothing but English now.');
    await workspace.fileChanged('memory:/b.txt');
    expect(documents(workspace)).toEqual([]);
  });

  test('a folder that goes takes its files along', async () => {
    const { workspace } = workspaceOf(new InMemoryFiles({ 'sub/a.txt': NEWS, 'sub/deep/b.txt': NEWS, 'subway.txt': NEWS }));
    await read(workspace);
    workspace.fileDeleted('memory:/sub');
    expect(documents(workspace)).toEqual(['memory:/subway.txt']);
  });

  test('cancelled, what is done stays; the next run does the rest', async () => {
    const files = new InMemoryFiles(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.txt`, NEWS])));
    const { workspace } = workspaceOf(files);
    const cancellation = { isCancellationRequested: false };
    await workspace.indexFolder((done) => (cancellation.isCancellationRequested = done === 2), cancellation);
    expect(workspace.coverage).toMatchObject({ state: 'cancelled', files: 4, indexed: 2, waiting: 2 });
    await workspace.fileChanged('memory:/d.txt');
    expect(workspace.coverage).toMatchObject({ state: 'cancelled', indexed: 3, waiting: 1 });
    await read(workspace);
    expect(workspace.coverage).toMatchObject({ state: 'complete', indexed: 4, waiting: 0 });
  });

  test('it waits for others between files', async () => {
    let pauses = 0;
    const { workspace } = workspaceOf(new InMemoryFiles({ 'a.txt': NEWS, 'b.txt': NEWS, 'c.txt': NEWS }), () => Promise.resolve(void pauses++));
    await read(workspace);
    expect(pauses).toBeGreaterThanOrEqual(3);
  });
});

describe('open documents', () => {
  test('unsaved text wins over the file, until it is closed', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS });
    const { workspace } = workspaceOf(files);
    workspace.open('memory:/a.txt', `${NEWS}\n${NEWS}`, 1);
    await read(workspace);
    expect(workspace.index.contribution('memory:/a.txt')?.length).toBe(NEWS.length * 2 + 1);
    workspace.change('memory:/a.txt', '青禾市委召开会议。', 2);
    expect(workspace.index.contribution('memory:/a.txt')?.length).toBe(9);
    await workspace.fileChanged('memory:/a.txt');
    expect(workspace.index.contribution('memory:/a.txt')?.length).toBe(9);
    await workspace.close('memory:/a.txt');
    expect(workspace.index.contribution('memory:/a.txt')?.length).toBe(NEWS.length);
    expect(workspace.snapshot('memory:/a.txt')).toBeUndefined();
  });

  test('a document without a file counts while it is open', async () => {
    const { workspace } = workspaceOf(new InMemoryFiles());
    workspace.open('untitled:1', NEWS, 1);
    expect(documents(workspace)).toEqual(['untitled:1']);
    await workspace.close('untitled:1');
    expect(documents(workspace)).toEqual([]);
  });

  test('a document whose file is deleted counts while it is open', async () => {
    const files = new InMemoryFiles({ 'a.txt': NEWS });
    const { workspace } = workspaceOf(files);
    workspace.open('memory:/a.txt', NEWS, 1);
    await read(workspace);
    files.remove('a.txt');
    workspace.fileDeleted('memory:/a.txt');
    expect(documents(workspace)).toEqual(['memory:/a.txt']);
    await workspace.close('memory:/a.txt');
    expect(documents(workspace)).toEqual([]);
    expect(workspace.coverage).toMatchObject({ files: 0, skipped: [] });
  });

  test('a text of many steps is known in part first, and whole in the end', async () => {
    const { workspace } = workspaceOf(new InMemoryFiles());
    const text = longText('青禾,,市。');
    expect(text.length).toBeGreaterThan(1.5 * FIRST_LENGTH);
    workspace.open('untitled:1', text, 1);
    const first = workspace.snapshot('untitled:1')!;
    expect(first.complete).toBe(false);
    expect(first.checked).toBeLessThan(text.length);
    expect(documents(workspace)).toEqual([]);
    const whole = (await workspace.analysed('untitled:1', NEVER_CANCELLED))!;
    expect(whole).toMatchObject({ complete: true, checked: text.length });
    expect(documents(workspace)).toEqual(['untitled:1']);
    // An edit touches one paragraph; the others are known. Names are joined later.
    workspace.change('untitled:1', text.replace('青禾,,市', '青禾,市'), 2);
    const edited = (await workspace.analysed('untitled:1', NEVER_CANCELLED, 'damage'))!;
    expect(edited).toMatchObject({ complete: false, checked: text.length - 1, version: 2 });
    expect(edited.analysis.findings).toEqual((await workspace.analysed('untitled:1', NEVER_CANCELLED))!.analysis.findings);
  });

  test('an edit, a close or a cancellation ends the waiting for the old text', async () => {
    const text = longText();
    for (const end of [
      (workspace: Workspace) => workspace.change('untitled:1', NEWS, 2),
      (workspace: Workspace) => void workspace.close('untitled:1'),
      (_: Workspace, cancellation: { isCancellationRequested: boolean }) => void (cancellation.isCancellationRequested = true),
    ]) {
      const { workspace } = workspaceOf(new InMemoryFiles());
      const cancellation = { isCancellationRequested: false };
      workspace.open('untitled:1', text, 1);
      const waiting = workspace.analysed('untitled:1', cancellation);
      end(workspace, cancellation);
      expect(await waiting).toBeUndefined();
    }
  });

  test('asked for nothing that is open, it answers nothing', async () => {
    const { workspace } = workspaceOf(new InMemoryFiles());
    workspace.change('untitled:1', NEWS, 2);
    await workspace.close('untitled:1');
    expect(workspace.snapshot('untitled:1')).toBeUndefined();
    expect(await workspace.analysed('untitled:1', NEVER_CANCELLED)).toBeUndefined();
  });
});

test('new settings: everything is done anew', async () => {
  const files = new InMemoryFiles({ 'a.txt': `青禾,,市${NEWS}`, 'b.txt': NEWS });
  const { workspace } = workspaceOf(files);
  workspace.open('memory:/a.txt', `青禾,,市${NEWS}`, 1);
  await read(workspace);
  expect(workspace.snapshot('memory:/a.txt')?.analysis.findings).toHaveLength(1);
  workspace.configure({ ...OPTIONS, analysis: { damage: { rules: { 'doubled-punctuation': 'off' } } } }, files);
  expect(workspace.snapshot('memory:/a.txt')?.analysis.findings).toHaveLength(0);
  expect(documents(workspace)).toEqual(['memory:/a.txt']);
  await read(workspace);
  expect(documents(workspace)).toEqual(['memory:/a.txt', 'memory:/b.txt']);
});

