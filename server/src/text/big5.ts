/*
 * Big5, in the two tables that are met. Both agree in A140–F9FE, where nearly all text lies. Beyond it the web's table (WHATWG) has
 * the ETEN extensions in C6A1–C8FE and Hong Kong's characters in 8740–A0FE and FA40–FEFE, while Windows (code page 950) and Node's ICU
 * have private-use characters there. Decoding gives the ETEN characters where they are; encoding takes either.
 */

import { pairTables, setPair, type PairTables } from './pairTables.ts';

/** C6A1 and on, in order of their codes (WHATWG index-big5): numbers, strokes, marks, kana, Cyrillic. */
const ETEN = '①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ丶丿亅亠冂冖冫勹匸卩厶夊宀巛⼳广廴彐彡攴无疒癶辵隶¨ˆヽヾゝゞ〃仝々〆〇ー［］✽'
  + 'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをん'
  + 'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ'
  + 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя';

/** Where Windows keeps the rows that Big5 leaves to the user: first lead byte, last one, first private-use code unit. Source: Microsoft, code page 950. */
const USER_DEFINED = [
  [0xfa, 0xfe, 0xe000],
  [0x8e, 0xa0, 0xe311],
  [0x81, 0x8d, 0xeeb8],
] as const;
/** C6A1–C8FE in Windows. */
const ETEN_PRIVATE_USE = 0xf6b1;

let tables: PairTables | undefined;

/** A2CC and A2CE are 十 and 卅 a second time; C6A1–C8FE is read in more ways than one. */
const leavesOut = (pair: number) => pair === 0xa2cc || pair === 0xa2ce || (pair > 0xc67e && pair < 0xc900);

/** Built at first use. */
function big5Tables(): PairTables {
  if (tables) return tables;
  const built = pairTables('big5', 0xa1, 0xf9, TRAILS, leavesOut);
  const set = (pair: number, code: number) => setPair(built, pair, code);
  for (let i = 0; i <= 0x20; i++) set(0xa3c0 + i, i === 0x20 ? 0x2421 : 0x2400 + i);
  for (let i = 0; i < ETEN.length; i++) set(etenPair(i), ETEN.charCodeAt(i));
  for (let i = 0; i < 408; i++) set(etenPair(i), ETEN_PRIVATE_USE + i);
  for (const [first, last, start] of USER_DEFINED) {
    for (let lead = first; lead <= last; lead++) for (let i = 0; i < TRAILS.length; i++) set((lead << 8) | TRAILS[i]!, start + (lead - first) * TRAILS.length + i);
  }
  tables = built;
  return tables;
}

/** Every byte that closes a pair: 40–7E, A1–FE. */
const TRAILS: readonly number[] = Array.from({ length: 157 }, (_, i) => (i < 63 ? 0x40 + i : 0xa1 + i - 63));

/** The pair at this place after C6A1. */
function etenPair(index: number): number {
  const place = index + 63;
  return ((0xc6 + Math.floor(place / 157)) << 8) | TRAILS[place % 157]!;
}

/** The code unit that a pair of bytes (lead << 8 | trail) stands for, private use included; 0 where it is none. Hong Kong's additional characters are not known. */
export function decodeBig5Pair(pair: number): number {
  return big5Tables().decode[pair]!;
}

/** The two bytes (lead << 8 | trail) of a code unit, in the web's table or that of Windows; 0 where there are none, ASCII included. */
export function encodeBig5Pair(code: number): number {
  return big5Tables().encode[code]!;
}

/** True for a byte that closes a pair. */
export function isBig5Trail(byte: number): boolean {
  return (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe);
}

let seconds: ReadonlyMap<number, number> | undefined;

/** The ETEN code of a character that also has an ordinary one (〃 and 仝); 0 for any other. */
export function secondBig5Pair(code: number): number {
  seconds ??= new Map(Array.from(ETEN, (character, i) => [character.charCodeAt(0), etenPair(i)] as const).filter(([of, pair]) => encodeBig5Pair(of) !== pair));
  return seconds.get(code) ?? 0;
}
