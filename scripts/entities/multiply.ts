/** Multiplies annotated documents: the same sentences with other names, places and bodies, from the gazetteer and from name statistics. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headAt, organisationClass, PLACE_CLASSES, placeClass, projectClass } from '../../server/src/lexicon/heads.ts';
import { brandOf } from '../../server/src/entities/shortForms.ts';
import { levelSuffix, namedDivisions } from '../../server/src/entities/placeNames.ts';
import { allDivisions } from '../../server/src/lexicon/divisions.ts';
import { givenNameScore, longestSurname, surnameScore } from '../../server/src/lexicon/persons.ts';
import { wordFrequency } from '../../server/src/lexicon/words.ts';
import type { MarkedMention } from '../../server/test-support/markup.ts';
import type { GoldDocument } from './goldDocuments.ts';
import { randomNumbers } from './trainer.ts';

interface Pools {
  readonly surnames: readonly string[];
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly only: readonly string[];
  readonly names: readonly string[];
  readonly bases: readonly string[];
  /** Names of townships, of which villages, roads and rivers have theirs: hardly any of them is in the gazetteer that the recogniser reads. */
  readonly small: readonly string[];
  /** Names of streets without their head, words for the most part. */
  readonly streets: readonly string[];
  /** Whole names by their type and the class of their head. */
  readonly wholes: ReadonlyMap<string, readonly string[]>;
  readonly brands: readonly string[];
  readonly brandCharacters: readonly string[];
}

const TOWNSHIPS = join(import.meta.dirname, '..', '..', 'server', 'src', 'lexicon', 'data', 'townships.txt');

/** About what 明 scores in either place: subtracted from the score of a pair to get that of the other character. */
const MING = givenNameScore('明明') / 2;
const HAN = Array.from({ length: 0x9fa5 - 0x4e00 }, (_, i) => String.fromCharCode(0x4e00 + i));

function poolsOf(documents: readonly GoldDocument[]): Pools {
  const names = new Set<string>();
  const brands = new Set<string>();
  for (const { mentions } of documents) {
    for (const { type, text } of mentions) {
      if (type === 'person' && /^\p{Script=Han}{2,3}$/u.test(text)) names.add(text);
      if (type === 'organisation' && brandOf(text) !== '') brands.add(brandOf(text));
    }
  }
  // Common surnames stand more often than rare ones, but not by as much as in life: rare ones must be learned too.
  const surnames = HAN.flatMap((character) => Array.from({ length: Math.max(0, Math.ceil(surnameScore(character) / 2)) }, () => character));
  const first: string[] = [];
  const second: string[] = [];
  const only: string[] = [];
  for (const character of HAN) {
    const alone = givenNameScore(character);
    // In proportion to how typical they are, not to how common.
    const times = (bits: number) => Math.min(24, Math.floor(2 ** (bits - 1)));
    for (let n = 0; n < times(alone); n++) only.push(character);
    for (let n = 0; n < times(givenNameScore(`${character}明`) - MING); n++) first.push(character);
    for (let n = 0; n < times(givenNameScore(`明${character}`) - MING); n++) second.push(character);
  }
  const wholes = new Map<string, string[]>();
  for (const { mentions } of documents) for (const mention of mentions) if (isWhole(mention)) wholes.set(wholeKey(mention), [...(wholes.get(wholeKey(mention)) ?? []), mention.text]);
  const small = new Set<string>();
  for (const line of readFileSync(TOWNSHIPS, 'utf8').split('\n')) {
    const stem = /^\d+\t(\p{Script=Han}{2,4}?)(?:街道|[乡镇])$/u.exec(line)?.[1];
    if (stem) small.add(stem);
  }
  const streets = new Set<string>();
  for (const { mentions } of documents) for (const { type, text } of mentions) if (type === 'place' && /^\p{Script=Han}{3,4}[路街]$/u.test(text)) streets.add(text.slice(0, -1));
  const bases = new Set<string>();
  for (const { name } of allDivisions()) {
    const base = name.slice(0, name.length - levelSuffix(name).length).replace(/(?:各族|.族)+自治$/u, '');
    if (base.length >= 2 && base.length <= 4) bases.add(base);
  }
  return { surnames, first, second, only, names: [...names], bases: [...bases], wholes, small: [...small], streets: [...streets], brands: [...brands], brandCharacters: [...[...brands].join('')] };
}

/** Share of names for which another whole name of the kind is put, from anywhere in the corpus. */
const SWAPPED = 0.3;
const STREET = /[路街道巷]$/u;
const SMALL: ReadonlySet<string> = new Set(['road', 'water', 'land', 'station', 'scenic']);

/** Where the head of a small place's name starts: 3 of 江界河镇, 2 of 红旗路; 0 for others. */
function smallHead(name: string): number {
  for (let at = 2; at <= 4 && at < name.length; at++) {
    const head = name.slice(at);
    if (/^(?:街道|社区|[村乡镇])$/u.test(head)) return namedDivisions(name).length === 0 ? at : 0;
    const kind = placeClass(headAt(name, at, name.length));
    if (kind > 0 && SMALL.has(PLACE_CLASSES[kind - 1]!) && namedDivisions(name.slice(0, at)).length === 0 && /^\p{Script=Han}+$/u.test(name)) return at;
  }
  return 0;
}

