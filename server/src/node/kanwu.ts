/** The command line: `kanwu check | fix | entities | index`. Documents in, results out, in order, a few at a time. */
import { isMainThread } from 'node:worker_threads';
import { HELP, MOST_TOLD, readArguments, UsageError, type CommandLine } from './cli/arguments.ts';
import { mergeIndexes, writeIndex } from './cli/indexFiles.ts';
import { listInputs, reason, STANDARD_INPUT } from './cli/inputs.ts';
import { Output } from './cli/output.ts';
import { recordsOf, rewriteShard } from './cli/shards.ts';
import type { Remark, Task } from './cli/tasks.ts';
import { createPool, inOrder, serveTasks } from './cli/workers.ts';
import { version } from '../../../package.json';
import { EntityTally } from '../workspace/entityTally.ts';

const NOTHING_FOUND = 0;
const SOMETHING_FOUND = 1;
const COULD_NOT_RUN = 2;

/** Runs the command line on these arguments and resolves to the exit status. Never throws. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const commandLine = readArguments(args);
    if (commandLine === 'help' || commandLine === 'version') {
      process.stdout.write((commandLine === 'help' ? HELP : version) + '\n');
      return NOTHING_FOUND;
    }
    return commandLine.command === 'index merge' ? await merge(commandLine) : await run(commandLine);
  } catch (error) {
    process.stderr.write(`kanwu: ${error instanceof UsageError ? error.message : reason(error)}\n`);
    return COULD_NOT_RUN;
  }
}

async function merge({ paths, out }: CommandLine): Promise<number> {
  const output = new Output();
  await mergeIndexes(paths, out, output);
  output.flush();
  return NOTHING_FOUND;
}

async function run(commandLine: CommandLine): Promise<number> {
  const output = new Output();
  const tally = new EntityTally();
  let documents = 0;
  const remarks = new Remarks();
  let found = false;
  const pool = createPool(commandLine, __filename);
  const tasks = async function* (): AsyncGenerator<Task> {
    for await (const input of listInputs(commandLine.paths, commandLine.jsonl, (sentence) => remarks.tell({ level: 'file', sentence }))) {
      try {
        if (input.kind === 'text') yield { kind: 'text', path: input.path, ...(input.path === STANDARD_INPUT ? { bytes: await readStandardInput() } : {}) };
        else if (commandLine.output === 'write') {
          const hear = (path: string) => (result: { readonly remarks: readonly Remark[] }) => result.remarks.forEach((remark) => remarks.tell(remark, path));
          if (await rewriteShard(input.path, pool, hear(input.path))) found = true;
        } else yield* recordsOf(input.path, commandLine.skip);
      } catch (error) {
        remarks.tell({ level: 'file', sentence: `${input.path}: ${reason(error)}` });
      }
    }
  };
  try {
    for await (const result of inOrder(tasks(), pool)) {
      for (const remark of result.remarks) remarks.tell(remark, result.task.path);
      output.write(result.output);
      found ||= result.found;
      for (const entity of result.tally) tally.add(entity);
      documents += result.documents;
      if (output.closed) break;
    }
    if (commandLine.command === 'index build') await writeIndex(commandLine.out, { documents, unread: remarks.unread }, tally.sorted(), output);
    output.flush();
  } finally {
    await pool.close();
    // The reader may have gone before the writer has: then there is nothing to wait for.
    if (commandLine.paths.includes(STANDARD_INPUT)) process.stdin.destroy();
    remarks.sum();
  }
  if (remarks.failed || (remarks.records > 0 && !commandLine.exitZero)) return COULD_NOT_RUN;
  return found && !commandLine.exitZero ? SOMETHING_FOUND : NOTHING_FOUND;
}

/** What goes to standard error, one sentence a line; of the records of one input that could not be read, the first. */
class Remarks {
  /** True once something but a single record could not be read or written. */
  failed = false;
  /** How many single records could not be read. */
  records = 0;

  /** How many files and records could not be read. */
  get unread(): number {
    return this.#files.size + this.records;
  }

  readonly #recordsOf = new Map<string, number>();
  readonly #files = new Set<string>();

  tell({ level, sentence }: Remark, path = ''): void {
    if (level === 'file') {
      this.failed = true;
      // Each worker hears of a wrong file of decisions.
      if (this.#files.has(sentence)) return;
      this.#files.add(sentence);
    }
    if (level === 'record') {
      this.records++;
      const told = (this.#recordsOf.get(path) ?? 0) + 1;
      this.#recordsOf.set(path, told);
      if (told > MOST_TOLD) return;
    }
    process.stderr.write(`kanwu: ${sentence}\n`);
  }

  /** Tells how many were not told. */
  sum(): void {
    for (const [path, records] of this.#recordsOf) if (records > MOST_TOLD) process.stderr.write(`kanwu: ${path}: ${records} records could not be read in all\n`);
  }
}

async function readStandardInput(): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Uint8Array.from(Buffer.concat(chunks));
}

if (isMainThread) void main(process.argv.slice(2)).then((status) => (process.exitCode = status));
else serveTasks();
