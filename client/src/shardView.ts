import * as vscode from 'vscode';
import { RECORD_SCHEME } from '../../server/src/workspace/records.ts';
import { recordUri, type ReplaceFile, ShardFiles } from './shardFiles.ts';

/** What stands in the view: shards, below a large one its lines in ranges, and the records. Lines are counted from 0, `to` is the line after the last. */
export type ShardNode =
  | { readonly kind: 'shard'; readonly shard: vscode.Uri }
  | { readonly kind: 'range'; readonly shard: vscode.Uri; readonly from: number; readonly to: number }
  | { readonly kind: 'record'; readonly shard: vscode.Uri; readonly line: number; readonly beginning: string }
  | { readonly kind: 'failure'; readonly sentence: string };

/** So many lines make a range. */
const RANGE = 500;
/** UTF-16 code units of a record that the view shows. */
const BEGINNING = 40;

/** Opens JSONL shards as folders of records: the view, the files behind it, and the commands. @returns the view's data, and the end of it all. */
export function registerShards(replace: ReplaceFile): { readonly view: ShardTree; readonly end: vscode.Disposable } {
  const files = new ShardFiles(replace);
  const view = new ShardTree(files);
  const end = vscode.Disposable.from(
    files,
    vscode.workspace.registerFileSystemProvider(RECORD_SCHEME, files, { isCaseSensitive: true }),
    vscode.window.registerTreeDataProvider('kanwu.shards', view),
    files.onDidChangeShard(() => view.refresh()),
    vscode.commands.registerCommand('kanwu.openShard', (uri?: vscode.Uri) => openShard(view, uri)),
    vscode.commands.registerCommand('kanwu.closeShard', (node?: ShardNode) => {
      if (node?.kind === 'shard') view.close(node.shard);
    }),
  );
  return { view, end };
}

async function openShard(view: ShardTree, given: vscode.Uri | undefined): Promise<void> {
  const [uri] = given ? [given] : ((await vscode.window.showOpenDialog({ filters: { JSONL: ['jsonl', 'ndjson', 'gz', 'zst'] } })) ?? []);
  if (!uri) return;
  view.open(uri);
  await vscode.commands.executeCommand('kanwu.shards.focus');
}

/** The shards that are open. */
export class ShardTree implements vscode.TreeDataProvider<ShardNode> {
  readonly #files: ShardFiles;
  #shards: readonly vscode.Uri[] = [];
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(files: ShardFiles) {
    this.#files = files;
  }

  open(uri: vscode.Uri): void {
    if (!this.#shards.some((shard) => shard.toString() === uri.toString())) this.#shards = [...this.#shards, uri];
    this.refresh();
  }

  close(uri: vscode.Uri): void {
    this.#shards = this.#shards.filter((shard) => shard.toString() !== uri.toString());
    this.#files.forget(uri);
    this.refresh();
  }

  refresh(): void {
    void vscode.commands.executeCommand('setContext', 'kanwu.hasShards', this.#shards.length > 0);
    this.#changed.fire(undefined);
  }

  async getChildren(node?: ShardNode): Promise<ShardNode[]> {
    if (!node) return this.#shards.map((shard) => ({ kind: 'shard', shard }));
    try {
      if (node.kind === 'shard') {
        const lines = await this.#files.shard(node.shard).lines();
        if (lines <= RANGE) return await this.#records(node.shard, 0, lines);
        return Array.from({ length: Math.ceil(lines / RANGE) }, (_, i) => ({ kind: 'range', shard: node.shard, from: i * RANGE, to: Math.min(lines, (i + 1) * RANGE) }));
      }
      return node.kind === 'range' ? await this.#records(node.shard, node.from, node.to) : [];
    } catch (error) {
      return [{ kind: 'failure', sentence: error instanceof Error ? error.message : String(error) }];
    }
  }

  getTreeItem(node: ShardNode): vscode.TreeItem {
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    if (node.kind === 'failure') return new vscode.TreeItem(node.sentence, None);
    if (node.kind === 'range') return new vscode.TreeItem(`${node.from + 1}–${node.to}`, Collapsed);
    if (node.kind === 'shard') {
      const item = new vscode.TreeItem(node.shard.path.slice(node.shard.path.lastIndexOf('/') + 1), Collapsed);
      item.tooltip = node.shard.toString(true);
      item.iconPath = vscode.ThemeIcon.Folder;
      item.contextValue = 'kanwu.shard';
      return item;
    }
    const uri = recordUri(node);
    const item = new vscode.TreeItem(String(node.line + 1), None);
    item.description = node.beginning;
    // The editor marks it with what is found in it.
    item.resourceUri = uri;
    item.iconPath = vscode.ThemeIcon.File;
    item.command = { command: 'vscode.open', title: '', arguments: [uri] };
    return item;
  }

  /** Lines that are no records are left out: there is nothing to open. */
  async #records(shard: vscode.Uri, from: number, to: number): Promise<ShardNode[]> {
    const beginnings = await this.#files.shard(shard).beginnings(from, to, BEGINNING);
    return beginnings.flatMap((beginning, i) => (beginning === undefined ? [] : [{ kind: 'record', shard, line: from + i, beginning: beginning.replace(/\s+/g, ' ') } as const]));
  }
}
