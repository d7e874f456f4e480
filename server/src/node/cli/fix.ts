import { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { replaceFile } from './atomicWrite.ts';
import { UsageError, type CommandLine } from './arguments.ts';
import { STANDARD_INPUT } from './inputs.ts';
import { readLines } from './lines.ts';
import type { Output } from './output.ts';
import { analyseDamage } from '../../damage/index.ts';
import { appliedEdits, editText } from '../../damage/applyFixes.ts';
import { byteOrderMarkOf, encodeText } from '../../text/encodeText.ts';
import { decodeText } from '../../text/encodings.ts';
import { readJsonRecord } from '../../text/jsonRecord.ts';

type Options = Pick<CommandLine, 'suggested' | 'field' | 'output'>;
type Problem = (sentence: string) => void;

/** Mends the bytes of one text file. `bytes` is undefined where nothing is to change; `problem` tells why a file must be left alone. */
function fixBytes(bytes: Uint8Array, options: Options): { readonly found: boolean; readonly bytes?: Uint8Array; readonly problem?: string } {
  const decoded = decodeText(bytes);
  if (decoded.binary) return { found: false, problem: 'not a text file; nothing changed' };
  const edits = appliedEdits(analyseDamage(decoded.text).findings, options.suggested);
  if (edits.length === 0) return { found: false };
  const encode = (text: string) => {
    const body = encodeText(text, decoded.encoding);
    return body && decoded.byteOrderMark ? Buffer.concat([byteOrderMarkOf(decoded.encoding), body]) : body;
  };
  // What cannot be written back as it was must not be written at all.
  const before = encode(decoded.text);
  if (!before || Buffer.compare(before, bytes) !== 0) return { found: true, problem: `holds bytes that are not ${decoded.encoding}; nothing changed, so that they are not lost` };
  const after = encode(editText(decoded.text, edits));
  return after ? { found: true, bytes: after } : { found: true, problem: `a repair has no code in ${decoded.encoding}; nothing changed` };
}

/** `kanwu fix --write` on a text file. Resolves to whether anything was mended. */
export async function fixFile(path: string, options: Options, problem: Problem): Promise<boolean> {
  if (path === STANDARD_INPUT) throw new UsageError('--write needs a file; use --stdout with standard input');
  const fixed = fixBytes(await readFile(path), options);
  if (fixed.problem) problem(`${path}: ${fixed.problem}`);
  const { bytes } = fixed;
  if (bytes) await replaceFile(path, async (file) => {
    await file.writeFile(bytes);
    return true;
  });
  return fixed.found;
}

/** `kanwu fix --stdout` on a text: prints it in the encoding it had, mended; as it was where it must be left alone. */
export function fixToStdout(path: string, bytes: Uint8Array, options: Options, output: Output, problem: Problem): boolean {
  const fixed = fixBytes(bytes, options);
  if (fixed.problem) problem(`${path}: ${fixed.problem}`);
  output.write(fixed.bytes ?? bytes);
  return fixed.found;
}

/** `kanwu fix` on a JSONL shard: records in order, only the mended spans of the text field changed, bad lines passed through. Resolves to whether anything was mended. */
export async function fixShard(path: string, options: Options, output: Output, problem: Problem): Promise<boolean> {
  const lines = path === STANDARD_INPUT ? process.stdin : createReadStream(path, { highWaterMark: 1 << 20 });
  if (options.output === 'stdout') {
    let found = false;
    for await (const { bytes, changed } of fixLines(path, lines, options, problem)) {
      output.write(bytes);
      found ||= changed;
      if (output.closed) break;
    }
    return found;
  }
  if (path === STANDARD_INPUT) throw new UsageError('--write needs a file; use --stdout with standard input');
  let found = false;
  await replaceFile(path, async (file) => {
    let pending: Uint8Array[] = [];
    let size = 0;
    const flush = async () => {
      await file.writeFile(Buffer.concat(pending));
      pending = [];
      size = 0;
    };
    for await (const { bytes, changed } of fixLines(path, lines, options, problem)) {
      pending.push(bytes);
      size += bytes.length;
      found ||= changed;
      if (size > 1 << 20) await flush();
    }
    await flush();
    return found;
  });
  return found;
}

async function* fixLines(path: string, chunks: AsyncIterable<Buffer>, options: Options, problem: Problem): AsyncGenerator<{ bytes: Uint8Array; changed: boolean }> {
  for await (const line of readLines(chunks)) {
    let bytes: Uint8Array = line.bytes;
    let changed = false;
    if (line.bytes.length > 0) {
      const source = line.bytes.toString('utf8');
      const record = readJsonRecord(source, options.field);
      if ('problem' in record) problem(`${path}:${line.number}: ${record.problem}; passed through unchanged`);
      else if (!Buffer.from(source, 'utf8').equals(line.bytes)) problem(`${path}:${line.number}: holds bytes that are not UTF-8; passed through unchanged`);
      else {
        const edits = appliedEdits(analyseDamage(record.text).findings, options.suggested);
        changed = edits.length > 0;
        if (changed) bytes = Buffer.from(record.withEdits(edits), 'utf8');
      }
    }
    yield { bytes: line.terminator ? Buffer.concat([bytes, Buffer.from(line.terminator)]) : bytes, changed };
  }
}
