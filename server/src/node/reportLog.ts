import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentId } from '../workspace/fileSystem.ts';
import type { ReportStore } from '../workspace/reportStore.ts';
import { crc32 } from './crc32.ts';

/*
 * A log to which records are only ever appended, so that a process that is killed at any moment leaves whole records and at most one that is
 * cut off, which is cut away at the next start. A record is its length and its checksum (4 bytes each, little-endian), then its bytes. The
 * first one says of what version the reports are; the others begin with the length of a document's name (2 bytes) and the name, then follows its
 * report, or nothing where it was deleted. The last record of a document counts. When more of the log counts no more than does, what counts is
 * copied to a new log, which then takes its place at once.
 */

const FILE = 'index.log';
const LOCK = 'index.lock';
const MAGIC = Buffer.from('KANWULOG');
const HEAD = 8;
/** Records are written together when they are so many bytes, or so many. */
const WRITE_BYTES = 262_144;
const WRITE_RECORDS = 64;
/** Read at once. */
const CHUNK = 1_048_576;
/** A log smaller than this is not worth the copying. Bytes. */
const SMALL = 1_048_576;

/** A hash of a file's bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/**
 * Opens the log in a folder, which is made where it is not there. Of another version, or damaged from the start, it begins empty; damaged
 * further on, it keeps what stands before. Resolves to undefined, and says why, where another process has it open or the disk refuses.
 */
