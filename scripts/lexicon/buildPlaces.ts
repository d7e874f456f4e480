import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PLACE_KINDS, type PlaceKind } from '../../server/src/lexicon/placeKind.ts';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { isAlsoWord } from './ordinaryWords.ts';
import { dataLines, generatedTable, jiebaWords, ordinaryTag, segmentTags } from './sources.ts';
import { TRANSLITERATION } from './transliteration.ts';

/** Ends of names in jieba that tell what the place is. Not 山 and 江 alone at two characters: too many of those are words. */
const KIND_BY_END: readonly (readonly [end: RegExp, kind: PlaceKind])[] = [
  [/^.{2,5}(海峡|海湾|运河)$/, 'sea'],
  [/^.{2,5}(山脉|雪山|山|峰|高原|盆地|丘陵)$/, 'mountain'],
  [/^.{2,5}(水库|湖)$/, 'lake'],
  [/^.{2,5}(河|江)$/, 'river'],
  [/^.{2,5}(群岛|列岛|半岛|岛)$/, 'island'],
  [/^.{2,5}(沙漠|草原|戈壁)$/, 'desert'],
];

/** Names that jieba has as places but that say no more than what kind of place it is. */
const CLASS_NAME = /^(大|小|东|西|南|北|中|内|外|新|老|古|旧|高|深|上|下|前|后|海|火|冰|石|咸水|淡水|人工|母亲|护城|地下|无名|世界|国家|各|诸|几|两|三|四|五|六|七|八|九|十|百|千|万|一)(江|河|湖|山|岛|海|峡|峰|原|漠|湾|群岛|半岛|山脉)/;

interface Entry {
  readonly kind: PlaceKind;
  readonly canonical: string;
}

/** data/places.txt, the countries of i18n-iso-countries, and from jieba the features of nature and the foreign places that can be told by form. */
export function buildPlaces(): void {
  const entries = new Map<string, Entry>();
  for (const [name, kind, canonical = ''] of dataLines('places.txt')) {
    if (!PLACE_KINDS.includes(kind as PlaceKind)) throw new Error(`places.txt: ${name}: no kind ${kind}`);
    entries.set(name!, { kind: kind as PlaceKind, canonical });
  }
  const countries: { countries: Record<string, string | string[]> } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('i18n-iso-countries/langs/zh.json'), 'utf8'));
  for (const [code, names] of Object.entries(countries.countries)) {
    // Taiwan, Hong Kong and Macao are divisions of China here.
    if (['TW', 'HK', 'MO'].includes(code)) continue;
    for (const name of [names].flat()) if (!entries.has(name)) entries.set(name, { kind: 'country', canonical: '' });
  }
  const divisions = new Set([...dataLines('divisions.txt'), ...dataLines('townships.txt')].flatMap(([, name]) => [name!, name!.replace(/(街道|[省市县区镇乡])$/, '')]));
  const notPlaces = new Set(dataLines('notPlaces.txt').map(([word]) => word!));
  for (const entry of jiebaWords()) {
    const { word, count, tag } = entry;
    if (tag !== 'ns' || word.length < 3 || count < 3 || entries.has(word) || divisions.has(word) || ordinaryTag(entry) !== undefined || CLASS_NAME.test(word) || notPlaces.has(word)) continue;
    const kind = KIND_BY_END.find(([end]) => end.test(word))?.[1];
    const isForeign = [...word].every((character) => TRANSLITERATION.has(character)) && segmentTags(word)?.join() === 'ns';
    if (kind !== undefined && count >= 5) entries.set(word, { kind, canonical: '' });
    else if (kind === undefined && isForeign) entries.set(word, { kind: 'foreign', canonical: '' });
  }

  const strings = [...entries.keys()].sort();
  const writer = new PackedWriter();
  const aliases = strings.filter((name) => entries.get(name)!.canonical !== '');
  const alphabet = writer.alphabet(aliases.map((name) => entries.get(name)!.canonical));
  packTrie(writer, strings, (index) => {
    const { kind, canonical } = entries.get(strings[index]!)!;
    writer.symbol((PLACE_KINDS.indexOf(kind) * 2 + (strings[index]!.length <= 2 && isAlsoWord(strings[index]!) ? 1 : 0)) * 2 + (canonical === '' ? 0 : 1));
    if (canonical !== '') writer.text(canonical, alphabet);
  });
  writeGenerated('server/src/lexicon/generated/places.json', generatedTable("i18n-iso-countries (MIT); place names of jieba's dictionary in @node-rs/jieba (MIT); others: facts", { places: writer.toString() }));
  console.log(`${strings.length} places`);
}
