import { simplifiedCode } from '../text/fold.ts';

/** The code unit that the language model knows a code unit by: simplified script, ASCII width, `0` for every digit and `a` for every Latin letter. */
export function modelCharacter(code: number): number {
  if (code >= 0x3400) {
    if (code >= 0xff01 && code <= 0xff5e) return modelCharacter(code - 0xfee0);
    return simplifiedCode(code);
  }
  if (code >= 0x30 && code <= 0x39) return 0x30;
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f)) return 0x61;
  return code === 0x3000 ? 0x20 : code;
}
