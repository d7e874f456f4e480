import { chineseModel } from '../../lexicon/chineseModel.ts';
import { ANYWHERE } from '../../lexicon/languageModel.ts';
import { matchDivisions } from '../../lexicon/divisions.ts';
import { matchOrganisations } from '../../lexicon/organisations.ts';
import { givenNameScore, matchSurnames } from '../../lexicon/persons.ts';
import { matchPlaces } from '../../lexicon/places.ts';
import { matchTownships } from '../../lexicon/townships.ts';
import { classOfWord, logCountOfWord, matchWords, TOTAL_COUNT, type WordClass } from '../../lexicon/words.ts';
import { isHan } from '../../text/han.ts';

/** How likely things are that are no ordinary words, in nats; chosen on damaged text outside the training data (`npm run eval:repair`). */
const LOG = {
  mark: -4,
  /** For a character by itself that is no word, in addition to how rare it is anywhere. */
  loneCharacter: -3.5,
  /** For a word of one character that is no function word, in addition: news seldom uses them. */
  shortWord: -2,
  division: -10.5,
  place: -11,
  organisation: -12,
  township: -13,
  /** A name of a person, in addition to its surname and its given name. */
  person: -3.5,
} as const;
const SHORT = new Set<WordClass>(['d', 'm', 'q', 'r', 'p', 'c', 'u', 'f']);
const LONGEST_GIVEN = 2;
const NAT = Math.log(2);
const LOG_TOTAL = Math.log(TOTAL_COUNT);
const LOG_MILLION = Math.log(1e6);

/**
 * How well a text in simplified script falls into words, names of persons, and places and bodies that are known: the natural logarithm of
 * the probability of its best division, each part by itself. For comparison among readings of the same place. Linear in the length.
 */
export function wordScore(text: string): number {
  const model = chineseModel();
  const best = new Float64Array(text.length + 1).fill(-Infinity);
  best[0] = 0;
  let from = 0;
  const put = (end: number, score: number) => {
    const sum = best[from]! + score;
    if (sum > best[end]!) best[end] = sum;
  };
  const rarity = (at: number) => model.logProbability(ANYWHERE, model.idOf(text.charCodeAt(at)));
  for (; from < text.length; from++) {
    const code = text.charCodeAt(from);
    if (!isHan(code)) {
      put(from + 1, LOG.mark);
      continue;
    }
    put(from + 1, LOG.loneCharacter + rarity(from));
    matchWords(text, from, (end, word) => put(end, NAT * logCountOfWord(word) - LOG_TOTAL + (end === from + 1 && !SHORT.has(classOfWord(word)) ? LOG.shortWord : 0)));
    matchDivisions(text, from, (end) => put(end, LOG.division));
    matchPlaces(text, from, (end) => put(end, LOG.place));
    matchOrganisations(text, from, (end) => put(end, LOG.organisation));
    matchTownships(text, from, (end) => put(end, LOG.township));
    matchSurnames(text, from, (end, surname) => {
      let given = 0;
      for (let length = 1; length <= LONGEST_GIVEN && end + length <= text.length && isHan(text.charCodeAt(end + length - 1)); length++) {
        given += rarity(end + length - 1);
        put(end + length, LOG.person + NAT * (surname + givenNameScore(text, end, end + length)) - LOG_MILLION + given);
      }
    });
  }
  return best[text.length]!;
}
