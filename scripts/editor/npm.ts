import { spawn } from 'node:child_process';

/**
 * Runs npm and waits for its end; what it prints is kept for the error.
 * @returns what npm wrote to stdout. Throws an Error holding npm's own words when it fails or cannot be started.
 */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // Windows starts .cmd files through a shell only.
    const child = spawn('npm', args, { cwd, shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let problems = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (problems += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`npm ${args.join(' ')} failed (${code}):\n${problems || output}`))));
  });
}
