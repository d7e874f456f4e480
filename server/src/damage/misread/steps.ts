import { decodeBig5Pair, isBig5Trail, secondBig5Pair } from '../../text/big5.ts';
import { decodePair, isLead, isPrivateUse, isTrail } from '../../text/gbk.ts';
import { bytesRead, LOST, type Misreading } from './bytesRead.ts';

/** One character of the text as it was written, got back from the bytes of the text as it reads. */
export interface Step {
  /** What it was: one character, two code units beyond the BMP; U+FFFD where it cannot be told. */
  readonly out: string;
  /** Offset in the raw text where its bytes end. */
  readonly end: number;
  /** The second byte of the raw character before `end`, where that belongs to the next character; -1 otherwise. */
  readonly pending: number;
  /** `read`: from its bytes. `guessed`: one byte of it is gone. `lost`: too many are. */
  readonly source: 'read' | 'guessed' | 'lost';
  /** How much less likely a loss makes the step, in natural logarithms; 0 without. */
  readonly cost: number;
}

const LOST_COST = -16;
const GUESS_COST = -5;
/** A space that is taken for a no-break space. */
const SPACE_COST = -1;
/** Bytes that a reading as Windows-1252 tends to lose on its way: the soft hyphen, the no-break space, and five that Microsoft left undefined. */
const FRAGILE = [0xad, 0xa0, 0x81, 0x8d, 0x8f, 0x90, 0x9d];

const FOUR_BYTES = /^(?:\ufffd\d){2}$/;

/** The bytes of a text as it was read, from an offset on. */
class Bytes {
  at: number;
  pending: number;
  private readonly text: string;
  private readonly read: Misreading['read'];
  /** Take the second of two codes that a character may have been read from: A2 E3 for the euro sign, A3 A0 for the wide space, ETEN's for some strokes. */
  private readonly second: boolean;

  constructor(text: string, at: number, pending: number, read: Misreading['read'], second: boolean) {
    this.second = second;
    this.text = text;
    this.at = at;
    this.pending = pending;
    this.read = read;
  }

  /** The next byte; LOST before U+FFFD, -1 at the end and before what cannot have been read from bytes. */
  peek(): number {
    if (this.pending >= 0) return this.pending;
    if (this.at >= this.text.length) return -1;
    const bytes = this.codeAt(this.at);
    return bytes > 0xff ? bytes >> 8 : bytes;
  }

  take(): number {
    if (this.pending >= 0) {
      const byte = this.pending;
      this.pending = -1;
      return byte;
    }
    const bytes = this.codeAt(this.at++);
    if (bytes <= 0xff) return bytes;
    this.pending = bytes & 0xff;
    return bytes >> 8;
  }

  private codeAt(at: number): number {
    const code = this.text.charCodeAt(at);
    return (this.second && secondCode(code, this.read)) || bytesRead(code, this.read);
  }

  /** True for a character that stands where bytes were lost: U+FFFD, or a question mark. */
  takeMarkOfLoss(): boolean {
    if (this.pending >= 0 || this.at >= this.text.length) return false;
    const code = this.text.charCodeAt(this.at);
    if (code !== 0xfffd && code !== 0x3f) return false;
    this.at++;
    return true;
  }

  step(out: string, source: Step['source'], cost: number): Step {
    return { out, end: this.at, pending: this.pending, source, cost };
  }
}

/** The ways in which the text goes on at a raw offset if it was misread so; the first is the plain one. Empty where it cannot go on. */
export function stepsFrom(text: string, at: number, pending: number, misreading: Misreading): Step[] {
  const steps = stepsBy(text, at, pending, misreading, false);
  if (misreading.read === 'windows-1252') return steps;
  // A character of UTF-8 takes three bytes, of two raw characters or three.
  for (let i = at; i < at + 3 && i < text.length; i++) {
    if (secondCode(text.charCodeAt(i), misreading.read)) return [...steps, ...stepsBy(text, at, pending, misreading, true)].sort((a, b) => b.cost - a.cost);
  }
  return steps;
}

/** True for a character that may have been read from either of two codes. */
export function hasSecondCode(code: number, read: Misreading['read']): boolean {
  return secondCode(code, read) !== 0;
}

/** A second code that the character may have been read from; 0 where there is none. */
function secondCode(code: number, read: Misreading['read']): number {
  if (read === 'big5') return secondBig5Pair(code);
  if (read !== 'gb18030') return 0;
  return code === 0x20ac ? 0xa2e3 : code === 0x3000 ? 0xa3a0 : 0;
}

function stepsBy(text: string, at: number, pending: number, { wrote, read }: Misreading, second: boolean): Step[] {
  const bytes = new Bytes(text, at, pending, read, second);
  const first = bytes.peek();
  if (first >= 0 && first < 0x80) {
    bytes.take();
    return [bytes.step(String.fromCharCode(first), 'read', 0)];
  }
  if (pending < 0) {
    if (first === LOST) {
      // The digits of a code of four bytes (�6�4) are lost with it.
      bytes.at += wrote === 'gb18030' && FOUR_BYTES.test(text.slice(at, at + 4)) ? 4 : 1;
      return [bytes.step('\ufffd', 'lost', LOST_COST)];
    }
    if (first === -1) return [];
  }
  return wrote === 'utf-8' ? utf8Steps(bytes, read) : pairSteps(bytes, wrote, read);
}

