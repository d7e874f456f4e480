import { headAt, organisationClass, ORGANISATION_CLASSES } from '../lexicon/heads.ts';
import { longestWord } from '../lexicon/words.ts';
import { type Steps, Work } from '../text/steps.ts';
import { type DecisionLookup, lookUpDecisions, NO_DECISIONS } from './decisions.ts';
import type { Draft } from './draft.ts';
import { kept } from './kept.ts';
import { compoundSurname } from './names.ts';
import type { PlaceEvidence } from './placeEvidence.ts';
import { Salience, type Occurrences, type SalienceWeights } from './salience.ts';
import { type Division, divisionAtLevel, fitsLevel, isLevelSuffix, levelSuffix, namedDivisions } from './placeNames.ts';

/** How often a form stands in the document, and where it stands first. */
interface Form {
  readonly clean: string;
  count: number;
  first: number;
}

/** What the joining of a document knows once names are joined; asked for bodies of titles and relative mentions at the place where reading has arrived. */
export interface JoinedNames {
  /** Canonical name of a form of this type; the form itself when nothing is known. */
  canonical(type: Draft['type'], clean: string): string;
  /** Reading has arrived at a draft. */
  arriveAt(draft: Draft): void;
  /** Something is named where reading has arrived: a draft, or the body of a title. */
  note(type: Draft['type'], name: string): void;
  /** The place of a level (市, 县, 自治区 …) that is meant, with the word for its level; undefined when there is none. */
  territory(level: string, how?: SalienceWeights): string | undefined;
  /** The organisation whose last word is of one of these classes that is meant, and in whose name a word stands if one is given; undefined when there is none. */
  organisation(classes: readonly string[], how: SalienceWeights, word?: string): string | undefined;
  /** The organisation that is meant of those whose names end so (站, 馆); undefined when there is none. */
  organisationEnding(ending: string, how: SalienceWeights): string | undefined;
  /** Whether the last word of an organisation's name is of one of these classes. */
  isOf(classes: readonly string[], name: string): boolean;
  /** The organisation of the document of which a name is the last part (荆州分公司, 九大队); undefined where there is none or more than one. */
  wholeOf(part: string): string | undefined;
  /** The development zone that a word like 园区 or 高新区 means; undefined when there is none. */
  zone(word: string): string | undefined;
  /** The last place with a level. */
  lastDivision(): string | undefined;
  lastProject(): string | undefined;
  /** Whether the document itself writes this name. */
  has(type: Draft['type'], clean: string): boolean;
}

/** How a word finds what it means: 该公司 what was named last, 公司 and a title without a body also what the text is about. */
export const SALIENCE = {
  last: { here: 20, distance: 0.5, before: 10, paragraphs: 1, count: 0.1, first: 0, beside: 0 },
  bare: { here: 4, distance: 0.2, before: 1, paragraphs: 0.3, count: 1, first: 1, beside: 1.5 },
  title: { here: 4, distance: 0.1, before: 1, paragraphs: 0.5, count: 1, first: 1, beside: 1 },
  territory: { here: 2.8, distance: 1, before: 1, paragraphs: 0.5, count: 1, first: 1, beside: 1 },
} satisfies Record<string, SalienceWeights>;

const TOO_MANY = 4000;

/**
 * Joins the forms of names over a document and sets `entity` of every draft that is not relative. What a person has decided comes before what the text suggests.
 * `postsOf` gives the titles written beside a person, `evidence` what the mention of a place, or of a body of a territory, says of the document.
 */