const isWhole = ({ type, nested, relative, text }: MarkedMention): boolean => type !== 'person' && !nested && !relative && text.length >= 3;

/** Names with one key can stand for each other: the same type and the same class of the head. */
function wholeKey({ type, text }: MarkedMention): string {
  const classOf = { place: placeClass, organisation: organisationClass, project: projectClass, person: () => 0 }[type];
  for (let at = 0; at < text.length; at++) {
    const kind = classOf(headAt(text, at, text.length));
    if (kind > 0) return `${type} ${kind}`;
  }
  return `${type} ${namedDivisions(text).length > 0 ? 'known' : ''}`;
}

/** `copies` variants of each document, without nested mentions. Deterministic. */
export function multiply(documents: readonly GoldDocument[], copies: number, seed = 4_711): GoldDocument[] {
  const pools = poolsOf(documents);
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const newName = (length: number): string => {
    if (random() < 0.2) {
      const known = pick(pools.names);
      if (known.length === length) return known;
    }
    return pick(pools.surnames) + (length === 2 ? pick(pools.only) : pick(pools.first) + pick(pools.second));
  };
  return Array.from({ length: copies }, () => documents.map((document) => variant(document))).flat();

  function variant(document: GoldDocument): GoldDocument {
    const people = new Map<string, string>();
    const bases = new Map<string, string>();
    const brands = new Map<string, string>();
    const stems = new Map<string, string>();
    const swaps = new Map<string, string>();
    const whole = new Map<string, string>();
    const remembered = (map: Map<string, string>, key: string, make: () => string): string => {
      let value = map.get(key);
      if (value === undefined) map.set(key, value = make());
      return value;
    };
    const person = (mention: MarkedMention): string => {
      const { text, entity } = mention;
      if (!/^\p{Script=Han}+$/u.test(entity) || !/^[\p{Script=Han}\s\u3000]+$/u.test(text) || entity.length < 2 || entity.length > 3 || longestSurname(entity, 0) === 0 || longestSurname(entity, 0) > 1 || entity.includes('某')) return text;
      const name = remembered(people, entity, () => newName(entity.length));
      const own = text.replace(/[\s\u3000]+/g, '');
      if (own === entity) return /[\s\u3000]/.test(text) && name.length === 2 ? name[0] + text.slice(1, -1) + name[1] : text.length === own.length ? name : text;
      return text === entity[0] ? name[0]! : text;
    };
    const place = (text: string): string => {
      const level = levelSuffix(text);
      const head = smallHead(text);
      if (head > 0) return (random() < 0.2 ? text.slice(0, head) : remembered(stems, text.slice(0, head), () => pick(STREET.test(text) && random() < 0.5 ? pools.streets : pools.small))) + text.slice(head);
      const base = text.slice(0, text.length - level.length);
      const known = namedDivisions(text).length > 0;
      if (base.length < 2 || base.length > 4 || (level === '' && !known) || /[省区]$/.test(level) && known && namedDivisions(text)[0]!.division.level === 'province') return text;
      return remembered(bases, base, () => (random() < 0.25 ? base : pick(pools.bases))) + level;
    };
    const brandIn = (text: string): string => {
      const brand = brandOf(text);
      if (brand === '' || wordFrequency(brand) > 50) return withKnownBrands(text);
      return text.replace(brand, remembered(brands, brand, () => (random() < 0.3 ? brand : random() < 0.5 ? pick(pools.brands) : pick(pools.brandCharacters) + pick(pools.brandCharacters))));
    };
    const withKnownBrands = (text: string): string => {
      for (const [brand, other] of brands) if (text.includes(brand)) return text.replace(brand, other);
      return text;
    };
    const rewrite = (mention: MarkedMention): string => {
      if (mention.type === 'person') return person(mention);
      if (isWhole(mention) && remembered(swaps, mention.text, () => (random() < SWAPPED ? 'yes' : '')) !== '') return remembered(whole, mention.text, () => pick(pools.wholes.get(wholeKey(mention))!));
      if (mention.type === 'place') return place(mention.text);
      const inner = document.mentions.filter((m) => m.nested && m.start >= mention.start && m.end <= mention.end && m.type === 'place' && !m.relative);
      let out = '';
      let at = mention.start;
      for (const one of inner) {
        if (one.start < at) continue;
        out += brandIn(document.text.slice(at, one.start)) + place(one.text);
        at = one.end;
      }
      const rest = document.text.slice(at, mention.end);
      return out + (mention.type === 'organisation' ? brandIn(rest) : withKnownBrands(rest));
    };
    let text = '';
    let at = 0;
    const mentions: MarkedMention[] = [];
    for (const mention of document.mentions) {
      if (mention.nested) continue;
      text += document.text.slice(at, mention.start);
      const start = text.length;
      text += mention.relative ? mention.text : rewrite(mention);
      mentions.push({ ...mention, start, end: text.length, text: text.slice(start) });
      at = mention.end;
    }
    return { ...document, text: text + document.text.slice(at), mentions };
  }
}
