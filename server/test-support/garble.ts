import { decodePair, encodeGbk, encodePair, isLead, isPrivateUse, isTrail } from '../src/text/gbk.ts';

/*
 * The damage run forward, byte by byte, as copy sites do it: glosses behind the two bytes of a character wherever they
 * stand, commas before the two bytes of a mark wherever they stand, marks set apart wherever their bytes stand, then a
 * reading as GBK. It shares nothing with the repair but the GBK table.
 */

/** What a site does to a text. */
export interface GarbleOptions {
  /** One pass over the whole text for each, in this order. `reading` goes into ASCII brackets. */
  readonly glosses: readonly { readonly character: string; readonly reading: string }[];
  /** Asked at every place where the two bytes of ， 、 。 or ； stand: whether a comma is put before it. */
  readonly doubles?: (place: { readonly ordinal: number; readonly cleanByte: number }) => boolean;
  /** The marks that are searched at any byte and set apart, after which every piece is decoded alone: `！，；：？＜（`. */
  readonly setApart?: string;
  /** What a byte alone at the end of a piece becomes. */
  readonly loneByte?: '?' | '';
  /** Private-use characters are deleted after decoding. */
  readonly removesPrivateUse: boolean;
  /** What happens to width at the end. */
  readonly fold: 'nfkc' | 'width' | 'none';
}

/** One damaged place. Offsets are code units of the damaged text. */
export interface GarbledSpot {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  /** What it should read, folded as the text is. */
  readonly clean: string;
  readonly kind: 'pinyin-gloss' | 'doubled-punctuation' | 'byte-slip';
  /** For a byte slip: what its bytes went through. */
  readonly slip?: {
    /** Pairs that became private use and were deleted. */
    readonly removedPairs: number;
    /** Bytes of the original that were swallowed by a `?`, other than the one before an inserted gloss. */
    readonly lostBytes: number;
    /** ASCII characters of the original that were swallowed. */
    readonly swallowed: number;
    /** How it began: a gloss or a comma put inside a character, or a mark set apart. */
    readonly origin: 'gloss' | 'comma' | 'apart';
  };
}

/** A damaged text and what was done to it. */
export interface Garbled {
  readonly text: string;
  /** The text as it would read without the damage, folded as the damaged one is. */
  readonly clean: string;
  /** Sorted. Applied to `text` they give `clean`. */
  readonly spots: readonly GarbledSpot[];
}

/** One byte on its way; `clean` is its offset among the bytes of the clean text, -1 where it was inserted. */
interface Byte {
  readonly value: number;
  readonly clean: number;
  readonly insertion?: Insertion;
}
/** A gloss, or a comma before a mark. */
interface Insertion {
  readonly kind: 'gloss' | 'comma';
}
/** Bytes read as one character, or as `?`, or as nothing. */
interface Unit {
  text: string;
  readonly bytes: readonly Byte[];
  readonly removed?: boolean;
}

/** Damages a text, line by line. Characters that GBK does not have must not occur. Throws RangeError where one does. */
export function garble(text: string, options: GarbleOptions): Garbled {
  let damaged = '';
  let clean = '';
  const spots: GarbledSpot[] = [];
  const counter = { marks: 0, bytes: 0 };
  for (const [i, line] of text.split('\n').entries()) {
    if (i > 0) {
      damaged += '\n';
      clean += '\n';
    }
    const done = garbleLine(line, options, counter);
    for (const spot of done.spots) spots.push({ ...spot, start: spot.start + damaged.length, end: spot.end + damaged.length });
    damaged += done.text;
    clean += done.clean;
  }
  return { text: damaged, clean, spots };
}

function garbleLine(line: string, options: GarbleOptions, counter: { marks: number; bytes: number }): Garbled {
  const encoded = encodeGbk(line);
  if (!encoded) throw new RangeError(`GBK does not have every character of: ${line}`);
  let bytes: Byte[] = [...encoded].map((value, i) => ({ value, clean: i }));
  for (const gloss of options.glosses) bytes = glossed(bytes, gloss.character, gloss.reading);
  if (options.doubles) bytes = withCommas(bytes, options.doubles, counter);
  let units = decoded(bytes, options.removesPrivateUse, '?');
  if (options.setApart) units = setApart(units, options);
  counter.bytes += encoded.length + 1;
  return assembled(line, encoded, units, options.fold);
}

/** Puts `(reading)` behind every place where the two bytes of the character stand. */
function glossed(bytes: readonly Byte[], character: string, reading: string): Byte[] {
  const pair = encodePair(character.charCodeAt(0));
  const inserted = encodeGbk(`(${reading})`)!;
  const out: Byte[] = [];
  for (let i = 0; i < bytes.length; i++) {
    out.push(bytes[i]!);
    if (bytes[i]!.value !== pair >> 8 || bytes[i + 1]?.value !== (pair & 0xff)) continue;
    out.push(bytes[++i]!);
    const insertion: Insertion = { kind: 'gloss' };
    for (const value of inserted) out.push({ value, clean: -1, insertion });
  }
  return out;
}

