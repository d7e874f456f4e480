import { createReadStream } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import type { DocumentId, FileFilter, FileSystem } from '../workspace/fileSystem.ts';
import { pathBelow } from '../protocol/uris.ts';
import { reason } from './cli/inputs.ts';

/** Bytes that are read at once. */
const PART = 1 << 20;

/** The files of this machine below workspace folders (document ids with the scheme `file`; others hold none). Links to folders are not followed. */
export function nodeFileSystem(folders: readonly DocumentId[]): FileSystem {
  const roots = folders.filter((folder) => URI.parse(folder).scheme === 'file');
  return {
    pathOf: (document) => pathBelow(roots, document),
    async *list(filter, problem) {
      for (const root of roots) yield* listFolder(URI.parse(root).fsPath, '', filter, problem);
    },
    async stat(document) {
      try {
        const { size, mtimeMs } = await stat(URI.parse(document).fsPath);
        return { size, modified: mtimeMs };
      } catch {
        return undefined;
      }
    },
    async read(document, maxBytes) {
      const path = URI.parse(document).fsPath;
      try {
        const { size, mtimeMs } = await stat(path);
        return { size, modified: mtimeMs, bytes: size > maxBytes ? undefined : await readFile(path) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw new Error(reason(error), { cause: error });
      }
    },
    async *parts(document) {
      try {
        yield* createReadStream(URI.parse(document).fsPath, { highWaterMark: PART }) as AsyncIterable<Uint8Array>;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new Error(reason(error), { cause: error });
      }
    },
  };
}

async function* listFolder(folder: string, path: string, filter: FileFilter, problem: (sentence: string) => void): AsyncGenerator<DocumentId> {
  const folders: string[] = [];
  const files: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory()) folders.push(entry.name);
      else if (entry.isFile()) files.push(entry.name);
    }
  } catch (error) {
    problem(`${path === '' ? folder : path}: ${reason(error)}`);
    return;
  }
  const below = (name: string) => (path === '' ? name : `${path}/${name}`);
  for (const name of files.sort()) if (filter.matches(below(name))) yield URI.file(join(folder, name)).toString();
  for (const name of folders.sort()) if (!filter.excludesFolder(below(name))) yield* listFolder(join(folder, name), below(name), filter, problem);
}
