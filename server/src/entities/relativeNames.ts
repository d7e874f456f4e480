import { headAt, organisationClass, ORGANISATION_CLASSES, relativeKind, relativeType, RELATIVE_KINDS, RELATIVE_TYPES } from '../lexicon/heads.ts';
import { SALIENCE, territoryNamed, type JoinedNames } from './joining.ts';
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

/** True for a word that names a part of a body: 统战部, 公共关系处. */
export function isDepartment(word: string): boolean {
  const head = headAt(word);
  return relativeType(head) === 0 ? /(?:[部处科室股队庭组班]|中心|执行局|反贪局)$|^(?:党|党委|院|校|厂|综合|行政)办$/.test(word) : RELATIVE_KINDS[relativeKind(head)] === 'department';
}

/** What type of entity a relative word means; undefined when it is none. */
export function typeOfRelative(word: string): EntityType | undefined {
  const type = relativeType(headAt(word));
  return type === 0 ? undefined : RELATIVE_TYPES[type - 1];
}

/** The name of the territory of a body: 青禾市 of 青禾市委, 塔山地区 of 塔山地委; undefined where the name does not show it. */
export function territoryOf(body: string, names: JoinedNames): string | undefined {
  const named = territoryNamed(body);
  const place = named !== undefined ? withoutSuperiors(named, names) : body.replace(TERRITORIAL_BODY, '');
  if (place === body) return levelSuffix(body) !== '' || namedDivisions(body).length > 0 ? body : undefined;
  const ending = body.slice(place.length);
  if (ending === '地委' || ending === '行署') {
    const canonical = names.canonical('place', place);
    return canonical !== place ? canonical : place.endsWith('地区') ? place : `${place}地区`;
  }
  // 青禾市委 = 青禾市 + 委.
  return names.canonical('place', place);
}

/** 青禾县 of 湖北省襄阳市青禾县. */
function withoutSuperiors(place: string, names: JoinedNames): string {
  for (let start = 2; start < place.length - 1; start++) {
    if (!isLevelEnd(place[start - 1]!)) continue;
    const rest = place.slice(start);
    if (levelSuffix(rest) !== '' && isKnown(rest) && startsWithPlace(place.slice(0, start))) return rest;
  }
  return place;

  function isKnown(name: string): boolean {
    return names.has('place', name) || namedDivisions(name).length > 0;
  }

  function startsWithPlace(front: string): boolean {
    for (let end = 2; end <= Math.min(front.length, 8); end++) if (isKnown(front.slice(0, end))) return true;
    return false;
  }
}

const isLevelEnd = (character: string) => '省市县区州旗盟'.includes(character);

/**
 * The canonical name that a relative word means where reading has arrived; `of` is the body written before it in the
 * same chain of titles; `known`, the bodies in which the document says elsewhere that the person holds posts. Undefined where the document does not tell.
 */
export function resolveRelative(word: string, names: JoinedNames, of: string | null = null, known: readonly string[] = []): string | undefined {
  const head = headAt(word);
  const kind = RELATIVE_KINDS[relativeKind(head)];
  const type = typeOfRelative(word);
  if (type === 'place') return resolvePlace(word, names);
  if (type === 'project') return resolveProject(word, names);
  if (type === 'organisation' && kind === 'level') {
    const level = LEVEL_WORDS.find((one) => word.startsWith(one));
    if (level === undefined) return undefined;
    const body = word.slice(level.length);
    const wanted = level === '地' ? '地区' : level;
    const own = of === null ? undefined : territoryOf(of, names);
    const territory = own !== undefined && fitsLevel(own, wanted) ? own : names.territory(wanted);
    if (territory === undefined) return undefined;
    if (level === '地') return `${territory.replace(/地区$/, '')}地委`;
    // 滨海新区 has a 区委, not a 委.
    return names.canonical('organisation', territory + (territory.endsWith('新区') && /^(?:委|纪委)/.test(body) ? word : body));
  }
  // 市公安局: the body of the territory of that level.
  if (type === undefined && organisationClass(head) === 0) {
    const level = LEVEL_WORDS.find((one) => word.startsWith(one) && word.length > one.length + 1);
    const territory = level === undefined ? undefined : names.territory(level);
    if (territory !== undefined) return names.canonical('organisation', territory + word.slice(level!.length));
  }
  if (word === '中共') return '中国共产党';
  const [, zone, office] = /^(.*区)?(管委会|管理委员会|党工委|执委会)$/.exec(word) ?? [];
  if (office !== undefined && (zone !== undefined || of === null)) {
    const place = names.zone(zone ?? '园区');
    return names.wholeOf((zone ?? '') + office) ?? (place === undefined ? undefined : names.canonical('organisation', place + office));
  }
  if (/^(?:管委会|党工委|行署|党委|党组|纪委)$/.test(word)) {
    const territory = of === null ? undefined : territoryOf(of, names);
    if (territory !== undefined) return names.canonical('organisation', territory + word);
    if (word === '行署') {
      const region = names.territory('地区');
      return region === undefined ? undefined : region + word;
    }
    return of !== null && word !== '管委会' ? of : undefined;
  }
  if (kind === 'department' || (organisationClass(head) > 0 && kind !== 'bare' && word.length > 1)) {
    if (of !== null) return of + word;
    // 军区 after 青禾军区.
    if (kind !== 'department' && type === undefined) return names.wholeOf(word) ?? names.organisation([ORGANISATION_CLASSES[organisationClass(head) - 1]!], SALIENCE.bare, word);
  }
  if (head === 0 && of !== null) return isDepartment(word) ? of + word : undefined;
  if (kind === 'bare' || word.length === 1) {
    const classes = CLASSES.find(([pattern]) => pattern.test(word))?.[1];
    if (classes === undefined) return undefined;
    const own = known.find((body) => names.isOf(classes, body));
    if (own !== undefined) return own;
    const how = /^该/.test(word) ? SALIENCE.last : SALIENCE.bare;
    const meant = (word.includes('集团') ? names.organisation(classes, how, '集团') : undefined) ?? names.organisation(classes, how);
    // A group is no branch of itself.
    if (word.includes('集团') && meant?.endsWith('分公司')) return undefined;
    return /^[本该]?学?校$/.test(word) ? wholeSchool(meant) : meant;
  }
  if (kind === 'department') {
    const owner = names.organisation(['company', 'office', 'school', 'works', 'finance'], SALIENCE.bare);
    return owner === undefined ? undefined : owner + word;
  }
  return undefined;
}

