import { headAt, organisationClass, relativeType } from '../lexicon/heads.ts';
import { matchGazetteer } from './gazetteer.ts';
import type { Segment } from './paragraphCandidates.ts';
import { ORGANISATION, PLACE, PROJECT } from './spanModel.ts';

let longest = 0;
function visit(end: number): void {
  if (end > longest) longest = end;
}

/** Names of places that a document writes on their own, and the pairs of code units that they start with. */
export interface StandingNames {
  readonly names: ReadonlySet<string>;
  readonly pairs: ReadonlySet<number>;
}

const pairAt = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);

export function standingNames(names: ReadonlySet<string>): StandingNames {
  return { names, pairs: new Set([...names].filter((name) => name.length > 1).map((name) => pairAt(name, 0))) };
}

/**
 * Places inside the name of an organisation or project (青禾 in 青禾市委, 中国 in …(中国)有限公司), left to right. `known` are
 * names of places that the document writes on their own. Empty for other segments.
 */
export function nestedPlaces(text: string, segment: Segment, known: StandingNames): Segment[] {
  if (segment.type !== ORGANISATION && segment.type !== PROJECT) return [];
  const found: Segment[] = [];
  for (let at = segment.start; at < segment.end - 1;) {
    longest = 0;
    const first = at === segment.start;
    const afterPlace = found.at(-1)?.end === at;
    const inBrackets = '（('.includes(text[at - 1] ?? ' ');
    const front = first || afterPlace || inBrackets;
    if (front) matchGazetteer(text, at, visit);
    if (known.pairs.has(pairAt(text, at))) {
      for (let end = Math.min(segment.end - 1, at + 8); end > (front ? Math.max(longest, at + 1) : at + 2); end--) {
        if (known.names.has(text.slice(at, end))) {
          visit(end);
          break;
        }
      }
    }
    if (longest > at && longest < segment.end && !splitsHead(text, longest, segment.end)) {
      found.push({ start: at, end: longest, type: PLACE });
      at = longest;
    } else if (longest > at + 2 && longest <= segment.end && splitsHead(text, longest, segment.end)) {
      // 青禾市 of 青禾市委: the level character belongs to what follows.
      found.push({ start: at, end: longest - 1, type: PLACE });
      at = longest - 1;
    } else {
      at++;
    }
  }
  return found;
}

/** True where the last character of the place is the first of the body's own word: 青禾|市委. */
function splitsHead(text: string, placeEnd: number, end: number): boolean {
  const word = headAt(text, placeEnd - 1, end);
  return end - placeEnd === 1 && (relativeType(word) === RELATIVE_ORGANISATION || organisationClass(word) > 0);
}
const RELATIVE_ORGANISATION = 2;
