/** How much of a text is looked at: enough to tell, and a file of many megabytes costs no more. UTF-16 code units. */
export const SAMPLE_LENGTH = 20_000;

/** The share of Han characters that is asked for unless the person sets another. */
export const MINIMUM_HAN_SHARE = 0.25;

/** Below this a share says nothing. */
const FEWEST_HAN = 4;
/** More kana and hangul than this, as a share of all letters, and the text is Japanese or Korean. */
const MOST_NEIGHBOURING_SCRIPTS = 0.1;

const HAN = /\p{Script=Han}/gu;
const NEIGHBOURING_SCRIPTS = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const VISIBLE = /\S/gu;
/** Readings in brackets may outnumber the characters they stand beside; they are no part of what the writer wrote. */
const GLOSS = /(?<=\p{Script=Han}|[)）])[(（][\p{Script=Latin}\p{M} ]{1,12}[)）]/gu;

/**
 * Tells whether a text is Chinese prose: among its visible characters, at least `minimumHanShare` (0 to 1) are Han,
 * and it is neither Japanese nor Korean. Damage does not hide it: readings in brackets do not count. Returns false for an empty text.
 * The one rule for all: the client gives a file its language by it, the server chooses by it what belongs to the index.
 */
export function looksLikeNews(text: string, minimumHanShare = MINIMUM_HAN_SHARE): boolean {
  const sample = text.slice(0, SAMPLE_LENGTH).replace(GLOSS, '');
  const han = count(sample, HAN);
  if (han < FEWEST_HAN) return false;
  const neighbours = count(sample, NEIGHBOURING_SCRIPTS);
  if (neighbours > (han + neighbours) * MOST_NEIGHBOURING_SCRIPTS) return false;
  return han >= count(sample, VISIBLE) * minimumHanShare;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
