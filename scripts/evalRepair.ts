/**
 * How well byte slips are repaired: damages text outside the training data, again and again with other lists of glossed
 * characters, and compares what the product makes of it with what it was.
 *
 *     npm run eval:repair                     prints the figures, by kind of slip
 *     npm run eval:repair -- --rounds 40      more lists
 *     npm run eval:repair -- --part tuning    on the half that may be looked at while tuning (`held-back` is the other)
 *     npm run eval:repair -- --part unseen    on corpus/slips/unseen.txt, whose errors nobody looked at and nothing was tuned on
 *     npm run eval:repair -- --sites glosses  only the sites whose name holds the word
 *     npm run eval:repair -- --wrong 20       also prints slips that came out wrong (only with --part tuning)
 */
import { readFileSync } from 'node:fs';
import STCHARACTERS from 'opencc-js/dict/STCharacters';
import { readingsOf } from '../server/src/lexicon/readings.ts';
import { findDamage, profileOf } from '../server/src/damage/index.ts';
import type { Finding } from '../server/src/damage/finding.ts';
import { isSimplifiedOnly } from '../server/src/text/fold.ts';
import { encodeGbk } from '../server/src/text/gbk.ts';
import { garble, type GarbledSpot, type GarbleOptions } from '../server/test-support/garble.ts';
import { randomFrom } from '../server/test-support/random.ts';
import { corpusItems, unerSentences } from './trainingText.ts';

const option = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1]!;
};
const ROUNDS = Number(option('rounds', '12'));
const PART = option('part', 'both') as 'tuning' | 'held-back' | 'both' | 'unseen';
const SHOW_WRONG = PART === 'tuning' ? Number(option('wrong', '0')) : 0;
const ONLY = option('only', '');
const SITES = option('sites', '');
/** About as many glossed characters as the real sites have. */
const LIST_LENGTH = 85;
const LINES_PER_DOCUMENT = 12;

/** Marks as the writers set them: some items of the corpus have them folded to ASCII, as scraped pages do. */
const wide = (line: string) => line.replace(/(?<![\x21-\x7e])[,;:?!]|[,;:?!](?![\x21-\x7e])/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
const unseen = () => readFileSync('corpus/slips/unseen.txt', 'utf8').split('\n').filter((line) => line !== '');
const lines = (PART === 'unseen' ? unseen() : [...unerSentences('dev'), ...corpusItems('dev').flat(), ...corpusItems('test').flat()]).map(wide).filter((line) => encodeGbk(line) && line.length > 8);
const trainingLines = [...unerSentences('train'), ...corpusItems('train').flat()];
if (lines.length === 0) {
  console.log('skipped: no text to damage');
  process.exit(0);
}
/** Halves by content, so that a line stays where it is when others are added. */
const isTuning = (line: string) => [...line].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 9973, 7) % 2 === 0;
const chosen = lines.filter((line) => PART === 'both' || PART === 'unseen' || isTuning(line) === (PART === 'tuning'));

const toTraditional = new Map(STCHARACTERS.split('|').map((entry) => entry.split(' ')).filter(([from, to]) => from!.length === 1 && to!.length === 1).map(([from, to]) => [from!, to!]));
/** What a converter that knows no words makes of simplified text; characters that both scripts use stay. */
const traditional = (text: string) => [...text].map((c) => (isSimplifiedOnly(c.charCodeAt(0)) || c === '台' ? (toTraditional.get(c) ?? c) : c)).join('');

/** Characters that differ between the scripts, the frequent ones first: what the lists of real sites are made of. */
const frequent = (() => {
  const count = new Map<string, number>();
  for (const line of trainingLines) for (const c of traditional(line)) if (toTraditional.has(c) === false && readingsOf(c).length > 0 && isDifferent(c)) count.set(c, (count.get(c) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1]).slice(0, 220).map(([c]) => c);
})();
function isDifferent(c: string): boolean {
  return [...toTraditional.values()].includes(c) && encodeGbk(c) !== undefined;
}

