import { isHan } from '../text/han.ts';

/** Whether a code unit stands at the edge of Chinese words: a Han character or a closing or opening mark of Chinese text. */
export function isChineseEdge(code: number): boolean {
  return isHan(code) || (code >= 0x3008 && code <= 0x3011) || (code >= 0x2018 && code <= 0x201d);
}

/** How many Han characters a text has, counted up to `most`. */
export function countHan(text: string, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let i = 0; i < text.length && count < most; i++) if (isHan(text.charCodeAt(i))) count++;
  return count;
}

/** 。 ！ ？ and the ASCII ! ? of folded text: what ends a sentence. */
export function endsSentence(code: number): boolean {
  return code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0x21 || code === 0x3f;
}
