import { headAt, LEVEL, ORGANISATION_CLASSES, organisationClass, POST } from '../lexicon/heads.ts';
import type { Draft } from './draft.ts';
import type { ReadParagraph } from './index.ts';
import { ORGANISATION, PERSON, PLACE } from './spanModel.ts';

/** What one mention of a place says of the document: only passed by or visited, named, or the document is at home there. */
export type PlaceEvidence = 'passing' | 'named' | 'home';

/** Words after which a place is where somebody goes, or whom one meets; and what one does among strangers, not where one inspects. */
const GOING = /(?:赴|往|到|进|达|接|察|访|与|同|和|及|习|自|等)$/;
const AMONG_STRANGERS = /考察|招商|对接|学习|拜访|洽谈|取经|推介|回访|交流/;
/** Words after which a body is one of strangers. */
const VISITED = /(?:拜访|回访)了?$/;
/** Bodies by whose name the territory speaks of itself. */
const OWN_BODIES: ReadonlySet<string> = new Set(['territorial', 'office', 'media', 'justice']);
/** How far from the start of a document its dateline may stand. */
const DATELINE = 24;

/** The evidence of a mention of a place, or of a body of a territory, that is not relative. `paragraph` is the one in which it stands. */
export function placeEvidence(place: Draft, { text, segments }: ReadParagraph): PlaceEvidence {
  const around = segments.findIndex(({ start, end, type }) => start <= place.start && place.end <= end && type !== PERSON);
  if (around < 0) return 'named';
  const whole = segments[around]!;
  if (whole.type === ORGANISATION && VISITED.test(text.slice(Math.max(0, whole.start - 3), whole.start))) return 'passing';
  if (place.type === 'organisation') return 'home';
  if (whole.type === ORGANISATION && place.nested) {
    const kind = classOf(text, whole.start, whole.end);
    return kind !== undefined && OWN_BODIES.has(kind) ? 'home' : 'passing';
  }
  if (place.nested && place.start !== whole.start) return 'passing';
  // 镇江的远山公司.
  const next = text[place.end] === '的' ? segments.find(({ start }) => start === place.end + 1) : undefined;
  if (next?.type === ORGANISATION && !OWN_BODIES.has(classOf(text, next.start, next.end) ?? '')) return 'passing';
  for (let end = place.end + 1; end <= Math.min(text.length, place.end + 7); end++) if (headAt(text, place.end, end) & (LEVEL | POST)) return 'home';
  // A list of places is visited as a whole: 赴青禾、白鹭.
  let at = around;
  while (at > 0 && segments[at - 1]!.type === PLACE && /^[、和及]?$/.test(text.slice(segments[at - 1]!.end, segments[at]!.start))) at--;
  const before = text.slice(Math.max(0, segments[at]!.start - 2), segments[at]!.start);
  if (GOING.test(before) && AMONG_STRANGERS.test(before + /^[^。]*/.exec(text.slice(place.end))![0])) return 'passing';
  return place.paragraph === 0 && place.start < DATELINE ? 'home' : 'named';
}

function classOf(text: string, start: number, end: number): string | undefined {
  for (let at = start; at < end; at++) {
    const kind = organisationClass(headAt(text, at, end));
    if (kind > 0) return ORGANISATION_CLASSES[kind - 1];
  }
  return undefined;
}
