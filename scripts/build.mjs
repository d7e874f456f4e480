// Bundles everything that runs into dist/. Plain JavaScript, because it is what a fresh clone runs first.
//   node scripts/build.mjs                 for development: readable, with source maps
//   node scripts/build.mjs --production    for the VSIX: minified, with a report of what takes how much room
//   node scripts/build.mjs server kanwu    only the bundles named
import { chmodSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const production = process.argv.includes('--production');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

/** VS Code 1.91 runs extensions on Node 20; the command line asks for the same. */
const node = { platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const browser = { platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

/** @type {Record<string, { entry: string, outfile: string, options: import('esbuild').BuildOptions }>} */
const bundles = {
  client: { entry: 'client/src/node.ts', outfile: 'dist/client.cjs', options: { ...node, external: ['vscode'] } },
  'client.browser': { entry: 'client/src/browser.ts', outfile: 'dist/client.browser.cjs', options: { ...browser, format: 'cjs', external: ['vscode'] } },
  // One file for both, because the tables are most of it: as a web worker it is started directly, on Node by way of server.cjs.
  server: {
    entry: 'server/src/browser/server.ts',
    outfile: 'dist/server.browser.js',
    options: {
      ...node,
      conditions: ['node', 'browser'],
      // Its build for Node asks for modules that a worker has not.
      alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
      entryPoints: undefined,
      stdin: {
        resolveDir: root,
        loader: 'ts',
        contents: `void (typeof process === 'object' && process.versions?.node ? import('./server/src/node/start.ts') : import('./server/src/browser/server.ts'));`,
      },
    },
  },
  kanwu: { entry: 'server/src/node/kanwu.ts', outfile: 'dist/kanwu.cjs', options: { ...node, banner: { js: '#!/usr/bin/env node' } } },
  // The suite that runs inside the editor; mocha comes from node_modules.
  ...(production ? {} : { test: { entry: 'client/test/editor/index.ts', outfile: 'dist/test/index.cjs', options: { ...node, external: ['vscode', 'mocha'] } } }),
};

for (const name of wanted) {
  if (!(name in bundles)) {
    console.error(`There is no bundle "${name}". There are: ${Object.keys(bundles).join(', ')}.`);
    process.exit(2);
  }
}

if (production && wanted.length === 0) rmSync(join(root, 'dist'), { recursive: true, force: true });

const chosen = Object.entries(bundles).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const missing = chosen.filter(([, { entry }]) => !existsSync(join(root, entry)));
const started = performance.now();
const results = await Promise.allSettled(
  chosen
    .filter(([, { entry }]) => existsSync(join(root, entry)))
    .map(async ([name, { entry, outfile, options }]) => {
      const result = await build({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        bundle: true,
        charset: 'utf8',
        minify: production,
        sourcemap: production ? false : 'linked',
        legalComments: 'none',
        metafile: true,
        logLevel: 'warning',
        define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
        ...options,
      });
      if (name === 'kanwu') chmodSync(join(root, outfile), 0o755);
      if (name === 'server') {
        writeFileSync(join(root, 'dist', 'package.json'), '{ "type": "commonjs" }\n');
        writeFileSync(join(root, 'dist', 'server.cjs'), "require('./server.browser.js');\n");
      }
      return { outfile, metafile: result.metafile };
    }),
);

const failed = results.filter((result) => result.status === 'rejected');
const built = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
for (const { outfile, metafile } of built) {
  console.log(`${outfile.padEnd(26)} ${kilobytes(statSync(join(root, outfile)).size)}`);
  if (production) for (const [part, bytes] of largestParts(metafile)) console.log(`    ${kilobytes(bytes)}  ${part}`);
}
for (const [, { entry, outfile }] of missing) console.error(`NOT BUILT: ${outfile} (there is no ${entry})`);
console.log(`${built.length} of ${chosen.length} bundles in ${Math.round(performance.now() - started)} ms`);
if (failed.length > 0 || missing.length > 0) process.exit(1);

/** Up to eight parts of a bundle, largest first: packages by name, our own code by folder. */
function largestParts(metafile) {
  const parts = new Map();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const part = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? dirname(input);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return [...parts].sort((a, b) => b[1] - a[1]).slice(0, 8);
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(8)} KB`;
}
