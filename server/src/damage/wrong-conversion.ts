import { CHOICE_CHARACTERS, wrongConversionsIn } from '../lexicon/conversions.ts';
import type { Rule } from './rule.ts';

/** 108位元代表: a converter took 位 for a bit. Numbers that are bits of something stay. */
const BITS = /(?<=(?<![\d.])(?!(?:1|2|4|8|16|24|32|48|64|128|192|256|512|1024|2048|4096)位元)\d{1,6}|[一二兩三四五六七八九十百千萬幾多])位元(?=[老長首名]|代表|委員|同志|學生|老師|專家|領導|企業|嘉賓|群眾|村民|居民|患者|選手|記者|人|女|男)/g;

/** 路麵, 隻有, 關註: a converter chose the wrong one of several traditional characters. */
export const wrongConversion: Rule = {
  id: 'wrong-conversion',
  kind: 'wrong-conversion',
  severity: 'information',
  summary: 'A word that a converter wrote with the wrong one of several traditional characters.',
  triggers: [...CHOICE_CHARACTERS].map((character) => [character.charCodeAt(0), character.charCodeAt(0)] as const).concat([[0x5143, 0x5143]]),
  check(paragraph, report, profile) {
    if (profile.script !== 'traditional' && profile.script !== 'mixed') return;
    for (const { start, end, at, right } of wrongConversionsIn(paragraph)) {
      const word = paragraph.slice(start, at) + right + paragraph.slice(at + 1, end);
      report({ start, end, clean: word, fix: 'suggested', message: `${paragraph[at]} and ${right} share their simplified form; a converter chose the wrong one. The word is ${word}.` });
    }
    if (!paragraph.includes('位元')) return;
    for (const match of paragraph.matchAll(BITS)) {
      report({ start: match.index, end: match.index + 2, clean: '位', fix: 'suggested', message: 'A converter took 位 for a unit of data. People are counted by 位.' });
    }
  },
};
