import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../protocol/startServer.ts';
import { fixRecords } from './folderFix/fixRecords.ts';
import { IndexWorkers } from './indexWorkers.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { hashOf, openDiskStore } from './diskStore.ts';

/**
 * The language server as a process: over IPC where VS Code has started it so, else over standard input and output (`--stdio`, also without
 * being told).
 */
const overIpc = process.argv.includes('--node-ipc') || process.argv.some((argument) => argument.startsWith('--socket') || argument.startsWith('--pipe'));
const connection = overIpc ? createConnection(ProposedFeatures.all) : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

// A fault that no guard has caught is told, and the server lives on: a person's unsaved text is worth more than a clean end.
process.on('uncaughtException', (error) => connection.console.error(`unexpected: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (error) => connection.console.error(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));

/** The bundle itself; other threads run it too. */
declare const __filename: string;
const workers = new IndexWorkers(__filename);

startServer(connection, {
  now: () => performance.now(),
  workers,
  hash: hashOf,
  openStore: async (folder, version, log) => openDiskStore(folder, `${hashOf(await readFile(__filename))} ${version}`, log),
  fixRecords: (folder) => fixRecords(join(folder, 'fixes')),
  createFileSystem: (_, folders) => nodeFileSystem(folders),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
});
