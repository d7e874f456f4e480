import { headAt, organisationClass, ORGANISATION_CLASSES } from '../lexicon/heads.ts';
import { type DecisionLookup, lookUpDecisions, NO_DECISIONS } from './decisions.ts';
import type { Draft } from './draft.ts';
import { divisionAtLevel, fitsLevel, isLevelSuffix, levelSuffix, namedDivisions } from './placeNames.ts';

/** How often a form stands in the document, and where it stands first. */
interface Form {
  readonly clean: string;
  count: number;
  first: number;
}

/** What the joining of a document knows once names are joined; asked for bodies of titles and relative mentions. */
export interface JoinedNames {
  /** Canonical name of a form of this type; the form itself when nothing is known. */
  canonical(type: Draft['type'], clean: string): string;
  /** The place of a level (市, 县, 自治区 …) that the document is about, with the word for its level; undefined when there is none. `before`: index of a draft; the last such place before it, not the most frequent one. */
  territory(level: string, before?: number): string | undefined;
  /** The last organisation before a draft whose last word is of one of these classes; the first after it where there is none before. */
  organisation(classes: readonly string[], before: number): string | undefined;
  /** The organisation of one of these classes that the document names most; the first of them where several are named as often. */
  mainOrganisation(classes: readonly string[]): string | undefined;
  /** The last place with a level before a draft. */
  lastDivision(before: number): string | undefined;
  lastProject(before: number): string | undefined;
  /** Whether the document itself has this name. */
  has(type: Draft['type'], clean: string): boolean;
}

const TOO_MANY = 4000;

/** Joins the forms of names over a document and sets `entity` of every draft that is not relative. What a person has decided comes before what the text suggests. */
export function joinNames(drafts: readonly Draft[], declared: ReadonlyMap<string, string>, decisions: DecisionLookup = lookUpDecisions(NO_DECISIONS)): JoinedNames {
  const forms = { person: new Map<string, Form>(), place: new Map<string, Form>(), organisation: new Map<string, Form>(), project: new Map<string, Form>() };
  drafts.forEach((draft, index) => {
    if (draft.relative) return;
    const table = forms[draft.type];
    const known = table.get(draft.clean);
    if (known) known.count++;
    else table.set(draft.clean, { clean: draft.clean, count: 1, first: index });
  });
  const canonicals = {
    person: joinPersons(forms.person),
    place: joinPlaces(forms.place),
    organisation: joinOrganisations(forms.organisation, forms.place, declared),
    project: joinProjects(forms.project, forms.place),
  };
  // A name that the document does not write may be one that it writes in other words: 青禾县政协, 政协青禾县委员会.
  const byPlain = new Map<string, string>();
  for (const name of forms.organisation.keys()) {
    const key = plain(name);
    const known = byPlain.get(key);
    if (known === undefined || name.length > known.length) byPlain.set(key, name);
  }
  const joinedName = (type: Draft['type'], clean: string): string => {
    const known = canonicals[type].get(clean);
    if (known !== undefined || type !== 'organisation' || forms.organisation.has(clean)) return known ?? clean;
    const other = byPlain.get(plain(clean));
    return other === undefined ? clean : canonicals.organisation.get(other) ?? other;
  };
  const canonical = (type: Draft['type'], clean: string): string => decisions.canonical(type, clean, joinedName(type, clean));

  const lastPersonBySurname = new Map<string, string>();
  for (const draft of drafts) {
    if (draft.relative) continue;
    draft.entity = canonical(draft.type, draft.clean);
    if (draft.type !== 'person') continue;
    if (draft.clean.length === 1) draft.entity = decisions.canonical('person', draft.clean, lastPersonBySurname.get(draft.clean) ?? onlyPersonOf(draft.clean, forms.person) ?? draft.clean);
    else lastPersonBySurname.set(draft.clean[0]!, draft.entity);
  }

  const classes = new Map<string, string>();
  const classOf = (name: string): string => {
    let known = classes.get(name);
    if (known === undefined) classes.set(name, known = classOfBody(name));
    return known;
  };
  const territories = new Map<string, string | undefined>();
  const placeCounts = new Map<string, { count: number; first: number }>();
  drafts.forEach((draft, index) => {
    if (draft.type !== 'place' || draft.relative) return;
    const known = placeCounts.get(draft.entity);
    if (known) known.count++;
    else placeCounts.set(draft.entity, { count: 1, first: index });
  });
  // A committee or government names its territory too: 青禾县 in 青禾县委.
  for (const draft of drafts) {
    if (draft.type !== 'organisation' || draft.relative) continue;
    const territory = /^(?:中共)?(.{2,9}[省市县区州旗盟乡镇村])(?:委|党委|政府|人民政府|人大|人大常委会|政协|纪委|监委|纪委监委)$/.exec(draft.clean)?.[1];
    if (territory === undefined) continue;
    const known = placeCounts.get(territory);
    if (known) known.count++;
    else placeCounts.set(territory, { count: 1, first: 0 });
  }
  const fullAt = (name: string, level: string): string | undefined => {
    if (fitsLevel(name, level)) return name;
    if (levelSuffix(name) !== '' && !isShort(name)) return undefined;
    return divisionAtLevel(name, level)?.name;
  };
  const mostFrequent = (level: string): string | undefined => {
    if (territories.has(level)) return territories.get(level);
    let best: string | undefined;
    let bestCount = 0;
    for (const [name, { count }] of placeCounts) {
      const full = fullAt(name, level);
      if (full !== undefined && count > bestCount) {
        best = full;
        bestCount = count;
      }
    }
    if (best === undefined && (level === '省' || level === '自治区')) best = superior(placeCounts, level);
    territories.set(level, best);
    return best;
  };
  const organisations: number[] = [];
  const places: number[] = [];
  const projects: number[] = [];
  drafts.forEach(({ type, relative }, index) => {
    if (relative) return;
    if (type === 'organisation') organisations.push(index);
    else if (type === 'place') places.push(index);
    else if (type === 'project') projects.push(index);
  });
  const lastBefore = (list: readonly number[], before: number, fits: (draft: Draft) => string | undefined): string | undefined => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]! < before) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= Math.max(0, low - 200); i--) {
      const found = fits(drafts[list[i]!]!);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    canonical,
    territory: (level, before) => (before === undefined ? undefined : lastBefore(places, before, (draft) => fullAt(draft.entity, level))) ?? mostFrequent(level),
    organisation: (classes, before) => {
      const fits = (draft: Draft) => (!draft.nested && classes.includes(classOf(draft.entity)) ? draft.entity : undefined);
      return lastBefore(organisations, before, fits) ?? organisations.map((index) => fits(drafts[index]!)).find((name) => name !== undefined);
    },
    mainOrganisation: (classes) => {
      const counts = new Map<string, number>();
      for (const index of organisations) {
        const { entity, nested } = drafts[index]!;
        if (!nested && classes.includes(classOf(entity))) counts.set(entity, (counts.get(entity) ?? 0) + 1);
      }
      return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
    },
    lastDivision: (before) => lastBefore(places, before, (draft) => (levelSuffix(draft.entity) !== '' || namedDivisions(draft.entity).length > 0 ? draft.entity : undefined)),
    lastProject: (before) => lastBefore(projects, before, (draft) => draft.entity),
    has: (type, clean) => forms[type].has(clean),
  };
}

