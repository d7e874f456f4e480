import { PACKED } from './generated/languageModel.ts';
import { unpackLanguageModel, type LanguageModel } from './languageModel.ts';

let model: LanguageModel | undefined;

/** The language model of this product, unpacked at first use. */
export function chineseModel(): LanguageModel {
  model ??= unpackLanguageModel(PACKED);
  return model;
}