function utf8Steps(bytes: Bytes, read: Misreading['read']): Step[] {
  const lead = bytes.take();
  const more = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
  if (more === 0) {
    // What is left of a character whose first byte is gone.
    if (lead >= 0x80 && lead <= 0xbf && isContinuation(bytes.peek())) bytes.take();
    bytes.takeMarkOfLoss();
    return [bytes.step('\ufffd', 'lost', LOST_COST)];
  }
  const known = [lead];
  while (known.length <= more && isContinuation(bytes.peek())) known.push(bytes.take());
  if (known.length === more + 1) {
    const out = decodeUtf8(known);
    if (out === undefined) return [];
    // EF BF BD: what stood here was lost before it was misread.
    return [out === '\ufffd' ? bytes.step(out, 'lost', LOST_COST) : bytes.step(out, 'read', 0)];
  }
  const steps: Step[] = [];
  if (more === 2 && read === 'windows-1252' && bytes.peek() === 0x20) {
    // The no-break space, made a space.
    const { at } = bytes;
    const withSpace = [...known, 0xa0];
    bytes.take();
    if (withSpace.length === 2 && isContinuation(bytes.peek())) withSpace.push(bytes.take());
    const out = withSpace.length === 3 ? decodeUtf8(withSpace) : undefined;
    if (out !== undefined) steps.push(bytes.step(out, 'guessed', SPACE_COST));
    bytes.at = at;
    if (steps.length > 0 && known.length === 1) return steps;
  }
  bytes.takeMarkOfLoss();
  if (more !== 2 || known.length < 2) return [bytes.step('\ufffd', 'lost', LOST_COST)];
  return [...steps, ...guesses(known, read).map((out) => bytes.step(out, 'guessed', GUESS_COST))];
}

/** The characters that two bytes of three may be of. */
export function guesses(known: readonly number[], read: Misreading['read']): string[] {
  const [first, second] = known as [number, number];
  const found = new Set<string>();
  const add = (...all: number[]) => {
    const out = decodeUtf8(all);
    if (out !== undefined) found.add(out);
  };
  // Of pairs only the last byte is lost: a lead without its trail.
  if (read !== 'windows-1252') for (let byte = 0x80; byte <= 0xbf; byte++) add(first, second, byte);
  else {
    for (const byte of FRAGILE) {
      add(first, second, byte);
      add(first, byte, second);
    }
  }
  return [...found];
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function decodeUtf8(bytes: readonly number[]): string | undefined {
  const [first, second, third, fourth] = bytes as [number, number, number?, number?];
  if (third === undefined) return String.fromCharCode(((first & 0x1f) << 6) | (second & 0x3f));
  if (fourth === undefined) {
    const code = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
    return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCharCode(code);
  }
  const codePoint = ((first & 0x07) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
  return codePoint < 0x10000 || codePoint > 0x10ffff ? undefined : String.fromCodePoint(codePoint);
}

function pairSteps(bytes: Bytes, wrote: 'gb18030' | 'big5', read: Misreading['read']): Step[] {
  const lead = bytes.take();
  if (!isLead(lead)) return [bytes.step('\ufffd', 'lost', LOST_COST)];
  const next = bytes.peek();
  const decode = wrote === 'big5' ? decodeBig5Pair : decodePair;
  const steps: Step[] = [];
  if (wrote === 'big5' ? isBig5Trail(next) : isTrail(next)) {
    const code = decode((lead << 8) | next);
    const { at, pending } = bytes;
    bytes.take();
    if (code !== 0 && !isPrivateUse(code)) steps.push(bytes.step(String.fromCharCode(code), 'read', 0));
    else steps.push(bytes.step('\ufffd', 'lost', LOST_COST));
    bytes.at = at;
    bytes.pending = pending;
  } else if (wrote === 'gb18030' && next >= 0x30 && next <= 0x39) {
    const out = fourBytes(lead, bytes);
    if (out !== undefined) return [out];
  }
  if (read !== 'windows-1252') return steps;
  // The soft hyphen is not seen, and often dropped.
  const code = decode((lead << 8) | 0xad);
  if (code !== 0 && !isPrivateUse(code)) steps.push(bytes.step(String.fromCharCode(code), 'guessed', GUESS_COST));
  if (steps.length === 0) {
    bytes.takeMarkOfLoss();
    steps.push(bytes.step('\ufffd', 'lost', LOST_COST));
  }
  return steps;
}

/** 81 30 81 30 … FE 39 FE 39: the rest of Unicode in GB18030. */
function fourBytes(first: number, bytes: Bytes): Step | undefined {
  const { at, pending } = bytes;
  const all = [first, bytes.take(), bytes.peek() > 0 ? bytes.take() : 0, bytes.peek() > 0 ? bytes.take() : 0];
  const out = isLead(all[2]!) && all[3]! >= 0x30 && all[3]! <= 0x39 ? new TextDecoder('gb18030').decode(Uint8Array.from(all)) : '\ufffd';
  if (!out.includes('\ufffd')) return bytes.step(out, 'read', 0);
  bytes.at = at;
  bytes.pending = pending;
  return undefined;
}
