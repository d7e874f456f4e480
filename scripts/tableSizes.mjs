// `npm run sizes`: what the tables and weights cost, in the bundle and, deflated as in the VSIX, in the download. Fails beyond the limit.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

/** What they may add to the VSIX: what a person downloads and keeps. */
const MOST_MEGABYTES = 3;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

let raw = 0;
let deflated = 0;
for (const folder of ['server/src/lexicon/generated', 'server/src/text/generated', 'server/src/entities/generated']) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const bytes = readFileSync(join(root, folder, name));
    const packed = deflateRawSync(bytes, { level: 9 }).length;
    raw += bytes.length;
    deflated += packed;
    row(bytes.length, packed, `${folder}/${name}`);
  }
}
row(raw, deflated, 'all');
if (deflated >= MOST_MEGABYTES * 1e6) {
  console.error(`That is too much: the limit is ${MOST_MEGABYTES} MB in the VSIX.`);
  process.exit(1);
}

function row(own, packed, what) {
  console.log(`${(own / 1000).toFixed(0).padStart(7)} kB ${(packed / 1000).toFixed(0).padStart(7)} kB in the VSIX  ${what}`);
}
