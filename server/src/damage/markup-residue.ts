import type { Report, Rule } from './rule.ts';

const COMMENT = /<!--\s?enpproperty.{0,3000}?\/enpproperty\s?-->|<!--[^>]{0,300}-->|\/?\s?enpproperty\s?-->|^[^<>\u4e00-\u9fff]{0,60}-->/g;
const TAG = /<\/?(?:p|br|hr|div|span|font|strong|b|i|em|u|a|img|table|tbody|thead|tr|td|th|center|h[1-6]|ul|ol|li|script|style|o:p|st1:\w+|section|blockquote|iframe|embed|object|param|input|form)(?:\s[^<>]{0,500})?\s?\/?>/gi;
/** A tag that a text about mark-up would not write: it closes, breaks, or says how something looks. */
const LEFT_OVER = /^<(?:\/|(?:p|br|hr)\b|[a-z0-9:]+\s+[a-z-]+\s?=)/i;
const PICTURE = /!\[[^\]\n]{0,100}\]\([^()\s]{1,300}\)/g;
const LINK = /\[([^[\]\n]{1,80})\]\((?:https?:|javascript:|\/)[^()\s]{0,300}\)/g;
const BOARD_CODE = /\[\/?(?:b|i|u|url|img|size|color|font|align|quote|table|tr|td|attach)(?:=[^\]]{0,100})?\]/gi;
const CODE = /^\s*(?:document\.write\s?\(|window\._\w+\s?=|var\s+_?\w{1,30}\s?=\s?(?:"|'|\d|\{|document|window)|\$\(\s?["'#]|\{?"(?:title|content|summary|author|source|pubdate|keywords|description)"\s?:\s?")/i;
/** Longer paragraphs are looked at to here. Code units. */
const MOST = 100_000;

/** </p> /enpproperty--> ![](a.jpg): mark-up of the page, left in its text. */
export const markupResidue: Rule = {
  id: 'markup-residue',
  kind: 'markup-residue',
  severity: 'information',
  summary: 'What is left of HTML, comments, scripts, Markdown or forum mark-up.',
  triggers: [[0x3c, 0x3c], [0x3e, 0x3e], [0x5b, 0x5b], [0x22, 0x22], [0x3d, 0x3d]],
  check(paragraph, report, profile) {
    if (profile.script === 'none' || paragraph.length > MOST) return;
    const remove = (match: RegExpMatchArray, clean: string, what: string, more: Partial<Report> = {}) =>
      report({ start: match.index!, end: match.index! + match[0].length, clean, fix: 'suggested', message: `${what} was left in the text. Delete it.`, ...more });
    if (paragraph.includes('-->')) for (const match of paragraph.matchAll(COMMENT)) remove(match, '', 'A comment of the page', wholeLineComment(paragraph, match) ? { fix: 'safe' } : {});
    if (paragraph.includes('<')) {
      const tags = [...paragraph.matchAll(TAG)];
      if (tags.some(([tag]) => LEFT_OVER.test(tag)) && !/[>》”"]\s?(?:标签|標籤|元素|标记|标识|語法|语法)/.test(paragraph)) for (const match of tags) remove(match, '', 'An HTML tag');
    }
    if (paragraph.includes('](')) {
      for (const match of paragraph.matchAll(PICTURE)) remove(match, '', 'The address of a picture in Markdown', { severity: 'hint' });
      for (const match of paragraph.matchAll(LINK)) if (paragraph[match.index - 1] !== '!') remove(match, match[1]!, 'A link in Markdown', { severity: 'hint', message: 'A link in Markdown was left in the text. Keep its words.' });
    }
    if (paragraph.includes('[/') || paragraph.includes('=')) for (const match of paragraph.matchAll(BOARD_CODE)) if (paragraph.includes('[/') || match[0].includes('=')) remove(match, '', 'A forum’s mark-up');
    if (CODE.test(paragraph)) report({ start: 0, end: paragraph.length, clean: null, fix: null, message: 'This line is code or data of the page, not text. See whether anything of it is to be kept.' });
  },
};

/** The mark of a content management system on a line of its own: it cannot be text. */
function wholeLineComment(paragraph: string, match: RegExpMatchArray): boolean {
  return paragraph.trim() === match[0].trim() && /enpproperty/.test(match[0]);
}