const DOUBLED = new Set(['，', '、', '。', '；'].map((mark) => encodePair(mark.charCodeAt(0))));

/** Puts a comma before the two bytes of a mark, looking at every byte in turn, so that places may overlap. */
function withCommas(bytes: readonly Byte[], doubles: NonNullable<GarbleOptions['doubles']>, counter: { marks: number; bytes: number }): Byte[] {
  const out: Byte[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    const next = bytes[i + 1];
    if (next && DOUBLED.has((byte.value << 8) | next.value) && doubles({ ordinal: counter.marks++, cleanByte: counter.bytes + byte.clean })) {
      out.push({ value: 0x2c, clean: -1, insertion: { kind: 'comma' } });
    }
    out.push(byte);
  }
  return out;
}

/** Reads bytes as GBK. A lead byte takes the byte after it along, whether that can be a trail or not. */
function decoded(bytes: readonly Byte[], removesPrivateUse: boolean, lone: '?' | ''): Unit[] {
  const units: Unit[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i]!;
    const second = bytes[i + 1];
    if (first.value < 0x80) units.push({ text: String.fromCharCode(first.value), bytes: [first] });
    else if (first.value === 0x80) units.push({ text: '€', bytes: [first] });
    else if (!isLead(first.value)) units.push({ text: '?', bytes: [first] });
    else if (!second) units.push({ text: lone, bytes: [first] });
    else {
      i++;
      const code = isTrail(second.value) ? decodePair((first.value << 8) | second.value) : 0;
      const removed = removesPrivateUse && isPrivateUse(code);
      units.push({ text: code === 0 ? '?' : removed ? '' : String.fromCharCode(code), bytes: [first, second], removed });
    }
  }
  return units;
}

/** Takes the text to bytes again, cuts it before and after the two bytes of a mark at any offset, and reads each piece alone. */
function setApart(units: readonly Unit[], options: GarbleOptions): Unit[] {
  const marks = new Set([...options.setApart!].map((mark) => encodePair(mark.charCodeAt(0))));
  // A `?` is one byte now; what it swallowed stays with it, to be told as lost.
  const bytes: Byte[] = [];
  const behind = new Map<Byte, readonly Byte[]>();
  for (const unit of units) {
    if (unit.text === '') continue;
    if (unit.text === '?' && unit.bytes[0]!.value !== 0x3f) {
      const mark: Byte = { value: 0x3f, clean: -2 };
      behind.set(mark, unit.bytes);
      bytes.push(mark);
    } else bytes.push(...unit.bytes);
  }
  const out: Unit[] = [];
  let from = 0;
  const flush = (until: number) => out.push(...decoded(bytes.slice(from, until), options.removesPrivateUse, options.loneByte ?? '?'));
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (!marks.has((bytes[i]!.value << 8) | bytes[i + 1]!.value)) continue;
    flush(i);
    out.push(...decoded(bytes.slice(i, i + 2), false, '?'));
    from = i + 2;
    i++;
  }
  flush(bytes.length);
  const seen = new Set<Byte>();
  const whole = out.map((unit) => ({ ...unit, bytes: unit.bytes.flatMap((byte) => behind.get(byte) ?? [byte]) }));
  for (const unit of whole) for (const byte of unit.bytes) seen.add(byte);
  // Pairs deleted before keep their place, so that it is known what was lost.
  return withDeleted(whole, units.filter((unit) => unit.text === ''));
}

function withDeleted(units: readonly Unit[], deleted: readonly Unit[]): Unit[] {
  if (deleted.length === 0) return [...units];
  const at = (unit: Unit) => Math.min(...unit.bytes.filter((b) => b.clean >= 0).map((b) => b.clean), Infinity);
  const out = [...units];
  for (const unit of deleted) {
    const place = out.findIndex((other) => at(other) !== Infinity && at(other) > at(unit));
    out.splice(place < 0 ? out.length : place, 0, unit);
  }
  return out;
}

