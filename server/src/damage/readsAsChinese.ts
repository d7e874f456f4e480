import { isCommonHan } from '../text/gbk.ts';
import { isHan } from '../text/han.ts';

/** How much of the text around a place is looked at, on each side. */
const REACH = 40;

/**
 * True where the text around a place (code units before `start` and from `end` on) is ordinary Chinese: a Han character
 * or a Chinese mark right beside it, and nearly all Han characters around it common ones. Random bytes decoded as
 * anything, listings of code points and other scripts are not, so nothing is mended there by itself.
 */
export function readsAsChinese(text: string, start: number, end: number): boolean {
  if (!(start > 0 && isChinese(text.charCodeAt(start - 1))) && !(end < text.length && isChinese(text.charCodeAt(end)))) return false;
  let han = 0;
  let common = 0;
  let other = 0;
  const look = (code: number) => {
    if (isHan(code)) {
      han++;
      if (isCommonHan(code)) common++;
    } else if (code > 0x7e && !isChinese(code) && !(code >= 0x2010 && code <= 0x2030) && !(code >= 0xff01 && code <= 0xff5e)) other++;
  };
  for (let i = Math.max(0, start - REACH); i < start; i++) look(text.charCodeAt(i));
  for (let i = end; i < Math.min(text.length, end + REACH); i++) look(text.charCodeAt(i));
  return han >= 2 && common * 10 >= han * 9 && other * 4 <= han;
}

/** Han, or a mark of Chinese text. */
function isChinese(code: number): boolean {
  return isHan(code) || (code >= 0x3001 && code <= 0x3011) || code === 0xff0c || code === 0xff1a || code === 0xff1b || code === 0xff08 || code === 0xff09 || (code >= 0x2018 && code <= 0x201d);
}
