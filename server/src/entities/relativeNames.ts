import { headAt, organisationClass, relativeKind, relativeType, RELATIVE_KINDS, RELATIVE_TYPES } from '../lexicon/heads.ts';
import type { JoinedNames } from './joining.ts';
import type { EntityType } from './mention.ts';
import { fitsLevel, levelSuffix, namedDivisions } from './placeNames.ts';

/** A level word at the start of a relative one, longest first: 自治区 of 自治区党委, 县 of 县政府. */
const LEVEL_WORDS = ['自治区', '自治州', '自治县', '街道', '社区', '省', '市', '县', '区', '州', '旗', '盟', '地', '镇', '乡', '村'];
/** What a party or state body adds to the name of its territory. */
const TERRITORIAL_BODY = /(?:人民代表大会常务委员会|人大常委会|人大|人民政府|政府|政协|纪委监委|纪委|监委|党工委|党委|工委|管委会|委员会|行署|地委|委)$/;
/** Class of an organisation that a bare word means. */
const CLASSES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:公司|集团|企业)$/, ['company', 'works', 'finance', 'unit']],
  [/(?:工厂|厂|煤矿|矿)$/, ['works', 'company']],
  [/(?:学校|校|学院|大学|研究院|研究所|所)$/, ['school']],
  [/(?:医院|院)$/, ['health', 'school', 'justice', 'culture']],
  [/(?:法院|检察院)$/, ['justice']],
  [/(?:行|支行|分行|总行)$/, ['finance']],
  [/(?:局)$/, ['office']],
  [/(?:合作社)$/, ['company']],
  [/(?:协会|商会|会|基金会)$/, ['association']],
  [/(?:中心)$/, ['office', 'school', 'health', 'culture']],
];

/** What type of entity a relative word means; undefined when it is none. */
export function typeOfRelative(word: string): EntityType | undefined {
  const type = relativeType(headAt(word));
  return type === 0 ? undefined : RELATIVE_TYPES[type - 1];
}

/** The name of the territory of a body: 青禾市 of 青禾市委, 塔山地区 of 塔山地委; undefined where the name does not show it. */
export function territoryOf(body: string, names: JoinedNames): string | undefined {
  const place = body.replace(TERRITORIAL_BODY, '');
  if (place === body) return levelSuffix(body) !== '' || namedDivisions(body).length > 0 ? body : undefined;
  const ending = body.slice(place.length);
  if (ending === '地委' || ending === '行署') {
    const canonical = names.canonical('place', place);
    return canonical !== place ? canonical : place.endsWith('地区') ? place : `${place}地区`;
  }
  // 青禾市委 = 青禾市 + 委.
  return names.canonical('place', place);
}

/**
 * The canonical name that a relative word means. `before` is the index of its draft; `of`, the body written before it in the
 * same chain of titles. Undefined where the document does not tell.
 */
export function resolveRelative(word: string, before: number, names: JoinedNames, of: string | null = null): string | undefined {
  const head = headAt(word);
  const kind = RELATIVE_KINDS[relativeKind(head)];
  const type = typeOfRelative(word);
  if (type === 'place') return resolvePlace(word, before, names);
  if (type === 'project') return resolveProject(word, before, names);
  if (type === 'organisation' && kind === 'level') {
    const level = LEVEL_WORDS.find((one) => word.startsWith(one));
    if (level === undefined) return undefined;
    const body = word.slice(level.length);
    const wanted = level === '地' ? '地区' : level;
    const own = of === null ? undefined : territoryOf(of, names);
    const territory = own !== undefined && fitsLevel(own, wanted) ? own : names.territory(wanted);
    if (territory === undefined) return undefined;
    if (level === '地') return `${territory.replace(/地区$/, '')}地委`;
    return names.canonical('organisation', territory + body);
  }
  if (word === '中共') return '中国共产党';
  if (/^(?:管委会|党工委|行署|党委|党组|纪委)$/.test(word)) {
    const territory = of === null ? undefined : territoryOf(of, names);
    if (territory !== undefined) return names.canonical('organisation', territory + word);
    if (word === '行署') {
      const region = names.territory('地区');
      return region === undefined ? undefined : region + word;
    }
    return of !== null && word !== '管委会' ? of : undefined;
  }
  if (kind === 'department' || organisationClass(head) > 0) {
    if (of !== null) return of + word;
    if (kind !== 'department' && type === undefined) return undefined;
  }
  if (kind === 'bare') {
    const classes = CLASSES.find(([pattern]) => pattern.test(word))?.[1];
    return classes === undefined ? undefined : names.organisation(classes, before);
  }
  if (kind === 'department') {
    const owner = names.organisation(['company', 'office', 'school', 'works', 'finance'], before);
    return owner === undefined ? undefined : owner + word;
  }
  return undefined;
}

function resolvePlace(word: string, before: number, names: JoinedNames): string | undefined {
  if (/^(?:当地|该地|本地)$/.test(word)) return names.lastDivision(before);
  const own = word[0]!;
  const level = word.replace(/^(?:我们|我|本|该|全)/, '');
  if (level === '国') return undefined;
  const autonomous = level === '区' ? names.territory('自治区') : undefined;
  const full = own === '该' ? names.territory(level, before) : names.territory(level) ?? autonomous;
  return full === undefined ? undefined : names.canonical('place', full);
}

function resolveProject(word: string, before: number, names: JoinedNames): string | undefined {
  const last = names.lastProject(before);
  if (last === undefined) return undefined;
  const phase = /[一二三四五六]期/.exec(word)?.[0];
  if (phase === undefined) return last;
  if (last.includes(phase)) return last;
  return /[一二三四五六]期/.test(last) ? last.replace(/[一二三四五六]期/, phase) : undefined;
}
