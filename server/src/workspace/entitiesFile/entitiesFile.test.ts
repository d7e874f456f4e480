import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Decision, decide } from '../../entities/decide.ts';
import { NO_DECISIONS } from '../../entities/decisions.ts';
import { ENTITY_TYPES } from '../../entities/mention.ts';
import { readEntitiesFile } from './readEntitiesFile.ts';
import { writeEntitiesFile } from './writeEntitiesFile.ts';

const FILE = `# Ours.
entities:
    # The one of the county, not the singer.
    - name: 麦高枕
      type: person
      forms: [ 老麥 ]
      note: "seen 2024: twice"

    - { name: 远山建设集团, type: organisation }

ignore:
    - text: 和平
      before: 爱好   # not the district
`;

/** What a decision makes of a file, and that the file then says just that. */
async function after(text: string | undefined, ...decisions: Decision[]): Promise<string> {
  const before = text === undefined ? NO_DECISIONS : (await readEntitiesFile(text)).decisions!;
  const wanted = decisions.reduce(decide, before);
  const written = await writeEntitiesFile(text, wanted);
  const again = await readEntitiesFile(written);
  expect(again.problems).toEqual([]);
  expect([0, 1].reduce((all) => decide(all, { kind: 'ignore', text: '甲乙', type: null, before: '', after: '' }), again.decisions!)).toEqual(
    decide(wanted, { kind: 'ignore', text: '甲乙', type: null, before: '', after: '' }),
  );
  expect(await writeEntitiesFile(written, wanted)).toBe(written);
  return written;
}

