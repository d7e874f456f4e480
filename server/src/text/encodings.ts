/** How the bytes of a file were read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** A file's bytes as text, with what the reading cost. */
export interface DecodedText {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  /** True where the file starts with a byte order mark (to be written back). */
  readonly byteOrderMark: boolean;
  /** How many times bytes that mean nothing in the encoding were read as U+FFFD. 0: the text holds all that the file holds. */
  readonly lost: number;
  /** True where the bytes are no text at all (an image, an archive); `text` is '' then. */
  readonly binary: boolean;
}

/** How many bytes at the start tell whether a file is text. */
const SAMPLE_BYTES = 8192;
/** A sample with more than this share of control bytes is no text. */
const BINARY_SHARE = 0.02;
/** Up to this share of undecodable places among the characters beyond ASCII, a file is UTF-8 with damage rather than another encoding. */
const DAMAGED_UTF8_SHARE = 0.1;

/**
 * Reads the bytes of a text file: by its byte order mark, as strict UTF-8, as UTF-8 with a few bytes lost, or as GB18030
 * (which GBK and GB2312 are part of). Never throws; no bytes give the empty text.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = byteOrderMark(bytes);
  if (marked) return decoded(bytes.subarray(marked.length), marked.encoding, true);
  if (isBinary(bytes)) return { text: '', encoding: 'utf-8', byteOrderMark: false, lost: 0, binary: true };
  const strict = decodeStrictly(bytes, 'utf-8');
  if (strict !== undefined) return { text: strict, encoding: 'utf-8', byteOrderMark: false, lost: 0, binary: false };
  const utf8 = decoded(bytes, 'utf-8', false);
  if (utf8.lost <= DAMAGED_UTF8_SHARE * beyondAscii(utf8.text)) return utf8;
  const gb18030 = decoded(bytes, 'gb18030', false);
  return gb18030.lost < utf8.lost ? gb18030 : utf8;
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

function decoded(bytes: Uint8Array, encoding: Encoding, byteOrderMark: boolean): DecodedText {
  const strict = decodeStrictly(bytes, encoding);
  if (strict !== undefined) return { text: strict, encoding, byteOrderMark, lost: 0, binary: false };
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  let lost = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) lost++;
  // A U+FFFD that was written as such in the file counts too; that the strict reading failed is certain.
  return { text, encoding, byteOrderMark, lost: Math.max(1, lost), binary: false };
}

function beyondAscii(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) count++;
  return count;
}
