/** A real client against the built server (`npm run build` first): files that the editor has opened in the wrong encoding. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { ProtocolClient } from '../../test-support/protocolClient.ts';
import { encodeText } from '../text/encodeText.ts';

const TEXT = '青岭县召开秋收工作会议。\n部署下一阶段任务，县长高远出席。\n';
const folder = mkdtempSync(join(tmpdir(), 'kanwu-'));
let client: ProtocolClient | undefined;

afterEach(() => {
  client?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('the first line says what the file is, until it is opened so', async () => {
  const bytes = encodeText(TEXT, 'gb18030')!;
  const path = join(folder, 'gbk.txt');
  writeFileSync(path, bytes);
  const uri = pathToFileURL(path).toString();
  client = new ProtocolClient();
  await client.initialize();
  await client.open(uri, new TextDecoder().decode(bytes));
  await client.until(() => client!.count('workspace/diagnostic/refresh') > 0);
  const [notice] = await client.diagnostics(uri);
  expect(notice).toMatchObject({ code: 'wrong-encoding', range: { start: { line: 0, character: 0 } }, data: { encoding: 'gb18030' } });
  expect(notice!.message).toContain('GB18030');
  await client.change(uri, 2, { text: TEXT });
  await client.until(() => client!.count('workspace/diagnostic/refresh') > 1);
  expect((await client.diagnostics(uri)).map(({ code }) => code)).not.toContain('wrong-encoding');
});
