import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodeGbk } from '../src/text/gbk.ts';
import { garble } from './garble.ts';

/** Real damaged texts with the truth beside them; absent from a clone. */
const SEEDS = '../shared/seeds';

interface GoldSpot {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly clean: string;
  readonly kind: string;
  readonly optional?: boolean;
}

const names = existsSync(SEEDS) ? readdirSync(SEEDS).filter((file) => file.endsWith('.damage.json')).map((file) => file.replace('.damage.json', '')) : [];
if (names.length === 0) test.skip(`garbling the mended texts again: skipped, no ${SEEDS}`, () => {});

test.each(names)('garbling the mended text of %s gives the damaged text back, with the same spots', (name) => {
  const read = (ending: string) => readFileSync(`${SEEDS}/${name}${ending}`, 'utf8');
  const gold = (JSON.parse(read('.damage.json')) as GoldSpot[]).filter((spot) => !spot.optional);
  const raw = read('.txt');
  // The text as it was before width was folded, with the author's own slip in it.
  const mended = withSpots(raw, gold);
  const clean = unfolded(mended.text);

  const glosses = new Map<string, string>();
  for (const spot of gold) {
    if (spot.kind === 'pinyin-gloss' && /\p{Script=Han}/u.test(raw[spot.start - 1]!)) glosses.set(raw[spot.start - 1]!, spot.raw.slice(1, -1));
  }
  // Characters that only a slip shows: what the bytes on both sides of the gloss make.
  for (const [character, reading] of hidden(gold, clean, mended.offsets)) glosses.set(character, reading);
  const order = [...glosses].sort(([a], [b]) => Number(b === '數') - Number(a === '數'));

  const doubled = new Set(gold.filter((spot) => spot.kind === 'doubled-punctuation').map((spot) => mended.offsets.get(spot)!));
  const byteOf = (offset: number) => encodeGbk(clean.slice(0, offset))!.length;
  const bytes = new Set([...doubled].map(byteOf));
  for (const spot of gold) {
    if (spot.kind !== 'byte-slip' || !spot.raw.startsWith(',')) continue;
    const at = byteOf(mended.offsets.get(spot)!);
    bytes.add(at).add(at + 1);
  }
  const garbled = garble(clean, {
    glosses: order.map(([character, reading]) => ({ character, reading })),
    doubles: ({ cleanByte }) => bytes.has(cleanByte),
    removesPrivateUse: true,
    fold: 'width',
  });
  expect(garbled.text).toBe(raw);
  expect(garbled.spots.map(({ start, end, raw, clean, kind }) => ({ start, end, raw, clean, kind }))).toEqual(gold.map(({ start, end, raw, clean, kind }) => ({ start, end, raw, clean, kind })));
});

function withSpots(raw: string, spots: readonly GoldSpot[]): { text: string; offsets: Map<GoldSpot, number> } {
  let text = '';
  let at = 0;
  const offsets = new Map<GoldSpot, number>();
  for (const spot of spots) {
    text += raw.slice(at, spot.start);
    offsets.set(spot, text.length);
    text += spot.clean;
    at = spot.end;
  }
  return { text: text + raw.slice(at), offsets };
}

/** Marks back to full width, one by one, except where digits or an address stand beside them. */
function unfolded(text: string): string {
  return text.replace(/(?<![\x21-\x7e])[,;?]|[,;](?![\x21-\x7e])/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
}

/** Of each slip of a gloss: the character whose bytes are the trail of the character before it and the lead of its first. */
function hidden(gold: readonly GoldSpot[], clean: string, offsets: ReadonlyMap<GoldSpot, number>): [string, string][] {
  const found: [string, string][] = [];
  for (const spot of gold) {
    if (spot.kind !== 'byte-slip') continue;
    const reading = /^\?(\p{L}+)\)/u.exec(spot.raw)?.[1];
    if (reading) {
      const at = offsets.get(spot)!;
      const [, trail] = encodeGbk(clean[at - 1]!)!;
      const [lead] = encodeGbk(clean[at]!)!;
      found.push([new TextDecoder('gb18030').decode(new Uint8Array([trail!, lead!])), reading]);
    }
    const last = /\?(\p{L}+)\)$/u.exec(spot.raw)?.[1];
    if (last) found.push([clean[offsets.get(spot)! + spot.clean.length - 1]!, last]);
  }
  return found;
}
