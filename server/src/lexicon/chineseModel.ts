import { PACKED } from './generated/languageModel.ts';
import { characterLog, unpackLanguageModel, type LanguageModel } from './languageModel.ts';

let model: LanguageModel | undefined;

/** The language model of this product, unpacked at first use. */
export function chineseModel(): LanguageModel {
  model ??= unpackLanguageModel(PACKED);
  return model;
}

/** How likely a code unit is in Chinese text wherever it stands, as a natural logarithm. Does not unpack the model. */
export function chineseCharacterLog(): (code: number) => number {
  return characterLog(PACKED);
}
