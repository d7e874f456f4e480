import { ANYWHERE, type LanguageModel } from '../../lexicon/languageModel.ts';
import { decodePair } from '../../text/gbk.ts';
import { formCost, isTextCharacter, type SlipScript } from './slipCharacters.ts';

/** Characters of which one may stand where a byte is not known, laid out for a search that scores them by the thousand: entry i of each array is of character i. */
export interface Candidates {
  /** lead << 8 | trail */
  readonly pairs: Uint16Array;
  /** UTF-16 code units. */
  readonly codes: Uint16Array;
  /** What the language model knows them by. */
  readonly ids: Uint16Array;
  /** How unlikely their forms are in the script, in nats. */
  readonly costs: Float64Array;
}

/** How unlikely a code unit is in a text of this script, whatever stands before it: for its form, and for being no character of running text. In nats. */
export function characterCost(code: number, script: SlipScript): number {
  return formCost(code, script) + (code > 0x7f && !isTextCharacter(code) ? 4 : 0);
}

/** Characters rarer than this anywhere (natural logarithm of their share) are not guessed. */
const RAREST_GUESS = -13.5;
/** Nor those rarer than this where both bytes are lost: a few hundred characters are left. */
const RAREST_WHOLE = -8;

/** A character that may be guessed where its bytes are not known: of this script, and not a rare one. */
export function isGuessable(code: number, script: SlipScript, model: LanguageModel, rarest = RAREST_GUESS): boolean {
  return code !== 0x3000 && formCost(code, script) < 7 && model.logProbability(ANYWHERE, model.idOf(code)) > rarest;
}

/** All of these pairs of bytes as candidates, in their order. `pairs` is a list that lives as long as the program. */
export function candidatesOf(pairs: readonly number[], script: SlipScript, model: LanguageModel): Candidates {
  return remembered(ofAny, pairs, script, () => laidOut(pairs, script, model));
}

/** Those of them that may be guessed. */
export function guessesOf(pairs: readonly number[], script: SlipScript, model: LanguageModel): Candidates {
  return remembered(ofGuessable, pairs, script, () => laidOut(pairs.filter((pair) => isGuessable(decodePair(pair), script, model)), script, model));
}

/** Those of them that are common enough to be guessed where neither byte is known. */
export function commonOf(pairs: readonly number[], script: SlipScript, model: LanguageModel): Candidates {
  return remembered(ofCommon, pairs, script, () => laidOut(pairs.filter((pair) => isGuessable(decodePair(pair), script, model, RAREST_WHOLE)), script, model));
}

function laidOut(pairs: readonly number[], script: SlipScript, model: LanguageModel): Candidates {
  const codes = Uint16Array.from(pairs, decodePair);
  return {
    pairs: Uint16Array.from(pairs),
    codes,
    ids: Uint16Array.from(codes, (code) => model.idOf(code)),
    costs: Float64Array.from(codes, (code) => characterCost(code, script)),
  };
}

/** By list of pairs and script; there is one language model. */
type Remembered = WeakMap<readonly number[], Map<SlipScript, Candidates>>;
const ofAny: Remembered = new WeakMap();
const ofGuessable: Remembered = new WeakMap();
const ofCommon: Remembered = new WeakMap();

function remembered(known: Remembered, pairs: readonly number[], script: SlipScript, make: () => Candidates): Candidates {
  let byScript = known.get(pairs);
  if (!byScript) known.set(pairs, (byScript = new Map()));
  let candidates = byScript.get(script);
  if (!candidates) byScript.set(script, (candidates = make()));
  return candidates;
}