function resolvePlace(word: string, names: JoinedNames): string | undefined {
  if (/^(?:当地|该地|本地)$/.test(word)) return names.lastDivision();
  const own = word[0]!;
  const level = word.replace(/^(?:我们|我|本|该|全)/, '');
  if (level === '国') return undefined;
  const autonomous = level === '区' ? names.territory('自治区') : undefined;
  const full = own === '该' ? names.territory(level, SALIENCE.last) : names.territory(level) ?? autonomous;
  return full === undefined ? undefined : names.canonical('place', full);
}

function resolveProject(word: string, names: JoinedNames): string | undefined {
  const last = names.lastProject();
  if (last === undefined) return undefined;
  const phase = /[一二三四五六]期/.exec(word)?.[0];
  if (phase === undefined) return last;
  if (last.includes(phase)) return last;
  return /[一二三四五六]期/.test(last) ? last.replace(/[一二三四五六]期/, phase) : undefined;
}

/** What kind of body a bare title is held in: 厂长 in works, 审判长 in a court. */
const BODIES_OF_TITLES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:厂长|矿长|井长|车间主任|段长|值班员|中控员|值长)$/, ['works', 'company']],
  [/(?:会长)$/, ['association']],
  [/(?:理事长)$/, ['association', 'company']],
  [/(?:社长|董事|监事)$/, ['association', 'media', 'company', 'works', 'finance']],
  [/(?:董事长|总经理|总裁|副总|^总|经理|CEO|CTO|CFO|COO|创始人|创办人|合伙人|总监|执行官|首席.{2,4}官|总工程师|总工|总会计师|总经济师|总法律顾问|(?:董事长|总经理|总裁)助理|法定代表人|董事会秘书|董事会顾问|工会主席|工程师|财务负责人|技术员|安全员|供销员|采购员|报关员|销售|主管|机长)$/, ['company', 'works', 'finance']],
  [/^(?:机关)?(?:党委|党总支|党支部|纪委)(?:专职)?(?:副)?书记$/, ['company', 'works', 'finance', 'school', 'health']],
  [/(?:审判长|审判员|法官|庭长|书记员|执行员)$/, ['justice']],
  [/(?:检察长|检察官|检察员)$/, ['justice']],
  [/(?:校长|班主任|教导主任|教务主任|教师|老师|教授|讲师|研究员|园长)$/, ['school']],
  [/(?:医生|医师|护士|护士长)$/, ['health']],
  [/(?:馆长|馆员)$/, ['culture']],
  [/(?:讲解员)$/, ['culture', 'company', 'works']],
  [/(?:政委|司令员?|指导员|教导员|[连营团旅师军]长)$/, ['army', 'unit']],
  [/(?:行长)$/, ['finance']],
  [/(?:理事|秘书长)$/, ['association']],
  [/(?:场长)$/, ['works', 'company']],
  [/(?:局长|科长|处长|厅长|所长)$/, ['office']],
  [/(?:院长)$/, ['health', 'justice', 'school', 'culture']],
  [/(?:总编辑|台长|总编)$/, ['media']],
];

/** Classes of the bodies in which a title is held; undefined where the title does not tell. */
export function classesOfTitle(title: string): readonly string[] | undefined {
  return BODIES_OF_TITLES.find(([pattern]) => pattern.test(title))?.[1];
}

/** The body of a title written without one: the one of its kind that the document names most; null where its kind is not clear. */
export function usualBody(title: string, names: JoinedNames, known: readonly string[] = []): string | null {
  const level = /([省市县区州旗盟镇乡村])长$/.exec(title)?.[1];
  if (level !== undefined) return names.territory(level) ?? null;
  if (/(?:第一书记|支书|村官|村民小组长|村主任|驻村队员)$/.test(title)) return names.territory('村', SALIENCE.last) ?? null;
  const classes = classesOfTitle(title);
  const own = classes && known.find((body) => names.isOf(classes, body));
  if (own !== undefined) return own;
  const meant = namedLikeTitle(title, names) ?? (classes && names.organisation(classes, SALIENCE.title));
  return (title.endsWith('校长') ? wholeSchool(meant) : meant) ?? null;
}

/** 站 of 站长, 大队 of 大队长: the last word of what such a title is held in. */
const LIKE_TITLE = /(大队|中队|支队|[站所馆厂场矿院局社园行台])长$/;

/** The body whose name ends as the title begins: 青石镇应急管理站 for 站长. */
function namedLikeTitle(title: string, names: JoinedNames): string | undefined {
  const ending = LIKE_TITLE.exec(title)?.[1];
  return ending === undefined ? undefined : names.organisationEnding(ending, SALIENCE.title);
}

/** The school of which a college is a part: 青禾大学 of 青禾大学文学院; other names as they are. */
function wholeSchool(name: string | undefined): string | undefined {
  return name?.replace(/^(.{2,}?(?:大学|学院)).+(?:学院|系|学部|研究院)$/, '$1');
}
