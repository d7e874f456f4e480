import type { DocumentId } from './fileSystem.ts';

/** The scheme of records of JSONL shards. */
export const RECORD_SCHEME = 'kanwu-jsonl';

/** A record: the shard that it is in, and its line there, counted from 0. */
export interface RecordPlace {
  readonly shard: DocumentId;
  readonly line: number;
}

const SHARD = /\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$/i;
const RECORD = new RegExp(`^${RECORD_SCHEME}://([0-9a-f]+)/[^/]+/(\\d+)\\.cn-news\\.txt$`);

/** True for a file whose name, or path, says that it holds a JSON record on each line, packed or not. */
export function isShard(file: string): boolean {
  return SHARD.test(file);
}

/** The ids of a shard's records, by line. They end as news texts do. */
export function recordIds(shard: DocumentId): (line: number) => DocumentId {
  const base = `${RECORD_SCHEME}://${toHex(shard)}/${shard.slice(shard.lastIndexOf('/') + 1)}/`;
  return (line) => `${base}${line + 1}.cn-news.txt`;
}

/** Where a record is; undefined for a document that is none. */
export function recordPlace(document: DocumentId): RecordPlace | undefined {
  if (!document.startsWith(RECORD_SCHEME)) return undefined;
  const [, hex, number] = RECORD.exec(document) ?? [];
  return hex === undefined ? undefined : { shard: fromHex(hex), line: Number(number) - 1 };
}

/** The file that a document is in: of a record its shard, else itself. */
export function fileOf(document: DocumentId): DocumentId {
  return recordPlace(document)?.shard ?? document;
}

/** Where a document stands in the tree of folders: a record below its shard. */
export function pathInTree(document: DocumentId): string {
  const place = recordPlace(document);
  return place ? `${place.shard}/${place.line + 1}` : document;
}

function toHex(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was asked for last: many records of one shard follow each other. */
let last = { hex: '', text: '' };

function fromHex(hex: string): string {
  if (last.hex !== hex) last = { hex, text: new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16))) };
  return last.text;
}
