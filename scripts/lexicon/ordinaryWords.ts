import { dataLines, jiebaWords, ordinaryTag, segmentTags } from './sources.ts';

const NAME = /^(ns|nr|nrt|nrfg|nt|nz|j|g|x|zg)$/;
const STATE_OR_ACTION = /^(a|v|d|i|b|z|t|f|r|q|c)$/;
const LEVEL = /..[省市县区州盟旗]$/;

let jieba: ReadonlyMap<string, { readonly tag: string; readonly count: number }> | undefined;
let byHand: ReadonlyMap<string, boolean> | undefined;

/**
 * Whether a name of a place is an ordinary word too (和平, 长寿, 建设), so that only its surroundings tell.
 * One character counts as a word, a name with its level does not. Otherwise jieba must have it as no name and node-segment
 * must not contradict (jieba has 合肥 as a noun, too), or node-segment must have it as verb, adjective and the like only
 * (和平 a); data/alsoWords.txt decides where both fail.
 */
export function isAlsoWord(form: string): boolean {
  if (form.length === 1) return true;
  byHand ??= new Map(dataLines('alsoWords.txt').map(([word, yes]) => [word!, yes === 'word']));
  const decided = byHand.get(form);
  if (decided !== undefined) return decided;
  if (LEVEL.test(form)) return false;
  jieba ??= new Map(jiebaWords().map((entry) => [entry.word, { tag: ordinaryTag(entry) ?? entry.tag, count: entry.count }]));
  const entry = jieba.get(form);
  const other = segmentTags(form);
  const asName = other?.some((tag) => NAME.test(tag)) ?? false;
  if (entry !== undefined && entry.count >= 5 && !NAME.test(entry.tag) && !asName) return true;
  return other !== undefined && other.length > 0 && other.every((tag) => STATE_OR_ACTION.test(tag));
}
