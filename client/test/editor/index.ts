import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Called by the extension host: runs the suites below and rejects when one fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, slow: 2_000, ...(process.env['KANWU_TEST_GREP'] ? { grep: process.env['KANWU_TEST_GREP'] } : {}) });
  // Marked, so that they can be told from the log of the editor.
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => console.log(`│${format(...values).replaceAll('\n', '\n│')}`);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./activation.suite.ts');
  await import('./detection.suite.ts');
  await import('./repair.suite.ts');
  await import('./entities.suite.ts');
  await import('./encoding.suite.ts');
  await import('./rulePages.suite.ts');
  await import('./convertScript.suite.ts');
  await import('./names.suite.ts');
  await import('./shards.suite.ts');
  await import('./findings.suite.ts');
  await import('./mentions.suite.ts');
  await import('./longDocument.suite.ts');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      const report = process.env['KANWU_TEST_REPORT'];
      if (report) writeFileSync(report, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      if (failures > 0) reject(new Error(`${failures} of ${passes + failures} tests failed`));
      else resolve();
    });
  });
}
