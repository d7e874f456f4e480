/** A real client over standard input and output against the built server (`npm run build` first). */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type AnnotatedTextEdit, type CodeAction, type Diagnostic, type DocumentSymbol, type FoldingRange, type Hover, type Location, type Position, type SelectionRange, type SemanticTokens,
  type SemanticTokensDelta, type SymbolInformation, type TextDocumentEdit, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { ABLE_CLIENT, type ClientOptions, ProtocolClient } from '../../test-support/protocolClient.ts';

const URI = 'untitled:news';
/** What the recogniser is sure to find, whatever its weights: a province, a city of it, and a body. */
const NEWS = '山东省济南市市长林晓帆到山东省济南市历下区调研，济南市人民政府副市长王建平参加。';
const DAMAGED = '山東省濟(jì)南市召開(kāi)會(huì)議(yì),,市長(zhǎng)林曉帆講(jiǎng)話,。';
const MENDED = '山東省濟南市召開會議,市長林曉帆講話。';

const clients: ProtocolClient[] = [];
const folders: string[] = [];

async function start(options?: ClientOptions): Promise<ProtocolClient> {
  const client = new ProtocolClient();
  clients.push(client);
  await client.initialize(options);
  return client;
}

/** A folder of files; their URIs are the folder's plus their names. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): { readonly path: string; readonly uri: string } {
  const path = mkdtempSync(join(tmpdir(), 'kanwu-'));
  folders.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path, uri: pathToFileURL(path).toString() };
}

afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const position = (line: number, character: number): Position => ({ line, character });
const spot = (text: string, word: string, into = 0): Position => {
  const at = text.indexOf(word) + into;
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return position(before.length - 1, before.at(-1)!.length);
};

/** Applies edits as an editor does: to the text as it was, from the end. */
function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const offset = ({ line, character }: Position) => lines[line]! + character;
  return edits.toSorted((a, b) => offset(b.range.start) - offset(a.range.start)).reduce((mended, { range, newText }) => mended.slice(0, offset(range.start)) + newText + mended.slice(offset(range.end)), text);
}

function editsOf(action: CodeAction | undefined): TextEdit[] {
  return (action?.edit?.documentChanges as TextDocumentEdit[] | undefined)?.flatMap(({ edits }) => edits as TextEdit[]) ?? [];
}

const actionsFor = (client: ProtocolClient, diagnostic: Diagnostic) =>
  client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: URI }, range: diagnostic.range, context: { diagnostics: [diagnostic] } });

describe('a session', () => {
  test('says what it can do, and ends with 0', async () => {
    const client = await start();
    expect(client.initialized).toMatchObject({ serverInfo: { name: 'Kanwu' }, capabilities: { positionEncoding: 'utf-16', textDocumentSync: { openClose: true, change: 2 }, diagnosticProvider: { identifier: 'kanwu' } } });
    expect(await client.stop()).toBe(0);
    expect(client.stderr).toBe('');
  });

  test('an exit without shutdown ends with 1', async () => {
    const client = await start();
    await client.notify('exit');
    expect(await client.exitCode).toBe(1);
  });

  test('a client that goes away takes the server with it', async () => {
    const client = await start();
    client.process.stdin!.end();
    expect(await client.exitCode).toBe(1);
  });

  test('watches what the settings name, and nothing else', async () => {
    const { uri } = folderOf({});
    const client = await start({ folders: [uri], settings: { index: { files: ['news/**/*.txt'] } } });
    await client.folderRead();
    expect(client.registered.get('workspace/didChangeWatchedFiles')).toEqual({ watchers: [{ globPattern: 'news/**/*.txt' }, { globPattern: '**/.kanwu/entities.yaml' }] });
  });
});

test('a client that can do nothing special gets what it can show', async () => {
  const { uri } = folderOf({ 'a.txt': NEWS });
  const client = await start({ folders: [uri], capabilities: {} });
  await client.until(() => client.count('kanwu/coverageChanged') > 1);
  const text = `${NEWS}\n${DAMAGED}`;
  await client.open(URI, text);
  await client.until(() => client.published(URI) !== undefined);
  const [diagnostic] = client.published(URI)!.diagnostics;
  const { data: _, ...withoutData } = diagnostic!;
  const actions = await actionsFor(client, withoutData);
  expect(actions.map(({ edit }) => applyEdits(text, edit!.changes![URI]!))).toEqual([
    text.replace('(jì)', ''), `${NEWS}\n${MENDED.replace('議,', '議,,').replace('話。', '話,。')}`, `${NEWS}\n${MENDED}`,
  ]);
  const symbols = await client.request<SymbolInformation[]>('textDocument/documentSymbol', { textDocument: { uri: URI } });
  expect(symbols.find(({ name }) => name === '济南市')).toMatchObject({ containerName: 'Places', location: { uri: URI } });
  const hover = await client.at<Hover>('textDocument/hover', URI, spot(NEWS, '济南市', 1));
  expect(JSON.stringify(hover.contents)).toContain('2 files of the folder');
  expect(client.registered.size).toBe(0);
  expect(await client.stop()).toBe(0);
});