function isShort(name: string): boolean {
  return namedDivisions(name).some(({ kind }) => kind === 'short');
}

/** The province above the places a document names most. */
function superior(counts: ReadonlyMap<string, { count: number }>, level: string): string | undefined {
  const votes = new Map<string, number>();
  for (const [name, { count }] of counts) {
    const named = namedDivisions(name);
    if (named.length !== 1) continue;
    let at = named[0]!.division;
    while (at.parent !== null) at = at.parent;
    if (fitsLevel(at.name, level)) votes.set(at.name, (votes.get(at.name) ?? 0) + count);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function onlyPersonOf(surname: string, persons: ReadonlyMap<string, Form>): string | undefined {
  const all = [...persons.keys()].filter((name) => name.length > 1 && name.startsWith(surname));
  return all.length === 1 ? all[0] : undefined;
}

/** 史密斯 → 约翰·史密斯 where the document has one such name. */
function joinPersons(forms: ReadonlyMap<string, Form>): Map<string, string> {
  const joined = new Map<string, string>();
  const parts = new Map<string, string[]>();
  for (const name of forms.keys()) {
    const pieces = name.split(/[·•・．‧.\-]/);
    if (pieces.length < 2) continue;
    for (const piece of pieces) parts.set(piece, [...(parts.get(piece) ?? []), name]);
  }
  for (const name of forms.keys()) {
    const whole = parts.get(name);
    if (whole?.length === 1) joined.set(name, whole[0]!);
  }
  return joined;
}

/** 青禾 → 青禾市, 凉山 → 凉山彝族自治州, where the document has both. */
function joinPlaces(forms: ReadonlyMap<string, Form>): Map<string, string> {
  const joined = new Map<string, string>();
  const byDivision = new Map<string, Form[]>();
  const byStart = new Map<string, Form[]>();
  for (const form of forms.values()) {
    for (const { division, kind } of namedDivisions(form.clean)) {
      if (kind === 'former') continue;
      byDivision.set(division.code + division.name, [...(byDivision.get(division.code + division.name) ?? []), form]);
    }
    const start = form.clean.slice(0, 2);
    byStart.set(start, [...(byStart.get(start) ?? []), form]);
  }
  for (const form of forms.values()) {
    const others = new Set<Form>();
    for (const other of byStart.get(form.clean.slice(0, 2)) ?? []) {
      if (other.clean.length > form.clean.length && other.clean.startsWith(form.clean) && isLevelSuffix(other.clean.slice(form.clean.length))) others.add(other);
    }
    if (others.size === 0) {
      for (const { division, kind } of namedDivisions(form.clean)) {
        if (kind === 'former') continue;
        for (const other of byDivision.get(division.code + division.name) ?? []) if (other.clean.length > form.clean.length) others.add(other);
      }
    }
    const best = [...others].sort((a, b) => b.count - a.count || b.clean.length - a.clean.length || a.first - b.first)[0];
    if (best) joined.set(form.clean, best.clean);
  }
  return closed(joined);
}

/** Follows chains of joins to their end. */
function closed(joined: Map<string, string>): Map<string, string> {
  for (const name of joined.keys()) {
    let at = joined.get(name)!;
    for (let steps = 0; steps < 8 && joined.has(at) && joined.get(at) !== name; steps++) at = joined.get(at)!;
    joined.set(name, at);
  }
  return joined;
}

/** Last words that say only that a body is one: left out when two names are compared. */
const GENERIC = /(?:股份有限公司|有限责任公司|集团有限公司|控股集团|有限公司|集团公司|总公司|分公司|公司|集团|股份|控股|银行|医院|大学|学院|学校|研究院|研究所|中学|小学|协会|基金会|合作社|厂|矿|局|院|社)$/;
const EQUAL: readonly (readonly [RegExp, string])[] = [
  [/第[一二三四五六七八九十百]+届/, ''],
  [/^(?:中国人民政治协商会议|中国人民政协|人民政协|政协)(.+?)委员会$/, '$1政协'],
  [/政治协商会议$/, '政协'],
  [/^中(?:国?共产?党?|共)(.+?)委员会$/, '$1委'],
  [/^中共(.+)$/, '$1'],
  [/人民政府$/, '政府'],
  [/人民代表大会常务委员会$/, '人大常委会'],
  [/人民代表大会$/, '人大'],
  [/纪律检查委员会$/, '纪委'],
  [/监察委员会$/, '监委'],
  [/发展和改革委员会$/, '发改委'],
  [/发展改革委员会$/, '发改委'],
  [/发展改革委$/, '发改委'],
  [/管理委员会$/, '管委会'],
  [/工作委员会$/, '工委'],
  [/人民检察院$/, '检察院'],
  [/中级人民法院$/, '中院'],
];

/** What {@link plain} gave lately; cleared when it grows large. */
const plainNames = new Map<string, string>();

function plain(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  if (plainNames.size > 4096) plainNames.clear();
  let out = name.replace(/（/g, '(').replace(/）/g, ')').replace(/\s+/g, '');
  for (const [pattern, replacement] of EQUAL) out = out.replace(pattern, replacement);
  plainNames.set(name, out);
  return out;
}

function withoutPlace(name: string, places: ReadonlyMap<string, Form>): string {
  for (let end = Math.min(name.length - 2, 12); end >= 2; end--) {
    const start = name.slice(0, end);
    if (places.has(start) || namedDivisions(start).length > 0) {
      const rest = name.slice(end);
      return withoutPlace(rest, places);
    }
  }
  return name;
}

const coreOf = (name: string) => name.replace(GENERIC, '').replace(GENERIC, '');

function joinOrganisations(forms: ReadonlyMap<string, Form>, places: ReadonlyMap<string, Form>, declared: ReadonlyMap<string, string>): Map<string, string> {
  const joined = new Map<string, string>();
  if (forms.size > TOO_MANY) return joined;
  interface Known { readonly form: Form; readonly plain: string; readonly rest: string; readonly core: string }
  const known: Known[] = [...forms.values()].map((form) => {
    const p = plain(form.clean);
    const rest = withoutPlace(p, places);
    return { form, plain: p, rest, core: coreOf(rest) };
  });
  const byFirst = new Map<string, Known[]>();
  const index = (key: string, one: Known) => {
    const list = byFirst.get(key);
    if (!list) byFirst.set(key, [one]);
    else if (list.at(-1) !== one) list.push(one);
  };
  const byInitial = new Map<string, Known[]>();
  for (const one of known) {
    for (let i = 0; i + 1 < one.plain.length; i++) index(one.plain.slice(i, i + 2), one);
    const initial = byInitial.get(one.plain[0]!);
    if (initial) initial.push(one);
    else byInitial.set(one.plain[0]!, [one]);
  }
  for (const short of known) {
    const name = short.form.clean;
    const stated = declared.get(name);
    if (stated !== undefined && stated !== name && forms.has(stated)) {
      joined.set(name, stated);
      continue;
    }
    const fitting: { form: Form; rank: number }[] = [];
    for (const long of new Set([...(byFirst.get(short.plain.slice(0, 2)) ?? []), ...(byFirst.get(short.core.slice(0, 2)) ?? [])])) {
      if (long === short || long.form.clean.length < name.length) continue;
      const rank = sameBody(short, long);
      if (rank > 0) fitting.push({ form: long.form, rank });
    }
    if (fitting.length === 0 && name.length <= 6) {
      for (const long of byInitial.get(short.plain[0]!) ?? []) if (long.plain.length > short.plain.length + 2 && isAbbreviation(short.plain, long.plain)) fitting.push({ form: long.form, rank: 1 });
      if (fitting.length > 1) fitting.length = 0;
    }
    fitting.sort((a, b) => b.rank - a.rank || b.form.clean.length - a.form.clean.length || a.form.first - b.form.first);
    const best = fitting[0];
    if (best && best.form.clean !== name) joined.set(name, best.form.clean);
  }
  return closed(joined);

  function sameBody(short: Known, long: Known): number {
    if (long.plain === short.plain) return long.form.clean.length > short.form.clean.length || (long.form.clean.length === short.form.clean.length && long.form.first < short.form.first) ? 5 : 0;
    if (short.plain.length >= long.plain.length) return 0;
    // 鲸屿集团 of 厦门鲸屿集团, 市财政局 of 青禾市财政局: the rest is a place.
    if (long.plain.endsWith(short.plain) && short.plain.length >= 3) {
      const front = long.plain.slice(0, long.plain.length - short.plain.length);
      const level = short.plain[0]!;
      if (isPlaceName(front) || isPlaceName(front + level) || headAt(front) > 0 || front === '自治' ) return 4;
    }
    // 吉利集团 of 浙江吉利控股集团有限公司: the same core, and the short form says no more.
    const shortRest = short.rest;
    if (short.core.length >= 2 && classOfBody(long.form.clean) !== 'unit' && long.rest.startsWith(short.core) && classesAgree(short.form.clean, long.form.clean) && (shortRest !== short.core || short.core.length >= 2)) {
      const own = shortRest.slice(short.core.length);
      const between = long.rest.slice(short.core.length);
      if (own === '' ? GENERIC.test(long.rest) : isSubsequence(own, between)) return between.length < 14 ? 3 : 2;
    }
    return 0;
  }

  function isPlaceName(name: string): boolean {
    return places.has(name) || namedDivisions(name).length > 0;
  }
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of short) {
    at = long.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** 临国投 of 临湖市国有资产投资经营有限公司: the characters of the short form in order, the first one first. */
function isAbbreviation(short: string, long: string): boolean {
  return short.length >= 3 && short[0] === long[0] && !long.includes(short) && isSubsequence(short, long) && long.lastIndexOf(short.at(-1)!) > long.length / 3;
}

function classOfBody(name: string): string {
  for (let start = 0; start < name.length; start++) {
    const one = organisationClass(headAt(name, start));
    if (one > 0) return ORGANISATION_CLASSES[one - 1]!;
  }
  return 'unit';
}

function classesAgree(a: string, b: string): boolean {
  const one = classOfBody(a);
  const other = classOfBody(b);
  return one === other || one === 'unit' || other === 'unit';
}

function joinProjects(forms: ReadonlyMap<string, Form>, places: ReadonlyMap<string, Form>): Map<string, string> {
  const joined = new Map<string, string>();
  if (forms.size > TOO_MANY) return joined;
  const core = (name: string) => withoutPlace(name.replace(/[“”"]/g, ''), places).replace(/(?:建设|改造)?(?:项目|工程)$/, '');
  const phase = (name: string) => /[一二三四五六]期/.exec(name)?.[0] ?? '';
  const all = [...forms.values()].map((form) => ({ form, core: core(form.clean) }));
  for (const short of all) {
    const fitting = all.filter((long) => long.form !== short.form && long.form.clean.length > short.form.clean.length && short.core.length >= 2
      && phase(long.form.clean) === phase(short.form.clean)
      && (long.form.clean.endsWith(short.form.clean) || long.core === short.core || (long.core.startsWith(short.core) && short.core.length >= 3)));
    fitting.sort((a, b) => b.form.clean.length - a.form.clean.length || a.form.first - b.form.first);
    if (fitting[0]) joined.set(short.form.clean, fitting[0].form.clean);
  }
  return closed(joined);
}