export function* joinNames(drafts: readonly Draft[], declared: ReadonlyMap<string, string>, decisions: DecisionLookup = lookUpDecisions(NO_DECISIONS), postsOf: (person: Draft) => readonly string[] = () => [], evidence: (place: Draft) => PlaceEvidence = () => 'home'): Steps<JoinedNames> {
  const forms = { person: new Map<string, Form>(), place: new Map<string, Form>(), organisation: new Map<string, Form>(), project: new Map<string, Form>() };
  const work = new Work();
  for (let index = 0; index < drafts.length; index++) {
    const draft = drafts[index]!;
    if (draft.relative) continue;
    if (work.add(1)) yield work.take();
    const table = forms[draft.type];
    const known = table.get(draft.clean);
    if (known) known.count++;
    else table.set(draft.clean, { clean: draft.clean, count: 1, first: index });
  }
  const canonicals = {
    person: joinPersons(forms.person),
    place: yield* joinPlaces(forms.place),
    organisation: yield* joinOrganisations(forms.organisation, forms.place, declared),
    project: yield* joinProjects(forms.project, forms.place),
  };
  // A name that the document does not write may be one that it writes in other words: 青禾县政协, 政协青禾县委员会.
  const byPlain = new Map<string, string>();
  for (const name of forms.organisation.keys()) {
    if (work.add(name.length)) yield work.take();
    const key = plain(name);
    const known = byPlain.get(key);
    if (known === undefined || name.length > known.length) byPlain.set(key, name);
  }
  const joinedName = (type: Draft['type'], clean: string): string => {
    const known = canonicals[type].get(clean);
    if (known !== undefined || forms[type].has(clean)) return known ?? clean;
    if (type === 'place') return otherFormOfDivision(clean, forms.place, canonicals.place) ?? clean;
    if (type !== 'organisation') return clean;
    const other = byPlain.get(plain(clean));
    return other === undefined ? clean : canonicals.organisation.get(other) ?? other;
  };
  const canonical = (type: Draft['type'], clean: string): string => decisions.canonical(type, clean, joinedName(type, clean));

  const byPost = yield* personsByPost(drafts, postsOf);
  /** 何局长: who of that surname is called by that post, the last before it if there are several. */
  const personSaid = (draft: Draft): string | undefined => {
    for (const post of postsOf(draft)) {
      const called = byPost.get(draft.clean + post);
      const found = called?.findLast(({ paragraph, start }) => paragraph < draft.paragraph || (paragraph === draft.paragraph && start < draft.start)) ?? called?.[0];
      if (found) return found.clean;
    }
    return undefined;
  };
  const onlyPerson = kept(Infinity, (surname) => onlyPersonOf(surname, forms.person));
  const lastPersonBySurname = new Map<string, string>();
  for (const draft of drafts) {
    if (draft.relative) continue;
    if (work.add(draft.clean.length)) yield work.take();
    draft.entity = canonical(draft.type, draft.clean);
    if (draft.type !== 'person') continue;
    const surname = compoundSurname(draft.clean, 0) || 1;
    if (draft.clean.length === surname) draft.entity = decisions.canonical('person', draft.clean, personSaid(draft) ?? lastPersonBySurname.get(draft.clean) ?? onlyPerson(draft.clean) ?? draft.clean);
    else lastPersonBySurname.set(draft.clean.slice(0, surname), draft.entity);
  }

  const counts = { place: new Map<string, Occurrences>(), organisation: new Map<string, Occurrences>() };
  const countOne = (table: Map<string, Occurrences>, name: string, paragraph: number) => {
    const known = table.get(name);
    if (!known) table.set(name, { count: 1, paragraphs: new Set([paragraph]) });
    else {
      known.count++;
      known.paragraphs.add(paragraph);
    }
  };
  /** Places where the document is at home, and those that it has named, not only passed by, where reading has arrived. */
  const standing = new Set<string>();
  const namedAnywhere = new Set<string>();
  /** Places that are more than passed by, wherever they stand. */
  const namedOrHome = new Set<string>();
  for (const draft of drafts) {
    if (draft.relative) continue;
    if (work.add(draft.clean.length)) yield work.take();
    if (draft.type === 'place') {
      countOne(counts.place, draft.entity, draft.paragraph);
      const says = evidence(draft);
      if (says !== 'passing') namedOrHome.add(draft.entity);
      if (says === 'home') standing.add(draft.entity);
      else if (says === 'named') namedAnywhere.add(draft.entity);
    } else if (draft.type === 'organisation') {
      if (!draft.nested) countOne(counts.organisation, draft.entity, draft.paragraph);
      // A committee or government names its territory too: 青禾县 in 青禾县委.
      const territory = territoryNamed(draft.entity);
      if (territory !== undefined) {
        countOne(counts.place, canonical('place', territory), draft.paragraph);
        if (evidence(draft) !== 'home') continue;
        standing.add(canonical('place', territory));
        namedOrHome.add(canonical('place', territory));
      }
    }
  }
  const salience = { place: new Salience(counts.place), organisation: new Salience(counts.organisation) };
  const superiorOf = kept(Infinity, (level) => superior(counts.place, level, namedOrHome));
  let paragraph = 0;
  let offset = 0;
  let lastDivision: string | undefined;
  let lastProject: string | undefined;
  const fullAtLevel = kept(Infinity, (level) => kept(Infinity, (name) => nameAtLevel(name, level)));
  const fullAt = (name: string, level: string): string | undefined => fullAtLevel(level)(name);
  const only = kept(Infinity, (level) => onlyOne([...counts.place.keys()], level, fullAt, namedAnywhere));
  return {
    canonical,
    arriveAt: (draft) => {
      paragraph = draft.paragraph;
      offset = draft.start;
    },
    note: (type, name) => {
      if (type === 'place') {
        salience.place.note(name, paragraph, offset);
        if (namedAnywhere.has(name)) standing.add(name);
        if (levelSuffix(name) !== '' || namedDivisions(name).length > 0) lastDivision = name;
      } else if (type === 'organisation') {
        if (counts.organisation.has(name)) salience.organisation.note(name, paragraph, offset);
        const territory = territoryNamed(name);
        if (territory !== undefined) salience.place.note(canonical('place', territory), paragraph, offset);
      } else if (type === 'project') lastProject = name;
    },
    territory: (level, how) => {
      if (how) return salience.place.best(level, (name) => fullAt(name, level), paragraph, offset, how);
      const near = salience.place.best(level, (name) => fullAt(name, level), paragraph, offset, SALIENCE.territory, '镇乡村'.includes(level) ? undefined : standing);
      return near ?? only(level)
        ?? (level === '省' || level === '自治区' ? superiorOf(level) : undefined);
    },
    organisation: (classes, how, word = '') => salience.organisation.best(`${classes.join()} ${word}`, (name) => (classes.includes(classOfBody(name)) && name.includes(word) ? name : undefined), paragraph, offset, how),
    organisationEnding: (ending, how) => salience.organisation.best(`… ${ending}`, (name) => (name.endsWith(ending) ? name : undefined), paragraph, offset, how),
    isOf: (classes, name) => classes.includes(classOfBody(name)),
    wholeOf: kept(Infinity, (part) => {
      const wholes = new Set<string>();
      for (const name of forms.organisation.keys()) if (name.length > part.length && name.endsWith(part)) wholes.add(canonical('organisation', name));
      const [whole] = wholes;
      return wholes.size === 1 ? whole : undefined;
    }),
    zone: (word) => salience.place.best(`zone ${word}`, (name) => (ZONE.test(name) && (name.endsWith(word) || word === '园区' || isZone(word, name)) ? name : undefined), paragraph, offset, SALIENCE.last),
    lastDivision: () => lastDivision,
    lastProject: () => lastProject,
    has: (type, clean) => forms[type].has(clean),
  };
}

