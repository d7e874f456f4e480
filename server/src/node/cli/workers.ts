import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { CommandLine } from './arguments.ts';
import { type Task, type TaskResult, TaskRunner } from './tasks.ts';

/** Where tasks are done. */
export interface Pool {
  /** Starts a task; resolves to what it gives. Rejects where a worker has died. */
  run(task: Task): Promise<TaskResult>;
  /** Ends all workers. */
  close(): Promise<void>;
  /** How many tasks are worth having under way. */
  readonly width: number;
}

/** A pool of this many workers, each this same program; of one, the work is done here. */
export function createPool(commandLine: CommandLine, script: string): Pool {
  if (commandLine.jobs === 1) {
    const runner = new TaskRunner(commandLine);
    return { run: (task) => runner.run(task), close: () => Promise.resolve(), width: 1 };
  }
  const workers = Array.from({ length: commandLine.jobs }, () => new WorkerThread(commandLine, script));
  return {
    run: (task) => workers.reduce((idlest, worker) => (worker.waiting < idlest.waiting ? worker : idlest)).run(task),
    close: async () => void (await Promise.all(workers.map((worker) => worker.end()))),
    width: commandLine.jobs * 2,
  };
}

/** What a worker may hold that is not yet known to last. By itself it would take four times as much and be a tenth faster. */
const YOUNG_MEGABYTES = 12;

class WorkerThread {
  readonly #worker: Worker;
  readonly #asked: { resolve(result: TaskResult): void; reject(error: Error): void }[] = [];
  #failure: Error | undefined;

  constructor(commandLine: CommandLine, script: string) {
    this.#worker = new Worker(script, { workerData: commandLine, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    this.#worker.on('message', (result: TaskResult) => this.#asked.shift()?.resolve(result));
    const fail = (error: Error) => {
      this.#failure ??= error;
      for (const { reject } of this.#asked.splice(0)) reject(this.#failure);
    };
    this.#worker.on('error', fail);
    this.#worker.on('exit', () => fail(new Error('a worker has ended')));
  }

  get waiting(): number {
    return this.#asked.length;
  }

  run(task: Task): Promise<TaskResult> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(task, task.bytes ? [task.bytes.buffer] : []);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** What the program does where it has been started as a worker: tasks as they come, each answered in turn. */
export function serveTasks(): void {
  const port = parentPort!;
  const runner = new TaskRunner(workerData as CommandLine);
  let last = Promise.resolve();
  port.on('message', (task: Task) => {
    last = last.then(async () => {
      const result = await runner.run(task);
      port.postMessage(result, [result.output.buffer]);
    });
  });
}

/** What the tasks give, in their order, while a pool's width of them is under way. */
export async function* inOrder<T extends Task>(tasks: AsyncIterable<T>, pool: Pool): AsyncGenerator<TaskResult & { readonly task: T }> {
  const underWay: { readonly task: T; readonly result: Promise<TaskResult> }[] = [];
  const oldest = async () => {
    const { task, result } = underWay.shift()!;
    return { ...(await result), task };
  };
  for await (const task of tasks) {
    const result = pool.run(task);
    // Looked at when its turn comes; until then nobody need know.
    result.catch(() => {});
    underWay.push({ task, result });
    if (underWay.length >= pool.width) yield await oldest();
  }
  while (underWay.length > 0) yield await oldest();
}
