import { parentPort, workerData } from 'node:worker_threads';
import { analyseFile, type FileJob, type FileResult } from '../workspace/analyseFile.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { hashOf } from './diskStore.ts';

/** A thread that reads and analyses files, one after the other; see IndexWorkers. */
export interface WorkerQuestion {
  readonly id: number;
  /** Without decisions: as in the question before. */
  readonly job: Omit<FileJob, 'decisions'> & { readonly decisions?: FileJob['decisions'] };
}

export interface WorkerAnswer {
  readonly id: number;
  readonly result: FileResult;
}

/** While this is 1, nothing is analysed: a person types. */
const resting = new Int32Array((workerData as { readonly resting: SharedArrayBuffer }).resting);
const host = {
  fileSystem: nodeFileSystem([]),
  hash: hashOf,
  pause: () => {
    Atomics.wait(resting, 0, 1);
    return Promise.resolve();
  },
};

let decisions: FileJob['decisions'] = { entities: [], ignored: [] };
let work = Promise.resolve();

parentPort!.on('message', ({ id, job }: WorkerQuestion) => {
  work = work.then(async () => {
    decisions = job.decisions ?? decisions;
    await host.pause();
    const answer: WorkerAnswer = { id, result: await analyseFile(host, { ...job, decisions }, () => false) };
    parentPort!.postMessage(answer);
  });
});
