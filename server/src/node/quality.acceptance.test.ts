/** What is promised of repair and recognition, taken through the built command line by the scorers beside the repository. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));
const scorers = existsSync(`${shared}score`);

/** Runs a scorer with thresholds; it exits with 1 where one is missed. */
function score(scorer: string, ...args: string[]): void {
  const run = spawnSync(process.execPath, [`${shared}score/${scorer}.mjs`, ...args], { cwd: root, encoding: 'utf8' });
  expect(run.status, run.stdout + run.stderr).toBe(0);
}

if (!scorers) test.skip('quality: skipped, no ../shared/score', () => {});

test.runIf(scorers)('seeds: every gloss and doubled mark, every slip by its first reading, nothing wrong', () => {
  score('repair', `${shared}seeds`, '--slips', '0.83', '--first', '1', '--gloss', '1', '--double', '1', '--text', '1', '--wrong', '0', '--extra', '0');
});

test.runIf(scorers)('seeds: names and posts', () => {
  score('entities', `${shared}seeds`, '--min', '0.95', '--titles', '0.9');
});

test.runIf(scorers)('samples: every damaged spot, nothing wrong', () => {
  score('repair', 'test-fixtures', '--slips', '1', '--first', '1', '--gloss', '1', '--double', '1', '--text', '1', '--wrong', '0', '--extra', '0');
});

test.runIf(scorers)('samples: names and posts', () => {
  score('entities', 'test-fixtures', '--min', '0.9', '--titles', '0.8');
});
