import { likelihood } from './likelihood.ts';

/** How the bytes of a file were read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** A file's bytes as text, with what the reading cost. */
export interface DecodedText {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  /** True where the file starts with a byte order mark (to be written back). */
  readonly byteOrderMark: boolean;
  /** `certain`: by a byte order mark, or valid UTF-8. `probable`: guessed, by far the most likely. `doubtful`: guessed, and another encoding fits nearly as well. */
  readonly sureness: 'certain' | 'probable' | 'doubtful';
  /** How many times bytes that mean nothing in the encoding were read as U+FFFD. 0: the text holds all that the file holds. */
  readonly lost: number;
  /** True where the bytes are no text at all (an image, an archive); `text` is '' then. */
  readonly binary: boolean;
}

/** How many bytes at the start tell whether a file is text. */
const SAMPLE_BYTES = 8192;
/** A sample with more than this share of control bytes is no text. */
const BINARY_SHARE = 0.02;
/** How many bytes are looked at to guess an encoding. */
const GUESS_BYTES = 65_536;
/** A guess is probable when the text is this much more likely than in the next best encoding, in natural logarithms; about three characters. */
const CLEAR_MARGIN = 12;
/** Less likely than this for each character on average, two-byte code units are no text. */
const UTF_16_FLOOR = -10.5;

/** What may be guessed, the more common first: it wins a draw. */
const GUESSED: readonly Encoding[] = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'];

/**
 * Reads the bytes of a text file: by its byte order mark, as strict UTF-8, or else in the encoding in which it is most
 * likely to be Chinese text: UTF-8 with bytes lost, GB18030 (which GBK and GB2312 are part of), Big5, or UTF-16 without
 * a mark. Never throws; no bytes give the empty text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked) return decoded(bytes.subarray(marked.length), marked.encoding, true, 'certain');
  const binary = isBinary(bytes);
  const strict = binary ? undefined : decodeStrictly(bytes, 'utf-8');
  // UTF-16 of ASCII is valid UTF-8, but for the many NULs.
  if (strict !== undefined && !strict.includes('\0')) return { text: strict, encoding: 'utf-8', byteOrderMark: false, sureness: 'certain', lost: 0, binary: false };
  const sample = bytes.subarray(0, GUESS_BYTES);
  const guesses = GUESSED.map((encoding) => ({ encoding, ...likelihoodIn(sample, encoding) })).sort((a, b) => b.sum - a.sum);
  const [best, next] = guesses as [(typeof guesses)[0], (typeof guesses)[0]];
  const isUtf16 = best.encoding === 'utf-16le' || best.encoding === 'utf-16be';
  if (isUtf16 && best.sum < UTF_16_FLOOR * best.characters) guesses.shift();
  if (binary && guesses[0] !== best) return NO_TEXT;
  if (binary && !isUtf16) return NO_TEXT;
  if (strict !== undefined && !isUtf16) return { text: strict, encoding: 'utf-8', byteOrderMark: false, sureness: 'certain', lost: 0, binary: false };
  return decoded(bytes, guesses[0]!.encoding, false, best.sum - next.sum >= CLEAR_MARGIN ? 'probable' : 'doubtful');
}

const NO_TEXT: DecodedText = { text: '', encoding: 'utf-8', byteOrderMark: false, sureness: 'certain', lost: 0, binary: true };

function likelihoodIn(sample: Uint8Array, encoding: Encoding): { readonly sum: number; readonly characters: number } {
  // As a stream, so that a character cut off at the end of the sample counts for nothing.
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(sample, { stream: sample.length === GUESS_BYTES });
  return { sum: likelihood(text), characters: text.length };
}

function byteOrderMark(bytes: Uint8Array): { readonly encoding: Encoding; readonly length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return { encoding: 'gb18030', length: 4 };
  return undefined;
}

function isBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, SAMPLE_BYTES);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!;
    // Tab, line ends, form feed and escape occur in text; a stray NUL does in damaged text.
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b) || byte === 0x7f) control++;
  }
  // A short text may hold a few stray control bytes; a few in many bytes are damage, not another kind of file.
  return control > Math.max(8, length * BINARY_SHARE);
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array, encoding: Encoding, byteOrderMark: boolean, sureness: DecodedText['sureness']): DecodedText {
  const strict = decodeStrictly(bytes, encoding);
  if (strict !== undefined) return { text: strict, encoding, byteOrderMark, sureness, lost: 0, binary: false };
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  let lost = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) lost++;
  // A U+FFFD that was written as such in the file counts too; that the strict reading failed is certain.
  return { text, encoding, byteOrderMark, sureness, lost: Math.max(1, lost), binary: false };
}