/** What the document calls a division of which it does not write this name: 宁洱哈尼族彝族自治县 for 宁洱县. Undefined where it does not name it, or more than one of the name. */
function otherFormOfDivision(name: string, forms: ReadonlyMap<string, Form>, joined: ReadonlyMap<string, string>): string | undefined {
  const found = new Set<string>();
  for (const { division, kind } of namedDivisions(name)) {
    if (kind === 'former') continue;
    if (forms.has(division.name)) found.add(joined.get(division.name) ?? division.name);
  }
  const [one] = found;
  return found.size === 1 ? one : undefined;
}

/** 青禾县 of 中共青禾县委, 青禾县 of 政协第九届青禾县委员会; undefined for other bodies. */
export const territoryNamed = kept(4096, (body: string): string | undefined => {
  const name = plain(body);
  const found = /^(.{2,}?(?:[省市县区州旗盟乡镇村]|苏木|嘎查|街道|社区|地区|新区))(?:委|党委|政府|人大|人大常委会|政协|纪委|监委|纪委监委|监察委|党工委|工委|管委会|办事处|党支部|党总支|村委会|居委会|行署)$/.exec(name)?.[1];
  if (found === undefined) return undefined;
  // 青禾旗|旗委: the level is said twice.
  const last = found.at(-1)!;
  return found.length > 3 && found.endsWith(last + last) ? found.slice(0, -1) : found;
});

/** The one place of a level that a document names; undefined where there are more, or it is only passed by. */
function onlyOne(places: readonly string[], level: string, fullAt: (name: string, level: string) => string | undefined, named: ReadonlySet<string>): string | undefined {
  let only: string | undefined;
  let isNamed = false;
  for (const place of places) {
    const full = fullAt(place, level);
    if (full === undefined) continue;
    if (only !== undefined && full !== only) return undefined;
    only = full;
    isNamed ||= named.has(place);
  }
  return isNamed ? only : undefined;
}

