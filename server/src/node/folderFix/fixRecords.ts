import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { URI } from 'vscode-uri';
import { takenBack, withByteEdits } from '../../text/editBytes.ts';
import type { FixJob, FixOutcome, FixPlanWriter, FixRecords, FixState, FixWatch, LeftFile, PlannedFile } from '../../workspace/folderFix/fixRecords.ts';
import { clearAfterKill, replaceFile } from '../cli/atomicWrite.ts';
import { reason } from '../cli/inputs.ts';
import { hashOf, isRunning } from '../diskStore.ts';

/*
 * Each fix has a folder of its own, named by its id. `files.jsonl` has a line a file: the hashes of its bytes before and after, and the
 * replacements that make one of the other, in both directions. It is on the disk before the first file is touched and never changes. `job.json` says
 * how far the fix has come; it is replaced whole. What has been done to a file is not written down: its hash tells. `beat` is written while a
 * process is at it, with the number of files done.
 */

const FORMAT = 1;
const FILES = 'files.jsonl';
const JOB = 'job.json';
const BEAT = 'beat';
/** Files that are worked on at once. */
const AT_ONCE = 8;
/** A process that has not been heard of for so long is no more, whatever has its number now. Milliseconds. */
const SILENCE = 60_000;
/** Bytes that are written at once. */
const CHUNK = 1_048_576;

interface StoredJob {
  readonly format: number;
  readonly kind: string | null;
  readonly state: FixState;
  readonly planned: number;
  readonly files: number;
  readonly spots: number;
  /** The process that was at it last. */
  readonly pid: number;
}

/** The fixes that are kept in a folder of this machine, which is made where it is not there. */
export function fixRecords(folder: string): FixRecords {
  const at = (id: string) => {
    // An id comes from the client: it names a folder here and nothing else.
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`there is no fix ${id}`);
    return join(folder, id);
  };
  return {
    hash: hashOf,
    async list() {
      const jobs: FixJob[] = [];
      for (const id of await readdir(folder).catch(() => [])) {
        const job = await readJob(join(folder, id));
        if (job && job !== 'strange' && job.state !== 'planned') jobs.push(await described(join(folder, id), id, job));
        // What was never begun by a process that has ended is of no use to anybody.
        else if (job !== 'strange' && /^[a-z0-9]+-\d+$/.test(id) && !isRunning(processOf(id))) await rm(join(folder, id), { recursive: true, force: true });
      }
      return jobs.sort((a, b) => b.planned - a.planned);
    },
    plan: (kind) => PlanWriter.create(folder, kind),
    async carryOut(id, to, watch) {
      const job = await readJob(at(id));
      if (!job || job === 'strange') throw new Error(`there is no fix ${id}`);
      if (ours.has(id) || (isUnderWay(job.state) && (await isOwned(at(id), job.pid)))) throw new Error('this fix is under way');
      ours.add(id);
      try {
        return await carryOut(at(id), job, to, watch);
      } finally {
        ours.delete(id);
      }
    },
    forget: (id) => rm(at(id), { recursive: true, force: true }),
  };
}

class PlanWriter implements FixPlanWriter {
  readonly #folder: string;
  readonly #id: string;
  readonly #kind: string | null;
  readonly #planned: number;
  readonly #file: Awaited<ReturnType<typeof open>>;
  #lines: string[] = [];
  #length = 0;
  #files = 0;
  #spots = 0;

  static async create(folder: string, kind: string | null): Promise<PlanWriter> {
    const planned = Date.now();
    const id = `${planned.toString(36)}-${process.pid}`;
    await mkdir(join(folder, id), { recursive: true });
    await beat(join(folder, id), 0);
    return new PlanWriter(join(folder, id), id, kind, planned, await open(join(folder, id, FILES), 'w'));
  }

  private constructor(folder: string, id: string, kind: string | null, planned: number, file: Awaited<ReturnType<typeof open>>) {
    this.#folder = folder;
    this.#id = id;
    this.#kind = kind;
    this.#planned = planned;
    this.#file = file;
  }

