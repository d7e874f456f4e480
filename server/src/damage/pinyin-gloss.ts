import { isCommonHan } from '../text/gbk.ts';
import { simplifiedCode } from '../text/fold.ts';
import { glossesIn, type Gloss } from './glosses.ts';
import type { DocumentProfile, Rule } from './rule.ts';

/** 副書(shū)記: a copy site put a reading behind a character. */
export const pinyinGloss: Rule = {
  id: 'pinyin-gloss',
  kind: 'pinyin-gloss',
  severity: 'warning',
  summary: 'A reading in brackets that a copy site put behind a character.',
  triggers: [[0x28, 0x28], [0xff08, 0xff08]],
  check(paragraph, report, profile) {
    for (const gloss of glossesIn(paragraph)) {
      const fix = fixOf(gloss, paragraph, profile);
      if (!fix) continue;
      const read = paragraph.slice(gloss.start - gloss.characters, gloss.start);
      const inserted = paragraph.slice(gloss.start, gloss.end);
      report({
        start: gloss.start,
        end: gloss.end,
        clean: '',
        fix,
        belongsToPrevious: true,
        message: fix === 'safe'
          ? `Pinyin put into the text: ${inserted} is how ${read} is read. It cuts names and words apart; delete it.`
          : `${inserted} is how ${read} is read. Delete it unless the writer put it there to tell the reading.`,
        evidence: [`${inserted} is ${gloss.characters === 1 && gloss.usual ? 'the usual reading' : 'a reading'} of ${read}`, `Characters with a reading behind them in this document: ${profile.glossedCharacters < 3 ? profile.glossedCharacters : 'three or more'}`],
      });
    }
  },
};

/**
 * Writers explain rare characters and unusual readings; machines gloss common characters, the usual reading first, and
 * many of them. undefined where a gloss is as likely a name or a word as a reading: 淘宝(taobao).
 */
function fixOf(gloss: Gloss, text: string, profile: DocumentProfile): 'safe' | 'suggested' | undefined {
  const many = profile.glossedCharacters >= 3;
  let common = true;
  let differs = false;
  for (let i = gloss.start - gloss.characters; i < gloss.start; i++) {
    const code = text.charCodeAt(i);
    common &&= isCommonHan(code);
    differs ||= simplifiedCode(code) !== code;
  }
  if (gloss.characters === 1) {
    if (many) return 'safe';
    if (gloss.toned) return common && gloss.usual && (gloss.ascii || differs) ? 'safe' : 'suggested';
    return profile.glossedCharacters === 2 && common ? 'safe' : 'suggested';
  }
  if (gloss.toned) return common && (many || (gloss.usual && gloss.ascii)) ? 'safe' : 'suggested';
  return profile.glossedCharacters >= 2 ? 'suggested' : undefined;
}
