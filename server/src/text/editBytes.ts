import { byteOffsets } from './byteOffsets.ts';
import { byteOrderMarkOf, encodeText } from './encodeText.ts';
import type { DecodedText } from './encodings.ts';

/** A replacement in the bytes of a file. */
export interface ByteEdit {
  /** Where it begins, in the bytes as they are before any of the edits. */
  readonly at: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** So much of a text may be bytes that mean nothing in its encoding; with more it may be of two encodings, or of another one. */
const MOST_LOST = 0.01;

/**
 * Edits of a text as edits of the bytes it was read from, in their encoding; all other bytes stay as they are, those too that mean nothing in it.
 * `foreign-bytes`: there are many of these, or an edit would touch one, so that the file must be left alone; `no-code`: a replacement has a character
 * that the encoding has not.
 * @param edits sorted, not overlapping; offsets are UTF-16 code units
 */
export function editBytes(bytes: Uint8Array, decoded: DecodedText, edits: readonly TextEdit[]): readonly ByteEdit[] | 'foreign-bytes' | 'no-code' {
  const made = editWritten(bytes, decoded, edits);
  return made === 'foreign-bytes' && decoded.lost > 0 && decoded.lost <= MOST_LOST * decoded.text.length ? editAround(bytes, decoded, edits) : made;
}

interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly clean: string;
}

/** For bytes that are what the encoding writes for the text. */
function editWritten(bytes: Uint8Array, { text, encoding, byteOrderMark }: DecodedText, edits: readonly TextEdit[]): readonly ByteEdit[] | 'foreign-bytes' | 'no-code' {
  const made: ByteEdit[] = [];
  let at = 0;
  /** Whether these bytes stand where the last ones ended. */
  const goesOn = (piece: Uint8Array | undefined) => {
    if (!piece || !startsWith(bytes, piece, at)) return false;
    at += piece.length;
    return true;
  };
  if (byteOrderMark && !goesOn(byteOrderMarkOf(encoding))) return 'foreign-bytes';
  let from = 0;
  for (const { start, end, clean } of edits) {
    if (!goesOn(encodeText(text.slice(from, start), encoding))) return 'foreign-bytes';
    const place = at;
    if (!goesOn(encodeText(text.slice(start, end), encoding))) return 'foreign-bytes';
    const after = encodeText(clean, encoding);
    if (!after) return 'no-code';
    made.push({ at: place, before: bytes.slice(place, at), after });
    from = end;
  }
  return goesOn(encodeText(text.slice(from), encoding)) && at === bytes.length ? made : 'foreign-bytes';
}

/** For bytes some of which mean nothing in the encoding. */
function editAround(bytes: Uint8Array, { text, encoding, byteOrderMark }: DecodedText, edits: readonly TextEdit[]): readonly ByteEdit[] | 'foreign-bytes' | 'no-code' {
  const mark = byteOrderMark ? byteOrderMarkOf(encoding).length : 0;
  const offsets = byteOffsets(bytes.subarray(mark), text, encoding);
  if (!offsets) return 'foreign-bytes';
  const made: ByteEdit[] = [];
  let expected = '';
  let from = 0;
  for (const { start, end, clean } of edits) {
    const before = bytes.slice(mark + offsets[start]!, mark + offsets[end]!);
    const written = encodeText(text.slice(start, end), encoding);
    if (!written || written.length !== before.length || !startsWith(before, written, 0)) return 'foreign-bytes';
    const after = encodeText(clean, encoding);
    if (!after) return 'no-code';
    made.push({ at: mark + offsets[start]!, before, after });
    expected += text.slice(from, start) + clean;
    from = end;
  }
  // A byte that opens nothing could take the first one of a replacement with it.
  const read = new TextDecoder(encoding, { ignoreBOM: true }).decode(withByteEdits(bytes, made)!.subarray(mark));
  return read === expected + text.slice(from) ? made : 'foreign-bytes';
}

/** The bytes with the edits made; undefined where what an edit replaces does not stand in its place. */
export function withByteEdits(bytes: Uint8Array, edits: readonly ByteEdit[]): Uint8Array<ArrayBuffer> | undefined {
  const made = new Uint8Array(edits.reduce((length, { before, after }) => length + after.length - before.length, bytes.length));
  let from = 0;
  let to = 0;
  for (const { at, before, after } of edits) {
    if (at < from || !startsWith(bytes, before, at)) return undefined;
    made.set(bytes.subarray(from, at), to);
    to += at - from;
    made.set(after, to);
    to += after.length;
    from = at + before.length;
  }
  made.set(bytes.subarray(from), to);
  return made;
}

/** The edits that take these back. */
export function takenBack(edits: readonly ByteEdit[]): ByteEdit[] {
  let moved = 0;
  return edits.map(({ at, before, after }) => {
    const back = { at: at + moved, before: after, after: before };
    moved += after.length - before.length;
    return back;
  });
}

function startsWith(bytes: Uint8Array, piece: Uint8Array, at: number): boolean {
  if (at + piece.length > bytes.length) return false;
  for (let i = 0; i < piece.length; i++) if (bytes[at + i] !== piece[i]) return false;
  return true;
}
