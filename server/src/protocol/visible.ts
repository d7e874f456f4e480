/** The longest text that is quoted whole, in UTF-16 code units. */
const LONGEST_QUOTE = 80;

/** Control, format, private-use and unpaired surrogate code units, and line ends: what cannot be seen in a message. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text with the characters that cannot be seen written as `<U+200B>`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`);
}

/** The same, for a text out of a document: the middle of a long one is left out. */
export function excerpt(text: string): string {
  return visible(text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE / 2)}…${text.slice(-LONGEST_QUOTE / 4)}`);
}
