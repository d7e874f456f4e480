import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a generated file, or with `--check` on the command line ends the process with 1 when the file on disk differs. `path` is relative to the project folder. */
export function writeGenerated(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (process.argv.includes('--check')) {
    const current = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    if (!current.equals(bytes)) {
      console.error(`${path} is not what its script builds; run the script named in its first line and commit the result`);
      process.exitCode = 1;
    }
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`${path}: ${bytes.length} bytes`);
}
