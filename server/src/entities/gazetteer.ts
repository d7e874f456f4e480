import { divisionOfForm, isAlsoWord, kindOfForm, matchDivisions } from '../lexicon/divisions.ts';
import { DIVISION_FORMS, DIVISION_LEVELS } from '../lexicon/divisionForm.ts';
import { PLACE_KINDS } from '../lexicon/placeKind.ts';
import { isPlaceAlsoWord, matchPlaces, placeKind } from '../lexicon/places.ts';

/**
 * What a gazetteer name is, as features see it: a small number from its kind, the level of the first division it names
 * (or the kind of place elsewhere) and whether it is an everyday word too.
 */
export type PlaceClass = number;

const DIVISION_CLASSES = DIVISION_FORMS.length * DIVISION_LEVELS.length * 2;
const LETTER = DIVISION_FORMS.indexOf('letter');
const classOfForm = new Map<number, PlaceClass>();

function classify(form: number): PlaceClass {
  let known = classOfForm.get(form);
  if (known === undefined) {
    known = (DIVISION_LEVELS.indexOf(divisionOfForm(form, 0).level) * DIVISION_FORMS.length + DIVISION_FORMS.indexOf(kindOfForm(form, 0))) * 2 + (isAlsoWord(form) ? 1 : 0);
    classOfForm.set(form, known);
  }
  return known;
}

let pass: (end: number, placeClass: PlaceClass) => void;
let from = 0;
function visitForm(end: number, form: number): void {
  const known = classify(form);
  // 鲁, 豫: too short to stand as a name by itself.
  if ((known >> 1) % DIVISION_FORMS.length !== LETTER) pass(end, known);
}
function visitPlace(end: number, place: number): void {
  if (end - from > 1) pass(end, DIVISION_CLASSES + PLACE_KINDS.indexOf(placeKind(place)) * 2 + (isPlaceAlsoWord(place) ? 1 : 0));
}

/** Calls `visit` for every gazetteer name of two or more characters at `at`, with its end and class: divisions of China first, then other places, shortest first each. */
export function matchGazetteer(text: string, at: number, visit: (end: number, placeClass: PlaceClass) => void): void {
  pass = visit;
  from = at;
  matchDivisions(text, at, visitForm);
  matchPlaces(text, at, visitPlace);
}
