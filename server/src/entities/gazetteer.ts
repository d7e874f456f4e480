import { divisionOfForm, isAlsoWord, kindOfForm, matchDivisions as matchForms } from '../lexicon/divisions.ts';
import { DIVISION_FORMS, DIVISION_LEVELS } from '../lexicon/divisionForm.ts';

/**
 * What a gazetteer name is, as features see it: a small number from its kind, the level of the first division it names and
 * whether it is an everyday word too. {@link PLACE_CLASS_COUNT} values.
 */
export type PlaceClass = number;
export const PLACE_CLASS_COUNT = DIVISION_FORMS.length * DIVISION_LEVELS.length * 2;

const classOfForm = new Map<number, PlaceClass>();
const LETTER = DIVISION_FORMS.indexOf('letter');

function classify(form: number): PlaceClass {
  let known = classOfForm.get(form);
  if (known === undefined) {
    known = (DIVISION_LEVELS.indexOf(divisionOfForm(form, 0).level) * DIVISION_FORMS.length + DIVISION_FORMS.indexOf(kindOfForm(form, 0))) * 2 + (isAlsoWord(form) ? 1 : 0);
    classOfForm.set(form, known);
  }
  return known;
}

let pass: (end: number, placeClass: PlaceClass) => void;
function visitForm(end: number, form: number): void {
  const known = classify(form);
  // 鲁, 豫: too short to stand as a name by itself.
  if ((known >> 1) % DIVISION_FORMS.length !== LETTER) pass(end, known);
}

/** Calls `visit` for every gazetteer name of two or more characters at `at`, shortest first, with its end and class. */
export function matchDivisions(text: string, at: number, visit: (end: number, placeClass: PlaceClass) => void): void {
  pass = visit;
  matchForms(text, at, visitForm);
}
