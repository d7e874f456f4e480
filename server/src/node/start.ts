import { isMainThread } from 'node:worker_threads';

/** The bundle is started as the server, and again, by the server, as a thread that reads files. */
void (isMainThread ? import('./server.ts') : import('./indexWorker.ts'));