function foldWidth(text: string, fold: GarbleOptions['fold']): string {
  if (fold === 'none') return text;
  if (fold === 'nfkc') return text.normalize('NFKC');
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

/** Puts the units together and tells the damaged places. */
function assembled(line: string, encoded: Uint8Array, units: readonly Unit[], fold: GarbleOptions['fold']): Garbled {
  // By clean byte: the index of its character, and of each character its first byte and length.
  const characters: { text: string; from: number; to: number }[] = [];
  const characterOf = new Int32Array(encoded.length);
  for (let i = 0, at = 0; i < line.length; i++) {
    const length = line.charCodeAt(i) < 0x80 || line[i] === '€' ? 1 : 2;
    for (let k = 0; k < length; k++) characterOf[at + k] = i;
    characters.push({ text: foldWidth(line[i]!, fold), from: at, to: at + length });
    at += length;
  }
  const intact = (unit: Unit): boolean => {
    const first = unit.bytes[0]!;
    if (first.insertion) return unit.bytes.every((b) => b.insertion === first.insertion) && unit.text !== '?' && unit.text !== '';
    if (first.clean < 0) return false;
    const character = characters[characterOf[first.clean]!]!;
    return first.clean === character.from && unit.bytes.length === character.to - character.from && unit.bytes.every((b, k) => b.clean === first.clean + k) && unit.text !== '';
  };
  const broken = units.map((unit) => !intact(unit));
  // What was inserted is broken as a whole, and a comma goes with the mark it was put before.
  for (let grown = true; grown; ) {
    grown = false;
    const brokenInsertions = new Set(units.flatMap((unit, i) => (broken[i] ? unit.bytes.map((b) => b.insertion) : [])));
    for (const [i, unit] of units.entries()) {
      if (broken[i]) continue;
      const insertion = unit.bytes[0]!.insertion;
      if (insertion && (brokenInsertions.has(insertion) || (insertion.kind === 'comma' && broken[i + 1]))) broken[i] = grown = true;
    }
  }
  // An inserted gloss that came through whole inside a slip lies in it.
  for (let i = 0; i < units.length; i++) {
    if (broken[i] || !units[i]!.bytes[0]!.insertion) continue;
    let end = i;
    while (end < units.length && !broken[end] && units[end]!.bytes[0]!.insertion) end++;
    const lastGloss = units[i]!.bytes[0]!.insertion!.kind === 'gloss';
    if (lastGloss && i > 0 && broken[i - 1] && end < units.length && broken[end]) for (let k = i; k < end; k++) broken[k] = true;
    i = end - 1;
  }
  let text = '';
  const spots: GarbledSpot[] = [];
  for (let i = 0; i < units.length; ) {
    const start = text.length;
    const first = units[i]!;
    if (broken[i]) {
      let end = i;
      while (end < units.length && broken[end]) text += foldWidth(units[end++]!.text, fold);
      const slip = units.slice(i, end);
      const inSlip = [...new Set(slip.flatMap((unit) => unit.bytes.filter((b) => b.clean >= 0).map((b) => characterOf[b.clean]!)))].sort((a, b) => a - b);
      spots.push({ start, end: text.length, raw: text.slice(start), clean: inSlip.map((c) => characters[c]!.text).join(''), kind: 'byte-slip', slip: historyOf(slip) });
      i = end;
      continue;
    }
    const insertion = first.bytes[0]!.insertion;
    if (!insertion) {
      text += foldWidth(first.text, fold);
      i++;
      continue;
    }
    if (insertion.kind === 'comma') {
      text += first.text + foldWidth(units[i + 1]!.text, fold);
      spots.push({ start, end: text.length, raw: text.slice(start), clean: foldWidth(units[i + 1]!.text, fold), kind: 'doubled-punctuation' });
      i += 2;
      continue;
    }
    while (i < units.length && units[i]!.bytes[0]!.insertion === insertion) text += foldWidth(units[i++]!.text, fold);
    spots.push({ start, end: text.length, raw: text.slice(start), clean: '', kind: 'pinyin-gloss' });
  }
  return { text, clean: characters.map((c) => c.text).join(''), spots: spots.filter((spot) => spot.start < spot.end || spot.clean !== '') };
}

function historyOf(slip: readonly Unit[]): NonNullable<GarbledSpot['slip']> {
  let lostBytes = 0;
  let swallowed = 0;
  for (const unit of slip) {
    if (unit.removed) continue;
    if (unit.text !== '?' && unit.text !== '') continue;
    const glossFollows = unit.bytes.some((b) => b.insertion?.kind === 'gloss');
    const own = unit.bytes.filter((b) => b.clean >= 0);
    if (own.length === 0 || (own.length === 1 && own[0]!.value === 0x3f)) continue;
    swallowed += own.filter((b) => b.value < 0x40).length;
    lostBytes += own.filter((b) => b.value >= 0x40).length - (glossFollows ? 1 : 0);
  }
  const start = slip.find((unit) => unit.text === '?' || unit.text === '');
  const origin = slip.some((unit) => unit.bytes.some((b) => b.insertion?.kind === 'comma')) && !start?.bytes.some((b) => b.insertion?.kind === 'gloss') ? 'comma' : start?.bytes.some((b) => b.insertion?.kind === 'gloss') ? 'gloss' : 'apart';
  return { removedPairs: slip.filter((unit) => unit.removed).length, lostBytes, swallowed, origin };
}
