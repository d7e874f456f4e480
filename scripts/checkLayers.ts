import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLayers } from './layers.ts';

/** Holds the direction of imports that docs/architecture.md tells of; exits with 1 when a file breaks it. */
const root = join(import.meta.dirname, '..');
const paths = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const problems = paths.flatMap((path) => checkLayers(path, readFileSync(join(root, path), 'utf8')));
for (const { path, message } of problems) console.error(`${path}: ${message}`);
console.log(`${paths.length} files looked at, ${problems.length} against the order of the layers.`);
process.exitCode = problems.length > 0 ? 1 : 0;
