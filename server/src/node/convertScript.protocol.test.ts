/** Conversions of script over a real connection against the built server (`npm run build` first). */
import { afterEach, expect, test } from 'vitest';
import type { CodeAction, Range, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { ProtocolClient } from '../../test-support/protocolClient.ts';

const URI = 'untitled:script';
const TEXT = '縣委書記\r\n到鄉里調研。';

let client: ProtocolClient | undefined;
afterEach(() => client?.kill());

async function conversions(range: Range, triggerKind: 1 | 2): Promise<CodeAction[]> {
  client = new ProtocolClient();
  await client.initialize();
  await client.open(URI, TEXT);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: URI }, range, context: { diagnostics: [], triggerKind } });
  return actions.filter(({ kind }) => kind === 'refactor.rewrite.script');
}

const at = (line: number, character: number) => ({ line, character });

test('a selection is converted, character by character where it differs', async () => {
  const [action, ...others] = await conversions({ start: at(1, 0), end: at(1, 2) }, 2);
  expect([action?.title, others]).toEqual(['Convert the selection to simplified', []]);
  const resolved = await client!.request<CodeAction>('codeAction/resolve', action);
  expect((resolved.edit!.documentChanges as TextDocumentEdit[])[0]!.edits).toEqual([{ range: { start: at(1, 1), end: at(1, 2) }, newText: '乡' }]);
});

test('the file is offered to whoever asks, and not at every step of the caret', async () => {
  const caret = { start: at(0, 0), end: at(0, 0) };
  expect(await conversions(caret, 2)).toEqual([]);
  client?.kill();
  const [action] = await conversions(caret, 1);
  expect(action?.title).toBe('Convert the file to simplified');
  const resolved = await client!.request<CodeAction>('codeAction/resolve', action);
  expect((resolved.edit!.documentChanges as TextDocumentEdit[])[0]!.edits).toHaveLength(4);
});
