import { decodeText, type DecodedText, type Encoding } from '../text/encodings.ts';
import { likelihood } from '../text/likelihood.ts';
import { windows1252Code } from '../text/windows1252.ts';

/** A file that the editor has opened in an encoding it is not in. */
export interface WrongEncoding {
  /** What the file is. */
  readonly encoding: Encoding;
  readonly sureness: DecodedText['sureness'];
  /** What it was opened as, where that can be told from its text. */
  readonly openedAs: OpenedAs | undefined;
  /** How many U+FFFD stand in the editor in place of bytes that the file still has. */
  readonly lost: number;
}

/** An encoding in which editors open Chinese files by mistake. */
export type OpenedAs = Encoding | 'gb2312' | 'windows-1252';

/** So much more likely (natural logarithm) must the file's own text be than the editor's. */
const CLEAR_MARGIN = 12;
/** Editors' tables differ from this platform's in a few characters. */
const ALIKE = 0.97;
/** Less likely than this for each character on average, what the file would read is no Chinese text: it is in an encoding that is not known here. */
const CHINESE = -9.5;
/** How much of a file is compared, in bytes and code units. */
const COMPARED = 262_144;

/**
 * Whether the text of an unchanged document shows that the editor read its bytes in the wrong encoding; undefined where it
 * did not, and where the text says something else than the bytes in any encoding (it was changed, or the file was).
 */
export function wrongEncoding(text: string, bytes: Uint8Array): WrongEncoding | undefined {
  const file = decodeText(bytes);
  if (file.binary || file.lost > 0 || file.text === '') return undefined;
  const shown = normalised(text);
  const right = normalised(file.text);
  if (shown === right) return undefined;
  const rightLog = likelihood(right.slice(0, COMPARED));
  if (rightLog < CHINESE * Math.min(right.length, COMPARED)) return undefined;
  const clear = rightLog - likelihood(shown.slice(0, COMPARED)) >= CLEAR_MARGIN;
  if (!clear && file.sureness !== 'certain') return undefined;
  const openedAs = READINGS.find(({ encoding, read }) => encoding !== file.encoding && isAlike(shown, normalised(read(bytes.subarray(0, COMPARED)))))?.encoding;
  const lost = count(shown, '\ufffd') - count(right, '\ufffd');
  if (!openedAs && !(lost > 0 && clear && hasSameSkeleton(shown, right))) return undefined;
  return { encoding: file.encoding, sureness: file.sureness, openedAs, lost: Math.max(0, lost) };
}

const READINGS: readonly { readonly encoding: OpenedAs; read(bytes: Uint8Array): string }[] = [
  ...(['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const).map((encoding) => ({ encoding, read: (bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes) })),
  { encoding: 'gb2312', read: asPairsOnly },
  { encoding: 'windows-1252', read: (bytes) => Array.from(bytes, (byte) => String.fromCharCode(windows1252Code(byte))).join('') },
];

/** GBK without the four-byte codes of GB18030, as VS Code's `gb2312` and `gbk` read: 95 34 B2 35 becomes �4�5. */
function asPairsOnly(bytes: Uint8Array): string {
  const apart: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    const next = bytes[i + 1] ?? 0;
    if (byte < 0x81 || byte === 0xff) apart.push(byte);
    else if (next >= 0x40 && next !== 0x7f && next !== 0xff) apart.push(byte, bytes[++i]!);
    else apart.push(0xff); // no character in GB18030
  }
  return new TextDecoder('gb18030').decode(Uint8Array.from(apart));
}

/** Line ends as the editor keeps them, no byte order mark. */
function normalised(text: string): string {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return plain.includes('\r') ? plain.replace(/\r\n?/g, '\n') : plain;
}

function isAlike(shown: string, read: string): boolean {
  const length = Math.min(shown.length, read.length);
  if (length === 0 || (shown.length !== read.length && Math.max(shown.length, read.length) < COMPARED / 4)) return false;
  let same = 0;
  let told = 0;
  for (let i = 0; i < length; i++) {
    if (shown.charCodeAt(i) < 0x80 && read.charCodeAt(i) < 0x80) {
      if (shown[i] !== read[i]) return false;
      continue;
    }
    told++;
    if (shown[i] === read[i]) same++;
  }
  return told > 0 && same >= ALIKE * told;
}

/** True if both texts have the same lines, as far as they are ASCII. */
function hasSameSkeleton(shown: string, right: string): boolean {
  const a = shown.split('\n');
  const b = right.split('\n');
  return a.length === b.length && a.every((line, i) => !isAscii(b[i]!) || line === b[i]);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** Above this share of its visible characters, U+FFFD and other signs of bytes that were not read make a text worth comparing with its file. */
const UNREAD_SHARE = 0.2;
const LOOKED_AT = 4000;

/** True for a text of which so much could not be read that what it is about cannot be told. */
export function isUnread(text: string): boolean {
  let unread = 0;
  let visible = 0;
  for (let i = 0; i < Math.min(text.length, LOOKED_AT); i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20) continue;
    visible++;
    if (code === 0xfffd || (code >= 0x80 && code <= 0xff) || (code >= 0xe000 && code <= 0xf8ff)) unread++;
  }
  return unread > visible * UNREAD_SHARE;
}
