import { CONVERSION_PHRASES } from '../../lexicon/conversions.ts';
import { isSimplifiedOnly, simplifiedCode } from '../../text/fold.ts';
import type { RawSpan } from '../../text/spans.ts';
import { isLowSurrogate } from '../../text/surrogates.ts';
import { smallestChange, type TextChange } from './textEdit.ts';

/** The two ways to write Chinese. */
export type Script = 'simplified' | 'traditional';

type Convert = (text: string) => string;

/** The converters that somebody has asked for. */
const converters = new Map<Script, Promise<Convert>>();

/** OpenCC with its dictionaries, loaded when first asked for: nobody pays for them at start-up. */
function converterTo(script: Script): Promise<Convert> {
  let converter = converters.get(script);
  if (!converter) {
    converter = script === 'simplified' ? loadToSimplified() : loadToTraditional();
    converters.set(script, converter);
  }
  return converter;
}

async function loadToSimplified(): Promise<Convert> {
  const [{ ConverterFactory }, phrases, characters] = await Promise.all([import('opencc-js/core'), import('opencc-js/dict/TSPhrases'), import('opencc-js/dict/TSCharacters')]);
  return ConverterFactory([phrases.default, characters.default]);
}

async function loadToTraditional(): Promise<Convert> {
  const [{ ConverterFactory }, characters] = await Promise.all([import('opencc-js/core'), import('opencc-js/dict/STCharacters')]);
  return ConverterFactory([CONVERSION_PHRASES, characters.default]);
}

/** True where a span of a text (raw offsets) has something that a conversion to this script would look at. Stops at the first such character. */
export function canConvert(text: string, { start, end }: RawSpan, script: Script): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (script === 'simplified' ? simplifiedCode(code) !== code : isSimplifiedOnly(code)) return true;
  }
  return false;
}

/** The edits that turn a span of a text (raw offsets) into the other script by words: only the characters that change, sorted. Empty where none does. */
export async function convertScript(text: string, { start, end }: RawSpan, script: Script): Promise<TextChange[]> {
  const convert = await converterTo(script);
  const changes: TextChange[] = [];
  let at = start;
  // Line by line, so that a word that changes its length moves nothing but its line.
  for (const line of text.slice(start, end).split(/(?<=\n)/)) {
    changes.push(...differences(line, convert(line), at));
    at += line.length;
  }
  return changes;
}

/** Runs of code units in which two texts of one length differ, never half a surrogate pair; of two lengths, the one edit between what they share. */
function differences(from: string, to: string, offset: number): TextChange[] {
  if (from === to) return [];
  if (from.length !== to.length) return [smallestChange({ start: offset, end: offset + from.length, raw: from }, to)];
  const changes: TextChange[] = [];
  for (let i = 0; i < from.length; i++) {
    if (from[i] === to[i]) continue;
    let start = i;
    let end = i + 1;
    while (end < from.length && from[end] !== to[end]) end++;
    if (isLowSurrogate(from.charCodeAt(start)) || isLowSurrogate(to.charCodeAt(start))) start--;
    if (isLowSurrogate(from.charCodeAt(end)) || isLowSurrogate(to.charCodeAt(end))) end++;
    changes.push({ start: offset + start, end: offset + end, text: to.slice(start, end) });
    i = end - 1;
  }
  return changes;
}
