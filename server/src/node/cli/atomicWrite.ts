import { open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';

/**
 * Replaces a file whole or not at all, or makes one that is not there yet: the new content goes to a file beside it, is flushed to disk, gets the old one's
 * permissions and takes its name in one step. A kill leaves either the old or the new content, and at most a
 * `.NAME.kanwu-tmp` beside it. A symbolic link stays one: the file it leads to is replaced. `produce` writes the content and
 * resolves to whether it is to be kept; when it resolves to false, or it or the disk fails, the old file stays. The error is thrown.
 */
export async function replaceFile(link: string, produce: (file: FileHandle) => Promise<boolean>): Promise<void> {
  const path = await followed(link);
  const temporary = temporaryOf(path);
  const mode = await stat(path).then((found) => found.mode, () => undefined);
  const file = await open(temporary, 'w', mode);
  try {
    if (!(await produce(file))) return;
    if (mode !== undefined) await file.chmod(mode);
    await file.sync();
    await rename(temporary, path);
  } finally {
    await file.close();
    // Gone already where it has taken the file's name.
    await unlink(temporary).catch(() => {});
  }
}

/** Takes away what a process that was killed while it replaced a file may have left beside it. */
export async function clearAfterKill(link: string): Promise<void> {
  await unlink(temporaryOf(await followed(link))).catch(() => {});
}

/** Where a link leads; a file that is not there yet is itself. */
function followed(link: string): Promise<string> {
  return realpath(link).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return link;
    throw error;
  });
}

function temporaryOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.kanwu-tmp`);
}
