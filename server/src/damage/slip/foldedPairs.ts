import { decodePair, isLead, isPrivateUse, isTrail } from '../../text/gbk.ts';

/** By folded text: the pairs (lead << 8 | trail) of the characters that compatibility folding (NFKC) turns into it. `;` comes from A3 BB, `...` from A1 AD. */
let table: Map<string, number[]> | undefined;

/** Longest text that one character folds to, as far as the repair looks (code units). */
export const LONGEST_FOLD = 4;

/**
 * The pairs of bytes that a folded text may have been: full-width forms, the wide space, `…`, `①` and other characters
 * that lost their shape. Empty for a text that nothing folds to. Source: the runtime's NFKC over GBK.
 */
export function pairsFoldedTo(text: string): readonly number[] {
  if (!table) {
    table = new Map();
    for (let lead = 0xa1; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const pair = (lead << 8) | trail;
        const code = isLead(lead) && isTrail(trail) ? decodePair(pair) : 0;
        if (code === 0 || isPrivateUse(code)) continue;
        const character = String.fromCharCode(code);
        const folded = character.normalize('NFKC');
        if (folded === character || folded.length > LONGEST_FOLD || pair === 0xa3a0) continue;
        const pairs = table.get(folded);
        if (pairs) pairs.push(pair);
        else table.set(folded, [pair]);
      }
    }
  }
  return table.get(text) ?? [];
}
