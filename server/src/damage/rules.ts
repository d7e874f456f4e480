import { antiCopyLine } from './anti-copy-line.ts';
import { byline } from './byline.ts';
import { byteSlip } from './byte-slip.ts';
import { controlCharacter } from './control-character.ts';
import { convertedScript } from './converted-script.ts';
import { convertedTerm } from './converted-term.ts';
import { cutOffEnd } from './cut-off-end.ts';
import { decodingResidue } from './decoding-residue.ts';
import { doubledPunctuation } from './doubled-punctuation.ts';
import { htmlEntity } from './html-entity.ts';
import { imageName } from './image-name.ts';
import { inlineWidget } from './inline-widget.ts';
import { keywordLine } from './keyword-line.ts';
import { linkLine } from './link-line.ts';
import { listMark } from './list-mark.ts';
import { lostBeginning } from './lost-beginning.ts';
import { lostDatePart } from './lost-date-part.ts';
import { markupResidue } from './markup-residue.ts';
import { maskedWord } from './masked-word.ts';
import { mixedWidth } from './mixed-width.ts';
import { mojibake } from './mojibake.ts';
import { navigationLine } from './navigation-line.ts';
import { oddDate } from './odd-date.ts';
import { pageChrome } from './page-chrome.ts';
import { photoCaption } from './photo-caption.ts';
import { pinyinGloss } from './pinyin-gloss.ts';
import { placeListLine } from './place-list-line.ts';
import { privateUse } from './private-use.ts';
import { questionMarks } from './question-marks.ts';
import { repeatedParagraph } from './repeated-paragraph.ts';
import { repeatedSentence } from './repeated-sentence.ts';
import { replacementCharacter } from './replacement-character.ts';
import type { DocumentRule, Rule } from './rule.ts';
import { sourceLine } from './source-line.ts';
import { spaceAfterMark } from './space-after-mark.ts';
import { spaceInWord } from './space-in-word.ts';
import { splitNumber } from './split-number.ts';
import { straightQuote } from './straight-quote.ts';
import { straySimplified } from './stray-simplified.ts';
import { strayTraditional } from './stray-traditional.ts';
import { symbolInWord } from './symbol-in-word.ts';
import { tablePipes } from './table-pipes.ts';
import { unbalancedPair } from './unbalanced-pair.ts';
import { wrongConversion } from './wrong-conversion.ts';
import { wrongWayQuote } from './wrong-way-quote.ts';
import { zeroWidth } from './zero-width.ts';

/** Every rule for a paragraph, in order of precedence (see `findDamage`): what explains more of the text stands first. At most 32 different sets of triggers. */
export const rules: readonly Rule[] = [
  byteSlip,
  mojibake,
  decodingResidue,
  pinyinGloss,
  htmlEntity,
  doubledPunctuation,
  replacementCharacter,
  privateUse,
  zeroWidth,
  controlCharacter,
  keywordLine,
  placeListLine,
  navigationLine,
  pageChrome,
  imageName,
  linkLine,
  markupResidue,
  antiCopyLine,
  inlineWidget,
  tablePipes,
  questionMarks,
  repeatedSentence,
  wrongWayQuote,
  unbalancedPair,
  straightQuote,
  spaceInWord,
  spaceAfterMark,
  splitNumber,
  lostDatePart,
  oddDate,
  maskedWord,
  mixedWidth,
  listMark,
  symbolInWord,
  byline,
  photoCaption,
  sourceLine,
  wrongConversion,
  strayTraditional,
  straySimplified,
];

/** Every rule for a whole document, in order of precedence. */
export const documentRules: readonly DocumentRule[] = [
  repeatedParagraph,
  cutOffEnd,
  lostBeginning,
  convertedScript,
  convertedTerm,
];
