/**
 * Text with its mentions written into it (the mark-up of corpus/README.md): parsed to plain text and mentions, printed
 * back, and the one helper through which the tests of the recogniser speak.
 */
import { ENTITY_TYPES } from '../src/entities/mention.ts';
import type { EntityType, Title } from '../src/entities/mention.ts';

/** A mention as the mark-up states it. Offsets are UTF-16 code units in {@link MarkedText.text}, half-open. */
export interface MarkedMention {
  readonly start: number;
  readonly end: number;
  /** As it stands in the text. */
  readonly text: string;
  readonly type: EntityType;
  /** Canonical name; the mention's own text, spaces closed up, where the mark-up gives none. */
  readonly entity: string;
  readonly titles: readonly Title[];
  readonly nested: boolean;
  readonly relative: boolean;
}

/** Text without marks, and the mentions that stood in it, sorted by start, longer first. */
export interface MarkedText {
  readonly text: string;
  readonly mentions: readonly MarkedMention[];
}

/** A fault of the mark-up, with its offset in the marked-up text. */
export class MarkupError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'MarkupError';
    this.offset = offset;
  }
}

const OPENING = /⟦(~?)([a-z]+) /y;

/** Closes up the space inside a two-character name (李　明) and any other space beside a Han character. */
export function closeUp(text: string): string {
  return text.replace(/(?<=\p{Script=Han})[\s\u3000]+|[\s\u3000]+(?=\p{Script=Han})/gu, '');
}

/** Parses marked-up text. Text without marks gives no mentions. Throws {@link MarkupError} on unbalanced or malformed marks. */
export function parseMarkup(marked: string): MarkedText {
  interface Open { readonly type: EntityType; readonly relative: boolean; readonly start: number; readonly offset: number }
  const open: Open[] = [];
  const mentions: MarkedMention[] = [];
  let text = '';
  for (let at = 0; at < marked.length;) {
    const character = marked[at]!;
    if (character === '⟦') {
      OPENING.lastIndex = at;
      const match = OPENING.exec(marked);
      if (!match) throw new MarkupError('a mark starts with its type and a space: ⟦place …⟧', at);
      if (!(ENTITY_TYPES as readonly string[]).includes(match[2]!)) throw new MarkupError(`unknown type “${match[2]}”`, at);
      open.push({ type: match[2] as EntityType, relative: match[1] === '~', start: text.length, offset: at });
      at += match[0].length;
    } else if (open.length > 0 && (character === '⟧' || character === '=' || character === '|')) {
      const close = marked.indexOf('⟧', at);
      if (close < 0) throw new MarkupError('a mark is not closed', open.at(-1)!.offset);
      const tail = marked.slice(at, close);
      if (tail.includes('⟦')) throw new MarkupError('a mark inside a canonical name or a list of titles', at);
      const { type, relative, start, offset } = open.pop()!;
      const written = text.slice(start);
      if (written === '') throw new MarkupError('an empty mention', offset);
      const bar = tail.indexOf('|');
      const name = tail.startsWith('=') ? tail.slice(1, bar < 0 ? undefined : bar) : '';
      if (tail.startsWith('=') && name === '') throw new MarkupError('an empty canonical name', at);
      mentions.push({
        start, end: text.length, text: written, type, entity: name || closeUp(written),
        titles: bar < 0 ? [] : parseTitles(tail.slice(bar + 1), at + bar + 1), nested: open.length > 0, relative,
      });
      at = close + 1;
    } else if (character === '⟧') {
      throw new MarkupError('a closing mark without an opening one', at);
    } else {
      text += character;
      at++;
    }
  }
  if (open.length > 0) throw new MarkupError('a mark is not closed', open.at(-1)!.offset);
  mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  return { text, mentions };
}

function parseTitles(list: string, offset: number): Title[] {
  return list.split(';').map((entry) => {
    const [title, body, ...more] = entry.split('@');
    if (!title || body === undefined || more.length > 0) throw new MarkupError(`a title is written title@body, or title@ where the body is not known: “${entry}”`, offset);
    return { title, body: body === '' ? null : body };
  });
}

/** Which details {@link printMarkup} writes; spans and types are always written. */
export interface PrintOptions {
  readonly entities?: boolean;
  readonly titles?: boolean;
}

/** Writes mentions into their text as marks: the inverse of {@link parseMarkup}. Mentions must be sorted and properly nested. */
export function printMarkup(text: string, mentions: readonly MarkedMention[], { entities = true, titles = true }: PrintOptions = {}): string {
  let out = '';
  let at = 0;
  const open: MarkedMention[] = [];
  const closeUntil = (offset: number) => {
    while (open.length > 0 && open.at(-1)!.end <= offset) {
      const mention = open.pop()!;
      out += text.slice(at, mention.end);
      at = mention.end;
      if (entities && mention.entity !== closeUp(mention.text)) out += `=${mention.entity}`;
      if (titles && mention.titles.length > 0) out += `|${mention.titles.map(({ title, body }) => `${title}@${body ?? ''}`).join(';')}`;
      out += '⟧';
    }
  };
  for (const mention of mentions) {
    closeUntil(mention.start);
    out += text.slice(at, mention.start) + `⟦${mention.relative ? '~' : ''}${mention.type} `;
    at = mention.start;
    open.push(mention);
  }
  closeUntil(text.length);
  return out + text.slice(at);
}
