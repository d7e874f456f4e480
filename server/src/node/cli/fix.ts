import { readFile } from 'node:fs/promises';
import { replaceFile } from './atomicWrite.ts';
import type { CommandLine } from './arguments.ts';
import { analyseDamage } from '../../damage/index.ts';
import { appliedEdits } from '../../damage/applyFixes.ts';
import { editBytes, withByteEdits } from '../../text/editBytes.ts';
import { decodeText } from '../../text/encodings.ts';

type Options = Pick<CommandLine, 'suggested'>;
type Problem = (sentence: string) => void;

/** Mends the bytes of one text file. `bytes` is undefined where nothing is to change; `problem` tells why a file must be left alone. */
export function fixBytes(bytes: Uint8Array, options: Options): { readonly found: boolean; readonly bytes?: Uint8Array; readonly problem?: string } {
  const decoded = decodeText(bytes);
  if (decoded.binary) return { found: false, problem: 'not a text file; nothing changed' };
  const edits = appliedEdits(analyseDamage(decoded.text).findings, options.suggested);
  if (edits.length === 0) return { found: false };
  const changes = editBytes(bytes, decoded, edits);
  // What cannot be written back as it was must not be written at all.
  if (changes === 'foreign-bytes') return { found: true, problem: `holds bytes that are not ${decoded.encoding}; nothing changed, so that they are not lost` };
  if (changes === 'no-code') return { found: true, problem: `a repair has no code in ${decoded.encoding}; nothing changed` };
  return { found: true, bytes: withByteEdits(bytes, changes)! };
}

/** `kanwu fix --write` on a text file. Resolves to whether anything was mended. */
export async function fixFile(path: string, options: Options, problem: Problem): Promise<boolean> {
  const fixed = fixBytes(await readFile(path), options);
  if (fixed.problem) problem(`${path}: ${fixed.problem}`);
  const { bytes } = fixed;
  if (bytes) await replaceFile(path, async (file) => {
    await file.writeFile(bytes);
    return true;
  });
  return fixed.found;
}
