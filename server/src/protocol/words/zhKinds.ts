/** A kind of damage in Chinese: its name, and what it is and what to do about it in one sentence. */
export interface KindInChinese {
  readonly name: string;
  readonly message: string;
}

/** Every kind of damage by its id. */
export const zhKinds: Readonly<Record<string, KindInChinese>> = {
  'anti-copy-line': { name: '防复制乱码行', message: '论坛为防复制而插入的杂乱字母和符号，整行删除即可。' },
  'byte-slip': { name: '字节错位', message: '这里的字错开了一个字节：有东西插进了一个字的两个字节之间。' },
  'control-character': { name: '控制字符', message: '看不见的控制字符，不属于正文。' },
  byline: { name: '署名', message: '记者、作者或编辑的署名，只作提示，不会删除。' },
  'converted-script': { name: '转换来的繁体', message: '全文是由简体转换成的繁体，有些字仍是简体的用法。' },
  'cut-off-end': { name: '结尾残缺', message: '最后一段没有结束，后面可能还有文字。' },
  'decoding-residue': { name: '解码残留', message: '用错误的编码读取后留下的残渣，原文已在此处丢失，请查对来源。' },
  'doubled-punctuation': { name: '重复标点', message: '此处本只有一个标点，另一个是转载时插入的。' },
  'html-entity': { name: 'HTML 实体', message: '网页中的字符代码没有还原，留在了正文里。' },
  'image-name': { name: '图片文件名', message: '这一行只是图片的文件名或地址，不属于正文。' },
  'inline-widget': { name: '行内小部件', message: '网页加在名称后面的括号链接，不属于正文。' },
  'keyword-line': { name: '关键词行', message: '被注入网页的广告关键词，与正文无关。' },
  'link-line': { name: '网址行', message: '单独成行或附在段末的网址，一般不属于正文。' },
  'list-mark': { name: '并列标点', message: '并列的词语之间应当用顿号。' },
  'markup-residue': { name: '标记残留', message: 'HTML、脚本、Markdown 或论坛代码的残留，不属于正文。' },
  'mixed-width': { name: '全角半角混用', message: '同一句话里同一种标点有全角也有半角。' },
  'mojibake': { name: '乱码', message: '这一段被用错误的编码读取过，可以还原。' },
  'navigation-line': { name: '导航行', message: '网页的导航文字（上一篇、下一篇、当前位置等），不属于正文。' },
  'page-chrome': { name: '页面附加行', message: '浏览次数、字号、打印、分享、版权等页面文字，不属于正文。' },
  'photo-caption': { name: '图片说明', message: '原在图片下面的说明文字，只作提示，不会删除。' },
  'pinyin-gloss': { name: '拼音注音', message: '转载时插入的注音，把词语和人名隔断了，删除即可。' },
  'place-list-line': { name: '地名列表行', message: '页脚的一串地名，会被误认为正文中的地点。' },
  'private-use': { name: '专用区字符', message: '专用区字符没有公认的含义，多半是字节错位造成的。' },
  'question-marks': { name: '问号替代', message: '这里的问号多半代替了丢失的字符。' },
  'repeated-paragraph': { name: '重复段落', message: '这一段与前面的某一段完全相同。' },
  'repeated-sentence': { name: '重复句子', message: '同一句话连续出现了两次。' },
  'replacement-character': { name: '丢失的字符', message: '此处的字节无法读取，原字已经丢失，请查对来源。' },
  'source-line': { name: '来源行', message: '说明文章出处的一行，只作提示，不会删除。' },
  'space-after-mark': { name: '标点后空格', message: '全角标点自带间距，后面不需要空格。' },
  'space-in-word': { name: '词中空格', message: '中文词语中间有空格，多半是换行留下的。' },
  'split-number': { name: '数字断开', message: '年、月、日的数字中间有空格。' },
  'straight-quote': { name: '直引号', message: '中文词语应当用弯引号“”。' },
  'stray-simplified': { name: '夹杂简体字', message: '全文用繁体，此处夹有简体字。' },
  'stray-traditional': { name: '夹杂繁体字', message: '全文用简体，此处夹有繁体字。' },
  'symbol-in-word': { name: '词中符号', message: '中文词语中间夹有表情或符号。' },
  'table-pipes': { name: '表格竖线', message: '排版用的空表格留下的竖线，不属于正文。' },
  'unbalanced-pair': { name: '引号括号不成对', message: '这一段里的引号或括号缺了另一半。' },
  'wrong-conversion': { name: '繁简转换错误', message: '转换器在几个对应的字中选错了一个。' },
  'wrong-way-quote': { name: '引号方向', message: '引号的方向反了。' },
  'zero-width': { name: '零宽字符', message: '看不见的零宽字符，会妨碍检索和比对。' },
};
