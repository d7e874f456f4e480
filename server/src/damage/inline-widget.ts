import type { Rule } from './rule.ts';

const WORDS = '位置 评论 新闻 行情 股吧 资讯 图库 微博 博客 官网 主页 论坛 相册 简历 专栏 吧 报价 参数 车友圈 问诊 诊股 研报 公告 百科 视频 图片 地图 点评 招聘 楼盘 户型图 價格 新聞 位置 評論 資訊';
const WORD = `(?:${[...new Set(WORDS.split(' '))].sort((a, b) => b.length - a.length).join('|')})`;
/** (位置 评论 新闻), (600519,股吧), (微博). */
const WIDGET = new RegExp(String.raw`[(（\[【]\s?(?:${WORD}(?:\s?[,，|/]\s?|\s)${WORD}(?:(?:\s?[,，|/]\s?|\s)${WORD}){0,6}|[036]\d{5}\s?[,，]\s?(?:股吧|诊股|行情|基金吧)|(?:微博|股吧|博客))\s?[)）\]】]`, 'y');

/** 青禾地产(位置 评论 新闻): links that a page sets behind every name. */
export const inlineWidget: Rule = {
  id: 'inline-widget',
  kind: 'inline-widget',
  severity: 'information',
  summary: 'Links in brackets that a page sets behind names: (位置 评论 新闻), (微博), (600519,股吧).',
  triggers: [[0x28, 0x28], [0x5b, 0x5b], [0xff08, 0xff08], [0x3010, 0x3010]],
  check(paragraph, report) {
    for (let at = 1; at < paragraph.length; at++) {
      const code = paragraph.charCodeAt(at);
      if (!(code === 0x28 || code === 0x5b || code === 0xff08 || code === 0x3010) || !isName(paragraph.charCodeAt(at - 1))) continue;
      WIDGET.lastIndex = at;
      const match = WIDGET.exec(paragraph);
      if (!match) continue;
      report({ start: at, end: at + match[0].length, clean: '', fix: 'suggested', message: 'These are links of the page behind a name, not words of the text. Delete them.' });
    }
  },
};

/** Han or a Latin letter: the end of a name. */
function isName(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
