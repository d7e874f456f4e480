import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileAnalyser, FileJob, FileResult } from '../workspace/analyseFile.ts';
import type { WorkerAnswer, WorkerQuestion } from './indexWorker.ts';

/** Files that each thread has before it, so that it never waits for the next. */
const AHEAD = 4;
/** How long after a keystroke the threads go on, and how long they live without work. Milliseconds. */
const REST = 400;
const IDLE = 20_000;

interface Thread {
  readonly worker: Worker;
  readonly asked: Map<number, { readonly question: WorkerQuestion; readonly answer: (result: FileResult) => void }>;
  decisions: FileJob['decisions'] | undefined;
}

/** Reads and analyses files in threads of their own: on all processors but one, on two where there are two. They rest while a person types. */
export class IndexWorkers implements FileAnalyser {
  readonly atOnce: number;
  readonly #script: string;
  readonly #count: number;
  readonly #resting = new Int32Array(new SharedArrayBuffer(4));
  #threads: Thread[] = [];
  #nextId = 0;
  #restTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  /** `script` is the file that a thread runs. None is started before there is something to do. */
  constructor(script: string, processors = availableParallelism()) {
    this.#script = script;
    this.#count = Math.max(Math.min(processors, 2), processors - 1);
    this.atOnce = this.#count * AHEAD;
  }

  /** A person types: nothing more is analysed for a moment. */
  rest(): void {
    if (this.#threads.length === 0) return;
    Atomics.store(this.#resting, 0, 1);
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#wake(), REST);
    this.#restTimer.unref();
  }

  analyse(job: FileJob): Promise<FileResult> {
    clearTimeout(this.#idleTimer);
    const free = this.#threads.reduce<Thread | undefined>((best, thread) => (best && best.asked.size <= thread.asked.size ? best : thread), undefined);
    const thread = free && (free.asked.size === 0 || this.#threads.length >= this.#count) ? free : this.#start();
    return new Promise((answer) => {
      const id = this.#nextId++;
      const { decisions, ...rest } = job;
      const question: WorkerQuestion = { id, job: decisions === thread.decisions ? rest : job };
      thread.decisions = decisions;
      thread.asked.set(id, { question, answer });
      thread.worker.postMessage(question);
    });
  }

  /** Ends the threads; what they were asked is answered as stale. */
  dispose(): void {
    clearTimeout(this.#idleTimer);
    this.#wake();
    for (const thread of this.#threads.splice(0)) this.#end(thread, { kind: 'stale' });
  }

  #wake(): void {
    clearTimeout(this.#restTimer);
    Atomics.store(this.#resting, 0, 0);
    Atomics.notify(this.#resting, 0);
  }

  #start(): Thread {
    const worker = new Worker(this.#script, { workerData: { resting: this.#resting.buffer }, argv: [], execArgv: [] });
    const thread: Thread = { worker, asked: new Map(), decisions: undefined };
    worker.on('message', ({ id, result }: WorkerAnswer) => {
      const asked = thread.asked.get(id);
      thread.asked.delete(id);
      asked?.answer(result);
      if (this.#threads.some((each) => each.asked.size > 0)) return;
      clearTimeout(this.#idleTimer);
      this.#idleTimer = setTimeout(() => this.dispose(), IDLE);
      this.#idleTimer.unref();
    });
    // A thread that fell over (a text too large for its memory) takes nothing with it but the file it had in hand.
    const fell = (why: string) => {
      const at = this.#threads.indexOf(thread);
      if (at < 0) return;
      this.#threads.splice(at, 1);
      const [inHand, ...others] = thread.asked.values();
      thread.asked.clear();
      inHand?.answer({ kind: 'failed', reason: 'failed', why: `could not be analysed: ${why}` });
      for (const { question, answer } of others) void this.analyse({ ...question.job, decisions: question.job.decisions ?? thread.decisions! }).then(answer);
    };
    worker.on('error', (error) => fell(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => fell(`its thread ended with ${code}`));
    worker.unref();
    this.#threads.push(thread);
    return thread;
  }

  #end(thread: Thread, result: FileResult): void {
    for (const { answer } of thread.asked.values()) answer(result);
    thread.asked.clear();
    void thread.worker.terminate();
  }
}
