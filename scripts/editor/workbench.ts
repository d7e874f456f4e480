import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.ts';

/** code-server 4.139.1 carries VS Code 1.139.1. */
const CODE_SERVER = '4.139.1';
/** The server of that VS Code needs `registerHooks` of Node 24. */
const NODE = '24.20.0';

/** The real VS Code workbench on this disk: everything needed to serve it to a browser. */
export interface Workbench {
  /** The Node that runs it. */
  readonly node: string;
  /** Its `server-main.js`. */
  readonly server: string;
  /** The version of VS Code it is. */
  readonly version: string;
}

/**
 * The workbench from npm packages, downloaded into the folder the first time (about 0.6 GB on disk) and found there ever after.
 * @param cache a folder that git ignores
 * @param say hears, in plain words, what takes long
 * @returns the workbench; throws an Error that says what failed, and leaves nothing half-done behind.
 */
export async function prepareWorkbench(cache: string, say: (message: string) => void): Promise<Workbench> {
  const home = join(cache, `workbench-${CODE_SERVER}-${process.platform}-${process.arch}`);
  const workbench: Workbench = {
    node: join(home, 'node', 'package', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    server: join(home, 'package', 'lib', 'vscode', 'out', 'server-main.js'),
    version: CODE_SERVER.replace(/^4/, '1'),
  };
  const finished = join(home, 'finished');
  if (existsSync(finished)) return workbench;

  const work = `${home}.${process.pid}`;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(work, 'node'), { recursive: true });
  try {
    say(`Downloading the VS Code ${workbench.version} workbench from npm (code-server ${CODE_SERVER}, 47 MB) …`);
    await unpack(`code-server@${CODE_SERVER}`, work, ['package/lib/vscode', 'package/LICENSE', 'package/ThirdPartyNotices.txt']);
    say('Installing the packages it needs (about 0.5 GB on disk, no compiling) …');
    // Its lock file is not quite in step with its package.json, so that `npm ci` refuses.
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], join(work, 'package', 'lib', 'vscode'));
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    say(`Downloading the Node ${NODE} that runs it (about 50 MB) …`);
    await unpack(`node-${platform}-${process.arch}@${NODE}`, join(work, 'node'), ['package/bin']);
    writeFileSync(join(work, 'finished'), `${new Date().toISOString()}\n`);
    if (!existsSync(finished)) renameSync(work, home);
  } catch (error) {
    throw new Error(`The VS Code workbench could not be prepared: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return workbench;
}

/** Downloads one package with its integrity checked by npm, and unpacks the members named. */
async function unpack(specification: string, folder: string, members: readonly string[]): Promise<void> {
  await npm(['pack', specification, '--loglevel=error', '--pack-destination', folder], folder);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error(`npm pack ${specification} left no archive`);
  execFileSync('tar', ['xzf', archive, ...members], { cwd: folder });
  rmSync(join(folder, archive));
}
