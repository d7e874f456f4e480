import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One thing to read: a file, or standard input. */
export interface Input {
  /** As the person wrote it, or found below a folder; `-` for standard input. */
  readonly path: string;
  readonly kind: 'text' | 'jsonl';
}

/** Standard input's name on the command line. */
export const STANDARD_INPUT = '-';

const TEXT_FILE = /\.txt$/i;
const JSONL_FILE = /\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$/i;

/** Lists what the paths stand for, in the order given; below a folder in code unit order. `problem` hears of each path that cannot be read. */
export async function* listInputs(paths: readonly string[], jsonl: boolean, problem: (sentence: string) => void): AsyncGenerator<Input> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      yield { path, kind: jsonl ? 'jsonl' : 'text' };
      continue;
    }
    try {
      if ((await stat(path)).isDirectory()) yield* listFolder(path, jsonl);
      else yield { path, kind: jsonl || JSONL_FILE.test(path) ? 'jsonl' : 'text' };
    } catch (error) {
      problem(`${path}: ${reason(error)}`);
    }
  }
}

async function* listFolder(folder: string, jsonl: boolean): AsyncGenerator<Input> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* listFolder(path, jsonl);
    else if (entry.isFile() && JSONL_FILE.test(entry.name)) yield { path, kind: 'jsonl' };
    else if (entry.isFile() && TEXT_FILE.test(entry.name)) yield { path, kind: jsonl ? 'jsonl' : 'text' };
  }
}

/** A system error in words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
      return 'no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'no permission';
    case 'EISDIR':
      return 'is a folder';
    case 'ENOSPC':
      return 'no space left on the disk';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
