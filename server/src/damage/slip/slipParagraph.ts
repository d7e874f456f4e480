import { countScripts } from '../../text/fold.ts';
import { encodePair } from '../../text/gbk.ts';
import { isSyllable } from '../../lexicon/readings.ts';
import type { DocumentProfile } from '../rule.ts';
import { glossesIn } from '../glosses.ts';
import { LONGEST_FOLD, pairsFoldedTo } from './foldedPairs.ts';
import type { SlipScript } from './slipCharacters.ts';

/** A paragraph as the repair of byte slips reads it. Offsets are code units of `text`. */
export interface SlipParagraph {
  readonly text: string;
  readonly script: SlipScript;
  /** Full-width forms were turned into ASCII: a `;` may have been two bytes. */
  readonly folded: boolean;
  /** Characters that carry a gloss here or, always, in the document. */
  readonly glossed: ReadonlySet<number>;
  /** Characters that never stand without one in the document. */
  readonly alwaysGlossed: ReadonlySet<number>;
  /** A pass that doubles marks went over the document. */
  readonly doubles: boolean;
  /** Marks were set apart byte by byte in the document. */
  readonly apart: boolean;
  /** Private-use characters of GBK are still there: hardly any were deleted. */
  readonly privateUse: boolean;
  /** The two-byte units that may start at an offset, with their length in code units. */
  unitsAt(offset: number): readonly { readonly pair: number; readonly length: number }[];
  /** The reading in brackets, without or with its opening bracket, that starts at an offset. */
  readingAt(offset: number, opened: boolean): { readonly letters: string; readonly end: number } | undefined;
}

const NO_UNITS: readonly { pair: number; length: number }[] = [];

/** Prepares a paragraph; linear in its length. */
export function slipParagraph(text: string, profile: DocumentProfile): SlipParagraph {
  const folded = !profile.wideMarks;
  const glossed = new Set([...profile.alwaysGlossed].map((c) => c.charCodeAt(0)));
  const alwaysGlossed = new Set(glossed);
  for (const gloss of glossesIn(text)) if (gloss.characters === 1) glossed.add(text.charCodeAt(gloss.start - 1));
  const units = new Map<number, readonly { pair: number; length: number }[]>();
  return {
    text,
    script: scriptOf(text, profile),
    folded,
    glossed,
    alwaysGlossed,
    doubles: profile.doubledMarks >= 2,
    apart: profile.marksApart,
    privateUse: profile.privateUse,
    unitsAt(offset) {
      let found = units.get(offset);
      if (!found) {
        const code = text.charCodeAt(offset);
        const own = code >= 0x80 && code !== 0x20ac ? encodePair(code) : 0;
        const list = own === 0 ? [] : [{ pair: own, length: 1 }];
        if (folded && code < 0x3000) {
          for (let length = 1; length <= LONGEST_FOLD && offset + length <= text.length; length++) {
            for (const pair of pairsFoldedTo(text.slice(offset, offset + length))) list.push({ pair, length });
          }
        }
        found = list.length === 0 ? NO_UNITS : list;
        units.set(offset, found);
      }
      return found;
    },
    readingAt(offset, opened) {
      let from = offset;
      if (opened) {
        if (text[offset] !== '(' && text[offset] !== '（') return undefined;
        from++;
      }
      let end = from;
      while (end < text.length && end - from <= 7 && text[end] !== ')' && text[end] !== '）') end++;
      if (end === from || end >= text.length || end - from > 7) return undefined;
      const letters = text.slice(from, end).trim().normalize('NFC').replace(/ɑ/g, 'a').replace(/ɡ/g, 'g');
      return isSyllable(letters) ? { letters, end: end + 1 } : undefined;
    },
  };
}

/** The script of the document where it is clear, otherwise of the paragraph; a slip shows characters of either, so a few do not count. */
function scriptOf(text: string, profile: DocumentProfile): SlipScript {
  if (profile.script === 'traditional' || profile.script === 'simplified') return profile.script;
  const { traditional, simplified } = countScripts(text);
  return traditional >= 3 * simplified + 1 ? 'traditional' : simplified >= 3 * traditional + 1 ? 'simplified' : 'either';
}
