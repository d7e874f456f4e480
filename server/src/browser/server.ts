import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { clientFileSystem } from '../protocol/clientFileSystem.ts';
import { startServer } from '../protocol/startServer.ts';

/** The language server in a web worker. It has no file system: the client reads files for it. */
const worker = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(worker), new BrowserMessageWriter(worker));

/** A message to ourselves comes after those that wait already, and sooner than any timer. */
const channel = new MessageChannel();
const resumed: (() => void)[] = [];
channel.port1.onmessage = () => resumed.shift()?.();

startServer(connection, {
  now: () => performance.now(),
  createFileSystem: (client, folders, settings) => clientFileSystem(client, folders, { include: settings.index.files, exclude: settings.index.exclude }),
  pause: () =>
    new Promise((resolve) => {
      resumed.push(resolve);
      channel.port2.postMessage(null);
    }),
});