interface Tally {
  slips: number;
  safeRight: number;
  safeWrong: number;
  first: number;
  listed: number;
  flagged: number;
}
const tallies = new Map<string, Tally>();
const tally = (kind: string) => {
  let found = tallies.get(kind);
  if (!found) tallies.set(kind, (found = { slips: 0, safeRight: 0, safeWrong: 0, first: 0, listed: 0, flagged: 0 }));
  return found;
};

function kindOf(slip: NonNullable<GarbledSpot['slip']>): string {
  if (slip.swallowed > 0) return 'digit or other ASCII swallowed';
  if (slip.origin !== 'gloss') return slip.origin === 'comma' ? 'comma put inside' : 'mark set apart';
  if (slip.lostBytes > 0) return slip.removedPairs > 0 ? 'trail and pairs lost' : 'trail lost';
  if (slip.removedPairs === 0) return 'every byte kept';
  return slip.removedPairs === 1 ? 'one pair removed' : 'two pairs or more removed';
}

/** The text from `from` to `to` with these edits applied. */
function edited(raw: string, edits: readonly { start: number; end: number; clean: string | null }[], from: number, to: number): string {
  let out = '';
  let at = from;
  for (const edit of edits) {
    if (edit.start < at || edit.clean === null) continue;
    out += raw.slice(at, edit.start) + edit.clean;
    at = edit.end;
  }
  return out + raw.slice(at, to);
}
type Span = { readonly start: number; readonly end: number; readonly clean: string | null };
const touching = <T extends Span>(edits: readonly T[], from: number, to: number) => edits.filter((e) => e.start < to && e.end > from);
/** The smallest span that cuts no edit of either list. */
function whole(from: number, to: number, ...lists: readonly (readonly Span[])[]): [number, number] {
  for (let grown = true; grown; ) {
    grown = false;
    for (const list of lists) {
      for (const e of touching(list, from, to)) {
        if (e.start < from || e.end > to) {
          from = Math.min(from, e.start);
          to = Math.max(to, e.end);
          grown = true;
        }
      }
    }
  }
  return [from, to];
}

let shown = 0;
let milliseconds = 0;
let paragraphs = 0;
let extraSafe = 0;
function judge(raw: string, clean: readonly GarbledSpot[], findings: readonly Finding[], site: string): void {
  const firsts = findings.filter((f) => f.clean !== null && (f.fix === 'safe' || (f.fix === 'suggested' && (f.kind === 'byte-slip' || f.kind === 'pinyin-gloss'))));
  const safe = firsts.filter((f) => f.fix === 'safe');
  for (const spot of clean) {
    if (spot.kind !== 'byte-slip') continue;
    const agrees = (list: readonly Finding[]) => {
      const [from, to] = whole(spot.start, spot.end, list, clean);
      const mine = touching(list, from, to);
      return mine.length === 0 ? 'nothing' : edited(raw, mine, from, to) === edited(raw, touching(clean, from, to), from, to) ? 'yes' : 'no';
    };
    const { first, listed, flagged } = { first: agrees(firsts) === 'yes', listed: findings.some((f) => f.start === spot.start && f.end === spot.end && [f.clean, ...f.alternatives].slice(0, 3).includes(spot.clean)), flagged: touching(findings, spot.start, spot.end).length > 0 };
    const slipSafe = touching(safe, spot.start, spot.end).filter((f) => f.kind === 'byte-slip');
    const withSafe = slipSafe.length === 0 ? 'nothing' : agrees(safe);
    for (const name of [`${site}: ${kindOf(spot.slip!)}`, `${site}: all`, 'all']) {
      const t = tally(name);
      t.slips++;
      if (withSafe === 'yes') t.safeRight++;
      if (withSafe === 'no') t.safeWrong++;
      if (first) t.first++;
      if (first || listed) t.listed++;
      if (flagged) t.flagged++;
    }
    if ((!first || withSafe === 'no') && shown < SHOW_WRONG && kindOf(spot.slip!).includes(ONLY)) {
      shown++;
      const near = touching(findings, spot.start, spot.end).find((f) => f.kind === 'byte-slip');
      console.log(`${withSafe === 'no' ? 'SAFE WRONG ' : ''}${kindOf(spot.slip!)}${listed ? ' (listed)' : ''}: …${raw.slice(Math.max(0, spot.start - 12), spot.start)}⟦${spot.raw}⟧${raw.slice(spot.end, spot.end + 10)}… is ${spot.clean}; read ${near ? `⟦${near.raw}⟧ ${near.clean} ${near.alternatives.slice(0, 3).join(' ')}` : 'nothing'}`);
    }
  }
  for (const finding of safe) {
    if (touching(clean, finding.start, finding.end).length > 0) continue;
    extraSafe++;
    if (PART === 'tuning') console.log(`EXTRA ${JSON.stringify(finding)}`);
  }
}

