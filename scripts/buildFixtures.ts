/** `npm run build:fixtures`: builds test-fixtures/ from corpus/fixtures/. With `--check`, says what differs instead of writing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Converter } from 'opencc-js';
import { hasTone, readingsOf, withoutTone } from '../server/src/lexicon/readings.ts';
import { applyEdits, type Edit } from '../server/src/text/cleanText.ts';
import { toSimplified } from '../server/src/text/fold.ts';
import { garble } from '../server/test-support/garble.ts';
import { closeUp, parseMarkup } from '../server/test-support/markup.ts';

const sources = fileURLToPath(new URL('../corpus/fixtures/', import.meta.url));
const target = fileURLToPath(new URL('../test-fixtures/', import.meta.url));

/** A damaged place of a sample, as in the gold files. */
interface Spot {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /** null where nobody can know. */
  readonly clean: string | null;
  readonly kind: string;
}

/** A noncharacter, so that it cannot stand in a source; marks where a hand-made spot begins while the mark-up is parsed. */
const PLACEHOLDER = '\ufdd0';
const SPOT = /⟪([^⇒]*)⇒([^⇒]*)⇒([a-z-]+)⟫/g;
const toTraditional = Converter({ from: 'cn', to: 't' });

/** The four files of a sample, by ending. */
function buildSample(source: string): Record<string, string> {
  const [header, ...lines] = source.trimEnd().split('\n');
  const fields = new Map(header!.replace(/^### /, '').split(' ').map((field) => field.split('=') as [string, string]));
  const unescape = (text: string) => text.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

  const byHand: { raw: string; clean: string | null; kind: string }[] = [];
  const withPlaceholders = lines.join('\n').replace(SPOT, (_, raw: string, clean: string, kind: string) => {
    byHand.push({ raw: unescape(raw), clean: clean === '?' ? null : clean, kind });
    return PLACEHOLDER;
  });
  const marked = parseMarkup(withPlaceholders);

  // The text as its writer wrote it (unknown spots keep what stands there), and where offsets of the parsed text fall in it.
  let written = '';
  const offsets: number[] = [];
  const handSpots: Spot[] = [];
  let next = 0;
  for (const character of marked.text.split('')) {
    offsets.push(written.length);
    if (character !== PLACEHOLDER) {
      written += character;
      continue;
    }
    const spot = byHand[next++]!;
    const clean = spot.clean ?? spot.raw;
    handSpots.push({ ...spot, start: written.length, end: written.length + clean.length });
    written += clean;
  }
  offsets.push(written.length);
  if (fields.get('script') === 'traditional') written = Array.from(written, (character) => toTraditional(character)).join('');

  const { text: raw, clean, spots } = damaged(written, handSpots, fields);
  const known = spots.filter((spot) => spot.clean !== null);
  const edits: Edit[] = known.map((spot) => ({ start: spot.start, end: spot.end, clean: spot.clean!, belongsToPrevious: spot.kind === 'pinyin-gloss' }));
  const map = applyEdits(raw, edits);
  if (map.clean !== clean) throw new Error('the spots do not give the clean text');
  const mentions = marked.mentions.map((mention) => {
    const span = { start: offsets[mention.start]!, end: offsets[mention.end]! };
    const { start, end } = map.toRaw(span);
    for (const spot of known) if (spot.kind === 'byte-slip' && ((spot.start < start && spot.end > start) || (spot.start < end && spot.end > end))) throw new Error(`a mention begins or ends inside a byte slip: ${mention.text}`);
    return { start, end, text: raw.slice(start, end), clean: closeUp(toSimplified(clean.slice(span.start, span.end))), type: mention.type, entity: foldedAs(clean, mention.entity), titles: mention.titles.map((t) => ({ title: t.title, body: t.body && foldedAs(clean, t.body) })), nested: mention.nested, relative: mention.relative };
  });
  return {
    '.txt': raw,
    '.clean.txt': clean,
    '.damage.json': list(known),
    '.entities.json': `{"mentions": ${list(mentions)}}\n`,
  };

  /** Canonical names follow the document's own width of brackets. */
  function foldedAs(text: string, name: string): string {
    return text.includes(name) || fields.get('fold') !== 'ascii' ? name : name.replace(/（/g, '(').replace(/）/g, ')');
  }
}

/** Damages a written text as the header of its source says. */
function damaged(written: string, byHand: readonly Spot[], fields: ReadonlyMap<string, string>): { text: string; clean: string; spots: readonly Spot[] } {
  const fold = fields.get('fold') === 'ascii' ? 'width' : 'none';
  if (byHand.length > 0) return withSpots(written, byHand);
  const random = fields.get('random-gloss');
  if (random) return withSpots(written, randomGlosses(written, random === 'toned'));
  const glosses = Array.from(fields.get('gloss') ?? '', (character) => ({ character, reading: readingsOf(character).find(hasTone)! }));
  const garbled = garble(written, { glosses, ...(fields.get('marks') === 'yes' ? { doubles: ({ ordinal }: { ordinal: number }) => ordinal % 3 !== 0 } : {}), removesPrivateUse: true, fold });
  return garbled;
}

/** Puts `raw` where each spot's clean text stands. Spots are given in clean offsets and come back in raw ones. */
function withSpots(clean: string, byClean: readonly Spot[]): { text: string; clean: string; spots: readonly Spot[] } {
  let text = '';
  let at = 0;
  const spots = byClean.map((spot) => {
    text += clean.slice(at, spot.start);
    const start = text.length;
    text += spot.raw;
    at = spot.end;
    return { ...spot, start, end: text.length };
  });
  return { text: text + clean.slice(at), clean, spots };
}

function randomGlosses(clean: string, toned: boolean): Spot[] {
  const spots: Spot[] = [];
  let count = 0;
  for (let i = 0; i < clean.length; i++) {
    const reading = readingsOf(clean[i]!).find(hasTone);
    if (reading && ++count % 11 === 0) spots.push({ start: i + 1, end: i + 1, raw: `(${toned ? reading : withoutTone(reading)})`, clean: '', kind: 'pinyin-gloss' });
  }
  return spots;
}

function list(items: readonly object[]): string {
  const shown = items.map((item) => JSON.stringify(item, ['start', 'end', 'raw', 'text', 'clean', 'kind', 'type', 'entity', 'titles', 'title', 'body', 'nested', 'relative']));
  return shown.length ? `[\n  ${shown.join(',\n  ')}\n]\n` : '[]\n';
}

const check = process.argv.includes('--check');
let differing = 0;
mkdirSync(target, { recursive: true });
for (const file of readdirSync(sources).filter((name) => name.endsWith('.txt')).sort()) {
  let sample: Record<string, string>;
  try {
    sample = buildSample(readFileSync(sources + file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const [ending, content] of Object.entries(sample)) {
    const path = target + file.replace(/\.txt$/, ending);
    if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
    differing++;
    if (check) console.error(`${path} is not what corpus/fixtures/${file} builds`);
    else writeFileSync(path, content);
  }
}
console.log(check ? `${differing} sample files differ` : `${differing} sample files written`);
if (check && differing > 0) process.exitCode = 1;
