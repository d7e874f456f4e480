import { closeUp } from './markup.ts';
import type { CorpusItem } from './corpus.ts';
import type { MarkedMention } from './markup.ts';

/** Something wrong or suspicious in an item. `offset` is in the item's text without marks. */
export interface CorpusRemark {
  readonly level: 'error' | 'warning';
  readonly offset: number;
  readonly message: string;
}

/** A level word and a body that only exists relative to a territory, or a bare class of body: these are relative mentions. */
const RELATIVE = /^(?:(?:中?共)?[省市区县州旗乡镇盟](?:委|党委|政府|人民政府|人大|人大常委会|政协|纪委|监委|纪委监委)|(?:该|本|我)?(?:公司|集团|集团公司|学校|学院|医院|法院|管委会|党工委|行署|企业)|[我本全该][省市区县州旗乡镇村]|当地)$/;
/** A name may begin with a quoted part (“天穹”算力中心), but not be nothing but the quoted part. */
const EDGE = /^[\s,，、。；;：:”‘’《》]|[\s,，、。；;：:‘’《]$|^“[^”]*”$/;

function unbalanced(text: string): boolean {
  return (['（）', '()', '“”', '《》'] as const).some(([open, close]) => text.split(open!).length !== text.split(close!).length);
}

/** Errors break the guideline whatever was meant; warnings are to be looked at once. An item without either gives []. */
export function lintCorpusItem(item: CorpusItem): CorpusRemark[] {
  const remarks: CorpusRemark[] = [];
  const error = (offset: number, message: string) => remarks.push({ level: 'error', offset, message });
  const warn = (offset: number, message: string) => remarks.push({ level: 'warning', offset, message });
  const { text, mentions } = item;
  const written = new Set(mentions.map((mention) => closeUp(mention.text)));
  const typeOf = new Map<string, MarkedMention>();

  if (text.length < 120) warn(0, `a short item: ${text.length} characters`);
  const stray = /[⟦⟧|]|@(?=\S*$)/.exec(text);
  if (stray) warn(stray.index, `“${stray[0]}” in the text`);

  for (const mention of mentions) {
    const { start, type, entity } = mention;
    if (EDGE.test(mention.text)) error(start, `“${mention.text}” starts or ends in a space or punctuation`);
    if (mention.text.includes('\n')) error(start, `“${mention.text}” crosses a line`);
    if (unbalanced(mention.text)) error(start, `“${mention.text}” has an unbalanced bracket or quote`);
    if (mention.titles.length > 0 && type !== 'person') error(start, `titles belong to persons: “${mention.text}”`);
    if (mention.relative && entity === closeUp(mention.text)) error(start, `the relative “${mention.text}” does not say whom it means: ⟦~${type} ${mention.text}=…⟧`);
    if (!mention.relative && RELATIVE.test(mention.text)) warn(start, `“${mention.text}” is relative as a rule: ⟦~${type} ${mention.text}=…⟧`);
    if (!mention.relative && !written.has(entity)) warn(start, `canonical “${entity}” of “${mention.text}” is not a mention of this item; only a relative mention takes a name that is not in the text`);
    if (RELATIVE.test(entity)) warn(start, `canonical “${entity}” is itself relative`);
    if (type === 'person' && mention.text.length === 1 && entity.length === 1) warn(start, `a surname alone: “${mention.text}”; say whose, if the item tells`);
    if (type === 'person' && /[先女]生?$|书记$|主任$|[市县区]长$/.test(mention.text) && mention.text.length > 3) warn(start, `a title inside a person: “${mention.text}”`);
    const other = typeOf.get(entity);
    if (!other) typeOf.set(entity, mention);
    else if (other.type !== type && other.type !== 'person' && type !== 'person') error(start, `“${entity}” is ${type} here and ${other.type} elsewhere`);
    for (const { title, body } of mention.titles) {
      if (!text.includes(title)) warn(start, `the title “${title}” of ${mention.text} is not in the text`);
      if (/^[省市区县州旗乡镇盟](?:委(?!员)|党委|政府)/.test(title)) warn(start, `the body is inside the title “${title}”; write 书记@…市委`);
      if (body !== null && RELATIVE.test(body)) error(start, `the body of ${title} is relative: “${body}”`);
    }
  }

  for (let i = 0; i < mentions.length; i++) {
    const outer = mentions[i]!;
    for (let j = i + 1; j < mentions.length && mentions[j]!.start < outer.end; j++) {
      const inner = mentions[j]!;
      if (inner.start === outer.start && inner.end === outer.end) error(inner.start, `two marks over the same characters: “${inner.text}”`);
      if (outer.type === 'person') error(inner.start, `“${inner.text}” inside a person`);
      if (outer.type === 'place' && inner.type === 'organisation') warn(inner.start, `organisation “${inner.text}” inside place “${outer.text}”`);
      if (outer.relative && !inner.relative) warn(inner.start, `“${inner.text}” inside the relative “${outer.text}”`);
    }
  }

  // The same string marked in one place and bare in another.
  const covered = new Uint8Array(text.length);
  for (const mention of mentions) covered.fill(1, mention.start, mention.end);
  const seen = new Set<string>();
  for (const mention of mentions) {
    if (mention.relative || mention.text.length < 2 || seen.has(mention.text)) continue;
    seen.add(mention.text);
    for (let at = text.indexOf(mention.text); at >= 0; at = text.indexOf(mention.text, at + 1)) {
      if (!covered[at] && !covered[at + mention.text.length - 1]) warn(at, `“${mention.text}” is not marked here, but is at ${mention.start}`);
    }
  }
  // Neighbours that should be one, or a division swallowed by the next.
  for (let i = 1; i < mentions.length; i++) {
    const left = mentions[i - 1]!;
    const right = mentions[i]!;
    if (left.end === right.start && left.type === 'place' && !left.nested && !right.nested && !left.relative && (right.type === 'organisation' || right.type === 'project') && !right.relative) {
      warn(left.start, `place “${left.text}” directly before “${right.text}”: it is part of that name`);
    }
  }
  return remarks.sort((a, b) => a.offset - b.offset);
}
