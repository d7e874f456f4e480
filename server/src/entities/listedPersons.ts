import { headAt } from '../lexicon/heads.ts';
import { compoundSurname, givenLevel, surnameLevel } from './names.ts';
import type { Segment } from './paragraphCandidates.ts';
import { PERSON, PLACE } from './spanModel.ts';
import { titleAt } from './titles.ts';

const PAUSE = '、';
/** The longest name, in code units. */
const LONGEST = 4;
/** Below this one or two characters hardly ever are a given name. */
const LEAST_GIVEN = 4;
/** What makes of a paragraph a notice of posts given and taken. */
const NOTICE = /任命|免去|免除/;
/** A name in such a notice, between what is done with it or the name before and 任, 为 or 的. */
const ITEM = /(?<=^|任命|免去|免除|[、，,；;])(?!任命|免去|免除)(\p{Script=Han}{2,4}?)(?:同志)?[任为的]/gu;

/**
 * The segments of a paragraph, and the persons that only its grammar shows, though what names them is also a word or a place: what stands
 * between two names of a list (周立民、吴忠、何文秀), and of whom a notice says that a post is given or taken (免去黎明的市财政局局长职务).
 */
export function withListedPersons(text: string, segments: readonly Segment[]): readonly Segment[] {
  const found: Segment[] = [];
  for (let index = 0; index + 1 < segments.length; index++) {
    const { end, type } = segments[index]!;
    if (type !== PERSON || text[end] !== PAUSE) continue;
    const length = text.slice(end + 1, end + 2 + LONGEST).indexOf(PAUSE);
    const nameEnd = end + 1 + length;
    const next = segments[index + 1]!.start > nameEnd ? segments[index + 1] : segments[index + 2];
    if (length > 0 && next?.type === PERSON && next.start === nameEnd + 1 && couldBeName(text, end + 1, nameEnd)) found.push({ start: end + 1, end: nameEnd, type: PERSON });
  }
  if (NOTICE.test(text)) {
    const startingAt = new Map(segments.map((one) => [one.start, one]));
    for (const match of text.matchAll(ITEM)) {
      const end = match.index + match[1]!.length;
      const body = startingAt.get(match.index + match[0].length);
      if (body !== undefined && body.type !== PERSON && titleAt(text, body.end) !== undefined && couldBeName(text, match.index, end)) found.push({ start: match.index, end, type: PERSON });
    }
  }
  return found.length === 0 ? segments : withThose(segments, found.sort((a, b) => a.start - b.start));
}

/** Both, left to right; of the persons only those that take the place of nothing, or of a place with the same ends. */
function withThose(segments: readonly Segment[], persons: readonly Segment[]): readonly Segment[] {
  const all: Segment[] = [];
  let next = 0;
  for (const person of persons) {
    while (next < segments.length && segments[next]!.end <= person.start) all.push(segments[next++]!);
    const there = segments[next];
    if (there !== undefined && there.start < person.end) {
      if (there.type !== PLACE || there.start !== person.start || there.end !== person.end) continue;
      next++;
    }
    if ((all.at(-1)?.end ?? 0) <= person.start) all.push(person);
  }
  return [...all, ...segments.slice(next)];
}

function couldBeName(text: string, start: number, end: number): boolean {
  const surname = compoundSurname(text, start) || (surnameLevel(text, start) > 1 ? 1 : 0);
  const given = end - start - surname;
  return surname > 0 && given >= 1 && given <= 2 && headAt(text, start, end) === 0 && givenLevel(text, start + surname, end) >= LEAST_GIVEN;
}