export async function openReportLog(folder: string, version: string, log: (sentence: string) => void): Promise<ReportStore | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    if (!(await lock(join(folder, LOCK)))) {
      log('Another window has the stored index of this folder open; this one keeps its own in memory.');
      return undefined;
    }
    return await ReportLog.open(folder, version, log);
  } catch (error) {
    log(`The index cannot be stored: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Takes the lock, also from a process that is no more. */
async function lock(path: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (holder > 0 && holder !== process.pid && isRunning(holder)) return false;
      await unlink(path).catch(() => {});
    }
  }
  return false;
}

/** True for the number of a process that runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

class ReportLog implements ReportStore {
  readonly #folder: string;
  readonly #log: (sentence: string) => void;
  readonly #version: Buffer;
  #file: FileHandle;
  /** Where the next record goes. */
  #end: number;
  /** Of each document the record that counts. */
  readonly #live: Map<DocumentId, { readonly at: number; readonly length: number }>;
  #liveBytes = 0;
  #queue: { readonly document: DocumentId; readonly record: Buffer; readonly isDeletion: boolean }[] = [];
  #queuedBytes = 0;
  /** All that touches the file, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #ended = false;

  static async open(folder: string, version: string, log: (sentence: string) => void): Promise<ReportLog> {
    const path = join(folder, FILE);
    const file = await open(path, 'a+').then(async (made) => {
      await made.close();
      return open(path, 'r+');
    });
    const first = recordOf(Buffer.concat([MAGIC, Buffer.from(version)]));
    const live = new Map<DocumentId, { at: number; length: number }>();
    let end = 0;
    let isOurs = false;
    for await (const { at, record } of recordsOf(file, 0)) {
      if (at === 0) {
        if (!record.equals(first)) break;
        isOurs = true;
      } else {
        const { document, encoded } = partsOf(record);
        if (encoded.length === 0) live.delete(document);
        else live.set(document, { at, length: record.length });
      }
      end = at + record.length;
    }
    if (!isOurs) {
      await file.truncate(0);
      await file.write(first, 0, first.length, 0);
      end = first.length;
      live.clear();
    } else await file.truncate(end);
    return new ReportLog(folder, log, first, file, end, live);
  }

  private constructor(folder: string, log: (sentence: string) => void, version: Buffer, file: FileHandle, end: number, live: Map<DocumentId, { at: number; length: number }>) {
    this.#folder = folder;
    this.#log = log;
    this.#version = version;
    this.#file = file;
    this.#end = end;
    this.#live = live;
    for (const { length } of live.values()) this.#liveBytes += length;
  }

  async *reports(): AsyncGenerator<{ readonly document: DocumentId; readonly encoded: Uint8Array }> {
    for await (const { at, record } of recordsOf(this.#file, this.#version.length)) {
      const { document, encoded } = partsOf(record);
      if (this.#live.get(document)?.at === at) yield { document, encoded };
    }
  }

  put(document: DocumentId, encoded: Uint8Array): void {
    this.#append(document, encoded);
  }

  delete(document: DocumentId): void {
    this.#append(document, NOTHING);
  }

  async settle(): Promise<void> {
    this.#write();
    this.#then(async () => {
      await this.#file.datasync();
      if (this.#end - this.#liveBytes > this.#liveBytes + SMALL) await this.#compact();
    });
    await this.#work;
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    await this.settle();
    this.#ended = true;
    await this.#file.close().catch(() => {});
    await unlink(join(this.#folder, LOCK)).catch(() => {});
  }

  #append(document: DocumentId, encoded: Uint8Array): void {
    if (this.#ended) return;
    const name = Buffer.from(document);
    if (name.length > 0xffff) return;
    const size = Buffer.alloc(2);
    size.writeUInt16LE(name.length);
    const record = recordOf(Buffer.concat([size, name, encoded]));
    this.#queue.push({ document, record, isDeletion: encoded.length === 0 });
    this.#queuedBytes += record.length;
    if (this.#queue.length >= WRITE_RECORDS || this.#queuedBytes >= WRITE_BYTES) this.#write();
  }

  #write(): void {
    const queue = this.#queue;
    if (queue.length === 0) return;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#then(async () => {
      const bytes = Buffer.concat(queue.map(({ record }) => record));
      await this.#file.write(bytes, 0, bytes.length, this.#end);
      for (const { document, record, isDeletion } of queue) {
        this.#liveBytes -= this.#live.get(document)?.length ?? 0;
        if (isDeletion) this.#live.delete(document);
        else {
          this.#live.set(document, { at: this.#end, length: record.length });
          this.#liveBytes += record.length;
        }
        this.#end += record.length;
      }
    });
  }

  /** After all that came before. What fails ends the storing: the index in memory is whole without it. */
  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#ended) await work();
    }).catch((error: unknown) => {
      this.#ended = true;
      this.#log(`The index is no longer stored: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  async #compact(): Promise<void> {
    const path = join(this.#folder, FILE);
    const next = await open(`${path}.new`, 'w+');
    let end = 0;
    let batch: Buffer[] = [this.#version];
    let size = this.#version.length;
    const moved = new Map<DocumentId, { at: number; length: number }>();
    const write = async () => {
      const bytes = Buffer.concat(batch);
      await next.write(bytes, 0, bytes.length, end);
      end += bytes.length;
      batch = [];
      size = 0;
    };
    for await (const { at, record } of recordsOf(this.#file, this.#version.length)) {
      const { document } = partsOf(record);
      if (this.#live.get(document)?.at !== at) continue;
      moved.set(document, { at: end + size, length: record.length });
      batch.push(Buffer.from(record));
      size += record.length;
      if (size >= CHUNK) await write();
    }
    await write();
    await next.datasync();
    await this.#file.close();
    await rename(`${path}.new`, path);
    this.#file = next;
    this.#end = end;
    for (const [document, place] of moved) this.#live.set(document, place);
  }
}

const NOTHING = new Uint8Array(0);

function recordOf(content: Buffer): Buffer {
  const record = Buffer.allocUnsafe(HEAD + content.length);
  record.writeUInt32LE(content.length, 0);
  record.writeUInt32LE(crc32(content), 4);
  content.copy(record, HEAD);
  return record;
}

function partsOf(record: Buffer): { readonly document: DocumentId; readonly encoded: Uint8Array } {
  const end = HEAD + 2 + record.readUInt16LE(HEAD);
  return { document: record.toString('utf8', HEAD + 2, end), encoded: record.subarray(end) };
}

/** The whole records from a place on, up to the first that is cut off or damaged. A record is good until the next is asked for. */
async function* recordsOf(file: FileHandle, from: number): AsyncGenerator<{ readonly at: number; readonly record: Buffer }> {
  let buffer = Buffer.allocUnsafe(CHUNK);
  let start = from;
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
    filled += bytesRead;
    let at = 0;
    while (at + HEAD <= filled) {
      const length = HEAD + buffer.readUInt32LE(at);
      if (at + length > filled) break;
      const record = buffer.subarray(at, at + length);
      if (length < HEAD + 2 || crc32(record.subarray(HEAD)) !== record.readUInt32LE(4)) return;
      yield { at: start + at, record };
      at += length;
    }
    if (bytesRead === 0) return;
    buffer.copy(buffer, 0, at, filled);
    start += at;
    filled -= at;
    // A record longer than the buffer; what the file does not hold is no record.
    if (filled >= HEAD && HEAD + buffer.readUInt32LE(0) > buffer.length) {
      const wanted = HEAD + buffer.readUInt32LE(0);
      if (wanted > (await file.stat()).size - start) return;
      const larger = Buffer.allocUnsafe(wanted);
      buffer.copy(larger, 0, 0, filled);
      buffer = larger;
    }
  }
}