describe('damage', () => {
  test('is told, mended one by one, by kind, and all at once', async () => {
    const client = await start();
    await client.open(URI, DAMAGED);
    const diagnostics = await client.diagnostics(URI);
    expect(diagnostics.map(({ code }) => code)).toEqual([...Array<string>(4).fill('pinyin-gloss'), 'doubled-punctuation', 'pinyin-gloss', 'pinyin-gloss', 'doubled-punctuation']);
    const [gloss] = diagnostics;
    expect(gloss).toMatchObject({ source: 'kanwu', range: { start: spot(DAMAGED, '(jì)'), end: spot(DAMAGED, '(jì)', 4) } });

    const actions = await actionsFor(client, gloss!);
    expect(actions.map(({ kind, isPreferred }) => [kind, isPreferred])).toEqual([['quickfix', true], ['quickfix', undefined], ['source.fixAll.kanwu', undefined]]);
    expect(applyEdits(DAMAGED, editsOf(actions[0]))).toBe(DAMAGED.replace('(jì)', ''));
    const ofKind = await client.request<CodeAction>('codeAction/resolve', actions[1]);
    expect(applyEdits(DAMAGED, editsOf(ofKind))).toBe(MENDED.replace('議,', '議,,').replace('話。', '話,。'));
    const all = await client.request<CodeAction>('codeAction/resolve', actions[2]);
    expect(applyEdits(DAMAGED, editsOf(all))).toBe(MENDED);

    const onSave = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI }, range: { start: position(0, 0), end: position(0, 0) }, context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(onSave).toHaveLength(1);
    expect(applyEdits(DAMAGED, editsOf(onSave[0]))).toBe(MENDED);
    expect(editsOf(onSave[0])).toHaveLength(8);
  });

  test('severities are settings, and a change of them is heard', async () => {
    const client = await start({ settings: { rules: { 'pinyin-gloss': 'hint', 'doubled-punctuation': 'off' } } });
    await client.until(() => client.count('workspace/diagnostic/refresh') > 0);
    await client.open(URI, DAMAGED);
    expect(new Set((await client.diagnostics(URI)).map(({ severity, code }) => `${code} ${severity}`))).toEqual(new Set(['pinyin-gloss 4']));
    client.settings = { rules: { 'pinyin-gloss': 'off' } };
    const before = client.count('workspace/diagnostic/refresh');
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.count('workspace/diagnostic/refresh') > before);
    expect(new Set((await client.diagnostics(URI)).map(({ code }) => code))).toEqual(new Set(['doubled-punctuation']));
  });

  test('the same answer is not given twice', async () => {
    const client = await start();
    await client.open(URI, DAMAGED);
    const first = await client.request<{ resultId: string }>('textDocument/diagnostic', { textDocument: { uri: URI } });
    expect(await client.request('textDocument/diagnostic', { textDocument: { uri: URI }, previousResultId: first.resultId })).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(URI, 2, { text: MENDED });
    expect(await client.request('textDocument/diagnostic', { textDocument: { uri: URI }, previousResultId: first.resultId })).toMatchObject({ kind: 'full', items: [] });
  });

  test('a client that does not ask is told', async () => {
    const { diagnostic: _, ...textDocument } = ABLE_CLIENT.textDocument!;
    const client = await start({ capabilities: { ...ABLE_CLIENT, textDocument } });
    expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(URI, DAMAGED);
    await client.until(() => client.published(URI) !== undefined);
    expect(client.published(URI)).toMatchObject({ version: 1 });
    expect(client.published(URI)?.diagnostics).toHaveLength(8);
    await client.change(URI, 2, { text: MENDED });
    await client.until(() => client.published(URI)?.version === 2);
    expect(client.published(URI)?.diagnostics).toEqual([]);
    await client.close(URI);
    await client.until(() => client.published(URI)?.version === undefined);
  });
});