  async add(file: PlannedFile): Promise<void> {
    const line = `${JSON.stringify({ ...file, edits: file.edits.map(({ at, before, after }) => [at, toBase64(before), toBase64(after)]) })}\n`;
    this.#lines.push(line);
    this.#length += line.length;
    this.#files++;
    this.#spots += file.spots;
    if (this.#length >= CHUNK) await this.#write();
  }

  async finish(): Promise<FixJob> {
    await this.#write();
    await this.#file.sync();
    await this.#file.close();
    await syncFolder(dirname(this.#folder));
    const job: StoredJob = { format: FORMAT, kind: this.#kind, state: 'planned', planned: this.#planned, files: this.#files, spots: this.#spots, pid: process.pid };
    await writeJob(this.#folder, job);
    return described(this.#folder, this.#id, job);
  }

  async drop(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #write(): Promise<void> {
    const lines = this.#lines.join('');
    this.#lines = [];
    this.#length = 0;
    await this.#file.writeFile(lines);
    await beat(this.#folder, 0);
  }
}

async function carryOut(folder: string, job: StoredJob, to: 'fix' | 'undo', watch: FixWatch): Promise<FixOutcome> {
  await beat(folder, 0);
  await writeJob(folder, { ...job, state: to === 'fix' ? 'fixing' : 'undoing', pid: process.pid });
  const left: LeftFile[] = [];
  let files = 0;
  let spots = 0;
  let looked = 0;
  let stopped = false;
  watch.progress(0, job.files);
  for await (const chunk of chunksOf(plannedFiles(folder))) {
    if ((stopped = watch.cancellation.isCancellationRequested)) break;
    const results = await Promise.all(chunk.map((file) => carryOutOne(file, to, isUnderWay(job.state), watch)));
    results.forEach((result, i) => {
      if (result) left.push(result);
      else {
        files++;
        spots += chunk[i]!.spots;
      }
    });
    looked += chunk.length;
    await beat(folder, looked);
    watch.progress(looked, job.files);
  }
  await writeJob(folder, { ...job, state: stopped ? 'stopped' : to === 'fix' ? 'fixed' : 'undone', pid: process.pid });
  return { files, spots, left, stopped };
}

/** Resolves to why the file was left as it is; undefined where it is as it should be. */
async function carryOutOne({ document, before, after, edits }: PlannedFile, to: 'fix' | 'undo', wasBroken: boolean, watch: FixWatch): Promise<LeftFile | undefined> {
  const path = URI.parse(document).fsPath;
  const [from, wanted] = to === 'fix' ? [before, after] : [after, before];
  try {
    if (wasBroken) await clearAfterKill(path);
    const seen = await stat(path);
    const bytes = await readFile(path);
    const hash = hashOf(bytes);
    if (hash === wanted) return undefined;
    if (hash !== from) return { document, reason: 'changed' };
    if (watch.isTaken(document, bytes)) return { document, reason: 'open' };
    const made = withByteEdits(bytes, to === 'fix' ? edits : takenBack(edits));
    if (!made || hashOf(made) !== wanted) return { document, reason: 'changed' };
    let isReplaced = false;
    await replaceFile(path, async (file) => {
      await file.writeFile(made);
      // Somebody else may have written it since it was read.
      const now = await stat(path);
      return (isReplaced = now.mtimeMs === seen.mtimeMs && now.size === seen.size);
    });
    if (!isReplaced) return { document, reason: 'changed' };
    watch.wrote(document);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { document, reason: 'gone' };
    return { document, reason: 'unwritable', detail: reason(error) };
  }
}

/** The process that planned a fix. */
function processOf(id: string): number {
  return Number(id.split('-')[1]);
}

async function* plannedFiles(folder: string): AsyncGenerator<PlannedFile> {
  for await (const line of createInterface({ input: createReadStream(join(folder, FILES), 'utf8'), crlfDelay: Infinity })) {
    const { edits, ...file } = JSON.parse(line) as Omit<PlannedFile, 'edits'> & { readonly edits: readonly (readonly [number, string, string])[] };
    yield { ...file, edits: edits.map(([at, before, after]) => ({ at, before: Buffer.from(before, 'base64'), after: Buffer.from(after, 'base64') })) };
  }
}

async function* chunksOf<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  for await (const each of all) {
    chunk.push(each);
    if (chunk.length < AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function described(folder: string, id: string, { kind, state, planned, files, spots, pid }: StoredJob): Promise<FixJob> {
  const done = Number(await readFile(join(folder, BEAT), 'utf8').catch(() => '0'));
  return { id, kind, state, planned, files, spots, done, broken: isUnderWay(state) && !(await isOwned(folder, pid)) };
}

function isUnderWay(state: FixState): boolean {
  return state === 'fixing' || state === 'undoing';
}

/** Fixes that this process is at. */
const ours = new Set<string>();

/** True while a process is at it. */
async function isOwned(folder: string, pid: number): Promise<boolean> {
  if (pid === process.pid) return ours.has(basename(folder));
  if (!isRunning(pid)) return false;
  const { mtimeMs } = await stat(join(folder, BEAT)).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < SILENCE;
}

async function beat(folder: string, done: number): Promise<void> {
  await writeFile(join(folder, BEAT), String(done));
}

/** Undefined where there is none; `strange` where there is one that this version cannot read. */
async function readJob(folder: string): Promise<StoredJob | 'strange' | undefined> {
  try {
    const job = JSON.parse(await readFile(join(folder, JOB), 'utf8')) as StoredJob;
    return job.format === FORMAT ? job : 'strange';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'strange';
  }
}

async function writeJob(folder: string, job: StoredJob): Promise<void> {
  await replaceFile(join(folder, JOB), async (file) => {
    await file.writeFile(JSON.stringify(job));
    return true;
  });
  await syncFolder(folder);
}

/** Sees to it that the names in a folder are on the disk too, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
