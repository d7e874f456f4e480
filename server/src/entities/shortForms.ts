import { headAt, ORGANISATION_CLASSES, organisationClass } from '../lexicon/heads.ts';
import { matchGazetteer } from './gazetteer.ts';

let longest = 0;
function visit(end: number): void {
  if (end > longest) longest = end;
}

const BRANDED: ReadonlySet<string> = new Set(['company', 'works', 'finance', 'unit']);

/** What is left of a company's name without the places in front and the words that every company's name has: 鲸屿 of 厦门鲸屿集团有限公司. '' where nothing is left or it is no company. */
export function brandOf(name: string): string {
  let start = 0;
  for (;;) {
    longest = start;
    matchGazetteer(name, start, visit);
    if (longest === start || longest >= name.length) break;
    start = longest;
  }
  let end = name.length;
  let isCompany = false;
  for (let again = true; again && end > start;) {
    again = false;
    for (let length = Math.min(6, end - start); length > 0; length--) {
      const kind = organisationClass(headAt(name, end - length, end));
      if (kind === 0) continue;
      if (!BRANDED.has(ORGANISATION_CLASSES[kind - 1]!)) return '';
      isCompany = true;
      end -= length;
      again = true;
      break;
    }
  }
  const brand = name.slice(start, end).replace(/[(（].*$/, '');
  return isCompany && brand.length >= 2 && brand.length <= 5 ? brand : '';
}
