import type { DocumentRule } from './rule.ts';

/** What a converter of words puts for a mainland term, and the term. Names of things that exist under the first word alone are not here. */
const TERMS: readonly (readonly [string, string])[] = [
  ['網際網路', '互聯網'], ['高品質', '高質量'], ['人工智慧', '人工智能'], ['智慧財產權', '知識產權'], ['數位經濟', '數字經濟'], ['數位化', '數字化'], ['大資料', '大數據'],
  ['雲端運算', '雲計算'], ['資訊化', '信息化'], ['積體電路', '集成電路'], ['軟體', '軟件'], ['硬體', '硬件'], ['晶片', '芯片'], ['鐳射', '激光'], ['太空人', '航天員'],
  ['資料庫', '數據庫'], ['伺服器', '服務器'], ['寬頻', '寬帶'], ['奈米', '納米'], ['計程車', '出租車'], ['網路', '網絡'],
];
const TERM = new RegExp(TERMS.map(([term]) => term).join('|'), 'g');
const termOf = new Map(TERMS);
/** Words of mainland offices: a document that has some of them was written there. */
const MAINLAND = /[省市縣區州旗鎮鄉村]委|黨組|黨委|常委|紀委|十四五|鄉村振興|營商環境|深化改革|脫貧攻堅/g;
const FEWEST = 2;
/** Words that only a text from Taiwan has, also one about the mainland. */
const TAIWAN = /中國大陸|陸方|陸委會|立法院|行政院|立委|新[台臺]幣/;

/** 網際網路 and 高品質 in a report of a county committee: a converter changed words as well as characters. */
export const convertedTerm: DocumentRule = {
  id: 'converted-term',
  kind: 'converted-term',
  severity: 'hint',
  summary: 'A term of Taiwan in a mainland text, which a converter put for the one its writer used (網際網路 for 互聯網).',
  *checkDocument(paragraphs, report, profile) {
    if (profile.script !== 'traditional' && profile.script !== 'mixed') return;
    const found: { start: number; term: string }[] = [];
    const mainland = new Set<string>();
    for (const { start, text } of paragraphs) {
      yield text.length;
      for (const match of text.matchAll(TERM)) found.push({ start: start + match.index, term: match[0] });
      if (mainland.size < FEWEST) for (const [word] of text.matchAll(MAINLAND)) mainland.add(word);
    }
    if (mainland.size < FEWEST || paragraphs.some(({ text }) => TAIWAN.test(text))) return;
    for (const { start, term } of found) {
      const clean = termOf.get(term)!;
      report({ start, end: start + term.length, clean, fix: 'suggested', message: `A converter put ${term} for ${clean}, which mainland texts use. Change it back, unless it is part of a name.` });
    }
  },
};
