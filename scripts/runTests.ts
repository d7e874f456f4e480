import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareBrowser } from './editor/prepareBrowser.ts';
import { prepareWorkbench } from './editor/workbench.ts';

/**
 * Runs all suites one after the other, and goes on after a failure. Names of suites as arguments choose among them.
 * Each suite leaves its counts in a file; one that ends without counts is one failure.
 */
const root = join(import.meta.dirname, '..');
const reports = join(root, '.cache', 'reports');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  /** How its counts are had: `exit`, one check that passed or failed; the others, from a file it writes. */
  readonly counts: 'exit' | 'vitest' | 'report';
  /** What it cannot do without. */
  readonly needs?: 'build' | 'editor';
}

const node = (...args: string[]) => [process.execPath, ...args];
const tsx = (...args: string[]) => node('--import', 'tsx', ...args);
const vitest = (project: string) => node('node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`);
const reportOf = (name: string) => join(reports, `${name}.json`);

const SUITES: readonly Suite[] = [
  { name: 'types', command: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'), counts: 'exit' },
  { name: 'core types', command: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.core.json'), counts: 'exit' },
  { name: 'person types', command: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'client/test/person'), counts: 'exit' },
  { name: 'layers', command: tsx('scripts/checkLayers.ts'), counts: 'exit' },
  { name: 'samples', command: tsx('scripts/buildFixtures.ts', '--check'), counts: 'exit' },
  { name: 'notices', command: tsx('scripts/buildNotices.ts', '--check'), counts: 'exit' },
  { name: 'corpus', command: tsx('scripts/checkCorpus.ts'), counts: 'exit' },
  { name: 'unit', command: vitest('unit'), counts: 'vitest' },
  { name: 'build', command: node('scripts/build.mjs'), counts: 'exit' },
  { name: 'acceptance', command: vitest('acceptance'), counts: 'vitest' },
  { name: 'protocol', command: vitest('protocol'), counts: 'vitest', needs: 'build' },
  { name: 'editor', command: tsx('scripts/testEditor.ts'), counts: 'report', needs: 'editor' },
  { name: 'person', command: tsx('scripts/testPerson.ts'), counts: 'report', needs: 'editor' },
  // Last, because it leaves the small build of the VSIX in dist/.
  { name: 'vsix', command: tsx('scripts/testVsix.ts'), counts: 'report', needs: 'editor' },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}. There are: ${SUITES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const lines: string[] = [];
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const broken = new Set<string>();
let editor: Promise<string | undefined> | undefined;

for (const suite of SUITES) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  console.log(`\n━━ ${suite.name} ━━`);
  const started = performance.now();
  const reason = await whyNot(suite);
  const counts = reason === undefined ? await runSuite(suite) : { passed: 0, failed: 0, skipped: 1 };
  if (counts.failed > 0) broken.add(suite.name);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(8);
  const line = `${suite.name.padEnd(12)} ${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(4)} failed ${String(counts.skipped).padStart(4)} skipped ${seconds}`;
  lines.push(reason === undefined ? line : `${line}\n             SKIPPED WHOLE: ${reason}`);
  if (reason !== undefined) console.log(`Skipped: ${reason}`);
}

console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** @returns why a suite cannot run here, in a sentence; undefined when it can. */
async function whyNot({ needs }: Suite): Promise<string | undefined> {
  if (needs !== undefined && broken.has('build')) return 'the build failed.';
  if (needs !== 'editor') return undefined;
  editor ??= prepareEditor();
  return editor;
}

async function prepareEditor(): Promise<string | undefined> {
  const say = (message: string) => console.log(message);
  try {
    const missing = await prepareBrowser(say);
    if (missing) return missing;
    await prepareWorkbench(join(root, '.cache'), say);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runSuite({ name, command, counts }: Suite): Promise<Counts> {
  const report = reportOf(name);
  const code = await new Promise<number>((resolve) => {
    const child = spawn(command[0]!, command.slice(1), { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, KANWU_TEST_REPORT: report } });
    child.on('error', () => resolve(1));
    child.on('close', (status) => resolve(status ?? 1));
  });
  const found = counts === 'exit' ? { passed: 1, failed: 0, skipped: 0 } : readCounts(report, counts);
  if (counts === 'exit' && code !== 0) return { passed: 0, failed: 1, skipped: 0 };
  // A suite that could not be loaded has no failed test, and has failed all the same.
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

function readCounts(report: string, kind: 'vitest' | 'report'): Counts {
  let found: Record<string, number>;
  try {
    found = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return kind === 'vitest'
    ? { passed: found['numPassedTests'] ?? 0, failed: found['numFailedTests'] ?? 0, skipped: (found['numPendingTests'] ?? 0) + (found['numTodoTests'] ?? 0) }
    : { passed: found['passed'] ?? 0, failed: found['failed'] ?? 0, skipped: found['skipped'] ?? 0 };
}
