/** Writes folders of made-up news for measuring: the items of corpus/news with other names, damaged as copy sites do it. The same for the same count, always. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import STCHARACTERS from 'opencc-js/dict/STCharacters';
import { readingsOf } from '../../server/src/lexicon/readings.ts';
import { isSimplifiedOnly } from '../../server/src/text/fold.ts';
import { encodeGbk } from '../../server/src/text/gbk.ts';
import { garble } from '../../server/test-support/garble.ts';
import { randomFrom } from '../../server/test-support/random.ts';
import { corpusDocuments } from '../entities/goldDocuments.ts';
import { multiply } from '../entities/multiply.ts';

/** Named {@link FREQUENT_MENTIONS} times in every document. */
export const FREQUENT = '远洲港务集团';
export const FREQUENT_MENTIONS = 10;

/** UTF-8 bytes that a document has at least, the closing lines left out. */
const LEAST_BYTES = 4_000;
const FILES_PER_FOLDER = 500;

const toTraditional = new Map(STCHARACTERS.split('|').map((entry) => entry.split(' ')).filter(([from, to]) => from!.length === 1 && to!.length === 1).map(([from, to]) => [from!, to!]));
const traditional = (text: string) => [...text].map((c) => (isSimplifiedOnly(c.charCodeAt(0)) ? (toTraditional.get(c) ?? c) : c)).join('');

/** What each document ends with: so one entity is named very often. */
const CLOSING = Array.from({ length: FREQUENT_MENTIONS / 2 }, (_, i) => `${['年初', '三月', '上半年', '国庆前', '岁末'][i % 5]!}，${FREQUENT}召开会议，${FREQUENT}董事长到码头调研。`);

/** Endless documents, one after the other, of about 5 KB in UTF-8: two in five undamaged, the others with glosses, doubled marks and what both do to bytes. */
export function* generateDocuments(): Generator<string> {
  const items = corpusDocuments('train');
  const random = randomFrom(20_261);
  const glossed = [...new Set(items.flatMap(({ text }) => [...traditional(text)]))].filter((c) => encodeGbk(c) !== undefined && readingsOf(c).length > 0).sort();
  let lines: string[] = [];
  let bytes = 0;
  for (let round = 0; ; round++) {
    for (const { text } of multiply(items, 1, 4_711 + round)) {
      lines.push(...text.split('\n'));
      bytes += Buffer.byteLength(text);
      if (bytes < LEAST_BYTES) continue;
      lines.push(...CLOSING);
      yield random() < 0.4 ? lines.join('\n') : damaged(lines);
      lines = [];
      bytes = 0;
    }
  }

  function damaged(of: readonly string[]): string {
    const isTraditional = random() < 0.5;
    const glosses = Array.from({ length: 12 }, () => glossed[Math.floor(random() * glossed.length)]!).map((character) => ({ character, reading: readingsOf(character)[0]! }));
    return of
      .map((line) => {
        const written = isTraditional ? traditional(line) : line;
        if (encodeGbk(written) === undefined) return written;
        return garble(written, { glosses, doubles: ({ ordinal }) => ordinal % 5 === 0, removesPrivateUse: true, fold: 'width' }).text;
      })
      .join('\n');
  }
}

/** Writes the first `count` documents below a folder; returns their size in bytes. */
export function writeCorpus(folder: string, count: number): number {
  let size = 0;
  let written = 0;
  for (const text of generateDocuments()) {
    if (written === count) break;
    const below = join(folder, String(Math.floor(written / FILES_PER_FOLDER)).padStart(4, '0'));
    if (written % FILES_PER_FOLDER === 0) mkdirSync(below, { recursive: true });
    const bytes = Buffer.from(`${text}\n`);
    writeFileSync(join(below, `${String(written).padStart(6, '0')}.txt`), bytes);
    size += bytes.length;
    written++;
  }
  return size;
}
