import { encodePair, hex, isGb2312Han } from '../text/gbk.ts';
import { isHan } from '../text/han.ts';
import type { Report, Rule } from './rule.ts';
import type { SlipEvent } from './slip/decodeSlips.ts';
import { findSlips, type FoundSlip, type SlipReading } from './slip/findSlips.ts';

/** 當(dāng)?shù)…: a pass over the bytes hit the trail of one character and the lead of the next. */
export const byteSlip: Rule = {
  id: 'byte-slip',
  kind: 'byte-slip',
  severity: 'error',
  summary: 'Characters out of step: something was inserted between the two bytes of a character.',
  triggers: [[0x3f, 0x3f], [0xfffd, 0xfffd]],
  check(paragraph, report, profile) {
    for (const slip of findSlips(paragraph, profile)) {
      report(findingOf(slip, paragraph));
      for (const event of slip.readings[0]?.slip.events ?? []) {
        if (event.kind === 'gloss-behind') report(glossBehind(paragraph, event, isSafe(slip, paragraph) || allHaveGlossAt(slip, event.at)));
      }
    }
  },
};

const MOST_ALTERNATIVES = 4;
/** How much better than any other reading a safe one is, in nats: beyond every mistake that was seen among thousands of slips outside the training data. */
const SAFE_MARGIN = 2;

function findingOf(slip: FoundSlip, paragraph: string): Report {
  const [best, ...others] = slip.readings;
  if (!best) {
    return {
      start: slip.start,
      end: slip.end,
      clean: null,
      fix: null,
      message: 'The characters here are out of step by one byte, and no reading of the bytes makes sense. Look for the text at its source.',
    };
  }
  const safe = isSafe(slip, paragraph);
  return {
    start: slip.start,
    end: slip.end,
    clean: best.clean,
    fix: safe ? 'safe' : 'suggested',
    alternatives: others.slice(0, MOST_ALTERNATIVES).map((reading) => reading.clean),
    alignment: best.ends,
    alignmentStarts: best.starts,
    message: safe
      ? `The characters here are out of step by one byte: they read ${best.clean}. No other reading of the bytes makes sense.`
      : `The characters here are out of step by one byte, and a byte is lost: they probably read ${best.clean}. Compare with the source.`,
    evidence: evidenceOf(best),
  };
}

function glossBehind(paragraph: string, event: Extract<SlipEvent, { kind: 'gloss-behind' }>, safe: boolean): Report {
  return {
    start: event.at,
    end: event.end,
    clean: '',
    kind: 'pinyin-gloss',
    severity: 'warning',
    fix: safe ? 'safe' : 'suggested',
    belongsToPrevious: true,
    message: `Pinyin put into the text: ${paragraph.slice(event.at, event.end)} belongs to the last character of the byte slip before it; delete it.`,
  };
}

/** However the slip is read, its last character has this gloss behind it. */
function allHaveGlossAt(slip: FoundSlip, at: number): boolean {
  return slip.readings.length >= 3 && slip.readings.every((reading) => reading.proven && reading.slip.events.some((event) => event.kind === 'gloss-behind' && event.at === at));
}

function isSafe(slip: FoundSlip, paragraph: string): boolean {
  const [best, second] = slip.readings;
  if (!best?.proven || best.guessedBytes > 0) return false;
  // What stands before must be sound, and what comes out no rarity: otherwise the slip began earlier than it seems.
  if (/[?\ufffd\u3040-\u30ff\u0370-\u03ff]/.test(paragraph.slice(Math.max(0, slip.start - 4), slip.start))) return false;
  for (let i = 0; i < best.clean.length; i++) if (isHan(best.clean.charCodeAt(i)) && !isGb2312Han(best.clean.charCodeAt(i))) return false;
  return !second || best.score - second.score >= SAFE_MARGIN;
}

/** The path of the repair, step by step, for a person to follow. */
function evidenceOf(reading: SlipReading): string[] {
  const bytesOf = (code: number) => {
    const pair = encodePair(code);
    return pair === 0 ? hex(code) : hex(pair >> 8, pair & 0xff);
  };
  const lines = [`Bytes: ${[...reading.clean].slice(0, 24).map((c) => `${c} ${bytesOf(c.charCodeAt(0))}`).join(' | ')}`];
  for (const event of reading.slip.events) {
    switch (event.kind) {
      case 'gloss-inside':
        lines.push(`${bytesOf(event.made)} is ${String.fromCharCode(event.made)} (${event.reading}): its reading was inserted behind these two bytes, which are the end of one character and the beginning of the next`);
        break;
      case 'mark-inside':
        lines.push(`${bytesOf(event.mark)} is ${String.fromCharCode(event.mark)}: the end of one character and the beginning of the next were taken for this mark; the first byte of ${String.fromCharCode(event.guessed)} was lost and is guessed`);
        break;
      case 'end-gloss':
        lines.push(`The reading (${event.reading}) of ${String.fromCharCode(event.code)} (${bytesOf(event.code)}) puts the text in step again`);
        break;
      case 'end-byte':
        lines.push(`The byte ${hex(event.byte)}, read by itself, puts the text in step again`);
        break;
      case 'end-lost':
        lines.push(`The second byte of ${String.fromCharCode(event.guessed)} was lost${event.swallowed === '' ? '' : ` together with “${event.swallowed}”`} and is guessed`);
        break;
      case 'removed':
        lines.push(`Two bytes that begin with ${hex(event.pair >> 8)} became a private-use character and were deleted; they are guessed`);
        break;
      case 'both-lost':
        lines.push(`Both bytes of ${String.fromCharCode(event.guessed)} were lost to commas that were put inside and behind it; it is guessed`);
        break;
      case 'whole-lost':
        lines.push(`${String.fromCharCode(event.guessed)} was lost whole; only its reading ${event.reading} is left`);
        break;
      default:
        break;
    }
  }
  if (reading.proven) lines.push('Damaging the repaired text again gives back exactly what stands here');
  return lines;
}
