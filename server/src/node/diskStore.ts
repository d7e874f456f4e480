import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexStore } from '../workspace/indexStore.ts';
import { crc32 } from './crc32.ts';

/*
 * A snapshot, and journals of what came after it. A journal is only ever appended to, so that a process that is killed at any moment leaves whole
 * records and at most one that is cut off, which is cut away at the next start. A record is its length and its checksum (4 bytes each,
 * little-endian), then its bytes; the first one says of what version the others are.
 *
 * A new snapshot begins a new journal first, then is written beside the old one, and takes its place at once; then the journals before its own are
 * removed. Snapshots and journals are numbered. Whatever moment a kill leaves: there is the old snapshot with all journals from its own on, or
 * the new one with its own.
 */

const SNAPSHOT = 'index.snapshot';
const JOURNAL = /^index-(\d+)\.journal$/;
const LOCK = 'index.lock';
const MAGIC = Buffer.from('KANWULOG');
const HEAD = 8;
/** Records are written together when they are so many bytes. */
const WRITE_BYTES = 262_144;
/** Read, or written, at once. */
const CHUNK = 1_048_576;
/** Journals that take less are not worth a snapshot. Bytes. */
const SMALL = 65_536;

/** A hash of a file's bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/**
 * Opens the store in a folder, which is made where it is not there. Of another version, or with a damaged snapshot, it begins empty; a damaged
 * journal keeps what stands before. Resolves to undefined, and says why, where another process has it open or the disk refuses.
 */
export async function openDiskStore(folder: string, version: string, log: (sentence: string) => void): Promise<IndexStore | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    if (!(await lock(join(folder, LOCK)))) {
      log('Another window has the stored index of this folder open; this one keeps its own in memory.');
      return undefined;
    }
    return await DiskStore.open(folder, version, log);
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

class DiskStore implements IndexStore {
  readonly snapshot: Uint8Array | undefined;
  readonly #folder: string;
  readonly #log: (sentence: string) => void;
  readonly #version: Buffer;
  /** The journals that count, the one that is written last. */
  #journals: Journal[];
  /** Bytes of the snapshot, and of the records since. */
  #snapshotBytes: number;
  #journalBytes = 0;
  #queue: Buffer[] = [];
  #queuedBytes = 0;
  /** All that touches the files, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #ended = false;

  static async open(folder: string, version: string, log: (sentence: string) => void): Promise<DiskStore> {
    const first = recordOf(Buffer.concat([MAGIC, Buffer.from(version)]));
    const found = await readFile(join(folder, SNAPSHOT)).catch(() => undefined);
    const snapshot = found && readSnapshot(found, first);
    const journals: Journal[] = [];
    const numbers = (await readdir(folder)).flatMap((name) => (JOURNAL.test(name) ? [Number(JOURNAL.exec(name)![1])] : [])).sort((a, b) => a - b);
    for (const number of numbers) {
      // Those of a snapshot that is lost may say that files are gone of which it was the only one to know: without it they are nothing.
      const journal = (found ? snapshot && number >= snapshot.number : true) ? await openJournal(folder, number, first) : undefined;
      if (journal) journals.push(journal);
      else await unlink(pathOf(folder, number));
    }
    if (found && !snapshot) await unlink(join(folder, SNAPSHOT));
    if (journals.length === 0) journals.push(await newJournal(folder, snapshot?.number ?? 0, first));
    return new DiskStore(folder, log, first, journals, snapshot?.bytes);
  }

  private constructor(folder: string, log: (sentence: string) => void, version: Buffer, journals: Journal[], snapshot: Uint8Array | undefined) {
    this.#folder = folder;
    this.#log = log;
    this.#version = version;
    this.#journals = journals;
    this.snapshot = snapshot;
    this.#snapshotBytes = snapshot?.length ?? 0;
    for (const { end } of journals) this.#journalBytes += end;
  }

  get isGrown(): boolean {
    return this.#journalBytes > SMALL && this.#journalBytes > this.#snapshotBytes / 4;
  }

  async *records(): AsyncGenerator<Uint8Array> {
    for (const { file } of [...this.#journals]) for await (const { record } of recordsOf(file, this.#version.length)) yield record.subarray(HEAD);
  }

  append(bytes: Uint8Array): void {
    if (this.#ended) return;
    const record = recordOf(bytes);
    this.#queue.push(record);
    this.#queuedBytes += record.length;
    this.#journalBytes += record.length;
    if (this.#queuedBytes >= WRITE_BYTES) this.#write();
  }

  replace(snapshot: readonly Uint8Array[]): void {
    this.#write();
    this.#journalBytes = 0;
    this.#snapshotBytes = snapshot.reduce((sum, { length }) => sum + length, 0);
    this.#then(async () => {
      const before = this.#journals;
      const next = await newJournal(this.#folder, before.at(-1)!.number + 1, this.#version);
      this.#journals = [...before, next];
      const path = join(this.#folder, SNAPSHOT);
      await writeSnapshot(`${path}.new`, this.#version, next.number, snapshot);
      await rename(`${path}.new`, path);
      this.#journals = [next];
      for (const { file, number } of before) {
        await file.close();
        await unlink(pathOf(this.#folder, number));
      }
    });
  }

  async settle(): Promise<void> {
    this.#write();
    this.#then(() => this.#journals.at(-1)!.file.datasync());
    await this.#work;
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    await this.settle();
    this.#ended = true;
    for (const { file } of this.#journals) await file.close().catch(() => {});
    await unlink(join(this.#folder, LOCK)).catch(() => {});
  }

  #write(): void {
    const queue = this.#queue;
    if (queue.length === 0) return;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#then(async () => {
      const journal = this.#journals.at(-1)!;
      const bytes = Buffer.concat(queue);
      await journal.file.write(bytes, 0, bytes.length, journal.end);
      journal.end += bytes.length;
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
}

interface Journal {
  readonly number: number;
  readonly file: FileHandle;
  /** Where the next record goes. */
  end: number;
}