describe('names', () => {
  test('hover, highlights, definition and references in one file', async () => {
    const client = await start();
    await client.open(URI, NEWS);
    const place = spot(NEWS, '济南市', 1);
    const hover = await client.at<Hover>('textDocument/hover', URI, place);
    expect(hover.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('**济南市** — place') as string });
    const highlights = await client.at<{ range: Location['range'] }[]>('textDocument/documentHighlight', URI, place);
    expect(highlights.length).toBeGreaterThan(1);
    expect(highlights[0]?.range).toEqual({ start: spot(NEWS, '济南市'), end: spot(NEWS, '济南市', 3) });
    const references = await client.at<Location[]>('textDocument/references', URI, place, { context: { includeDeclaration: true } });
    expect(references.map(({ range }) => range)).toEqual(highlights.map(({ range }) => range));
    expect((await client.at<Location>('textDocument/definition', URI, place)).uri).toBe(URI);
    expect(await client.at('textDocument/hover', URI, spot(NEWS, '参加', 1))).toBeNull();
  });

  test('outline, symbols, tokens, folding and selection', async () => {
    const text = `${NEWS}\n一、工作安排\n次日，${NEWS}\n${DAMAGED}`;
    const client = await start({ locale: 'zh-cn' });
    await client.open(URI, text);
    const outline = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: URI } });
    const names = outline.map(({ name }) => name);
    expect(names).toEqual(['人物', '地点', '机构', '项目', '损坏'].filter((name) => names.includes(name)));
    expect(names).toContain('地点');
    expect(names.at(-1)).toBe('损坏');
    expect(outline.at(-1)).toMatchObject({ detail: '8', children: [{ name: '拼音注音', detail: '×6' }, { name: '重复标点', detail: '×2' }] });
    const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'jns' });
    expect(symbols[0]?.name).toMatch(/济南市.* jns$/u);

    const tokens = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: URI } });
    expect(tokens.data.length % 5).toBe(0);
    expect(tokens.data.length).toBeGreaterThan(0);
    await client.change(URI, 2, { range: { start: position(0, 0), end: position(0, 0) }, text: '据悉，' });
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument: { uri: URI }, previousResultId: tokens.resultId });
    const patched = delta.edits.toSorted((a, b) => b.start - a.start).reduce((data, { start: at, deleteCount, data: put = [] }) => [...data.slice(0, at), ...put, ...data.slice(at + deleteCount)], tokens.data);
    const whole = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: URI } });
    expect(patched).toEqual(whole.data);
    const line = await client.request<SemanticTokens>('textDocument/semanticTokens/range', { textDocument: { uri: URI }, range: { start: position(0, 0), end: position(1, 0) } });
    expect(whole.data.slice(0, line.data.length)).toEqual(line.data);
    expect(line.data.length).toBeLessThan(whole.data.length);

    expect(await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: URI } })).toMatchObject([{ startLine: 1, endLine: 3 }]);
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', { textDocument: { uri: URI }, positions: [position(1, 1)] });
    expect(selection?.range).toEqual({ start: position(1, 0), end: position(1, 6) });
    expect(selection?.parent?.range.start).toEqual(position(0, 0));
  });

  test('what is no news is left alone, until it is', async () => {
    const client = await start();
    await client.open(URI, 'The mayor of 济南市 spoke.', 1, 'plaintext');
    expect(await client.at('textDocument/hover', URI, position(0, 14))).toBeNull();
    await client.change(URI, 2, { text: DAMAGED });
    expect(await client.diagnostics(URI)).toHaveLength(8);
    await client.close(URI);
    expect(await client.diagnostics(URI)).toEqual([]);
  });

  test('incremental edits are followed to the letter', async () => {
    const client = await start();
    let text = `${DAMAGED}\r\n𠮷${NEWS}\r\n`;
    await client.open(URI, text);
    let version = 1;
    const edit = async (at: number, end: number, put: string) => {
      const to = (offset: number) => {
        const before = text.slice(0, offset).split('\r\n');
        return position(before.length - 1, before.at(-1)!.length);
      };
      await client.change(URI, ++version, { range: { start: to(at), end: to(end) }, text: put });
      text = text.slice(0, at) + put + text.slice(end);
    };
    await edit(0, 3, '');
    await edit(text.indexOf('𠮷'), text.indexOf('𠮷') + 2, '市長(zhǎng)');
    await edit(text.length, text.length, '完,,。');
    await edit(text.indexOf('\r\n'), text.indexOf('\r\n') + 2, '');
    const after = await client.diagnostics(URI);
    const fresh = 'untitled:fresh';
    await client.open(fresh, text);
    expect(after).toEqual(await client.diagnostics(fresh));
    expect(after.length).toBeGreaterThan(8);
  });
});

