/**
 * `npm run eval:encodings`: in which encoding texts of 10 to 200 characters are taken to be saved, 500 of each sort: a table of what
 * they were saved in against the guess, how many guesses are called doubtful, and how many of those that are not are wrong. The
 * sentences (UNER_Chinese-GSDSIMP dev, the dev items of corpus/) are not those that anything was learned from. `--show N` prints up to
 * N wrong guesses of each sort. Ends with status 1 where a guess that is not called doubtful is wrong.
 */
import * as OpenCC from 'opencc-js';
import { encodeText } from '../server/src/text/encodeText.ts';
import { decodeText, type Encoding } from '../server/src/text/encodings.ts';
import { randomFrom } from '../server/test-support/random.ts';
import { corpusItems, unerSentences } from './trainingText.ts';

const TEXTS = Number(process.env['N'] ?? 500);
const shown = process.argv.includes('--show') ? Number(process.argv[process.argv.indexOf('--show') + 1]) : 0;
const random = randomFrom(20_241);
const below = (limit: number) => Math.floor(random() * limit);

const text = [...unerSentences('dev'), ...corpusItems('dev').flat()].join('\n');
if (text === '') {
  console.log('skipped: no sentences');
  process.exit(0);
}
const toTraditional = OpenCC.Converter({ from: 'cn', to: 'tw' });

/** Random text of 10 to `longest` characters, at least half of them Han. */
function sample(longest: number): string {
  for (;;) {
    const length = 10 + below(longest - 9);
    const start = below(text.length - length);
    const found = text.slice(start, start + length).toWellFormed();
    if ((found.match(/\p{Script=Han}/gu)?.length ?? 0) * 2 >= length) return found;
  }
}

interface Sort {
  readonly name: string;
  readonly encoding: Encoding;
  readonly traditional?: true;
  /** The longest text; 200 where it is not given. */
  readonly longest?: number;
  /** What happens to the bytes on their way. */
  readonly spoil?: (bytes: Uint8Array) => Uint8Array;
}

/** One byte that is not ASCII is gone. */
const withoutAByte = (bytes: Uint8Array): Uint8Array => {
  const high = [...bytes.keys()].filter((i) => bytes[i]! >= 0x80);
  const gone = high[below(high.length)]!;
  return bytes.filter((_, i) => i !== gone);
};
const SORTS: readonly Sort[] = [
  { name: 'UTF-8', encoding: 'utf-8' },
  { name: 'UTF-8, a byte lost', encoding: 'utf-8', spoil: withoutAByte },
  { name: 'GBK', encoding: 'gb18030' },
  { name: 'GBK, 10 to 20 characters', encoding: 'gb18030', longest: 20 },
  { name: 'GBK, traditional text', encoding: 'gb18030', traditional: true },
  { name: 'GBK, a byte lost', encoding: 'gb18030', spoil: withoutAByte },
  { name: 'Big5', encoding: 'big5', traditional: true },
  { name: 'Big5, 10 to 20 characters', encoding: 'big5', traditional: true, longest: 20 },
  { name: 'Big5, a byte lost', encoding: 'big5', traditional: true, spoil: withoutAByte },
  { name: 'UTF-16LE without a mark', encoding: 'utf-16le' },
  { name: 'UTF-16BE without a mark', encoding: 'utf-16be' },
];
const GUESSES: readonly (Encoding | 'binary')[] = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'binary'];

let missed = false;
console.log(`${'saved in'.padEnd(28)}${GUESSES.map((guess) => guess.padStart(9)).join('')}  doubtful: right, wrong   wrong, not doubtful`);
for (const { name, encoding, traditional, longest, spoil } of SORTS) {
  const counts = new Map<string, number>();
  const doubtful = { right: 0, wrong: 0 };
  let wrong = 0;
  let examples = 0;
  for (let i = 0; i < TEXTS; ) {
    const simplified = sample(longest ?? 200);
    const written = traditional ? toTraditional(simplified) : simplified;
    const bytes = encodeText(written, encoding);
    if (!bytes) continue;
    i++;
    const decoded = decodeText(spoil ? spoil(bytes) : bytes);
    const guess = decoded.binary ? 'binary' : decoded.encoding;
    counts.set(guess, (counts.get(guess) ?? 0) + 1);
    const isRight = guess === encoding;
    if (decoded.sureness === 'doubtful') doubtful[isRight ? 'right' : 'wrong']++;
    else if (!isRight) wrong++;
    if (!isRight && examples++ < shown) console.log(`  ${guess}, ${decoded.sureness}: ${written}\n    ${decoded.text}`);
  }
  missed ||= wrong > 0;
  console.log(`${name.padEnd(28)}${GUESSES.map((guess) => String(counts.get(guess) ?? '–').padStart(9)).join('')}  ${`${doubtful.right}, ${doubtful.wrong}`.padStart(16)} ${String(wrong).padStart(16)}`);
}
if (missed) console.log('\nA guess that is not called doubtful is wrong.');
process.exitCode = missed ? 1 : 0;