/** 青禾市 for 青禾 and 市, where there is one of that level; undefined where a name means nothing of it. */
function nameAtLevel(name: string, level: string): string | undefined {
  if (fitsLevel(name, level)) return name;
  if (levelSuffix(name) !== '' && !isShort(name)) return undefined;
  return divisionAtLevel(name, level)?.name;
}

function isShort(name: string): boolean {
  return namedDivisions(name).some(({ kind }) => kind === 'short');
}

/** The province above the places a document names most, of those that are more than passed by. */
function superior(counts: ReadonlyMap<string, Occurrences>, level: string, named: ReadonlySet<string>): string | undefined {
  const votes = new Map<string, number>();
  for (const [name, { count }] of counts) {
    const divisions = named.has(name) ? namedDivisions(name) : [];
    if (divisions.length !== 1) continue;
    let at = divisions[0]!.division;
    while (at.parent !== null) at = at.parent;
    if (fitsLevel(at.name, level)) votes.set(at.name, (votes.get(at.name) ?? 0) + count);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Persons by surname and post as they are called by both: 何 + 局长 of 副局长何文秀. */
function* personsByPost(drafts: readonly Draft[], postsOf: (person: Draft) => readonly string[]): Steps<Map<string, Draft[]>> {
  const persons = new Map<string, Draft[]>();
  const note = (key: string, person: Draft) => {
    const known = persons.get(key);
    if (known) known.push(person);
    else persons.set(key, [person]);
  };
  const work = new Work();
  for (const draft of drafts) {
    if (draft.type !== 'person' || draft.clean.length < 2) continue;
    const posts = postsOf(draft);
    if (posts.length === 0) continue;
    if (work.add(draft.clean.length)) yield work.take();
    const surname = draft.clean.slice(0, compoundSurname(draft.clean, 0) || 1);
    if (surname === draft.clean) continue;
    for (const post of posts) {
      note(surname + post, draft);
      // 副局长 is called 局长 too, and 常务副市长.
      const called = post.replace(/^(?:原|前|时任|挂职|代理|代|党委|党组|专职|常务|执行|第一)+/, '').replace(/^副/, '');
      if (called !== post) note(surname + called, draft);
    }
  }
  return persons;
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
function* joinPlaces(forms: ReadonlyMap<string, Form>): Steps<Map<string, string>> {
  const joined = new Map<string, string>();
  const byDivision = new Map<Division, Form[]>();
  const byStart = new Map<string, Form[]>();
  const note = <K>(table: Map<K, Form[]>, key: K, form: Form) => {
    const known = table.get(key);
    if (known) known.push(form);
    else table.set(key, [form]);
  };
  const work = new Work();
  for (const form of forms.values()) {
    if (work.add(form.clean.length)) yield work.take();
    for (const { division, kind } of namedDivisions(form.clean)) if (kind !== 'former') note(byDivision, division, form);
    note(byStart, form.clean.slice(0, 2), form);
  }
  const zones = [...forms.values()].filter(({ clean }) => ZONE.test(clean));
  for (const form of forms.values()) {
    if (work.add(form.clean.length * 4)) yield work.take();
    const others = new Set<Form>();
    for (const other of byStart.get(form.clean.slice(0, 2)) ?? []) {
      if (other.clean.length > form.clean.length && other.clean.startsWith(form.clean) && isLevelSuffix(other.clean.slice(form.clean.length))) others.add(other);
    }
    if (others.size === 0 && ZONE.test(form.clean)) {
      for (const other of zones) {
        if (other.clean.length > form.clean.length && isZone(form.clean, other.clean)) others.add(other);
      }
    }
    if (others.size === 0) {
      for (const { division, kind } of namedDivisions(form.clean)) {
        if (kind === 'former') continue;
        for (const other of byDivision.get(division) ?? []) if (other.clean.length > form.clean.length) others.add(other);
      }
    }
    const best = [...others].sort((a, b) => b.count - a.count || b.clean.length - a.clean.length || a.first - b.first)[0];
    if (best) joined.set(form.clean, best.clean);
  }
  return closed(joined);
}

const ZONE = /(?:[新港园矿]区|高新区|经开区|开发区|示范区|保税区|合作区|度假区|试验区|科技城|工业区|工业园|产业园|园)$/;

/** 青禾高新区 of 青禾高新技术产业开发区, 三山新区 of 青禾三山新区. */
function isZone(short: string, long: string): boolean {
  const plainZone = (name: string) => name.replace(/高新技术产业(?:开发区|园区?|示范区)$/, '高新区').replace(/经济技术开发区$/, '经开区').replace(/^(.{2,})国家(?:级)?(?=高新区|经开区)/, '$1');
  const [a, b] = [plainZone(short), plainZone(long)];
  if (a === b) return true;
  return b.length > a.length && a.length >= 4 && b.endsWith(a) && namedDivisions(b.slice(0, b.length - a.length)).length > 0;
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
/** What names may differ in: a word without which the pattern cannot match, which is looked for first; the pattern, and what takes its place. */
const EQUAL: readonly (readonly [string, RegExp, string])[] = [
  ['', /([市县区旗州盟])\1(?=委$|政府$|人大|政协|纪委)/, '$1'],
  ['届', /第?[一二三四五六七八九十百]+届/, ''],
  ['(集团)', /\(集团\)/, '集团'],
  ['委员会', /^(?:中国人民政治协商会议|中国人民政协|人民政协|政协)(.+?)委员会$/, '$1政协'],
  ['政治协商会议', /政治协商会议$/, '政协'],
  ['委员会', /^中(?:国?共产?党?|共)(.+?)委员会$/, '$1委'],
  ['中共', /^中共(.+)$/, '$1'],
  ['人民政府', /人民政府$/, '政府'],
  ['人民代表大会', /人民代表大会常务委员会$/, '人大常委会'],
  ['人民代表大会', /人民代表大会$/, '人大'],
  ['委员会', /纪律检查委员会$/, '纪委'],
  ['委员会', /监察委员会$/, '监委'],
  ['委员会', /发展和改革委员会$/, '发改委'],
  ['委员会', /发展改革委员会$/, '发改委'],
  ['发展改革委', /发展改革委$/, '发改委'],
  ['委员会', /管理委员会$/, '管委会'],
  ['委员会', /执行委员会$/, '执委会'],
  ['委员会', /工作委员会$/, '工委'],
  ['检察院', /人民检察院$/, '检察院'],
  ['中级', /中级(?:人民)?法院$/, '中院'],
  ['高级', /高级(?:人民)?法院$/, '高院'],
  ['人民法院', /人民法院$/, '法院'],
];

/** A name without what two names of one body may differ in. Used in all documents, so the last names are kept. */
const plain = kept(4096, (name: string): string => {
  let out = name.replace(/（/g, '(').replace(/）/g, ')').replace(/\s+/g, '');
  for (const [word, pattern, replacement] of EQUAL) if (out.includes(word)) out = out.replace(pattern, replacement);
  return out;
});

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

function* joinOrganisations(forms: ReadonlyMap<string, Form>, places: ReadonlyMap<string, Form>, declared: ReadonlyMap<string, string>): Steps<Map<string, string>> {
  const joined = new Map<string, string>();
  if (forms.size > TOO_MANY) return joined;
  interface Known { readonly form: Form; readonly plain: string; readonly rest: string; readonly core: string }
  const known: Known[] = [];
  const work = new Work();
  for (const form of forms.values()) {
    if (work.add(form.clean.length * 4)) yield work.take();
    const p = plain(form.clean);
    let rest = withoutPlace(p, places);
    // 胡杨河畔集团 is not 畔集团 of 胡杨河.
    if (coreOf(rest).length < 2) rest = p;
    known.push({ form, plain: p, rest, core: coreOf(rest) });
  }
  const byFirst = new Map<string, Known[]>();
  const index = (key: string, one: Known) => {
    const list = byFirst.get(key);
    if (!list) byFirst.set(key, [one]);
    else if (list.at(-1) !== one) list.push(one);
  };
  const byInitial = new Map<string, Known[]>();
  for (const one of known) {
    if (work.add(one.plain.length)) yield work.take();
    for (let i = 0; i + 1 < one.plain.length; i++) index(one.plain.slice(i, i + 2), one);
    for (const first of new Set([one.plain[0]!, one.rest[0] ?? ''])) {
      const initial = byInitial.get(first);
      if (initial) initial.push(one);
      else byInitial.set(first, [one]);
    }
  }
  /** One body of the document ends with this, others do not. */
  const isOnlyEnd = kept(Infinity, (end) => {
    let ones = 0;
    for (const one of known) if ((one.plain.length > end.length && one.plain.endsWith(end)) || (one.core.length > end.length && one.core.endsWith(end))) ones++;
    return ones === 1;
  });
  for (const short of known) {
    if (work.add(known.length)) yield work.take();
    const name = short.form.clean;
    const stated = declared.get(name);
    if (stated !== undefined && stated !== name && forms.has(stated)) {
      joined.set(name, stated);
      continue;
    }
    const fitting: { form: Form; rank: number }[] = [];
    for (const long of eitherOf(byFirst.get(short.plain.slice(0, 2)), byFirst.get(short.core.slice(0, 2)))) {
      if (long === short || long.form.clean.length < name.length) continue;
      const rank = sameBody(short, long);
      if (rank > 0) fitting.push({ form: long.form, rank });
    }
    if (fitting.every(({ rank }) => rank < 1) && name.length <= 10) {
      const weak = fitting.splice(0);
      for (const long of byInitial.get((withoutLevel(short) || short.rest)[0] ?? '') ?? []) {
        if (long !== short && long.plain.length > short.plain.length && (isAbbreviated(short, long) || isShortened(short, long))) fitting.push({ form: long.form, rank: 1 });
      }
      if (fitting.length === 0 && weak.length === 0 && name.length <= 6) {
        for (const long of byInitial.get(short.plain[0]!) ?? []) if (long.plain.length > short.plain.length + 2 && isAbbreviation(short.plain, long.plain) && !isSubunit(long.plain, short.plain)) fitting.push({ form: long.form, rank: 1 });
      }
      if (fitting.length !== 1) fitting.splice(0, fitting.length, ...weak);
    }
    fitting.sort((a, b) => b.rank - a.rank || b.form.clean.length - a.form.clean.length || a.form.first - b.form.first);
    const best = fitting[0];
    if (best && best.form.clean !== name) joined.set(name, best.form.clean);
  }
  return closed(joined);

  function sameBody(short: Known, long: Known): number {
    if (long.plain === short.plain) return long.form.clean.length > short.form.clean.length || (long.form.clean.length === short.form.clean.length && long.form.first < short.form.first) ? 5 : 0;
    if (short.plain.length >= long.plain.length || isSubunit(long.plain, short.plain) || !placesAgree(short, long)) return 0;
    // 鲸屿集团 of 厦门鲸屿集团, 市财政局 of 青禾市财政局: the rest is a place.
    if (long.plain.endsWith(short.plain) && short.plain.length >= 3) {
      const front = long.plain.slice(0, long.plain.length - short.plain.length);
      const level = short.plain[0]!;
      if (isPlaceName(front) || isPlaceName(front + level) || headAt(front) > 0 || front === '自治' ) return 4;
      // 齐鲁医院 of 山东大学齐鲁医院, 高明分局 of 佛山市生态环境局高明分局.
      if (short.plain.length >= 4 && classOfBody(front) !== 'unit' && classOfBody(short.form.clean) !== 'unit' && isOnlyEnd(short.plain)) return 3;
    }
    // 青石煤化公司 of 陕西远山青石煤化有限公司.
    if (short.core.length >= 4 && long.core.endsWith(short.core) && classesAgree(short.form.clean, long.form.clean) && isOnlyEnd(short.core)) return 1;
    // 吉利集团 of 浙江吉利控股集团有限公司: the same core, and the short form says no more.
    const shortRest = short.rest;
    if (short.core.length >= 2 && classOfBody(long.form.clean) !== 'unit' && long.rest.startsWith(short.core) && classesAgree(short.form.clean, long.form.clean) && (shortRest !== short.core || short.core.length >= 2)) {
      const own = shortRest.slice(short.core.length);
      const between = long.rest.slice(short.core.length);
      // 远山集团农牧公司 is a company of 远山集团, 青禾大学医院 a hospital of 青禾大学.
      if ((own !== '' || /^(?:office|territorial)$/.test(classOfBody(short.form.clean))) && between.startsWith(own) && !LEGAL_FORM.test(between.slice(own.length))) return 0;
      if (own === '' && /研究[院所]$/.test(long.rest)) return 0;
      if (between.startsWith('第')) return 0;
      if (isElsewhere(between, own)) return 0;
      // 远山(广东)公司 is meant by 远山 only where there is no other.
      if (/[（(]/.test(between) && !/[（(]/.test(own)) return own === '' ? (GENERIC.test(long.rest) ? 0.5 : 0) : isSubsequence(own, between) ? 0.5 : 0;
      if (own === '' ? GENERIC.test(long.rest) : isSubsequence(own, between)) return between.length < 14 ? 3 : 2;
    }
    return 0;
  }

  /** 青禾县教育局 is not 白鹭县教育局: of two bodies that say where they are, one must say it in the words of the other. */
  function placesAgree(short: Known, long: Known): boolean {
    const own = short.plain.slice(0, short.plain.length - short.rest.length);
    const other = long.plain.slice(0, long.plain.length - long.rest.length);
    if (own === '' || other === '') return true;
    const stem = own.length > 2 && isLevelSuffix(own.at(-1)!) ? own.slice(0, -1) : own;
    return other.includes(stem) || long.plain.includes(own);
  }

  /** A place after the brand names another company of it: 远山青禾公司, 远山(广东)公司. */
  function isElsewhere(between: string, own: string): boolean {
    for (let length = 4; length >= 2; length--) if (between.length > length && namedDivisions(between.slice(0, length)).length > 0 && !own.startsWith(between.slice(0, 2))) return true;
    return false;
  }

  /** 发改局 of 市发改局: what follows the level or the place; '' where there is neither. */
  function withoutLevel(short: Known): string {
    const level = /^(?:自治[区州县旗]|[省市县区州盟旗镇乡])(?=..)/.exec(short.plain)?.[0];
    return level === undefined ? '' : short.plain.slice(level.length);
  }

  /** 市经信局 of 青禾市经济和信息化局, 远山建投 of 青禾远山建设投资集团有限公司: the same beginning, the other characters in order. */
  function isAbbreviated(short: Known, long: Known): boolean {
    if (territoryNamed(short.form.clean) !== undefined || isSubunit(long.plain, short.plain) || long.rest.includes(short.rest)) return false;
    const levelled = withoutLevel(short);
    if (levelled !== '' && levelled !== short.plain) {
      const level = short.plain.slice(0, short.plain.length - levelled.length);
      const place = long.plain.slice(0, long.plain.length - long.rest.length);
      if (place.endsWith(level) && levelled.length >= 3 && levelled[0] === long.rest[0] && levelled.at(-1) === long.rest.at(-1) && isSubsequence(levelled, long.rest)) return true;
    }
    const own = short.core;
    if (!placesAgree(short, long) || /[（(]/.test(long.rest) || long.core.startsWith(own)) return false;
    const office = own.at(-1) === long.core.at(-1) && short.rest.at(-1) === long.rest.at(-1);
    if (own.length < 3 || own[0] !== long.core[0] || !isSubsequence(own, long.core)) return false;
    // A brand is not shortened: 远山建投 of 远山建设投资, not of 远大集团山城建材投资.
    return office ? own.length >= 2 && long.core.length <= own.length * 3 : long.core.startsWith(own.slice(0, 2)) && long.core.length <= own.length * 3 && GENERIC.test(long.rest);
  }

  /** 县防指 of 白鹭县防汛抗旱指挥部, 青禾农商银行 of 青禾农村商业银行股份有限公司: the beginnings of its words, in order, to the last. */
  function isShortened(short: Known, long: Known): boolean {
    if (territoryNamed(short.form.clean) !== undefined || /[（(]/.test(long.rest) || !placesAgree(short, long)) return false;
    const own = withoutLevel(short) || short.rest;
    const placed = own.length < short.plain.length;
    if (withoutLevel(short) !== '' && !long.plain.slice(0, long.plain.length - long.rest.length).endsWith(short.plain.slice(0, short.plain.length - own.length))) return false;
    const head = sameHead(own, long.rest);
    if (head < 0) return false;
    const ownCore = own.slice(0, own.length - head);
    const core = (head > 0 ? coreOf(long.rest) : long.rest).replace(/第(?=[一二三四五六七八九十])/g, '');
    // A part of it, or a body of another place.
    if (long.rest.startsWith(own)) return LEGAL_FORM.test(long.rest.slice(own.length));
    if (core.startsWith(ownCore)) return head > 0 && ownCore.length >= 2 && placed && !isSubunit(long.plain, short.plain) && !isPlaceName(short.plain.slice(0, short.plain.length - own.length));
    return ownCore.length >= (placed ? 2 : 3) && core.length > ownCore.length && core.length <= ownCore.length * 4 && beginsWords(ownCore, core);
  }

  /** Length of the word for its kind at the end of a short form of which the long one has the like (银行, 集团); 0 where the short form has none, -1 where the kinds differ. */
  function sameHead(short: string, long: string): number {
    const own = short.length - coreOf(short).length;
    if (own === 0) return 0;
    return classesAgree(short, long) && classOfBody(long) !== 'unit' ? own : -1;
  }

  function isPlaceName(name: string): boolean {
    return places.has(name) || namedDivisions(name).length > 0;
  }
}

/** What a name may have after the short form and be the same company: 有限公司, 股份有限公司. */
const LEGAL_FORM = /^(?:[（(]集团[)）]|股份|控股|集团|有限责任公司|有限公司|总公司|公司)*$/;

/** Last words of a part of a body. */
const SUBUNIT = /(?:分公司|分行|支行|分局|支局|分院|分校|分会|事业部|项目部|指挥部|[部处室股科队组庭]|学院|车间|党委|团委|工会)$/;

/** True for a name that is a part of what the short name can mean: 青禾大学农学院 of 青禾大学. */
function isSubunit(long: string, short: string): boolean {
  const part = SUBUNIT.exec(long)?.[0];
  return part !== undefined && !short.endsWith(part) && !(part === '学院' && short.endsWith('院'));
}

/** Whether a short form takes the beginnings of the words of a name, the first and the last word among them: 防|指 of 防汛|抗旱|指挥部. */
function beginsWords(short: string, long: string): boolean {
  const starts = new Set<number>();
  let last = 0;
  for (let at = 0; at < long.length; at = Math.max(at + 1, longestWord(long, at))) starts.add(last = at);
  const from = (index: number, at: number): boolean => {
    if (index === short.length) return at > last;
    for (let next = at; next < long.length; next++) {
      if (long[next] !== short[index] || !(starts.has(next) || (next === at && index > 0))) continue;
      if (from(index + 1, next + 1)) return true;
    }
    return false;
  };
  return short[0] === long[0] && from(1, 1);
}

/** What is in one list or the other, once. */
function eitherOf<T>(one: readonly T[] = [], other: readonly T[] = []): Iterable<T> {
  return one === other || other.length === 0 ? one : new Set([...one, ...other]);
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
  return short.length >= 3 && territoryNamed(short) === undefined && short[0] === long[0] && !long.includes(short) && isSubsequence(short, long) && long.lastIndexOf(short.at(-1)!) > long.length / 3;
}

/** The class of the last word of a body's name; unit where it is none that is known. */
const classOfBody = kept(4096, (name: string): string => {
  for (let start = 0; start < name.length; start++) {
    const one = organisationClass(headAt(name, start));
    if (one > 0) return ORGANISATION_CLASSES[one - 1]!;
  }
  return 'unit';
});

/** Classes of what has a brand: 远山矿 is 远山矿业公司. */
const BRANDED: ReadonlySet<string> = new Set(['company', 'finance', 'works']);

function classesAgree(a: string, b: string): boolean {
  const one = classOfBody(a);
  const other = classOfBody(b);
  if (BRANDED.has(one) && BRANDED.has(other)) return true;
  return one === other || one === 'unit' || other === 'unit';
}

function* joinProjects(forms: ReadonlyMap<string, Form>, places: ReadonlyMap<string, Form>): Steps<Map<string, string>> {
  const joined = new Map<string, string>();
  if (forms.size > TOO_MANY) return joined;
  const core = (name: string) => withoutPlace(name.replace(/[“”"]/g, ''), places).replace(/(?:建设|改造)?(?:项目|工程)$/, '');
  const phase = (name: string) => /[一二三四五六]期/.exec(name)?.[0] ?? '';
  const all: { readonly form: Form; readonly core: string; readonly phase: string }[] = [];
  const work = new Work();
  for (const form of forms.values()) {
    if (work.add(form.clean.length * 4)) yield work.take();
    all.push({ form, core: core(form.clean), phase: phase(form.clean) });
  }
  for (const short of all) {
    if (work.add(all.length)) yield work.take();
    if (short.core.length < 2) continue;
    const fitting = all.filter((long) => long.form.clean.length > short.form.clean.length && long.phase === short.phase
      && (long.form.clean.endsWith(short.form.clean) || long.core === short.core || (long.core.startsWith(short.core) && short.core.length >= 3)));
    fitting.sort((a, b) => b.form.clean.length - a.form.clean.length || a.form.first - b.form.first);
    if (fitting[0]) joined.set(short.form.clean, fitting[0].form.clean);
  }
  return closed(joined);
}

