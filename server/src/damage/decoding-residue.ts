import type { Rule } from './rule.ts';

/** The pairs that EF BF BD, repeated, makes in GBK, from each of its three bytes on, and the fill bytes CC and CD of uninitialised memory. */
const RESIDUE = /斤拷锟斤拷[锟斤拷]*|(?:锟斤拷)+(?:锟斤?)?|烫{3,}|屯{3,}|葺{3,}/g;

/** 锟斤拷, 烫烫烫: what is left of text that was lost. */
export const decodingResidue: Rule = {
  id: 'decoding-residue',
  kind: 'decoding-residue',
  severity: 'warning',
  summary: '锟斤拷, 烫烫烫 and the like: what is left of text that a wrong decoding destroyed.',
  triggers: [[0x65a4, 0x65a4], [0x70eb, 0x70eb], [0x5c6f, 0x5c6f], [0x847a, 0x847a]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(RESIDUE)) {
      const replaced = match[0].includes('斤');
      report({
        start: match.index,
        end: match.index + match[0].length,
        clean: null,
        fix: null,
        message: replaced
          ? 'The text here is lost: it was decoded wrongly, saved, and decoded wrongly again. Look for it at its source.'
          : 'This is memory that was never filled, not text. Look for the text at its source.',
        evidence: [replaced ? '锟斤拷 is the replacement character U+FFFD twice (EF BF BD EF BF BD) read as GBK' : 'Uninitialised memory is filled with one byte (CC, CD or DD); read as GBK it gives these characters'],
      });
    }
  },
};
