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
    if (classes === undefined) return undefined;
    return /^[该我本]/.test(word) ? names.organisation(classes, before) : names.mainOrganisation(classes);
  }
  if (kind === 'department') {
    const owner = names.mainOrganisation(['company', 'office', 'school', 'works', 'finance']);
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

/** What kind of body a bare title is held in: 厂长 in works, 审判长 in a court. */
const BODIES_OF_TITLES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:厂长|矿长|井长|车间主任|段长)$/, ['works', 'company']],
  [/(?:董事长|总经理|总裁|经理|CEO|CTO|CFO|COO|董事|监事|创始人|合伙人|总监|执行官|财务官|总工程师|总工|总会计师|法定代表人|董事会秘书|工程师|技术员|销售|主管)$/, ['company', 'works', 'finance']],
  [/(?:审判长|审判员|法官|庭长|书记员)$/, ['justice']],
  [/(?:检察长|检察官)$/, ['justice']],
  [/(?:校长|班主任|教导主任|教师|老师|教授|讲师|研究员|园长)$/, ['school']],
  [/(?:医生|医师|护士|护士长)$/, ['health']],
  [/(?:馆长|馆员|讲解员|团长)$/, ['culture']],
  [/(?:行长)$/, ['finance']],
  [/(?:会长|理事长|理事)$/, ['association']],
  [/(?:局长|科长|处长|厅长|所长)$/, ['office']],
  [/(?:院长)$/, ['health', 'justice', 'school', 'culture']],
  [/(?:社长|总编辑|台长)$/, ['media']],
];

/** The body of a title written without one: the one of its kind that the document names most; null where its kind is not clear. */
export function usualBody(title: string, names: JoinedNames): string | null {
  const level = /([省市县区州旗盟镇乡村])长$/.exec(title)?.[1];
  if (level !== undefined) return names.territory(level) ?? null;
  const classes = BODIES_OF_TITLES.find(([pattern]) => pattern.test(title))?.[1];
  return classes === undefined ? null : names.mainOrganisation(classes) ?? null;
}
