import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from './workbench.ts';

/** A workbench that is being served. */
export interface ServedWorkbench {
  /** Like `http://127.0.0.1:4321`. */
  readonly origin: string;
  /** The address that opens a folder; `payload` is what the command line of the desktop would carry. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The way a path of this machine is written in a payload. */
  remote(path: string): string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the server and everything it started. */
  stop(): Promise<void>;
}

/** Settings of the machine that keep the workbench to itself: no sign-in, no assistant, no look-ups in the network. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Serves the workbench on a free port of this machine, to this machine only.
 * @param options.data folder for its settings, extensions and logs
 * @param options.settings added to the settings of the machine
 * @param options.payload true for the workbench to heed `extensionDevelopmentPath` and its like
 * @returns once it listens; throws an Error with what it printed when it ends before that.
 */
export function serveWorkbench(workbench: Workbench, options: { readonly data: string; readonly payload: boolean; readonly settings?: Readonly<Record<string, unknown>>; readonly port?: number }): Promise<ServedWorkbench> {
  const machine = join(options.data, 'data', 'Machine');
  mkdirSync(machine, { recursive: true });
  writeFileSync(join(machine, 'settings.json'), JSON.stringify({ ...QUIET, ...options.settings }, null, 2));
  const flags = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token', '--accept-server-license-terms', '--server-data-dir', options.data, '--disable-workspace-trust', '--telemetry-level', 'off'];
  // Without the smoke-test driver the workbench ignores a payload.
  if (options.payload) flags.push('--enable-smoke-test-driver');
  return new Promise((resolve, reject) => {
    // A group of its own, so that the extension hosts end with it.
    const child = spawn(workbench.node, [workbench.server, ...flags], { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
    let printed = '';
    let ended = false;
    const closed = new Promise<void>((done) => child.once('close', () => done()));
    const kill = (signal: NodeJS.Signals) => {
      if (ended || child.pid === undefined) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    };
    const killNow = () => kill('SIGKILL');
    process.once('exit', killNow);
    child.once('error', reject);
    child.once('close', (code) => {
      ended = true;
      process.removeListener('exit', killNow);
      reject(new Error(`The workbench ended at its start (${code}):\n${printed}`));
    });
    const read = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
      if (!port) return;
      const authority = `127.0.0.1:${port}`;
      resolve({
        origin: `http://${authority}`,
        address(folder, payload) {
          const query = new URLSearchParams({ folder });
          if (payload) query.set('payload', JSON.stringify(payload));
          return `http://${authority}/?${query}`;
        },
        ended: closed,
        remote: (path) => `vscode-remote://${authority}${path}`,
        async stop() {
          kill('SIGTERM');
          const timer = setTimeout(killNow, 3000);
          await closed;
          clearTimeout(timer);
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
}
