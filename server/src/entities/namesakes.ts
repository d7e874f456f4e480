import type { Draft } from './draft.ts';
import type { ReadParagraph } from './index.ts';
import { postsConflict } from './posts.ts';

/** A post whose body is written out directly before a name, and where the body starts. */
export interface WrittenPost {
  readonly title: string;
  readonly body: string;
  readonly start: number;
}

/** Posts of a territory or a court that nobody holds in two of them. */
const OF_ONE_PLACE = /^(?:[省市县区州旗盟镇乡村]长|专员|检察长)$/;
/** A document that tells how posts change gives one person several. */
const CHANGES = /调任|转任|改任|升任|接任|履新|任命|任免|免去|辞去|历任|曾任|时任|原任|拟任|现任|当选|选举|此前|简历/;
const SEX = /^[\s\u3000]*[，,（(、][\s\u3000]*([男女])(?:[，,）)、；;。]|$)/;
const BORN = /^[^。\n]{0,60}?((?:19|20)\d\d)年(\d{1,2})月(?:出?生)/;

interface Life {
  readonly sex: string | undefined;
  readonly born: string | undefined;
}

/**
 * Sets `namesake` of the mentions of persons who share a name and cannot be one: named twice in one list with different posts, at the head of
 * two territories at once, of different sex or day of birth. Mentions that tell nothing belong to the one named last.
 * `postsOf` gives the posts written out before a name.
 */
export function partNamesakes(drafts: readonly Draft[], read: readonly ReadParagraph[], postsOf: (person: Draft) => readonly WrittenPost[]): void {
  const byName = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.type !== 'person' || draft.relative) continue;
    const list = byName.get(draft.entity);
    if (list) list.push(draft);
    else byName.set(draft.entity, [draft]);
  }
  let changes: boolean | undefined;
  for (const mentions of byName.values()) {
    const full = mentions.filter(({ clean }) => clean.length > 1);
    const lives = new Map(full.map((one) => [one, lifeAfter(one, read[one.paragraph]!.text)] as const));
    const anchors = full.filter((one) => postsOf(one).length > 0 || lives.get(one)!.sex !== undefined || lives.get(one)!.born !== undefined);
    if (anchors.length < 2) continue;
    const differ = (one: Draft, other: Draft): boolean => contradict(lives.get(one)!, lives.get(other)!)
      || inOneList(one, other, read[one.paragraph]!.text, postsOf)
      || (atOnce(postsOf(one), postsOf(other)) && !(changes ??= read.some(({ text }) => CHANGES.test(text))));
    const people: Draft[][] = [];
    for (const anchor of anchors) {
      const possible = people.filter((person) => person.every((other) => !differ(other, anchor)));
      const own = possible.find((person) => person.some((other) => shareBody(postsOf(other), postsOf(anchor)))) ?? possible[0];
      if (own) own.push(anchor);
      else people.push([anchor]);
    }
    if (people.length < 2) continue;
    let last = 1;
    for (const mention of mentions) {
      const known = people.findIndex((person) => person.includes(mention));
      const called = known >= 0 ? known : people.findIndex((person) => mention.titles.some(({ title }) => person.some((one) => one.titles.some((post) => post.title === title || post.title === `副${title}`))));
      last = called >= 0 ? called + 1 : last;
      mention.namesake = last;
    }
  }
}

function lifeAfter(person: Draft, text: string): Life {
  const rest = text.slice(person.end, person.end + 80);
  const sex = SEX.exec(rest)?.[1];
  const born = /^[\s\u3000]*[，,（(]/.test(rest) ? BORN.exec(rest) : null;
  return { sex, born: born ? `${born[1]}-${born[2]}` : undefined };
}

function contradict(one: Life, other: Life): boolean {
  return (one.sex !== undefined && other.sex !== undefined && one.sex !== other.sex) || (one.born !== undefined && other.born !== undefined && one.born !== other.born);
}

/** 白鹭县财政局局长林晓帆、青禾县教育局局长林晓帆: nobody is named twice in a list. */
function inOneList(one: Draft, other: Draft, text: string, postsOf: (person: Draft) => readonly WrittenPost[]): boolean {
  const [first, second] = one.start < other.start ? [one, other] : [other, one];
  if (first.paragraph !== second.paragraph || postsOf(first).length === 0 || postsOf(second).length === 0) return false;
  const gap = text.slice(first.end, Math.min(...postsOf(second).map(({ start }) => start)));
  return /^(?:[、和及与]|以及)$/.test(gap) && postsConflict(bodiesOf(postsOf(first)), bodiesOf(postsOf(second)));
}

/** The same post in two places. */
function atOnce(posts: readonly WrittenPost[], others: readonly WrittenPost[]): boolean {
  return posts.some(({ title, body }) => OF_ONE_PLACE.test(title) && others.some((other) => other.title === title && postsConflict(new Set([body]), new Set([other.body]))));
}

function shareBody(posts: readonly WrittenPost[], others: readonly WrittenPost[]): boolean {
  return posts.some(({ body }) => others.some((other) => other.body === body));
}

const bodiesOf = (posts: readonly WrittenPost[]): Set<string> => new Set(posts.map(({ body }) => body));
