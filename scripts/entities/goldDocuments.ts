/** Annotated documents from the corpus, from Universal NER and from the seeds, in one form: clean text and its mentions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityType } from '../../server/src/entities/mention.ts';
import { divisionForm, isAlsoWord } from '../../server/src/lexicon/divisions.ts';
import { placeKind, placeNamed } from '../../server/src/lexicon/places.ts';
import { toSimplified } from '../../server/src/text/fold.ts';
import { parseCorpus, type Split } from '../../server/test-support/corpus.ts';
import { closeUp, type MarkedMention, type MarkedText } from '../../server/test-support/markup.ts';

/** An annotated document. `file` and `line` (from 0) tell where it stands, for messages. */
export interface GoldDocument extends MarkedText {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

const root = join(import.meta.dirname, '..', '..');
const shared = join(root, '..', 'shared');

/** Items of corpus/news of one split, in the order of files. */
export function corpusDocuments(split: Split): GoldDocument[] {
  const folder = join(root, 'corpus', 'news');
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().flatMap((name) =>
    parseCorpus(readFileSync(join(folder, name), 'utf8')).items.filter((item) => item.split === split)
      .map(({ text, mentions, id, line }) => ({ id, text: toSimplified(text), mentions: mentions.map(simplified), file: `corpus/news/${name}`, line })));
}

/** Canonical names are in simplified characters, whatever the item is written in. */
function simplified(mention: MarkedMention): MarkedMention {
  return { ...mention, entity: toSimplified(mention.entity), titles: mention.titles.map(({ title, body }) => ({ title: toSimplified(title), body: body === null ? null : toSimplified(body) })) };
}

const UNER_TYPES: Readonly<Record<string, EntityType>> = { PER: 'person', LOC: 'place', ORG: 'organisation' };

/** Sentences of Universal NER Chinese-GSDSIMP (CC BY-SA 4.0), or undefined where ../shared is not there. */
export function unerDocuments(part: 'train' | 'dev'): GoldDocument[] | undefined {
  const path = join(shared, 'data', 'uner-gsdsimp', `${part}.iob2`);
  if (!existsSync(path)) return undefined;
  const documents: GoldDocument[] = [];
  let text = '';
  let mentions: MarkedMention[] = [];
  let id = '';
  let first = 0;
  const flush = () => {
    text = toSimplified(text);
    if (text !== '') documents.push({ id, text, mentions: mentions.flatMap((m) => (m.type === 'place' ? inRow(text.slice(m.start, m.end)).map(([start, end]) => mention(m.start + start, m.start + end, text, 'place')) : [m])), file: `../shared/data/uner-gsdsimp/${part}.iob2`, line: first });
    text = '';
    mentions = [];
  };
  readFileSync(path, 'utf8').split('\n').forEach((line, number) => {
    if (line.startsWith('# sent_id')) {
      flush();
      id = line.slice(line.indexOf('=') + 2);
      first = number;
    }
    if (line === '' || line.startsWith('#')) return;
    const [, token = '', tag = 'O'] = line.split('\t');
    const start = text.length;
    const latin = /^[A-Za-z0-9]/.test(token) && /[A-Za-z0-9]$/.test(text);
    if (latin) text += ' ';
    text += token;
    if (tag === 'O') return;
    const type = UNER_TYPES[tag.slice(2)];
    if (!type) return;
    const last = mentions.at(-1);
    if (tag.startsWith('I') && last && last.type === type) mentions[mentions.length - 1] = mention(last.start, text.length, text, type);
    else mentions.push(mention(latin ? start + 1 : start, text.length, text, type));
  });
  flush();
  return documents;
}

const DIVISIONS: ReadonlySet<string> = new Set(['country', 'state', 'capital', 'city']);

function isDivision(name: string): boolean {
  if (divisionForm(name) >= 0) return true;
  const place = placeNamed(name);
  return place >= 0 && DIVISIONS.has(placeKind(place));
}

/** A division by its last character, whether the gazetteer knows it or not. */
const LEVELLED = /^\p{Script=Han}{1,7}?(?:自治[区州县旗]|[省市县州盟旗乡镇村里]|(?<=.)区)(?![镇乡站场路院城])/u;

/**
 * Universal NER takes divisions in a row for one place (中国黑龙江省齐齐哈尔市); here each is a place of its own. The pieces of such a name:
 * [start, end) of each; one for a name that is no row.
 */
export function inRow(name: string): [number, number][] {
  const pieces: [number, number][] = [];
  let at = 0;
  while (at < name.length) {
    let end = at;
    for (let length = Math.min(12, name.length - at); length >= 2 && end === at; length--) if (isDivision(name.slice(at, at + length))) end = at + length;
    const known = name.slice(at, end);
    if (known === '' || placeNamed(known) < 0 || placeKind(placeNamed(known)) !== 'country') end = Math.max(end, at + (LEVELLED.exec(name.slice(at))?.[0].length ?? 0));
    // 平原 of 成都平原 is a county's name too.
    if (end === at || (pieces.length > 0 && divisionForm(name, at, end) >= 0 && isAlsoWord(divisionForm(name, at, end)))) break;
    pieces.push([at, end]);
    at = end;
  }
  return at === name.length && pieces.length > 1 ? pieces : [[0, name.length]];
}

function mention(start: number, end: number, text: string, type: EntityType): MarkedMention {
  const own = text.slice(start, end);
  return { start, end, text: own, type, entity: closeUp(own), titles: [], nested: false, relative: false };
}

/** The three seeds as clean text, or undefined where ../shared is not there. */
export function seedDocuments(): GoldDocument[] | undefined {
  const folder = join(shared, 'seeds');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).filter((name) => name.endsWith('.entities.json')).sort().map((name) => {
    const text = toSimplified(readFileSync(join(folder, name.replace('.entities.json', '.clean.txt')), 'utf8'));
    const gold = (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { mentions: (MarkedMention & { clean: string })[] }).mentions;
    let at = 0;
    let outerEnd = 0;
    const mentions = gold.map((one): MarkedMention => {
      // Gold offsets are raw; in the clean text mentions stand in the same order.
      const start = text.indexOf(one.clean, one.nested ? at : outerEnd);
      if (start < 0) throw new Error(`${name}: “${one.clean}” is not in the clean text after ${at}`);
      if (!one.nested) outerEnd = start + one.clean.length;
      at = start;
      return { ...one, start, end: start + one.clean.length, text: one.clean };
    });
    return { id: name.slice(0, 3), text, mentions, file: `../shared/seeds/${name.replace('.entities.json', '.clean.txt')}`, line: 0 };
  });
}
