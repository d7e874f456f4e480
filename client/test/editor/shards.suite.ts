import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import * as vscode from 'vscode';
import { packZstd } from '../../../server/src/workspace/packZstd.ts';
import type { ShardNode } from '../../src/shardView.ts';
import { closeAll, diagnosticsOf, hoverText, kanwu } from './editor.ts';

const FIRST = '{"id": 1,  "text":"\\u5e02\\u59d4书(shū)记林晓帆\\r\\n介绍情况(kuàng)，部署工作。", "tags":["a\\/b"]}';
const CONTENT = `${FIRST}\r\n{broken\n{"text":"第二条"}\n`;

const file = (name: string) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
const contentOf = async (uri: vscode.Uri) => Buffer.from(await vscode.workspace.fs.readFile(uri));

/** Opens a shard through the command and returns what the view has below it. */
async function openShard(name: string, content: Uint8Array): Promise<{ readonly shard: vscode.Uri; readonly nodes: readonly ShardNode[] }> {
  const shard = file(name);
  await vscode.workspace.fs.writeFile(shard, content);
  const { shards } = await kanwu().activate();
  await vscode.commands.executeCommand('kanwu.openShard', shard);
  const node = (await shards.getChildren()).find((each) => each.kind === 'shard' && each.shard.toString() === shard.toString());
  assert.ok(node, 'the shard stands in the view');
  return { shard, nodes: await shards.getChildren(node) };
}

async function openRecord(node: ShardNode | undefined): Promise<vscode.TextDocument> {
  const { shards } = await kanwu().activate();
  const [uri] = shards.getTreeItem(node!).command!.arguments as [vscode.Uri];
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

describe('a JSONL shard', () => {
  afterEach(closeAll);

  for (const [name, pack, unpack] of [
    ['a.jsonl', (bytes: Buffer) => bytes, (bytes: Buffer) => bytes], ['b.jsonl.gz', gzipSync, gunzipSync], ['z.jsonl.zst', packZstd, decompress],
  ] as const) {
    it(`${name}: its records open as news, are repaired, and saved in place`, async () => {
      const { shard, nodes } = await openShard(name, await pack(Buffer.from(CONTENT)));
      assert.deepEqual(nodes.map((node) => node.kind === 'record' && [node.line, node.beginning]), [[0, '市委书(shū)记林晓帆 介绍情况(kuàng)，部署工作。'], [2, '第二条']]);
      const document = await openRecord(nodes[0]);
      assert.equal(document.languageId, 'cn-news');
      assert.equal(document.lineCount, 2);
      await diagnosticsOf(document, (found) => found.length === 2);
      assert.match(await hoverText(document, '林晓帆'), /书记/);
      await vscode.commands.executeCommand('kanwu.fixAllInFile');
      await diagnosticsOf(document, (found) => found.length === 0);
      assert.ok(await document.save());
      assert.equal(Buffer.from(unpack(await contentOf(shard))).toString(), CONTENT.replace('(shū)', '').replace('(kuàng)', ''));
    });
  }

  it('a record that has changed in its file is not written over', async () => {
    const { shard, nodes } = await openShard('c.jsonl', Buffer.from(CONTENT));
    const document = await openRecord(nodes[1]);
    await vscode.window.activeTextEditor!.edit((edit) => edit.insert(new vscode.Position(0, 0), '我的'));
    const changed = Buffer.from(CONTENT.replace('第二条', '别人的'));
    await vscode.workspace.fs.writeFile(shard, changed);
    assert.equal(await document.save(), false);
    assert.deepEqual(await contentOf(shard), changed);
    assert.equal(document.getText(), '我的第二条');
  });

  it('a large one is listed in ranges', async () => {
    const { nodes } = await openShard('d.jsonl', Buffer.from('{"text":"短讯"}\n'.repeat(1200)));
    assert.deepEqual(nodes.map((node) => node.kind === 'range' && [node.from, node.to]), [[0, 500], [500, 1000], [1000, 1200]]);
    const { shards } = await kanwu().activate();
    assert.equal((await shards.getChildren(nodes[2])).length, 200);
  });
});