const random = randomFrom(20240607);
function shuffled<T>(list: readonly T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

function run(site: string, text: readonly string[], options: () => GarbleOptions): void {
  if (!site.includes(SITES)) return;
  for (let from = 0; from < text.length; from += LINES_PER_DOCUMENT) {
    const document = text.slice(from, from + LINES_PER_DOCUMENT);
    const garbled = garble(document.join('\n'), options());
    if (!garbled.spots.some((spot) => spot.kind === 'byte-slip')) continue;
    const profile = profileOf(garbled.text);
    let start = 0;
    for (const line of garbled.text.split('\n')) {
      const end = start + line.length;
      const spots = garbled.spots.filter((spot) => spot.start >= start && spot.end <= end).map((spot) => ({ ...spot, start: spot.start - start, end: spot.end - start }));
      start = end + 1;
      if (!spots.some((spot) => spot.kind === 'byte-slip')) continue;
      const before = performance.now();
      const findings = findDamage(line, undefined, profile);
      milliseconds += performance.now() - before;
      paragraphs++;
      judge(line, spots, findings, site);
    }
  }
}

const list = () => shuffled(frequent).slice(0, LIST_LENGTH).map((character) => ({ character, reading: readingsOf(character)[0]! }));
const traditionalLines = chosen.map(traditional);
for (let round = 0; round < ROUNDS; round++) {
  const glosses = list();
  // Two marks of three, in a run that skips now and then.
  const doubles = () => {
    let ordinal = Math.floor(random() * 3);
    return () => {
      if (random() < 0.04) ordinal++;
      return ordinal++ % 3 !== 0;
    };
  };
  run('glosses', traditionalLines, () => ({ glosses, removesPrivateUse: true, fold: 'width' }));
  run('glosses and commas', traditionalLines, () => ({ glosses, doubles: doubles(), removesPrivateUse: true, fold: round % 2 === 0 ? 'width' : 'nfkc' }));
  if (round % 4 === 0) run('glosses, nothing folded or removed', traditionalLines, () => ({ glosses, removesPrivateUse: false, fold: 'none' }));
  if (round % 4 === 1) run('glosses, marks set apart', traditionalLines, () => ({ glosses, setApart: '！，；：？＜（', removesPrivateUse: true, fold: 'width' }));
}
run('simplified, marks set apart', chosen, () => ({ glosses: [], setApart: '！，；：？＜（', removesPrivateUse: true, fold: 'width' }));
run('simplified, marks set apart, nothing folded', chosen, () => ({ glosses: [], setApart: '！，；：？＜（', removesPrivateUse: false, fold: 'none' }));

const percent = (part: number, of: number) => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);
console.log(`${PART === 'both' ? 'both halves' : PART} of ${lines.length} lines, ${ROUNDS} lists of ${LIST_LENGTH} characters, ${(milliseconds / Math.max(1, paragraphs)).toFixed(1)} ms a paragraph`);
console.log('| slips | count | safe right | safe wrong | first reading right | among first three | flagged |\n|---|---|---|---|---|---|---|');
for (const [kind, t] of [...tallies].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`| ${kind} | ${t.slips} | ${percent(t.safeRight, t.slips)} | ${t.safeWrong} | ${percent(t.first, t.slips)} | ${percent(t.listed, t.slips)} | ${percent(t.flagged, t.slips)} |`);
}
console.log(`safe fixes where nothing was damaged: ${extraSafe}`);
