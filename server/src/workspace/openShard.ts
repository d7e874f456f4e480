import { editsBetween } from '../text/editsBetween.ts';
import { readJsonRecord } from '../text/jsonRecord.ts';
import { packZstd } from './packZstd.ts';
import { isZstd, unpackZstd } from './unpackZstd.ts';

/** A JSONL file, as far as an open shard needs it. */
export interface ShardFile {
  /** Milliseconds and bytes. */
  stat(): Promise<{ readonly mtime: number; readonly size: number }>;
  read(): Promise<Uint8Array<ArrayBuffer>>;
  /** Puts this in place of the file's content, whole or not at all. */
  replace(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** One record as a document. */
export interface ShardRecord {
  readonly text: string;
  /** When it was last seen to change; milliseconds. Other records of its shard do not move it. */
  readonly mtime: number;
}

/** A record cannot be saved: it has changed in its file since it was read. */
export class ShardConflict extends Error {}

/** How a file is packed. */
type Packing = 'gzip' | 'zstd';

/** A file as it was read last. */
interface Content {
  /** Unpacked. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each line begins. */
  readonly starts: readonly number[];
  readonly packed: Packing | undefined;
  readonly mtime: number;
  readonly size: number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A JSONL shard whose records are read and saved one by one. Work on one shard is done in turn, so that two records saved at once are both kept. */
export class OpenShard {
  readonly #file: ShardFile;
  readonly #field: string;
  #content: Content | undefined;
  /** Records that somebody has read, as they were then. */
  readonly #read = new Map<number, { readonly line: string; readonly mtime: number }>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: ShardFile, field: string) {
    this.#file = file;
    this.#field = field;
  }

  /** How many lines it has. Rejects where the file cannot be read. */
  lines(): Promise<number> {
    return this.#inTurn(async () => (await this.#fresh()).starts.length);
  }

  /** The texts of some lines, each cut to `length` code units; undefined for a line that is no record. */
  beginnings(from: number, to: number, length: number): Promise<(string | undefined)[]> {
    return this.#inTurn(async () => {
      const { starts } = await this.#fresh();
      return Array.from({ length: Math.max(0, Math.min(to, starts.length) - from) }, (_, i) => {
        const record = this.#recordAt(from + i);
        return 'text' in record ? record.text.slice(0, length) : undefined;
      });
    });
  }

  /** The record on a line, counted from 0, for somebody who may save it later. Rejects with an Error that says why where it is none. */
  record(line: number): Promise<ShardRecord> {
    return this.#inTurn(async () => {
      const record = await this.#look(line);
      this.#read.set(line, { line: this.#lineAt(line)!, mtime: record.mtime });
      return record;
    });
  }

  /** The same for somebody who wants to know of it only: what {@link save} compares with stays as it was. */
  look(line: number): Promise<ShardRecord> {
    return this.#inTurn(() => this.#look(line));
  }

  /**
   * Saves a record's text as an editor gives it. Only what differs from the text before changes in the file. Rejects with
   * {@link ShardConflict}, and changes nothing, where the record is no longer what {@link record} gave last.
   */
  save(line: number, text: string): Promise<void> {
    return this.#inTurn(async () => {
      const { bytes, packed, mtime } = await this.#fresh();
      const written = this.#lineAt(line);
      const before = this.#read.get(line);
      if (before && before.line !== written) throw new ShardConflict('The record has changed in its file since it was read.');
      const record = this.#recordAt(line);
      if ('problem' in record) throw new Error(record.problem);
      const edits = editsBetween(record.text, text);
      if (edits.length === 0) return;
      const changed = record.withEdits(edits);
      const [start, end] = this.#spanOf(line);
      const middle = new TextEncoder().encode(changed);
      const whole = new Uint8Array(start + middle.length + bytes.length - end);
      whole.set(bytes.subarray(0, start));
      whole.set(middle, start);
      whole.set(bytes.subarray(end), start + middle.length);
      await this.#file.replace(packed === undefined ? whole : packed === 'zstd' ? await packZstd(whole) : await through(new CompressionStream('gzip'), whole));
      this.#content = { bytes: whole, starts: startsOf(whole), packed, ...(await this.#file.stat()) };
      this.#read.set(line, { line: changed, mtime: Math.max(this.#content.mtime, mtime + 1, (before?.mtime ?? 0) + 1) });
    });
  }

  /** Looks at the file anew. Resolves to the records that somebody has read and that are no longer what they were. */
  refresh(): Promise<number[]> {
    return this.#inTurn(async () => {
      await this.#fresh();
      return [...this.#read].flatMap(([line, { line: before }]) => (this.#lineAt(line) === before ? [] : [line]));
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => {});
    return mine;
  }

  async #fresh(): Promise<Content> {
    const { mtime, size } = await this.#file.stat();
    if (this.#content?.mtime === mtime && this.#content.size === size) return this.#content;
    this.#content = undefined;
    const read = await this.#file.read();
    const packed = read[0] === 0x1f && read[1] === 0x8b ? 'gzip' : isZstd(read) ? 'zstd' : undefined;
    const bytes = packed === undefined ? read : packed === 'zstd' ? joined(unpackZstd(read)) : await through(new DecompressionStream('gzip'), read);
    return (this.#content = { bytes, starts: startsOf(bytes), packed, mtime, size });
  }

  async #look(line: number): Promise<ShardRecord> {
    const { mtime } = await this.#fresh();
    const record = this.#recordAt(line);
    if ('problem' in record) throw new Error(record.problem);
    const before = this.#read.get(line);
    return { text: record.text, mtime: before?.line === this.#lineAt(line) ? before!.mtime : Math.max(mtime, (before?.mtime ?? 0) + 1) };
  }

  #spanOf(line: number): readonly [start: number, end: number] {
    const { bytes, starts } = this.#content!;
    const start = starts[line]!;
    let end = starts[line + 1] ?? bytes.length;
    if (end > start && bytes[end - 1] === LINE_FEED) end--;
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end--;
    return [start, end];
  }

  /** A line as text; undefined where there is none, or it is no UTF-8. */
  #lineAt(line: number): string | undefined {
    const { bytes, starts } = this.#content!;
    if (!(line >= 0 && line < starts.length)) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(...this.#spanOf(line)));
    } catch {
      return undefined;
    }
  }

  #recordAt(line: number): ReturnType<typeof readJsonRecord> {
    const written = this.#lineAt(line);
    if (written === undefined) return { problem: 'no such line, or not UTF-8' };
    return readJsonRecord(written, this.#field);
  }
}

function startsOf(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    starts.push(at);
    const feed = bytes.indexOf(LINE_FEED, at);
    if (feed < 0) break;
    at = feed + 1;
  }
  return starts;
}

/** What comes out of a transformation of bytes. Rejects where they are not what it takes. */
async function through(transformation: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(transformation)).arrayBuffer());
}

function joined(parts: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> {
  let all = new Uint8Array(1 << 16);
  let size = 0;
  for (const part of parts) {
    if (size + part.length > all.length) {
      const larger = new Uint8Array(2 * (size + part.length));
      larger.set(all.subarray(0, size));
      all = larger;
    }
    all.set(part, size);
    size += part.length;
  }
  return all.slice(0, size);
}
