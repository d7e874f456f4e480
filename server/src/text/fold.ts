import { FOLDED, FOLDED_TO, RARE_FORMS, SIMPLIFIED_ONLY, TRADITIONAL_ONLY } from './generated/scriptTables.ts';

/** simplified[code unit] is the code unit of its simplified form, itself where there is no other. */
const simplified = new Uint16Array(65_536);
for (let code = 0; code < simplified.length; code++) simplified[code] = code;
for (let i = 0; i < FOLDED.length; i++) simplified[FOLDED.charCodeAt(i)] = FOLDED_TO.charCodeAt(i);

const TRADITIONAL = 1;
const SIMPLIFIED = 2;
const script = new Uint8Array(65_536);
for (let i = 0; i < TRADITIONAL_ONLY; i++) script[FOLDED.charCodeAt(i)] = TRADITIONAL;
for (let i = 0; i < SIMPLIFIED_ONLY.length; i++) script[SIMPLIFIED_ONLY.charCodeAt(i)] = SIMPLIFIED;

const rareForm = new Uint8Array(65_536);
for (let i = 0; i < RARE_FORMS.length; i++) rareForm[RARE_FORMS.charCodeAt(i)] = 1;

/** True for a character that conversion from simplified script, one character at a time, never makes: 髮 (发 becomes 發), variants such as 説. `code` is a UTF-16 code unit. */
export function isRareForm(code: number): boolean {
  return rareForm[code] === 1;
}

/** The simplified form of a code unit; itself where there is no other (also for anything that is not Han). */
export function simplifiedCode(code: number): number {
  return simplified[code]!;
}

/**
 * Traditional to simplified, one character at a time, for matching. The result has the same length in code units, so
 * offsets carry over. It is not a translation: 後 and 后 both read 后, and words are not looked at.
 */
export function toSimplified(text: string): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const to = simplified[code]!;
    if (to === code) continue;
    out += text.slice(from, i) + String.fromCharCode(to);
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** True for a character that simplified script never uses (國 but not 后, which both scripts use). `code` is a UTF-16 code unit. */
export function isTraditionalOnly(code: number): boolean {
  return script[code] === TRADITIONAL;
}

/** True for a character that traditional script never uses (国 but not 后, which both scripts use). `code` is a UTF-16 code unit. */
export function isSimplifiedOnly(code: number): boolean {
  return script[code] === SIMPLIFIED;
}

let traditional: Map<string, string> | undefined;

/** The traditional forms of a simplified character; empty where it has none. */
export function traditionalForms(character: string): string {
  if (!traditional) {
    traditional = new Map();
    for (let i = 0; i < FOLDED.length; i++) traditional.set(FOLDED_TO[i]!, (traditional.get(FOLDED_TO[i]!) ?? '') + FOLDED[i]!);
  }
  return traditional.get(character) ?? '';
}

/** How many code units of the text exist in traditional script alone, and in simplified alone; 0 and 0 for text without either. */
export function countScripts(text: string): { readonly traditional: number; readonly simplified: number } {
  let traditional = 0;
  let simplified = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isTraditionalOnly(code)) traditional++;
    else if (isSimplifiedOnly(code)) simplified++;
  }
  return { traditional, simplified };
}
