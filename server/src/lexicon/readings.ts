import { simplifiedCode, traditionalForms } from '../text/fold.ts';
import table from './generated/readings.json' with { type: 'json' };

/** In the table the characters before `|` are usually read so, those after it are read so too. */
let own: Map<number, readonly string[]> | undefined;
let either: Map<number, readonly string[]> | undefined;

function ownReadings(): Map<number, readonly string[]> {
  if (own) return own;
  const map = new Map<number, string[]>();
  for (const [reading, characters] of Object.entries(table.readings)) {
    const usual = characters.indexOf('|');
    for (let i = 0; i < characters.length; i++) {
      if (i === usual) continue;
      const code = characters.charCodeAt(i);
      const list = map.get(code);
      if (!list) map.set(code, [reading]);
      else if (i < usual) list.unshift(reading);
      else list.push(reading);
    }
  }
  own = map;
  return map;
}

const TONES = /[\u0300\u0301\u0304\u030c]/g;

const toneless = new Map<string, string>();

/** A reading without its tone mark: `zhǎng` gives `zhang`, `nǚ` gives `nü`. */
export function withoutTone(reading: string): string {
  let bare = toneless.get(reading);
  if (bare === undefined) {
    bare = reading.normalize('NFD').replace(TONES, '').normalize('NFC');
    if (toneless.size < 10_000) toneless.set(reading, bare); // the readings there are, and not every text that is asked about
  }
  return bare;
}

/** True if a syllable carries a tone mark. */
export function hasTone(reading: string): boolean {
  return withoutTone(reading) !== reading.normalize('NFC');
}

/**
 * Every Mandarin reading of a character, of its own or of its simplified form (們 has 们's `men`): lower case, with tone
 * marks, `ü` where it is one; the usual one first. Empty for what is no Han character or has no known reading.
 */
export function readingsOf(character: string): readonly string[] {
  either ??= new Map();
  const code = character.charCodeAt(0);
  let readings = either.get(code);
  if (!readings) {
    const mine = ownReadings().get(code) ?? [];
    const simple = simplifiedCode(code) === code ? [] : (ownReadings().get(simplifiedCode(code)) ?? []);
    readings = [...new Set([...mine, ...simple])];
    either.set(code, readings);
  }
  return readings;
}

/**
 * True if `syllable` is a reading of the character, of its own or of its simplified form. With a tone mark the tone must
 * agree; without one any tone will do. `v` and, in a toneless syllable, `u` stand for `ü` (lv, lu for 绿).
 */
export function isReadingOf(syllable: string, character: string): boolean {
  const readings = readingsOf(character);
  // As the sites write it, and as the table does.
  if (readings.includes(syllable)) return true;
  const wanted = syllable.normalize('NFC').replace(/v/g, 'ü');
  const toned = hasTone(wanted);
  for (const reading of readings) {
    if (reading === wanted) return true;
    if (toned) continue;
    const bare = withoutTone(reading);
    if (bare === wanted || bare.replace('ü', 'u') === wanted) return true;
  }
  return false;
}

let syllables: Set<string> | undefined;

/** True for a syllable that some character is read as, with its tone mark or without any. */
export function isSyllable(letters: string): boolean {
  syllables ??= new Set(Object.keys(table.readings).flatMap((reading) => [reading, withoutTone(reading)]));
  return syllables.has(letters);
}

let byReading: Map<string, string> | undefined;

/** Every character with a reading, of its own or of its simplified form; with a toneless one, any tone. Empty for what is no reading. */
export function charactersRead(letters: string): string {
  if (!byReading) {
    byReading = new Map();
    const add = (reading: string, characters: string) => byReading!.set(reading, (byReading!.get(reading) ?? '') + characters);
    for (const [reading, listed] of Object.entries(table.readings)) {
      const own = listed.replace('|', '');
      const characters = own + [...own].map(traditionalForms).join('');
      add(reading, characters);
      if (withoutTone(reading) !== reading) add(withoutTone(reading), characters);
    }
    for (const [reading, characters] of byReading) byReading.set(reading, [...new Set(characters)].join(''));
  }
  return byReading.get(letters) ?? '';
}
