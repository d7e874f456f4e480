import { divisionOfForm, isAlsoWord, kindOfForm, matchDivisions, type DivisionForm } from '../lexicon/divisions.ts';
import { DIVISION_FORMS, DIVISION_LEVELS } from '../lexicon/divisionForm.ts';
import { PLACE_KINDS } from '../lexicon/placeKind.ts';
import { isPlaceAlsoWord, matchPlaces, placeKind, type Place } from '../lexicon/places.ts';

/**
 * What a gazetteer name is, as features see it: a small number from its kind, the level of the first division it names
 * (or the kind of place elsewhere) and whether it is an everyday word too.
 */
export type PlaceClass = number;

const DIVISION_CLASSES = DIVISION_FORMS.length * DIVISION_LEVELS.length * 2;
const LETTER = DIVISION_FORMS.indexOf('letter');
/** By form: 1 + its class, 0 where it has not been asked for. */
let classOfForm = new Uint8Array(1 << 15);

/** The class of a form of a division; -1 for a single letter (鲁), which is too short to stand as a name by itself. */
export function divisionClass(form: DivisionForm): PlaceClass {
  if (form >= classOfForm.length) {
    const larger = new Uint8Array(form * 2);
    larger.set(classOfForm);
    classOfForm = larger;
  }
  if (classOfForm[form] === 0) {
    const kind = DIVISION_FORMS.indexOf(kindOfForm(form, 0));
    classOfForm[form] = kind === LETTER ? 255 : 1 + (DIVISION_LEVELS.indexOf(divisionOfForm(form, 0).level) * DIVISION_FORMS.length + kind) * 2 + (isAlsoWord(form) ? 1 : 0);
  }
  return classOfForm[form] === 255 ? -1 : classOfForm[form]! - 1;
}

/** The class of a place outside the divisions of China. */
export function placeClassOf(place: Place): PlaceClass {
  return DIVISION_CLASSES + PLACE_KINDS.indexOf(placeKind(place)) * 2 + (isPlaceAlsoWord(place) ? 1 : 0);
}

let pass: (end: number, placeClass: PlaceClass) => void;
let from = 0;
function visitForm(end: number, form: number): void {
  const known = divisionClass(form);
  if (known >= 0) pass(end, known);
}
function visitPlace(end: number, place: number): void {
  if (end - from > 1) pass(end, placeClassOf(place));
}

/** Calls `visit` for every gazetteer name of two or more characters at `at`, with its end and class: divisions of China first, then other places, shortest first each. */
export function matchGazetteer(text: string, at: number, visit: (end: number, placeClass: PlaceClass) => void): void {
  pass = visit;
  from = at;
  matchDivisions(text, at, visitForm);
  matchPlaces(text, at, visitPlace);
}
