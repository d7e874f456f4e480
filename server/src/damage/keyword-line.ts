import { toSimplified } from '../text/fold.ts';
import { shortLine, triggersFor } from './line.ts';
import type { Rule } from './rule.ts';

/** Words that hardly stand in a list of keywords of a news text. */
const STRONG = ('娱乐城 老虎机 百家乐 六合彩 时时彩 彩票网 博彩 赌博网 真人娱乐 线上赌 棋牌游戏 投注平台 体育投注 注册送 彩金 首存 新葡京 威尼斯人 必赢 维权站 网投 捕鱼游戏 '
  + '国产精品 无码 有码 久久精品 色情 情色 成人视频 成人电影 成人在线 毛片 人妻 少妇 黄片 啪啪 一区二区 二区三区 中文字幕在线 在线视频观看 免费观看视频 代开发票 代办证件').split(' ');
/** Words that do beside such a word. */
const WEAK = '亚洲 欧美 日韩 一区 二区 三区 久久 中文字幕 在线观看 免费观看 在线播放 高清 官网 入口 登录 注册 下载 开户 平台 app APP 娱乐 彩票 投注 赔率 棋牌'.split(' ');
const ANY_STRONG = new RegExp(STRONG.join('|'));
const SEPARATOR = /[_＿|｜,，\-–—\s]+/;

/** 真人娱乐_注册送_…: words for search engines, put into a page that was broken into. */
export const keywordLine: Rule = {
  id: 'keyword-line',
  kind: 'keyword-line',
  severity: 'information',
  summary: 'A line of betting or adult keywords that was injected into the page.',
  // A character of each strong word, the rarest, in both scripts.
  triggers: triggersFor('娱虎家彩赌牌注存葡尼赢权网捕精码久色影线毛妻妇黄啪二幕频票证娛賭贏權網碼線婦黃頻證'),
  check(paragraph, report) {
    const line = shortLine(paragraph, 300);
    if (!line || line.isSentence || !ANY_STRONG.test(line.text.length > 160 ? toSimplified(line.text) : line.simplified) || line.text.includes('。')) return;
    const pieces = toSimplified(line.text).split(SEPARATOR).filter(Boolean);
    if (pieces.length < 3) return;
    const strong = pieces.filter((piece) => STRONG.some((word) => piece.includes(word))).length;
    const weak = pieces.filter((piece) => WEAK.some((word) => piece.includes(word))).length;
    if (strong === 0 || (strong + weak) * 2 < pieces.length || strong + weak < 2) return;
    report({ start: line.start, end: line.end, clean: '', fix: 'suggested', message: 'These are keywords that somebody planted in the page for search engines. Delete the line.' });
  },
};
