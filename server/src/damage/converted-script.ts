import type { DocumentRule } from './rule.ts';

/** Words as a converter leaves them that looks at one character at a time: traditional script has 後 裡 於 幹 並 餘 範 製 徵 衝 準 鬥 雲 in them. */
const LEFT_ALONE = '由于 对于 對于 關于 位于 屬于 處于 等于 基于 鑒于 終于 在于 用于 于是 之后 以后 最后 今后 先后 后續 隨后 此后 然后 背后 后來 會后 前后 這里 那里 里面 城里 家里 心里 村里 手里 干部 骨干 干事 干活 实干 實干 苦干 '
  + '并且 并對 并就 并與 并要求 并表示 并提出 并強調 并在 并向 并將 并為 余年 余人 余家 余萬 余名 余個 其余 余元 規范 示范 模范 典范 防范 范圍 范例 制造 制定了 研制 制作 復制 征求 象征 特征 沖擊 沖突 准備 標准 准確 戰斗 奮斗 云計算 云南 云平臺 關系 聯系 系列化 采取 采用 采購 采訪 布局 發布 公布 宣布 旅游 游客 占地 占比 系統性 松散 谷物 咨詢 復雜 恢复 周期';
/** Of those, what Hong Kong and Taiwan write the same way tells nothing. */
const EITHER = new Set('布局 公布 系統性 制定了 占比 采訪 系列化 周期 游客 恢复'.split(' '));
const WORDS = LEFT_ALONE.split(' ').filter((word) => !EITHER.has(word));
const LEFT = new RegExp(WORDS.join('|'), 'g');
/** What no conversion of one character at a time makes: these are written by people (or by a converter that knows words). */
const GENUINE = /[於裏裡後並餘範係製徵衝準鬥雲幹徵佈採「」『』]/g;
/** So many such words, of so many kinds, are no accident. */
const FEWEST = 5;
const FEWEST_KINDS = 3;

/** 由于, 之后, 干部 beside 國 and 會: simplified text that went through a converter. */
export const convertedScript: DocumentRule = {
  id: 'converted-script',
  kind: 'converted-script',
  severity: 'hint',
  summary: 'A document in traditional script that was simplified before: mainland text, converted one character at a time.',
  *checkDocument(paragraphs, report, profile) {
    if (profile.script !== 'traditional') return;
    let first: { start: number; end: number } | undefined;
    const words = new Map<string, number>();
    let left = 0;
    let genuine = 0;
    for (const { start, text } of paragraphs) {
      yield text.length;
      for (const match of text.matchAll(LEFT)) {
        first ??= { start: start + match.index, end: start + match.index + match[0].length };
        words.set(match[0], (words.get(match[0]) ?? 0) + 1);
        left++;
      }
      genuine += text.match(GENUINE)?.length ?? 0;
    }
    if (!first || left < FEWEST || words.size < FEWEST_KINDS || genuine * 3 > left) return;
    const common = [...words].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([word, count]) => (count === 1 ? word : `${word} ×${count}`));
    report({
      ...first,
      clean: null,
      fix: null,
      message: 'This document was simplified Chinese, and a converter turned it into traditional one character at a time. “Convert to simplified” gives back what its writer wrote.',
      evidence: [`Left as in simplified script: ${common.join(', ')}`, genuine === 0 ? 'Nothing that people who write traditional script write otherwise' : `Written as in traditional script: ${genuine}`],
    });
  },
};
