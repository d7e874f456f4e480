import { levelSuffix } from '../../entities/placeNames.ts';
import { brandOf } from '../../entities/shortForms.ts';
import type { EntityType } from '../../entities/mention.ts';
import { longestSurname } from '../../lexicon/persons.ts';

/** What a form of an entity reads once the entity has another name. */
export interface MappedForm {
  readonly text: string;
  /** False where a person should look: the form does not tell which part of the name it stands for. */
  readonly sure: boolean;
}

const DOTS = /[·•・．‧]/u;

/**
 * Maps a form of an entity that was called `from` and is to be called `to`; all simplified, spaces closed up. undefined where the form
 * holds nothing of what changes, so that it fits the new name as well (市发改委 of a 发展和改革委员会 whose city is renamed).
 */
export function mapForm(type: EntityType, from: string, to: string, form: string): MappedForm | undefined {
  if (form === from) return { text: to, sure: true };
  if (type === 'person') return mapPerson(from, to, form);
  return (type === 'place' ? mapPlace(from, to, form) : undefined) ?? mapByDifference(from, to, form);
}

/** 王 of 王书记, 建国, 老王, 王某, 史密斯 of 约翰·史密斯. */
function mapPerson(from: string, to: string, form: string): MappedForm {
  const parts = from.split(DOTS);
  if (parts.length > 1) {
    const renamed = to.split(DOTS);
    const at = parts.indexOf(form);
    return at >= 0 && renamed.length === parts.length ? { text: renamed[at]!, sure: true } : { text: to, sure: false };
  }
  const [surname, given] = partsOfName(from);
  const [newSurname, newGiven] = partsOfName(to);
  if (form === surname) return { text: newSurname, sure: true };
  if (form.startsWith(surname) && /^某+$/u.test(form.slice(surname.length))) return { text: newSurname + form.slice(surname.length), sure: true };
  if (form === given) return { text: newGiven, sure: false };
  if (form.length > 1 && form.endsWith(surname) && !from.includes(form)) return { text: form.slice(0, -surname.length) + newSurname, sure: false };
  return { text: to, sure: false };
}

/** Surname and given name; a name that begins with no surname is taken to have one of one character. */
function partsOfName(name: string): [string, string] {
  const end = longestSurname(name, 0);
  const length = end > 0 && end < name.length ? end : 1;
  return [name.slice(0, length), name.slice(length)];
}

/** 青禾 and 云州省青禾市 of 青禾市; undefined for other forms. */
function mapPlace(from: string, to: string, form: string): MappedForm | undefined {
  const stem = from.slice(0, from.length - levelSuffix(from).length);
  const newStem = to.slice(0, to.length - levelSuffix(to).length);
  if (form === stem) return { text: newStem, sure: true };
  if (form.endsWith(from)) return { text: form.slice(0, -from.length) + to, sure: true };
  const level = form.startsWith(stem) ? form.slice(stem.length) : '';
  return level !== '' && levelSuffix(form) === level ? { text: newStem + level, sure: false } : undefined;
}

/** What changes between the names, where the form has it at the same place: 启明微电子 of 启明微电子集团有限公司, if 启明 becomes 辰光. */
function mapByDifference(from: string, to: string, form: string): MappedForm | undefined {
  const whole = form.indexOf(from);
  if (whole >= 0) return { text: form.slice(0, whole) + to + form.slice(whole + from.length), sure: true };
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let after = 0;
  while (after < from.length - start && after < to.length - start && from[from.length - 1 - after] === to[to.length - 1 - after]) after++;
  const end = from.length - after;
  const old = from.slice(start, end);
  if (old === '' || ![...old].some((character) => form.includes(character))) return undefined;
  const at = form.indexOf(old);
  if (at >= 0 && form.indexOf(old, at + 1) < 0) {
    const left = start === 0 ? at === 0 : form[at - 1] === from[start - 1];
    const right = after === 0 ? at + old.length === form.length : form[at + old.length] === from[end];
    if (left || right) return { text: form.slice(0, at) + to.slice(start, to.length - after) + form.slice(at + old.length), sure: true };
  }
  const brand = brandOf(to);
  if (form === brandOf(from) && brand !== '') return { text: brand, sure: true };
  return { text: to, sure: false };
}
