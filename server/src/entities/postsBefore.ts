import type { Draft } from './draft.ts';
import type { JoinedNames } from './joining.ts';
import type { Title } from './mention.ts';
import type { Segment } from './paragraphCandidates.ts';
import { classesOfTitle } from './relativeNames.ts';
import { titleAt } from './titles.ts';

/** A post of which a sentence has said whose it is, and where it is written. */
interface Post {
  readonly title: string;
  /** Null where it has not. */
  readonly body: string | null;
  readonly start: number;
  /** Where the name ends of whose post it is; `start` for a post that is nobody's. */
  readonly nameEnd: number;
}

/** What may stand before a post and leaves the post what it is: 副 of 副主任. */
const MODIFIER = /^(?:原|前|时任|现任|挂职|代理|代|党委|党组|专职|常务|执行|第一)+/;
const baseOf = (title: string) => title.replace(MODIFIER, '').replace(/^副/, '');
const isDeputy = (title: string) => title.replace(MODIFIER, '').startsWith('副');
/** Posts beside the head of a body that meets: an assembly, an association, a committee. */
const BESIDE_HEAD = /^副?秘书长$/;
/** Posts of which a body has one. */
const SOLE = /^(?:(?:党委|党组|党总支|党支部|党工委)?书记|[省市县区州旗盟镇乡村局厅院校处科行社]长|董事长|理事长|会长|总经理|总裁|主席|检察长|专员)$/;
/** Last characters of a part of a body. */
const PART = /(?:[部处科室股庭]|政法委|执行局)$/;
const HEAD = /(?:主任|主席|会长|理事长|书记|委员)$/;
/** Posts in the party of a company or an office, and in its board: 党组成员 after the head of the office. */
const WITHIN = /^(?:机关)?(?:党委|党组|党工委|党总支|党支部|纪委|工会|团委|董事会|监事会|审判委员会|检察委员会)/;
/** What stands between a name and the posts of the next in a list. */
const NEXT_IN_LIST = /^(?:[（(][^（()）]{1,16}[)）])?[，,、；;]/;

/**
 * The posts a sentence has named before the place where reading has arrived. A post without a body goes on with the body of one before
 * it: 白鹭县人大常委会主任林晓帆、副主任何文秀; 受白鹭县人大常委会主任委托，副主任何文秀….
 */
export class PostsBefore {
  readonly #read: readonly { readonly text: string; readonly segments: readonly Segment[] }[];
  readonly #draftOf: (paragraph: number, segment: Segment) => Draft | undefined;
  readonly #names: JoinedNames;
  #paragraph = -1;
  #held: Post[] = [];
  /** By post and body: who holds it, as far as this paragraph writes out. */
  readonly #holders = new Map<string, string>();

  constructor(read: readonly { readonly text: string; readonly segments: readonly Segment[] }[], draftOf: (paragraph: number, segment: Segment) => Draft | undefined, names: JoinedNames) {
    this.#read = read;
    this.#draftOf = draftOf;
    this.#names = names;
  }

  /** A person is read, with a post; `certain` where its body is written out. */
  note(person: Draft, { title, body }: Title, certain: boolean): void {
    if (this.#paragraph !== person.paragraph) {
      this.#paragraph = person.paragraph;
      this.#held = [];
      this.#holders.clear();
    }
    this.#held.push({ title, body, start: person.start, nameEnd: person.end });
    if (certain && SOLE.test(title)) this.#holders.set(`${title}\0${body}`, person.entity);
  }

  /** Whether the paragraph has given a post that only one holds to somebody else. */
  isHeldByAnother(person: Draft, title: string, body: string | null): boolean {
    const holder = person.paragraph === this.#paragraph && SOLE.test(title) ? this.#holders.get(`${title}\0${body}`) : undefined;
    return holder !== undefined && holder !== person.entity;
  }

  /** The body of a title that is written without one beside a person; undefined where the sentence does not tell, null where it goes on with one that is not known. */
  bodyFor(title: string, person: Draft): string | null | undefined {
    // 何局长 is somebody named before.
    if (person.clean.length < 2) return undefined;
    const { text, segments } = this.#read[person.paragraph]!;
    const sentence = text.lastIndexOf('。', person.start) + 1;
    let best: Post | undefined;
    for (const post of person.paragraph === this.#paragraph ? this.#held : []) {
      if (post.start < sentence || post.start >= person.start) continue;
      if (this.#goesOn(title, post)) best = post;
      else if (WITHIN.test(title) && post.body !== null && isNextInList(text, post.nameEnd, title)) best = { ...post, body: this.#ownerOf(post.body) };
    }
    // A post that is nobody's here: 受…主任委托.
    for (const segment of segments) {
      if (segment.start < sentence || segment.end <= (best?.start ?? -1)) continue;
      if (segment.end >= person.start) break;
      const of = this.#draftOf(person.paragraph, segment);
      const named = of?.type === 'organisation' && of.entity !== '' ? titleAt(text, segment.end) : undefined;
      if (named === undefined || segment.end + named.length >= person.start) continue;
      const post = { title: named, body: of!.entity, start: segment.end, nameEnd: segment.end };
      if (this.#goesOn(title, post)) best = post;
    }
    return best && best.body;
  }

  /** The body of which a part may be meant that is written without one (公共关系处处长 after 远山集团工程部经理林晓帆、); undefined where the list of posts does not tell. */
  ownerBefore(person: Draft): string | undefined {
    if (person.paragraph !== this.#paragraph) return undefined;
    const { text } = this.#read[person.paragraph]!;
    const post = this.#held.at(-1);
    if (post === undefined || post.body === null || post.start >= person.start || !/^[^。；;]{1,40}$/.test(text.slice(post.start, person.start))) return undefined;
    return this.#ownerOf(post.body);
  }

  /** The body of which another is a part: 青禾市委 of 青禾市委组织部; itself where it is none. */
  #ownerOf(body: string): string {
    if (!PART.test(body)) return body;
    for (let end = body.length - 1; end >= 2; end--) if (this.#names.has('organisation', body.slice(0, end))) return body.slice(0, end);
    return body.replace(/^(.*委)(?:.{2,3}部|政法委|办公室)$/, '$1');
  }

  #goesOn(title: string, post: Post): boolean {
    if (baseOf(title) === baseOf(post.title)) return isDeputy(title) || isDeputy(post.title);
    if (BESIDE_HEAD.test(title) && HEAD.test(post.title)) return true;
    const classes = classesOfTitle(title);
    if (classes === undefined) return false;
    return post.body === null ? classesOfTitle(post.title) === classes : this.#names.isOf(classes, post.body);
  }
}

/** Whether a list of persons goes on with this title where a name ends: 党组成员 in 院长林晓帆，党组成员、副院长何文秀. */
function isNextInList(text: string, nameEnd: number, title: string): boolean {
  const joint = NEXT_IN_LIST.exec(text.slice(nameEnd, nameEnd + 20))?.[0];
  return joint !== undefined && text.startsWith(title, nameEnd + joint.length);
}