describe('what people have decided', () => {
  const FILE = '.kanwu/entities.yaml';
  const called = (name: string) => `entities:\n  - { name: ${name}, type: person, forms: [林晓帆] }\n`;
  const hoverAt = async (client: ProtocolClient, uri: string) => JSON.stringify((await client.at<Hover>('textDocument/hover', uri, spot(NEWS, '林晓帆', 1))).contents);

  test('counts from the start, and at once when the file changes on disk or in the editor', async () => {
    const { path, uri } = folderOf({ 'a.txt': NEWS, 'b.txt': NEWS, [FILE]: called('林小帆') });
    const client = await start({ folders: [uri] });
    await client.folderRead();
    expect(client.registered.get('textDocument/didOpen')).toEqual({ documentSelector: [{ pattern: '**/.kanwu/entities.yaml' }] });
    await client.open(`${uri}/a.txt`, NEWS);
    expect(await hoverAt(client, `${uri}/a.txt`)).toMatch(/\*\*林小帆\*\*.*2 files/u);

    writeFileSync(join(path, FILE), called('林大帆'));
    const before = client.count('workspace/semanticTokens/refresh');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${uri}/${FILE}`, type: 2 }] });
    await client.until(() => client.count('workspace/semanticTokens/refresh') > before);
    expect(await hoverAt(client, `${uri}/a.txt`)).toMatch(/\*\*林大帆\*\*/u);

    await client.open(`${uri}/${FILE}`, called('林老帆'), 1, 'yaml');
    await client.until(() => client.count('workspace/semanticTokens/refresh') > before + 1);
    expect(await hoverAt(client, `${uri}/a.txt`)).toMatch(/\*\*林老帆\*\*/u);
    expect(await client.diagnostics(`${uri}/${FILE}`)).toEqual([]);
  });

  test('an action on a name writes the file, which is made where there is none', async () => {
    const { path, uri } = folderOf({ 'a.txt': NEWS });
    const client = await start({ folders: [uri] });
    await client.folderRead();
    await client.open(`${uri}/a.txt`, NEWS);
    const at = spot(NEWS, '林晓帆', 1);
    const actions = (context: object) => client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: `${uri}/a.txt` }, range: { start: at, end: at }, context: { diagnostics: [], ...context } });
    // Nobody asked: no light bulb.
    expect(await actions({ triggerKind: 2 })).toEqual([]);
    const offered = await actions({ triggerKind: 1, only: ['quickfix.name'] });
    expect(offered.map(({ title, kind }) => `${kind}: ${title}`)).toEqual([
      'quickfix.name.confirm: Confirm “林晓帆” as a person', 'quickfix.name.same: “林晓帆” is the same as “王建平”', 'quickfix.name.type: “林晓帆” is a place', 'quickfix.name.type: “林晓帆” is an organisation',
      'quickfix.name.type: “林晓帆” is a project', 'quickfix.name.ignore: “林晓帆” is not a name in “…市长林晓帆到山…”', 'quickfix.name.ignore: “林晓帆” is not a name',
    ]);
    const { edit } = await client.request<CodeAction>('codeAction/resolve', offered[2]);
    const [create, write] = edit!.documentChanges as [object, TextDocumentEdit];
    expect(create).toEqual({ kind: 'create', uri: `${uri}/${FILE}`, options: { ignoreIfExists: true } });
    expect(write.textDocument).toEqual({ uri: `${uri}/${FILE}`, version: null });
    const text = applyEdits('', write.edits as TextEdit[]);
    expect(text).toContain('entities:\n  - name: 林晓帆\n    type: place\n');
    mkdirSync(join(path, '.kanwu'));
    writeFileSync(join(path, FILE), text);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${uri}/${FILE}`, type: 1 }] });
    await client.until(() => client.count('workspace/semanticTokens/refresh') > 0);
    expect(await hoverAt(client, `${uri}/a.txt`)).toContain('**林晓帆** — place');
  });

  test('a wrong file is told with its line, and what it said before stays', async () => {
    const { uri } = folderOf({ 'a.txt': NEWS, [FILE]: called('林小帆') });
    const client = await start({ folders: [uri] });
    await client.folderRead();
    await client.open(`${uri}/a.txt`, NEWS);
    const wrong = called('林大帆').replace('person', 'persona');
    await client.open(`${uri}/${FILE}`, wrong, 1, 'yaml');
    await client.until(() => (client.published(`${uri}/${FILE}`)?.diagnostics.length ?? 0) > 0);
    expect(client.published(`${uri}/${FILE}`)?.diagnostics).toEqual([{
      range: { start: spot(wrong, 'persona'), end: spot(wrong, 'persona', 7) }, severity: 1, source: 'kanwu', code: 'entities-file',
      message: expect.stringMatching(/^“persona” is no type; .*stays in force\.$/) as string,
    }]);
    expect(await hoverAt(client, `${uri}/a.txt`)).toMatch(/\*\*林小帆\*\*/u);
    await client.change(`${uri}/${FILE}`, 2, { text: called('林大帆') });
    await client.until(() => client.published(`${uri}/${FILE}`)?.diagnostics.length === 0);
    expect(await hoverAt(client, `${uri}/a.txt`)).toMatch(/\*\*林大帆\*\*/u);
  });
});

