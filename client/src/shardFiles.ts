import * as vscode from 'vscode';
import { OpenShard, ShardConflict } from '../../server/src/workspace/openShard.ts';
import { recordIds, recordPlace } from '../../server/src/workspace/records.ts';

/** Puts bytes in place of a file's content, whole or not at all where the file's disk can do that. */
export type ReplaceFile = (uri: vscode.Uri, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/** Larger files are not held in memory; bytes. */
const LARGEST = 256 << 20;

/** A byte order mark: the editor reads what begins with it as UTF-8, whatever its setting for files is. */
const MARK = [0xef, 0xbb, 0xbf];

/** Where a record is found: its shard, and its line counted from 0. */
interface Place {
  readonly shard: vscode.Uri;
  readonly line: number;
}

/** The URI of a record. */
export function recordUri({ shard, line }: Place): vscode.Uri {
  return vscode.Uri.parse(recordIds(shard.toString())(line), true);
}

function placeOf(uri: vscode.Uri): Place {
  const place = recordPlace(uri.toString());
  if (!place) throw vscode.FileSystemError.FileNotFound(uri);
  return { shard: vscode.Uri.parse(place.shard, true), line: place.line };
}

/** Records of JSONL shards as files of their own. */
export class ShardFiles implements vscode.FileSystemProvider {
  readonly #replace: ReplaceFile;
  readonly #shards = new Map<string, { readonly shard: OpenShard; readonly watcher: vscode.Disposable }>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #shardChanged = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChangeFile = this.#changed.event;
  /** A shard has another content than before. */
  readonly onDidChangeShard = this.#shardChanged.event;

  constructor(replace: ReplaceFile) {
    this.#replace = replace;
  }

  /** The shard at a URI, read when somebody asks. */
  shard(uri: vscode.Uri): OpenShard {
    const key = uri.toString();
    let open = this.#shards.get(key);
    if (!open) {
      const field = vscode.workspace.getConfiguration('kanwu.jsonl', uri).get<string>('field', 'text');
      const shard = new OpenShard({ stat: async () => vscode.workspace.fs.stat(uri), read: () => read(uri), replace: (bytes) => this.#replace(uri, bytes) }, field);
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.slice(uri.path.lastIndexOf('/') + 1)), true, false, true);
      watcher.onDidChange(() => void this.#refresh(uri, shard));
      open = { shard, watcher };
      this.#shards.set(key, open);
    }
    return open.shard;
  }

  /** Forgets a shard: it is read anew when somebody asks again. */
  forget(uri: vscode.Uri): void {
    this.#shards.get(uri.toString())?.watcher.dispose();
    this.#shards.delete(uri.toString());
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, mtime } = await this.#record(uri, 'look');
    return { type: vscode.FileType.File, ctime: mtime, mtime, size: new TextEncoder().encode(text).length + MARK.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { text } = await this.#record(uri, 'record');
    return Uint8Array.from([...MARK, ...new TextEncoder().encode(text)]);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { shard, line } = placeOf(uri);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    } catch {
      throw vscode.FileSystemError.Unavailable(vscode.l10n.t('A record is saved as UTF-8 only.'));
    }
    try {
      await this.shard(shard).save(line, text);
    } catch (error) {
      if (error instanceof ShardConflict) throw vscode.FileSystemError.Unavailable(vscode.l10n.t('The record has changed in its file since it was opened, so it is not saved. Copy your text, then revert the editor.'));
      throw vscode.FileSystemError.Unavailable(error instanceof Error ? error.message : String(error));
    }
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    this.#shardChanged.fire(shard);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    for (const { watcher } of this.#shards.values()) watcher.dispose();
    this.#changed.dispose();
    this.#shardChanged.dispose();
  }

  async #record(uri: vscode.Uri, how: 'record' | 'look'): ReturnType<OpenShard['record']> {
    const { shard, line } = placeOf(uri);
    try {
      return await this.shard(shard)[how](line);
    } catch (error) {
      if (error instanceof vscode.FileSystemError) throw error;
      throw vscode.FileSystemError.Unavailable(error instanceof Error ? error.message : String(error));
    }
  }

  async #refresh(uri: vscode.Uri, shard: OpenShard): Promise<void> {
    const lines = await shard.refresh().catch(() => []);
    this.#changed.fire(lines.map((line) => ({ type: vscode.FileChangeType.Changed, uri: recordUri({ shard: uri, line }) })));
    this.#shardChanged.fire(uri);
  }
}

async function read(uri: vscode.Uri): Promise<Uint8Array<ArrayBuffer>> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST) throw new Error(vscode.l10n.t('The file is too large to be opened here ({0} MB); the command line takes files of any size.', Math.round(size / (1 << 20))));
  return Uint8Array.from(await vscode.workspace.fs.readFile(uri));
}
