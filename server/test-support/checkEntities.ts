import { expect } from 'vitest';
import type { EntityDecisions } from '../src/entities/decisions.ts';
import { analyseEntities } from '../src/entities/index.ts';
import { applyEdits } from '../src/text/cleanText.ts';
import { parseMarkup, printMarkup, type MarkedMention } from './markup.ts';

/**
 * Recognises the text of a marked-up string and compares what is found with the marks, as strings. Scored mentions always count;
 * titles, canonical names, nested and relative mentions count where the marks show any. Lines are paragraphs. `decisions` are a person's.
 */
export function check(marked: string, decisions?: EntityDecisions): void {
  const { text, mentions } = parseMarkup(marked);
  const nested = mentions.some((mention) => mention.nested);
  const relative = mentions.some((mention) => mention.relative);
  const titles = mentions.some((mention) => mention.titles.length > 0);
  const entities = /=[^⟦⟧]*⟧/.test(marked);
  let rawStart = 0;
  const paragraphs = text.split('\n').map((line) => {
    const paragraph = { rawStart, text: applyEdits(line, []) };
    rawStart += line.length + 1;
    return paragraph;
  });
  const found = analyseEntities(paragraphs, decisions ? { decisions } : {}).mentions
    .filter((mention) => (nested || !mention.nested) && (relative || !mention.relative))
    .map((mention): MarkedMention => ({ start: mention.raw.start, end: mention.raw.end, text: mention.text, type: mention.type, entity: mention.entity, titles: mention.titles, nested: mention.nested, relative: mention.relative }));
  expect(printMarkup(text, found, { entities, titles })).toBe(printMarkup(text, mentions, { entities, titles }));
}