/** Lines that are new, and those that are gone. */
function difference(from: string, to: string): string[] {
  const [old, now] = [from.split('\n'), to.split('\n')];
  return [...old.filter((line) => !now.includes(line)).map((line) => `-${line}`), ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`)];
}

const confirm = (name: string, ...forms: string[]): Decision => ({ kind: 'confirm', type: 'person', name, forms });

describe('reading', () => {
  test('names are folded, notes and comments are a person’s', async () => {
    expect((await readEntitiesFile(FILE)).decisions).toEqual({
      entities: [{ name: '麦高枕', type: 'person', forms: ['老麦'], not: [] }, { name: '远山建设集团', type: 'organisation', forms: [], not: [] }],
      ignored: [{ text: '和平', type: null, before: '爱好', after: '' }],
    });
  });

  test.each(['', '# nothing yet\n', 'entities:\nignore:\n', '{}'])('%j decides nothing, and is right', async (text) => {
    expect(await readEntitiesFile(text)).toEqual({ decisions: NO_DECISIONS, problems: [] });
  });

  test.each([
    ['entities: [', 'syntax', undefined],
    ['- a\n', 'no-keys', undefined],
    ['entitys: []\n', 'unknown-key', 'entitys'],
    ['entities: 王小二\n', 'no-list', '王小二'],
    ['entities:\n  - 王小二\n', 'no-keys', '王小二'],
    ['entities:\n  - type: person\n    forms: [老王]\n', 'missing-key', 'type: person'],
    ['entities:\n  - name: 王小二\n    type: people\n', 'unknown-type', 'people'],
    ['entities:\n  - name: 王\n    type: person\n', 'too-short', '王'],
    ['entities:\n  - name: 301\n    type: organisation\n', 'no-text', '301'],
    ['entities:\n  - name: 王小二\n    type: person\n    not: [王小二]\n', 'contradiction', '王小二'],
    ['entities:\n  - { name: 王小二, type: person }\n  - { name: 王二, type: person, forms: [王小二] }\n', 'twice', '王小二'],
    ['ignore:\n  - text: 和平\n    befor: 爱\n', 'unknown-key', 'befor'],
    ['ignore:\n  - before: 爱\n', 'missing-key', 'before: 爱'],
  ])('%j is wrong: %s', async (text, kind, where) => {
    const { decisions, problems } = await readEntitiesFile(text);
    expect(decisions).toBeUndefined();
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    if (where !== undefined) expect(text.slice(problems[0]!.start, problems[0]!.end)).toBe(where);
  });

  test('a number in quotes is a name', async () => expect((await readEntitiesFile('entities:\n  - { name: "301", type: organisation }\n')).problems).toEqual([]));
});

describe('writing', () => {
  test('a new file', async () => {
    const text = await after(undefined, confirm('麦高枕', '老麦'), { kind: 'ignore', text: '和平', type: 'place', before: '爱好', after: '' });
    expect(text.replace(/^#.*\n/gm, '')).toBe('\nentities:\n  - name: 麦高枕\n    type: person\n    forms: [老麦]\nignore:\n  - text: 和平\n    type: place\n    before: 爱好\n');
    expect(text).toMatch(/^# .*\n# .*docs\/entities-file\.md/);
  });

  test('only what changes is touched: comments, notes, layout, line ends and scripts stay', async () => {
    const confirmed = await after(FILE, confirm('丁一'));
    expect(difference(FILE, confirmed)).toEqual(['+    - name: 丁一']);
    const merged = await after(FILE, confirm('麦高枕', '麦老'));
    expect(difference(FILE, merged)).toEqual(['-      forms: [ 老麥 ]', '+      forms: [ 老麥, 麦老 ]']);
    expect(await after(FILE.replaceAll('\n', '\r\n'), confirm('丁一'))).toBe(confirmed.replaceAll('\n', '\r\n'));
    expect(await writeEntitiesFile(FILE, (await readEntitiesFile(FILE)).decisions!)).toBe(FILE);
  });

  test('a split, a rename, another type', async () => {
    expect(difference(FILE, await after(FILE, { kind: 'split', type: 'person', name: '麦高枕', form: '麦' }))).toEqual(['+      not: [ 麦 ]']);
    expect(difference(FILE, await after(FILE, { kind: 'rename', type: 'person', name: '麦高枕', to: '麦低枕', forms: new Map([['老麦', '小麦']]) }))).toEqual([
      '-    - name: 麦高枕', '-      forms: [ 老麥 ]', '+    - name: 麦低枕', '+      forms: [ 小麦 ]',
    ]);
    const retyped = await after(FILE, { kind: 'retype', name: '远山建设集团', to: 'project' });
    expect((await readEntitiesFile(retyped)).decisions!.entities.map(({ name, type }) => `${type} ${name}`)).toEqual(['person 麦高枕', 'project 远山建设集团']);
  });

  test('two entries that become one', async () => {
    const two = await after(FILE, confirm('麦老先生'));
    expect((await readEntitiesFile(await after(two, confirm('麦高枕', '麦老先生')))).decisions!.entities).toHaveLength(2);
  });

  test('what is ignored is no longer confirmed, and the other way round', async () => {
    const ignored = await after(FILE, { kind: 'ignore', text: '麦高枕', type: null, before: '', after: '' });
    expect(ignored).not.toMatch(/name: 麦高枕/);
    const back = await after(ignored, confirm('麦高枕'));
    expect(back).not.toMatch(/text: 麦高枕/);
    expect(back).toMatch(/text: 和平/);
  });
});

test('the schema that editors check by names the keys that are read', async () => {
  interface Schema { readonly properties: Readonly<Record<string, { readonly items: { readonly properties: object } }>>; readonly definitions: { readonly type: { readonly enum: readonly string[] } } }
  const schema = JSON.parse(readFileSync(new URL('../../../../schemas/entities.schema.json', import.meta.url), 'utf8')) as Schema;
  const keys = async (text: string) => (await readEntitiesFile(text)).problems.find(({ kind }) => kind === 'no-keys')!.detail.split(', ');
  expect(Object.keys(schema.properties)).toEqual(await keys('- a'));
  for (const list of ['entities', 'ignore']) expect(Object.keys(schema.properties[list]!.items.properties)).toEqual(await keys(`${list}: [a]`));
  expect(schema.definitions.type.enum).toEqual(ENTITY_TYPES);
});

test('the page has an example that is right', async () => {
  const page = readFileSync(new URL('../../../../docs/entities-file.md', import.meta.url), 'utf8');
  expect((await readEntitiesFile(/```yaml\n([\s\S]*?)```/.exec(page)![1]!)).problems).toEqual([]);
});
