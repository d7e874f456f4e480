import { shortLine, triggersFor } from './line.ts';
import type { Rule } from './rule.ts';

const BEFORE_AFTER = /^[\s<>«»【\[·*]*(?:[上下]一?[篇条则]|[前后]一[篇条则]|[上下]一页)(?:文章|新闻|信息)?[\]】]?(?:\s*[:：>»]|\s+\S|$)/;
const POSITION = /^[【\[]?(?:(?:您|你)?(?:的)?(?:当前|现在|目前|所在|所处)的?(?:所在|所处)?的?|[您你]的)位置\s*[:：是]/;
const TRAIL = /^(?:[^>»›。，；]{0,12}首页|主页|返回首页|新闻中心|网站导航)\s*(?:(?:&gt;|[>»›→]+|-{1,2}>?|\/)\s*[^>»›。，；]{1,24}){1,8}$|^[^>»›。，；]{1,20}(?:(?:&gt;|[>»›])+\s*[^>»›。，；]{1,20}){1,8}[>»›]\s*正文\s*[:：]?$/;
const WORDS = /^[\[【(（<]?(?:返回(?:首页|顶部|列表|上一?[页级]|目录|主页)?|回到?顶部|(?:查看|阅读|点击)?更多\s*(?:>+|»|…|\.{3})?|(?:相关|延伸|推荐|热门|热点|精彩|最新|猜你喜欢|大家都在看|随机)(?:阅读|新闻|文章|链接|推荐|报道|专题|资讯|排行|导读|内容|图文)[:：]?|猜你喜欢|设为首页|加入收藏|网站地图|联系我们|关于我们|友情链接[:：]?|(?:设为首页|加入收藏|网站地图|联系我们|关于我们|帮助中心|登录|注册|首页|\s|[|·])+)[\]】)）>]?$/;

/** How such a line begins, or what holds its pieces apart: a look at these spares the others. */
const CUE = '<>«»【[（(·*上下前后您你当现目所返回顶查阅点更相延推热精最猜大随设加网联关友帮登注首';
const PIECES = /[>»›→]|&gt;|首页|导航/;

/** 上一篇:… 当前位置:首页 > 新闻: the frame of a page, copied with its text. */
export const navigationLine: Rule = {
  id: 'navigation-line',
  kind: 'navigation-line',
  severity: 'information',
  summary: 'A line of a page’s navigation: previous and next article, the path to the page, “more” and “back”.',
  triggers: triggersFor('>»›→&页頁航'),
  lines: { longest: 80, starts: CUE },
  check(paragraph, report) {
    const line = shortLine(paragraph, 80);
    if (!line || line.isSentence) return;
    const text = line.simplified;
    if (!CUE.includes(text[0]!) && !PIECES.test(text)) return;
    if (!POSITION.test(text) && !BEFORE_AFTER.test(text) && !TRAIL.test(text) && !WORDS.test(text)) return;
    report({ start: line.start, end: line.end, clean: '', fix: 'suggested', message: 'This line is the navigation of a web page, not part of the text. Delete it.' });
  },
};
