import { expect, test } from 'vitest';
import { InMemoryFiles } from '../../../test-support/inMemoryFiles.ts';
import { fileFilter } from '../fileFilter.ts';
import { NEVER_CANCELLED } from '../fileSystem.ts';
import { signatureOf, mayHold } from '../textSignature.ts';
import { Workspace } from '../workspace.ts';
import { EntitiesFiles } from './entitiesFiles.ts';
import type { EntitiesProblem } from './readEntitiesFile.ts';

const FILES = {
  'meeting.txt': '远山建设集团董事长周立民出席会议。山建股份负责施工。',
  'traditional.txt': '遠山建設集團(tuán)召開會議。山建股份負責施工。',
  'spaced.txt': '据悉，周　立民出席了会议，会议讨论了今年的工作安排。',
  'meant.txt': '湖北省襄阳市召开会议。市委书记林晓帆讲话。',
  'other.txt': '湖北省谷城县县长何文秀调研春耕生产工作。',
};
const YAML = '.kanwu/entities.yaml';
const STEPS = [
  'entities:\n  - { name: 远山建设集团, type: organisation, forms: [山建股份] }\n',
  'entities:\n  - { name: 远山建工集团, type: organisation, forms: [远山建设集团, 山建股份] }\n  - { name: 周立敏, type: person, forms: [周立民] }\n',
  'entities:\n  - { name: 中共襄阳市委, type: organisation, forms: [襄阳市委] }\nignore:\n  - { text: 周立民 }\n  - { text: 谷城县, before: 湖北省 }\n',
  '',
];

function workspaceOf(files: InMemoryFiles) {
  const log: string[] = [];
  const problems: (readonly EntitiesProblem[])[] = [];
  const workspace: Workspace = new Workspace(
    { fileSystem: files, pause: () => Promise.resolve(), log: (sentence) => log.push(sentence), decisionsFor: (document) => entities.decisionsFor(document) },
    { filter: fileFilter(['**/*.txt'], []), maxFileSize: 100_000, maxShardSize: 100_000, field: 'text', minimumHanShare: 0.25, analysis: {} },
  );
  const entities: EntitiesFiles = new EntitiesFiles({
    fileSystem: files, log: (sentence) => log.push(sentence), report: (_file, _text, found) => problems.push(found),
    decided: (folder, strings) => workspace.decided(strings, (document) => entities.isIn(folder, document)),
  });
  return { workspace, entities, log, problems, file: files.id(YAML) };
}

const contributions = (workspace: Workspace) => Object.keys(FILES).map((name) => [name, workspace.index.contribution(`memory:/${name}`)]);
const names = (workspace: Workspace, name: string) => workspace.index.contribution(`memory:/${name}`)!.entities.map((entity) => entity.name);

async function fresh(files: InMemoryFiles) {
  const all = workspaceOf(files);
  await all.entities.setFolders(['memory:']);
  await all.workspace.indexFolder(() => {}, NEVER_CANCELLED);
  return all;
}

test('after each change the index is that of a workspace which never knew another file', async () => {
  const files = new InMemoryFiles(FILES);
  const { workspace, entities, file } = await fresh(files);
  workspace.open('memory:/meeting.txt', FILES['meeting.txt'], 1);
  workspace.open('memory:/other.txt', FILES['other.txt'], 1);
  const read: string[][] = [];
  for (const text of STEPS) {
    files.write(YAML, text);
    const paths: string[] = [];
    files.onRead = (path) => paths.push(path);
    await entities.changed(file);
    files.onRead = () => {};
    read.push(paths.filter((path) => path !== YAML));
    expect(contributions(workspace)).toEqual(contributions((await fresh(files)).workspace));
  }
  // Only what may hold a name of a changed entry was read again, and nothing that is open in the editor.
  expect(read).toEqual([['traditional.txt'], ['spaced.txt', 'traditional.txt'], ['meant.txt', 'spaced.txt', 'traditional.txt'], ['meant.txt', 'spaced.txt']]);
});

test('what a file says is used at once; its text in the editor counts before the disk', async () => {
  const files = new InMemoryFiles({ ...FILES, [YAML]: STEPS[0]! });
  const { workspace, entities, file } = await fresh(files);
  expect(names(workspace, 'traditional.txt')).toEqual(['远山建设集团']);
  await entities.opened(file, STEPS[1]!, 1);
  expect(names(workspace, 'traditional.txt')).toEqual(['远山建工集团']);
  expect(await entities.textFor('memory:/meeting.txt')).toEqual({ file, text: STEPS[1], version: 1 });
  await entities.closed(file);
  expect(names(workspace, 'traditional.txt')).toEqual(['远山建设集团']);
  expect(await entities.textFor('memory:/meeting.txt')).toEqual({ file, text: STEPS[0], version: null });
  files.remove(YAML);
  await entities.changed(file);
  expect(names(workspace, 'traditional.txt')).toEqual(['远山建设集团', '山建股份']);
  expect(await entities.textFor('elsewhere:/a.txt')).toBeUndefined();
});

test('a file that becomes wrong keeps what it said in force, and says what is wrong until it is right', async () => {
  const files = new InMemoryFiles({ ...FILES, [YAML]: STEPS[0]! });
  const { workspace, entities, file, problems } = await fresh(files);
  files.write(YAML, 'entities:\n  - { name: 远山建设集团, type: organization }\n');
  await entities.changed(file);
  expect(names(workspace, 'traditional.txt')).toEqual(['远山建设集团']);
  expect(problems.map((found) => found.map(({ kind, detail }) => `${kind} ${detail}`))).toEqual([['unknown-type organization']]);
  files.write(YAML, STEPS[1]!);
  await entities.changed(file);
  expect(problems.at(-1)).toEqual([]);
  expect(names(workspace, 'traditional.txt')).toEqual(['远山建工集团']);
});

test('a signature never denies what is there, and mostly denies what is not', () => {
  const text = FILES['meeting.txt'];
  const signature = signatureOf([text]);
  for (let i = 0; i < text.length; i++) for (let end = i; end <= text.length; end++) expect(mayHold(signature, text.slice(i, end))).toBe(true);
  const others = ['枕上云集', '启明微电子', '白鹭县', '何文秀', '谷城县', '湖北省', '市财政局', '春耕生产', '林晓帆', '罗明远'];
  expect(others.filter((other) => mayHold(signature, other)).length).toBeLessThan(4);
});
