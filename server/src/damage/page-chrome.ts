import { shortLine, triggersFor } from './line.ts';
import type { Rule } from './rule.ts';

const COUNT = String.raw`\s*[:：]?\s*[(（\[]?\s*\d[\d,]*\s*[)）\]]?\s*(?:次|人次|人)?`;
/** What such a line is made of. */
const PIECES: readonly string[] = [
  String.raw`(?:本文|本页|页面|文章|已有?)?\s*(?:浏览|阅读|点击|访问|查看|人气|点播|阅览)(?:次数|量|数|人次|率)?${COUNT}`,
  String.raw`(?:评论|点赞|转发|跟帖|收藏)(?:数)?${COUNT}`,
  String.raw`字[体号](?:大小)?\s*[:：]?\s*(?:[\[【(（]?\s*(?:特大|大|中|小|默认|A[+-]?|\+|-)\s*[\]】)）]?\s*){0,5}`,
  String.raw`(?:保护)?视力(?:保护)?色?\s*[:：]?`,
  String.raw`(?:我要)?(?:打印|关闭|收藏|分享|复制|纠错|举报|投稿|评论|转发|点赞)(?:到|至|此页|此文|本文|本页|文章|链接|本页链接|网址|地址|窗口|按钮|给好友)?\s*[:：]?`,
  String.raw`(?:新浪|腾讯)?(?:微信|微博|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣|百度贴吧|手机看新闻|用手机阅读)`,
  String.raw`(?:微信|手机)?扫一?扫[^。，]{0,14}(?:打开|关注|阅读|分享|朋友圈|二维码|手机)?`,
  '点此复制本页地址', '复制网址', '推荐给朋友', '一键分享', '责任编辑邮箱',
];
const PIECE = new RegExp(`[\\s|｜丨·【】\\[\\]（）()<>《》/、，,。_]*(?:${PIECES.join('|')})[\\s|｜丨·【】\\[\\]（）()<>《》/、，,。_]*`, 'y');
/** Facts about the article before such pieces: worth keeping. */
const FACTS = /^(?:(?:发布|发表|更新|时间|日期|来源|作者|编辑|责编|信息|录入|稿源)[^\s|:：]{0,8}\s*[:：]\s*[^\s|]{1,20}|\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?|\d{1,2}:\d{2}(?::\d{2})?)(?=[\s|]|$)[\s|]*/;
const NOTICE = /^(?:(?:Copyright|©|\(c\)|版权所有|版权声明|免责声明|郑重声明|特别声明|本站声明)(?:[\s:：,，©]|$|归|属于|[^。]{0,40}(?:保留|所有))|(?:.{0,30}?)(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP[备证]|公网安备|网站标识码|增值电信业务经营许可证))/i;
const REPRINT = /^(?:(?:凡|如需|欢迎)?.{0,20}(?:转载请(?:注明|联系)|未经(?:书面)?(?:本[站网报]|授权|许可|允许)[^。]{0,20}(?:不得|禁止|严禁)[^。]{0,20}(?:转载|使用|复制|镜像))|[^。]{0,24}(?:侵权|版权)[^。]{0,20}(?:联系|告知)[^。]{0,12}(?:删除|处理))/;
const FORUM = /^(?:只看(?:楼主|该作者|大图)|倒序浏览|显示全部楼层|电梯直达|使用道具|本帖最后由.{1,40}编辑|(?:楼主|沙发|板凳|地板)?\s*\|?\s*发表于\s*\d{4}[-年].{0,30}|(?:(?:回复|支持|反对|举报|收藏|送花|打赏|引用)\s*){2,8}|该用户从未签到)$/;

/** How such a line begins, or a word that it must have: a look at these spares the others. */
const CUE = '|｜丨·【】[]（()<《/_本页文已浏阅点访查人播评跟收字保视我打关分复纠举投转赞新腾微Q朋豆百手用扫推一责C©c版免郑特只倒显电使楼沙板地发回支反送引该更时日来作编信录稿0123456789';
const WORDS = /ICP|公网安备|标识码|许可证|转载|侵权|版权/;

/** 浏览:12717次 【打印】【关闭】: buttons and counters around an article. */
export const pageChrome: Rule = {
  id: 'page-chrome',
  kind: 'page-chrome',
  severity: 'information',
  summary: 'A line of views, font sizes, print, share, copyright or a forum’s buttons.',
  triggers: triggersFor('I备備码碼证證转轉权權声聲'),
  lines: { longest: 120, starts: CUE },
  check(paragraph, report) {
    const line = shortLine(paragraph, 120);
    if (!line || !(CUE.includes(line.simplified[0]!) || WORDS.test(line.simplified)) || (line.isSentence && !/转载|版权|声明|侵权|ICP|备案/i.test(line.simplified))) return;
    const from = chromeFrom(line.simplified);
    if (from === undefined) return;
    report({
      start: line.start + from,
      end: line.end,
      clean: '',
      fix: 'suggested',
      message: from === 0 ? 'This line belongs to the web page around the text. Delete it.' : 'From here on the line belongs to the web page around the text. Delete that part.',
    });
  },
};

/** Where in the line the page's own words begin, up to its end; undefined where there are none. */
function chromeFrom(text: string): number | undefined {
  if (FORUM.test(text) || NOTICE.test(text) || (text.length <= 90 && REPRINT.test(text))) return 0;
  if (onlyPieces(text, 0)) return 0;
  let at = 0;
  for (let fact = FACTS.exec(text); fact && fact[0] !== ''; fact = FACTS.exec(text.slice(at))) {
    if (at > 0 && onlyPieces(text, at)) return at;
    at += fact[0].length;
  }
  return at > 0 && at < text.length && onlyPieces(text, at) ? at : undefined;
}

function onlyPieces(text: string, from: number): boolean {
  let at = from;
  while (at < text.length) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(text);
    if (!match || match[0] === '') return false;
    at += match[0].length;
  }
  return at > from;
}