describe('renaming', () => {
  const A = '山东省济南市市长林晓帆到山东省济南市历下区调研。随后，林市长说，市委很重视。';
  const B = '山東省濟(jì)南市召開會議，濟南市市長林曉(xiǎo)帆講話。';
  const renameAt = async (client: ProtocolClient, uri: string, newName: string) => {
    const { documentChanges = [], changeAnnotations = {} } = await client.at<WorkspaceEdit>('textDocument/rename', uri, spot(A, '林晓帆', 1), { newName });
    return { documents: documentChanges as TextDocumentEdit[], changeAnnotations };
  };
  const change = (documents: readonly TextDocumentEdit[], texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(documents.map(({ textDocument: { uri: of }, edits }) => [decodeURIComponent(of).split('/').at(-1)!, applyEdits(texts[decodeURIComponent(of).split('/').at(-1)!]!, edits as TextEdit[])]));

  test('every form in every file, each in its script; unsaved text wins; what changed on disk is read again', async () => {
    const texts = { 'a.txt': A, 'b.txt': B, 'c.txt': `据悉，${NEWS}`, 'entities.yaml': 'entities:\n  # ours\n  - { name: 林晓帆, type: person }\n' };
    const gbk = new Uint8Array([0xc1, 0xd6, 0xcf, 0xfe, 0xb7, 0xab, 0xca, 0xd0, 0xb3, 0xa4, 0xbd, 0xb2, 0xbb, 0xb0, 0xa1, 0xa3]);
    const { path, uri } = folderOf({ 'a.txt': 'later', 'b.txt': B, 'c.txt': NEWS, 'gbk.txt': gbk, '.kanwu/entities.yaml': texts['entities.yaml'] });
    const client = await start({ folders: [uri] });
    await client.folderRead();
    await client.open(`${uri}/a.txt`, A, 7);
    // Nobody has told the server.
    writeFileSync(join(path, 'c.txt'), texts['c.txt']);
    expect(await client.at('textDocument/prepareRename', `${uri}/a.txt`, spot(A, '林市长'))).toEqual({ range: { start: spot(A, '林市长'), end: spot(A, '林市长', 1) }, placeholder: '林晓帆' });

    const { documents, changeAnnotations } = await renameAt(client, `${uri}/a.txt`, '欧阳明远');
    expect(documents.map(({ textDocument }) => textDocument)).toEqual([
      { uri: `${uri}/a.txt`, version: 7 }, { uri: `${uri}/b.txt`, version: null }, { uri: `${uri}/c.txt`, version: null }, { uri: `${uri}/.kanwu/entities.yaml`, version: null },
    ]);
    expect(change(documents, texts)).toEqual({
      'a.txt': A.replaceAll('林晓帆', '欧阳明远').replace('林市', '欧阳市'), 'b.txt': B.replace('林曉(xiǎo)帆', '歐陽明遠'), 'c.txt': texts['c.txt'].replace('林晓帆', '欧阳明远'),
      'entities.yaml': texts['entities.yaml'].replace('林晓帆', '欧阳明远'),
    });
    expect(Object.values(changeAnnotations)).toEqual([
      { label: '“林晓帆” becomes “欧阳明远”', description: '3 places in 3 files', needsConfirmation: false }, { label: '“林” becomes “欧阳”', description: '1 place in 1 file', needsConfirmation: false },
      { label: 'The decision on it names “欧阳明远”', needsConfirmation: false },
    ]);
    await client.until(() => client.messages.length > 0);
    expect(client.messages[0]).toMatch(/^Not renamed in 1 file .*: gbk\.txt\. /);
  });

  test('names inside others are to be confirmed; what is only meant is not renamed', async () => {
    const text = '山东省济南市召开会议。济南市财政局局长王建平参加。市委书记林晓帆讲话。';
    const client = await start();
    await client.open(URI, text);
    const { documentChanges, changeAnnotations } = await client.at<WorkspaceEdit>('textDocument/rename', URI, spot(text, '济南市', 1), { newName: '济北市' });
    const [document] = documentChanges as TextDocumentEdit[];
    expect(document!.edits.map((edit) => changeAnnotations![(edit as AnnotatedTextEdit).annotationId]!.needsConfirmation)).toEqual([false, true]);
    expect(applyEdits(text, document!.edits as TextEdit[])).toBe(text.replaceAll('济南市', '济北市'));
    await expect(client.at('textDocument/prepareRename', URI, spot(text, '市委', 1))).rejects.toThrow('“市委” is only what');
    await expect(client.at('textDocument/rename', URI, spot(text, '济南市', 1), { newName: '济' })).rejects.toThrow('“济” is no name');
    expect(await client.at('textDocument/prepareRename', URI, spot(text, '参加', 1))).toBeNull();
  });
});

describe('the folder', () => {
  test('is read at the start, with progress; references and symbols count all of it', async () => {
    const { uri } = folderOf({ 'a.txt': NEWS, 'sub/b b.txt': `见报\n${NEWS}`, 'c.md': NEWS });
    const client = await start({ folders: [uri] });
    await client.folderRead();
    expect(client.progress.map(({ value }) => value.kind)).toContain('begin');
    expect(await client.request('kanwu/coverage')).toMatchObject({ state: 'complete', files: 2, indexed: 2, skippedCount: 0 });
    const a = `${uri}/a.txt`;
    await client.open(a, NEWS);
    const references = await client.at<Location[]>('textDocument/references', a, spot(NEWS, '济南市', 1), { context: { includeDeclaration: true } });
    expect(new Set(references.map((location) => location.uri))).toEqual(new Set([a, `${uri}/sub/b%20b.txt`]));
    expect(references.filter((location) => location.uri !== a).map(({ range }) => range.start.line)).not.toContain(0);
    const inParts: Location[] = [];
    client.onPartialResult('in parts', (some) => inParts.push(...(some as Location[])));
    expect(await client.at('textDocument/references', a, spot(NEWS, '济南市', 1), { context: { includeDeclaration: true }, partialResultToken: 'in parts' })).toEqual([]);
    expect(inParts).toEqual(references);
    const hover = await client.at<Hover>('textDocument/hover', a, spot(NEWS, '济南市', 1));
    expect(JSON.stringify(hover.contents)).toContain('2 files of the folder');
  });

  test('unsaved text wins; files made, changed, moved and deleted are followed', async () => {
    const { uri, path } = folderOf({ 'a.txt': NEWS, 'sub/b.txt': NEWS });
    const client = await start({ folders: [uri] });
    await client.folderRead();
    const files = async (word: string) => {
      const found = new Set<string>();
      for (const { location } of await client.request<SymbolInformation[]>('workspace/symbol', { query: word })) found.add(location.uri.slice(uri.length + 1));
      return found.size;
    };
    const where = async () => {
      await client.open(URI, NEWS);
      const references = await client.at<Location[]>('textDocument/references', URI, spot(NEWS, '济南市', 1), { context: { includeDeclaration: true } });
      await client.close(URI);
      return [...new Set(references.map((location) => location.uri).filter((each) => each.startsWith(uri)))].map((each) => each.slice(uri.length + 1)).sort();
    };
    expect(await where()).toEqual(['a.txt', 'sub/b.txt']);
    const told = () => client.count('kanwu/coverageChanged');
    const watched = async (changes: readonly [string, number][]) => {
      const before = told();
      await client.notify('workspace/didChangeWatchedFiles', { changes: changes.map(([name, type]) => ({ uri: `${uri}/${name}`, type })) });
      await client.until(() => told() > before);
    };

    await client.open(`${uri}/a.txt`, '无关的一句话，没有名称。');
    expect(await where()).toEqual(['sub/b.txt']);
    await client.close(`${uri}/a.txt`);
    writeFileSync(join(path, 'c.txt'), NEWS);
    await watched([['c.txt', 1]]);
    expect(await where()).toEqual(['a.txt', 'c.txt', 'sub/b.txt']);
    rmSync(join(path, 'a.txt'));
    await watched([['a.txt', 3]]);
    expect(await where()).toEqual(['c.txt', 'sub/b.txt']);
    renameSync(join(path, 'sub'), join(path, 'moved'));
    const ends = client.progress.filter(({ value }) => value.kind === 'end').length;
    await client.notify('workspace/didRenameFiles', { files: [{ oldUri: `${uri}/sub`, newUri: `${uri}/moved` }] });
    await client.folderRead(ends + 1);
    expect(await where()).toEqual(['c.txt', 'moved/b.txt']);
    expect(await files('济南')).toBeGreaterThan(0);
  });

  test('a person may stop it', async () => {
    const { uri } = folderOf(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.txt`, `${index}${NEWS.repeat(20)}`])));
    const client = await start({ folders: [uri] });
    await client.until(() => client.progress.length > 2);
    await client.notify('window/workDoneProgress/cancel', { token: client.progress[0]!.token });
    await client.folderRead();
    expect(await client.request('kanwu/coverage')).toMatchObject({ state: 'cancelled', files: 200 });
    const coverage = await client.request<{ waiting: number; indexed: number }>('kanwu/coverage');
    expect(coverage.waiting).toBeGreaterThan(0);
    expect(await client.request('kanwu/reindex')).toMatchObject({ state: 'complete', waiting: 0, indexed: 200 });
  });

  test('is left alone when the setting says so', async () => {
    const { uri } = folderOf({ 'a.txt': NEWS });
    const client = await start({ folders: [uri], settings: { index: { enabled: false } } });
    await client.until(() => client.count('workspace/diagnostic/refresh') > 0);
    await client.open(URI, NEWS);
    expect(await client.request('kanwu/coverage')).toBeNull();
    const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query: '济南' });
    expect(new Set(symbols.map(({ location }) => location.uri))).toEqual(new Set([URI]));
  });
});

describe('bad input', () => {
  test.each([
    ['an empty text', ''],
    ['lone surrogates', `\ud800${NEWS}\udc00`],
    ['NULs and controls', `\0\u0001${DAMAGED}\u007f\0`],
    ['only line ends', '\r\n\r\r\n\n'],
    ['question marks', '?'.repeat(5000)],
  ])('%s: every feature answers', async (_, text) => {
    const client = await start();
    await client.open(URI, text);
    expect(Array.isArray(await client.diagnostics(URI))).toBe(true);
    const textDocument = { uri: URI };
    const range = { start: position(0, 0), end: position(99, 99) };
    for (const method of ['hover', 'definition', 'documentHighlight']) await client.at(`textDocument/${method}`, URI, position(0, 1));
    await client.at('textDocument/references', URI, position(0, 1), { context: { includeDeclaration: true } });
    for (const method of ['documentSymbol', 'foldingRange', 'semanticTokens/full']) await client.request(`textDocument/${method}`, { textDocument });
    await client.request('textDocument/selectionRange', { textDocument, positions: [position(0, 0), position(7, 7)] });
    await client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
    expect(client.log).toEqual([]);
    expect(await client.stop()).toBe(0);
  });

  test('positions that are nowhere, documents that are not open, edits to them', async () => {
    const client = await start();
    await client.open(URI, NEWS);
    for (const at of [position(0, 9999), position(9999, 0)]) expect(await client.at('textDocument/hover', URI, at)).toBeNull();
    await client.at('textDocument/hover', URI, position(-1, -1));
    expect(await client.at('textDocument/hover', 'untitled:none', position(0, 0))).toBeNull();
    expect(await client.diagnostics('no uri at all')).toEqual([]);
    await client.change('untitled:none', 7, { text: 'x' });
    await client.close('untitled:none');
    expect(await client.at('textDocument/hover', URI, spot(NEWS, '济南市', 1))).not.toBeNull();
  });

  test('nonsense parameters are logged and answered with nothing; the next request works', async () => {
    const client = await start();
    await client.open(URI, NEWS);
    expect(await client.request('textDocument/hover', {}).catch(() => null)).toBeNull();
    expect(await client.request('codeAction/resolve', { title: 'x', data: 7 })).toEqual({ title: 'x', data: 7 });
    await expect(client.request('kanwu/unheardOf')).rejects.toThrow();
    const diagnostic = { range: { start: position(0, 0), end: position(0, 1) }, message: 'x', source: 'kanwu', data: { raw: 7 } };
    await client.request('textDocument/codeAction', { textDocument: { uri: URI }, range: diagnostic.range, context: { diagnostics: [diagnostic] } });
    expect(await client.at('textDocument/hover', URI, spot(NEWS, '济南市', 1))).not.toBeNull();
  });

  test('a folder of odd files: each is read or told', async () => {
    const gbk = new Uint8Array([0xc7, 0xe0, 0xba, 0xcc, 0xca, 0xd0, 0xce, 0xaf, 0xd5, 0xd9, 0xbf, 0xaa, 0xbb, 0xe1, 0xd2, 0xe9]);
    const { uri } = folderOf({
      'empty.txt': '', 'gbk.txt': gbk, 'image.txt': new Uint8Array(5000).map((_, i) => (i * 31) & 0xff), 'invalid.txt': new Uint8Array([...new TextEncoder().encode(NEWS), 0xff, 0xe4]),
      'large.txt': NEWS.repeat(500), 'nul.txt': `${NEWS}\0`,
    });
    const client = await start({ folders: [uri], settings: { index: { maxFileSize: 0.05 } } });
    await client.folderRead();
    expect(await client.request('kanwu/coverage')).toMatchObject({
      state: 'complete', files: 6, indexed: 3, skippedCount: 2,
      skipped: [{ document: `${uri}/image.txt`, reason: 'binary' }, { document: `${uri}/large.txt`, reason: 'too-large' }],
      readOtherwise: [{ document: `${uri}/gbk.txt`, encoding: 'gb18030', lost: 0 }, { document: `${uri}/invalid.txt`, encoding: 'utf-8' }],
    });
    await client.until(() => client.log.some((line) => line.startsWith('large.txt is larger')));
  });

  test('a request that is cancelled is answered as cancelled, a stale one as stale', async () => {
    const client = await start();
    // Long enough for the analysis to be in steps.
    const long = Array.from({ length: 900 }, (_, index) => `${index} `.repeat(60)).join('\n');
    await client.open(URI, long);
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
    const source = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: URI } }, source.token);
    source.cancel();
    await expect(cancelled).rejects.toMatchObject({ code: -32800 });
    await client.change(URI, 2, { text: `${long.replaceAll('1', '11')}` });
    const stale = client.request('textDocument/documentSymbol', { textDocument: { uri: URI } });
    await client.change(URI, 3, { text: NEWS });
    await expect(stale).rejects.toMatchObject({ code: -32801 });
    expect(await client.at('textDocument/hover', URI, spot(NEWS, '济南市', 1))).not.toBeNull();
  });

  test('a long text is answered in part, said to be so, and then whole', async () => {
    const client = await start();
    const long = `${Array.from({ length: 900 }, (_, index) => `${index} `.repeat(60)).join('\n')}\n${DAMAGED}`;
    await client.open(URI, long);
    const first = await client.diagnostics(URI);
    expect(first.at(-1)).toMatchObject({ code: 'unchecked', severity: 3 });
    await client.until(() => client.count('workspace/diagnostic/refresh') > 0);
    const whole = await client.diagnostics(URI);
    expect(whole).toHaveLength(8);
    expect(whole[0]?.range.start.line).toBe(900);
  });

  test('of very much damage, what is visible is answered, with how much there is', async () => {
    const client = await start({ capabilities: { ...ABLE_CLIENT, experimental: { kanwu: { followsVisible: true } } } });
    await client.open(URI, Array.from({ length: 2_000 }, (_, i) => `第${i}项工作,、会议强调要抓好落实,。`).join('\n'));
    const lines = async () => (await client.diagnostics(URI)).filter(({ data }) => data).map(({ range }) => range.start.line);
    await lines();
    await client.until(() => client.checked?.percent === 100);
    expect(client.checked).toMatchObject({ uri: URI, damaged: 4_000, findings: 4_000, shown: 400 });
    expect(Math.max(...(await lines()))).toBeLessThan(300);
    const refreshed = client.count('workspace/diagnostic/refresh');
    await client.notify('kanwu/visible', { uri: URI, first: 1_500, last: 1_540 });
    await client.until(() => client.count('workspace/diagnostic/refresh') > refreshed);
    const shown = await lines();
    expect(shown).toEqual(expect.arrayContaining(Array.from({ length: 41 }, (_, i) => 1_500 + i)));
    expect(shown).toHaveLength(400);
    expect((await client.diagnostics(URI)).find(({ code }) => code === 'not-shown')?.message).toContain('4000');
  });

  test('a line of a megabyte keeps nothing waiting, and says that names are not looked for in it', async () => {
    const client = await start();
    await client.open(URI, `${NEWS}\n${'区委召开会议，研究当前工作,。'.repeat(25_000)}`);
    expect((await client.diagnostics(URI)).map(({ code }) => code)).toContain('no-names');
    expect(await client.at('textDocument/hover', URI, spot(NEWS, '济南市', 1))).not.toBeNull();
  });
});
