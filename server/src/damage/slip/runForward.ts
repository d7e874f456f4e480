import { decodePair, encodePair, isLead, isPrivateUse, isTrail } from '../../text/gbk.ts';
import type { Slip } from './decodeSlips.ts';

/** A byte of the clean text, bytes that were inserted, or a place where the text was cut and each side read alone. */
type Step = { readonly byte: number } | { readonly inserted: string } | 'cut';

/**
 * Damages a repaired slip again and tells whether it gives the raw text back: the proof of a repair. `before` is the clean
 * character in front of the slip (0 for none), `clean` what the slip should read before widths were folded, `ends` the raw offset at which each of its
 * characters ends, `raw` the paragraph.
 */
export function givesBack(raw: string, slip: Slip, before: number, clean: string, ends: readonly number[]): boolean {
  const steps = stepsOf(raw, slip, before, clean, ends);
  return steps !== undefined && reads(steps, raw, slip);
}

/** The bytes on their way, with all that was done to them; undefined where what was done does not fit the bytes. */
function stepsOf(raw: string, slip: Slip, before: number, clean: string, ends: readonly number[]): Step[] | undefined {
  const steps: Step[] = [];
  /** Offset in `steps` of each clean byte: two for a character, one for ASCII. */
  const at: number[][] = [];
  for (let i = 0; i < clean.length; i++) {
    const code = clean.charCodeAt(i);
    const pair = code < 0x80 ? code : encodePair(code);
    if (pair === 0) return undefined;
    at.push(code < 0x80 ? [steps.length] : [steps.length, steps.length + 1]);
    if (code >= 0x80) steps.push({ byte: pair >> 8 });
    steps.push({ byte: pair & 0xff });
  }
  const insertions = new Map<number, Step[]>();
  const insertAfter = (index: number, step: Step) => insertions.set(index, [...(insertions.get(index) ?? []), step]);
  for (const event of slip.events) {
    switch (event.kind) {
      case 'gloss-inside': {
        const made = (encodePair(before) & 0xff) << 8 | (encodePair(clean.charCodeAt(0)) >> 8);
        if (decodePair(made) !== event.made) return undefined;
        insertAfter(at[0]![0]!, { inserted: `(${event.reading})` });
        break;
      }
      case 'mark-inside': {
        const first = encodePair(clean.charCodeAt(0));
        const second = clean.length > 1 ? encodePair(clean.charCodeAt(1)) : 0;
        if (decodePair(((first & 0xff) << 8) | (second >> 8)) !== event.mark) return undefined;
        insertAfter(at[0]![0]!, 'cut');
        if (/[,，]/.test(raw[slip.start]!)) insertAfter(-1, { inserted: raw[slip.start]! });
        break;
      }
      case 'gloss-outside': {
        const last = ends.indexOf(event.at);
        const next = at[last + 1];
        if (last < 0 || !next) return undefined;
        insertAfter(next[0]!, { inserted: raw.slice(event.at, event.end) });
        break;
      }
      case 'both-lost':
        insertAfter(at[0]![0]!, 'cut');
        insertAfter(at[0]![1]!, 'cut');
        break;
      case 'end-gloss':
        insertAfter(steps.length - 1, { inserted: `(${event.reading})` });
        break;
      case 'end-lost':
        if (event.swallowed === '') insertAfter(steps.length - 1, 'cut');
        break;
      default:
        break;
    }
  }
  const out: Step[] = [...(insertions.get(-1) ?? [])];
  for (const [i, step] of steps.entries()) out.push(step, ...(insertions.get(i) ?? []));
  return out;
}

/** Reads the bytes as a site does, and compares with the raw text of the slip, in either width. */
function reads(steps: readonly Step[], raw: string, slip: Slip): boolean {
  const bytes: (number | string | 'cut')[] = [];
  for (const step of steps) {
    if (step === 'cut') bytes.push('cut');
    else if ('byte' in step) bytes.push(step.byte);
    else bytes.push(...step.inserted);
  }
  let at = slip.start;
  const expect = (character: string): boolean => {
    for (const form of [character, character.normalize('NFKC')]) {
      if (!raw.startsWith(form, at)) continue;
      at += form.length;
      return true;
    }
    return false;
  };
  const expectLost = () => raw[at] === '\ufffd' ? (at++, true) : raw[at] === '?' ? (at++, true) : at === slip.end || raw[at] !== '?';
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i]!;
    if (first === 'cut') continue;
    if (typeof first === 'string') {
      if (!expect(first)) return false;
    } else if (first < 0x80) {
      if (!expect(String.fromCharCode(first))) return false;
    } else if (!isLead(first)) {
      if (!expect('€')) return false;
    } else {
      const second = bytes[i + 1];
      if (second === 'cut' || second === undefined) {
        if (!expectLost()) return false;
        continue;
      }
      i++;
      const trail = typeof second === 'string' ? second.charCodeAt(0) : second;
      const code = isTrail(trail) ? decodePair((first << 8) | trail) : 0;
      if (code === 0) {
        if (!expectLost()) return false;
      } else if (isPrivateUse(code)) {
        if (raw.charCodeAt(at) === code) at++;
      } else if (!expect(String.fromCharCode(code))) return false;
    }
  }
  return at === slip.end;
}
