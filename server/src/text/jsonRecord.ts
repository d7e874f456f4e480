import { parseTree, type Node } from 'jsonc-parser';

/** One record of a JSONL shard whose text can be replaced without touching any other character of its line. */
export interface JsonRecord {
  /** The value of the text field, escapes resolved. */
  readonly text: string;
  /**
   * The line with these edits applied to its text. Characters outside the edited spans keep their bytes: escapes, field
   * order, white space. Edits are in UTF-16 code units of `text`, sorted, not overlapping.
   */
  withEdits(edits: readonly { readonly start: number; readonly end: number; readonly clean: string }[]): string;
}

/** Why a line is no record with that field. */
export interface JsonRecordProblem {
  readonly problem: string;
}

/** Reads one line of JSONL. Returns what is wrong when the line is not a JSON object or has no string in that field; never throws. */
export function readJsonRecord(line: string, field: string): JsonRecord | JsonRecordProblem {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { problem: `not JSON (${error instanceof Error ? error.message : String(error)})` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'not a JSON object' };
  const text: unknown = Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined;
  if (typeof text !== 'string') return { problem: text === undefined ? `no field "${field}"` : `field "${field}" is not a string` };
  return {
    text,
    withEdits(edits) {
      if (edits.length === 0) return line;
      const literal = lastStringOf(line, field);
      const offsets = literalOffsets(line, literal.start, text.length);
      let out = '';
      let at = 0;
      for (const edit of edits) {
        out += line.slice(at, offsets[edit.start]!) + JSON.stringify(edit.clean).slice(1, -1);
        at = offsets[edit.end]!;
      }
      return out + line.slice(at);
    },
  };
}

/** The same for the bytes of a line. */
export function readJsonLine(bytes: Uint8Array, field: string): JsonRecord | JsonRecordProblem {
  let line: string;
  try {
    line = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: 'not UTF-8' };
  }
  return readJsonRecord(line, field);
}

/** Where the string value of the field stands in the line. JSON.parse keeps the last of several fields of one name, so this does too. */
function lastStringOf(line: string, field: string): { start: number } {
  let found: Node | undefined;
  for (const property of parseTree(line)?.children ?? []) {
    if (property.children?.[0]?.value === field && property.children[1]?.type === 'string') found = property.children[1];
  }
  if (!found) throw new RangeError(`no string "${field}" in the line`);
  return { start: found.offset };
}

/** Offset in the line of each code unit of a JSON string literal's value, and of its end; `start` is the opening quote. */
function literalOffsets(line: string, start: number, length: number): Uint32Array {
  const offsets = new Uint32Array(length + 1);
  let at = start + 1;
  for (let i = 0; i < length; i++) {
    offsets[i] = at;
    at += line[at] !== '\\' ? 1 : line[at + 1] === 'u' ? 6 : 2;
  }
  offsets[length] = at;
  return offsets;
}
