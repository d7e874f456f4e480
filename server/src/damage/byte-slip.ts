import type { Rule } from './rule.ts';

/** 當(dāng)?shù)蒯尫鸥喟l: a pass over the bytes hit the trail of one character and the lead of the next. */
export const byteSlip: Rule = {
  id: 'byte-slip',
  kind: 'byte-slip',
  severity: 'error',
  summary: 'Characters out of step: something was inserted between the two bytes of a character.',
  triggers: [[0x3f, 0x3f], [0xff1f, 0xff1f]],
  check(paragraph, report) {
    for (const match of paragraph.matchAll(/[?？][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}\)[\u3400-\u9fff\u0370-\u03ff\u3040-\u30ff€]*(?:[A-Za-z€](?=\()|[?？][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}\))?/g)) {
      report({
        start: match.index,
        end: match.index + match[0].length,
        clean: null,
        fix: null,
        message: 'The characters here are out of step by one byte: something was inserted between the two bytes of a character.',
      });
    }
  },
};