function pathOf(folder: string, number: number): string {
  return join(folder, `index-${number}.journal`);
}

async function newJournal(folder: string, number: number, first: Buffer): Promise<Journal> {
  const file = await open(pathOf(folder, number), 'w+');
  await file.write(first, 0, first.length, 0);
  return { number, file, end: first.length };
}

/** Undefined for a journal of another version. What is cut off at its end is cut away. */
async function openJournal(folder: string, number: number, first: Buffer): Promise<Journal | undefined> {
  const file = await open(pathOf(folder, number), 'r+');
  let end = 0;
  for await (const { at, record } of recordsOf(file, 0)) {
    if (at === 0 && !record.equals(first)) break;
    end = at + record.length;
  }
  if (end === 0) {
    await file.close();
    return undefined;
  }
  await file.truncate(end);
  return { number, file, end };
}

/*
 * A snapshot's file: the record that tells the version, then the number of the first journal behind it, the checksum of that and of what follows, and
 * nothing up to a multiple of 8 bytes; then its bytes.
 */

function snapshotHead(first: Buffer): Buffer {
  return Buffer.alloc(Math.ceil((first.length + HEAD) / 8) * 8);
}

async function writeSnapshot(path: string, first: Buffer, number: number, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    const head = snapshotHead(first);
    first.copy(head);
    head.writeUInt32LE(number, first.length);
    head.writeUInt32LE(parts.reduce((sum, part) => crc32(part, sum), crc32(head.subarray(first.length, first.length + 4))), first.length + 4);
    let at = 0;
    let batch: Uint8Array[] = [head];
    let size = head.length;
    const write = async () => {
      await file.write(batch.length === 1 ? batch[0]! : Buffer.concat(batch), 0, size, at);
      at += size;
      batch = [];
      size = 0;
    };
    for (const part of parts) {
      batch.push(part);
      size += part.length;
      if (size >= CHUNK) await write();
    }
    if (size > 0) await write();
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Undefined for one that is of another version, or not as it was written. */
function readSnapshot(bytes: Buffer, first: Buffer): { readonly number: number; readonly bytes: Uint8Array } | undefined {
  const start = snapshotHead(first).length;
  if (bytes.length < start || !bytes.subarray(0, first.length).equals(first)) return undefined;
  const content = bytes.subarray(start);
  if (crc32(content, crc32(bytes.subarray(first.length, first.length + 4))) !== bytes.readUInt32LE(first.length + 4)) return undefined;
  return { number: bytes.readUInt32LE(first.length), bytes: content };
}

function recordOf(content: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(HEAD + content.length);
  record.writeUInt32LE(content.length, 0);
  record.writeUInt32LE(crc32(content), 4);
  record.set(content, HEAD);
  return record;
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
      if (length === HEAD || crc32(record.subarray(HEAD)) !== record.readUInt32LE(4)) return;
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
