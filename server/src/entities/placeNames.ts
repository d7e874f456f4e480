import { chainOf, divisionsNamed, type Division, type NamedDivision } from '../lexicon/divisions.ts';

/** Words for the level of a division, longer first, and what may stand before them in an autonomous unit. */
const LEVELS = ['特别行政区', '街道办事处', '自治区', '自治州', '自治县', '自治旗', '街道', '社区', '地区', '林区', '省', '市', '县', '区', '州', '旗', '盟', '乡', '镇', '村'];
/** Last characters of these words: most names end in none of them. */
const LEVEL_ENDS: ReadonlySet<number> = new Set(LEVELS.map((level) => level.charCodeAt(level.length - 1)));
const AUTONOMOUS = /^(?:(?:[^省市县区]{1,4}?族)+|维吾尔|蒙古)?自治[区州县旗]$/;

/** True for what may follow a short name to make the full one: 市, 地区, 蒙古自治州. */
export function isLevelSuffix(suffix: string): boolean {
  return LEVELS.includes(suffix) || AUTONOMOUS.test(suffix);
}

/** The word for its level that a place's name ends in; '' for none. 自治区 before 区. */
export function levelSuffix(name: string): string {
  if (!LEVEL_ENDS.has(name.charCodeAt(name.length - 1))) return '';
  for (const level of LEVELS) if (name.length > level.length && name.endsWith(level)) return level;
  return '';
}

/** Divisions a name may mean, as short or full name; letters (鲁) left out. */
export function namedDivisions(name: string): readonly NamedDivision[] {
  return name.length < 2 ? NONE : divisionsNamed(name);
}

const NONE: readonly NamedDivision[] = [];

/** The division of a level word (市, 县, 自治区 …) that a name means, if the gazetteer has exactly one, or one above the others. */
export function divisionAtLevel(name: string, level: string): Division | undefined {
  const fitting = namedDivisions(name).filter(({ division, kind }) => kind !== 'former' && fitsLevel(division.name, level));
  return fitting[0]?.division;
}

/** Whether a full name is of the level that a bare level word means. */
export function fitsLevel(fullName: string, level: string): boolean {
  const suffix = levelSuffix(fullName);
  if (suffix === level) return true;
  if (level === '州') return suffix === '自治州';
  if (level === '县') return suffix === '自治县';
  if (level === '旗') return suffix === '自治旗';
  return false;
}

/**
 * The division that a name means in a document that also names `others`: one whose superior units are named beside it, else
 * the highest; undefined when the gazetteer does not know it.
 */
export function divisionInContext(name: string, others: ReadonlySet<Division>): Division | undefined {
  const all = namedDivisions(name);
  if (all.length === 0) return undefined;
  const order = ['province', 'prefecture', 'county', 'zone', 'township'];
  let best: Division | undefined;
  let bestRank = -Infinity;
  for (const { division, kind } of all) {
    let rank = -order.indexOf(division.level) - (kind === 'former' || kind === 'alias' ? 2 : 0) - (kind === 'abbreviation' ? 1 : 0);
    for (let at = division.parent; at !== null; at = at.parent) if (others.has(at)) rank += 10;
    if (rank > bestRank) {
      best = division;
      bestRank = rank;
    }
  }
  return best;
}

export { chainOf, type Division };
