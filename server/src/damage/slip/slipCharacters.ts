import { isRareForm, isSimplifiedOnly, isTraditionalOnly, simplifiedCode } from '../../text/fold.ts';
import { decodePair, isPrivateUse, isTrail } from '../../text/gbk.ts';
import { isHan } from '../../text/han.ts';
import { readingsOf, withoutTone } from '../../lexicon/readings.ts';

/** The script of the text around a slip; `either` where it does not show. */
export type SlipScript = 'traditional' | 'simplified' | 'either';

/** How unlikely a form is in a script, in nats: converted text has no simplified characters, and no variants that the converter does not make. */
export function formCost(code: number, script: SlipScript): number {
  if (script === 'traditional') return isSimplifiedOnly(code) ? 7 : isRareForm(code) ? 3.5 : 0;
  if (script === 'simplified') return isTraditionalOnly(code) ? 7 : 0;
  return isRareForm(code) ? 3.5 : 0;
}

/** First bytes of the pairs that are read as private use, with the range of their second bytes: the user-defined ones, and holes among the symbols. */
export const REMOVED_GROUPS: readonly { readonly firsts: readonly number[]; readonly from: number; readonly to: number }[] = [
  { firsts: range(0xa1, 0xa7), from: 0x40, to: 0xa0 },
  { firsts: [...range(0xaa, 0xaf), ...range(0xf8, 0xfe)], from: 0xa1, to: 0xfe },
  { firsts: [0xa2], from: 0xab, to: 0xb0 },
  { firsts: [0xa6], from: 0xb9, to: 0xc0 },
  { firsts: [0xa7], from: 0xc2, to: 0xd0 },
  { firsts: [0xa8], from: 0x96, to: 0xa0 },
  { firsts: [0xa8], from: 0xc1, to: 0xc4 },
  { firsts: [0xa9], from: 0x97, to: 0xa3 },
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** A character of running text: Han, or a mark. Not private use, kana, Greek, box drawing and what else GBK holds. */
export function isTextCharacter(code: number): boolean {
  return isHan(code) || MARKS.has(code);
}
const MARKS = new Set([...'、。，；：？！“”‘’（）《》〈〉【】·—…％　'].map((mark) => mark.charCodeAt(0)));

const cache = new Map<number, readonly number[]>();
function cached(key: number, make: () => number[]): readonly number[] {
  let list = cache.get(key);
  if (!list) cache.set(key, (list = make()));
  return list;
}

/** The characters of running text whose first byte is `lead` and whose second byte lies in a range, as pairs of bytes. */
export function pairsWithLead(lead: number, from: number, to: number): readonly number[] {
  return cached((lead << 16) | (from << 8) | to, () => range(from, to).filter(isTrail).map((trail) => (lead << 8) | trail).filter(isTextPair));
}

/** The characters of running text whose second byte is `trail` and whose first byte lies in a range, as pairs of bytes. */
export function pairsWithTrail(trail: number, from: number, to: number): readonly number[] {
  return cached(0x1000000 | (trail << 16) | (from << 8) | to, () => range(Math.max(0x81, from), to).map((lead) => (lead << 8) | trail).filter(isTextPair));
}

/** The marks, no Han characters, whose second byte is `trail`, as pairs of bytes. */
export function marksWithTrail(trail: number): readonly number[] {
  return cached(0x2000000 | trail, () => pairsWithTrail(trail, 0x81, 0xfe).filter((pair) => !isHan(decodePair(pair))));
}

/** The characters of running text whose first byte is `lead` and whose second byte is the first one of a pair of {@link REMOVED_GROUPS}[group]. */
export function pairsBefore(lead: number, group: number): readonly number[] {
  return cached(0x3000000 | (lead << 8) | group, () => REMOVED_GROUPS[group]!.firsts.map((first) => (lead << 8) | first).filter(isTextPair));
}

/** The characters of running text between two removed pairs, as pairs of bytes: the first byte ends a pair of {@link REMOVED_GROUPS}[group], the second begins one of [next]. */
export function pairsBetween(group: number, next: number): readonly number[] {
  const { from, to } = REMOVED_GROUPS[group]!;
  return cached(0x4000000 | (group << 8) | next, () => REMOVED_GROUPS[next]!.firsts.flatMap((first) => pairsWithTrail(first, from, to)));
}

/** The characters of running text whose first byte ends a pair of {@link REMOVED_GROUPS}[group], as pairs of bytes. */
export function pairsAfter(group: number): readonly number[] {
  const { from, to } = REMOVED_GROUPS[group]!;
  return cached(0x5000000 | group, () => range(from, to).flatMap((lead) => pairsWithLead(lead, 0x81, 0xfe)));
}

function isTextPair(pair: number): boolean {
  const code = decodePair(pair);
  return code !== 0 && !isPrivateUse(code) && isTextCharacter(code);
}

/** How well a reading fits a character as the gloss of a site's list: 0 for the usual one, more for others, undefined where it is none. In nats. */
export function readingCost(letters: string, code: number): number | undefined {
  const readings = readingsOf(String.fromCharCode(code));
  const at = readings.findIndex((reading) => reading === letters);
  if (at >= 0) return at === 0 ? 0 : 1;
  const toneless = readings.findIndex((reading) => withoutTone(reading) === letters);
  return toneless >= 0 ? (toneless === 0 ? 0.5 : 1.5) : undefined;
}

/** How unlikely a character is to be on a site's list: those lists hold characters that differ between the scripts. In nats. */
export function listCost(code: number, script: SlipScript): number {
  const differs = simplifiedCode(code) !== code || isSimplifiedOnly(code);
  return differs ? 0 : script === 'traditional' ? 4 : 2;
}
