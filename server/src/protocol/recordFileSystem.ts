import { readJsonLine } from '../text/jsonRecord.ts';
import type { DocumentId, FileSystem } from '../workspace/fileSystem.ts';
import { recordPlace } from '../workspace/records.ts';
import { shardLines } from '../workspace/shardLines.ts';

/** So long a shard of which a record was read is held: others of the same follow. Milliseconds. */
const HELD = 10_000;

interface HeldShard {
  readonly shard: DocumentId;
  readonly lines: Promise<Uint8Array[]>;
  readonly stamp: { readonly size: number; readonly modified: number } | undefined;
}

/** Files, among which each record of a JSONL shard is a file with its text as UTF-8. A record that is none, or stands behind what is read of its shard, is not there. */
export function recordFileSystem(files: FileSystem, { field, maxShardSize }: { readonly field: string; readonly maxShardSize: number }): FileSystem {
  let held: HeldShard | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const linesOf = async (shard: DocumentId): Promise<Uint8Array[]> => {
    const stamp = await files.stat?.(shard);
    if (held?.shard !== shard || !stamp || held.stamp?.size !== stamp.size || held.stamp.modified !== stamp.modified) held = { shard, stamp, lines: readLines(files, shard, maxShardSize) };
    clearTimeout(timer);
    timer = setTimeout(() => (held = undefined), HELD);
    return held.lines;
  };
  return {
    pathOf(document) {
      const place = recordPlace(document);
      if (!place) return files.pathOf(document);
      const path = files.pathOf(place.shard);
      return path === undefined ? undefined : `${path}/${place.line + 1}`;
    },
    list: (filter, problem) => files.list(filter, problem),
    ...(files.parts ? { parts: (document) => files.parts!(document) } : {}),
    ...(files.stat ? { stat: (document) => files.stat!(document) } : {}),
    async read(document, maxBytes) {
      const place = recordPlace(document);
      if (!place) return files.read(document, maxBytes);
      const line = (await linesOf(place.shard))[place.line];
      const record = line && readJsonLine(line, field);
      if (!record || 'problem' in record) return undefined;
      const bytes = new TextEncoder().encode(record.text);
      return { size: bytes.length, bytes: bytes.length > maxBytes ? undefined : bytes };
    },
  };
}

async function readLines(files: FileSystem, shard: DocumentId, maxShardSize: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const { lines } of shardLines(files, shard, maxShardSize)) all.push(...lines);
  return all;
}
