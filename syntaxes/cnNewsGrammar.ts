/**
 * The source of the TextMate grammar of `cn-news`; `npm run build:grammar` writes cn-news.tmLanguage.json from it.
 *
 * It colours what can be told from a few characters: marks of damage, datelines, bylines, titles of documents, quotations,
 * dates, amounts, addresses. Who is who is for the language server. A span never runs past its line, so that
 * a bracket lost on the way colours one paragraph and no more.
 */

/** The vowels of pinyin with and without tone marks, and the consonants it is written with. */
const PINYIN = 'a-zü\\x{0101}\\x{00e1}\\x{01ce}\\x{00e0}\\x{0113}\\x{00e9}\\x{011b}\\x{00e8}\\x{012b}\\x{00ed}\\x{01d0}\\x{00ec}\\x{014d}\\x{00f3}\\x{01d2}\\x{00f2}\\x{016b}\\x{00fa}\\x{01d4}\\x{00f9}\\x{01d6}\\x{01d8}\\x{01da}\\x{01dc}\\x{0144}\\x{0148}\\x{1e3f}';
const TONED = PINYIN.replace('a-zü', '');
const HAN = '[\\p{Han}〇々]';
/** One toned reading in brackets, or a plain one that has the shape of a syllable: (GDP) and (dvd) are neither. */
const SYLLABLE = '(?:b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ao|an|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|a|e|i|o|u|ü)';
const READING = `(?:(?=[${PINYIN}]*[${TONED}])[${PINYIN}]{1,24}|(?:${SYLLABLE}){1,4})`;
const GLOSS = `[(（][ \\x{3000}]*${READING}(?:[ \\x{3000}]${READING})*[ \\x{3000}]*[)）]`;

/** Any short bracket: cheap to compile, where it is repeated a thousand times over. */
const BRACKET = '(?:[(（][^()（）]{1,12}[)）])?';

/** A phrase as it may stand in damaged text: every character may carry a gloss. Alternatives are given apart. */
function glossed(...phrases: readonly string[]): string {
  return `(?:${phrases.map((phrase) => [...phrase].map((character) => `${character}${BRACKET}`).join('')).join('|')})`;
}

const DIGIT = '[0-9０-９]';
const NUMERAL = '[一二三四五六七八九十〇零]';
const NUMBER = `(?:${DIGIT}{1,3}(?:[,，]${DIGIT}{3})+|${DIGIT}+)(?:[.．]${DIGIT}+)?`;
const MAGNITUDE = `(?:${glossed('百', '千', '万', '萬', '亿', '億')}){0,2}(?:多|余|餘)?`;
const UNIT = glossed(
  ...['亿元', '万元', '美元', '欧元', '歐元', '港元', '元', '个百分点', '個百分點', '平方公里', '平方千米', '平方米', '立方米', '公里', '千米', '公顷', '公頃', '公斤', '千克', '千瓦时', '千瓦時', '千瓦', '兆瓦'],
  ...['米', '亩', '畝', '吨', '噸', '度', '倍', '人次', '余人', '人', '户', '戶', '家', '个', '個', '项', '項', '件', '名', '次', '条', '條', '座', '台', '臺', '辆', '輛', '处', '處', '场', '場', '批', '期', '届', '屆', '所', '套', '岁', '歲'],
);

const ROLE = glossed('记者', '記者', '见习记者', '見習記者', '通讯员', '通訊員', '特约', '特約', '作者', '摄影', '攝影', '编辑', '編輯', '责任编辑', '責任編輯', '责编', '責編', '校对', '校對', '审核', '審核', '来源', '來源', '供稿', '撰稿');
const OUTLET = glossed('本报', '本報', '本网', '本網', '本台', '本臺', '本刊');

const include = (...names: readonly string[]) => names.map((name) => ({ include: `#${name}` }));
/** A span in brackets that ends with its line at the latest. */
const bracketed = (open: string, close: string, name: string, mark: string) => ({
  name,
  begin: open,
  end: `(${close})|(?=$)`,
  beginCaptures: { 0: { name: `punctuation.definition.${mark}.begin.cn-news` } },
  endCaptures: { 1: { name: `punctuation.definition.${mark}.end.cn-news` } },
  patterns: include('inline'),
});

export const cnNewsGrammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Chinese News',
  scopeName: 'text.cn-news',
  patterns: include('dateline', 'credits', 'inline'),
  repository: {
    inline: { patterns: include('damage', 'url', 'byline', 'title', 'quotation', 'date', 'amount', 'number') },

    damage: { patterns: include('gloss', 'byte-slip', 'lost-character', 'invisible', 'entity', 'doubled-punctuation') },
    gloss: { name: 'comment.block.gloss.cn-news', match: `(?<=${HAN}|[)）])${GLOSS}` },
    // A lone question mark before a toned reading and its bracket: the two bytes of a character fell apart here.
    'byte-slip': { name: 'invalid.illegal.byte-slip.cn-news', match: `(?<=\\P{ASCII}|[)])\\?(?=[${PINYIN}]*[${TONED}])[${PINYIN}]{1,7}\\)` },
    'lost-character': { name: 'invalid.illegal.lost-character.cn-news', match: '\\x{FFFD}+|(?:锟斤拷)+|(?:烫烫烫)+|(?:屯屯屯)+|[\\x{E000}-\\x{F8FF}]+' },
    invisible: { name: 'invalid.illegal.invisible.cn-news', match: '[\\x{0000}-\\x{0008}\\x{000B}\\x{000C}\\x{000E}-\\x{001F}\\x{007F}-\\x{009F}\\x{00AD}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}]+' },
    entity: { name: 'constant.character.entity.cn-news', match: '&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});' },
    'doubled-punctuation': { name: 'invalid.illegal.doubled-punctuation.cn-news', match: '[,，][,，、。]|。[,，]' },

    url: { name: 'markup.underline.link.cn-news', match: "(?:https?://|www\\.)[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'*+,;=%]*[A-Za-z0-9\\-_~/#=]" },

    dateline: {
      match: `^[ \\t\\x{3000}]*((?:${OUTLET}|${HAN}{2,8}?${glossed('社', '网', '網', '报', '報')})(?:${HAN}{2,6}?)?(?:${DIGIT}{1,2}月${DIGIT}{1,2}日)?${glossed('电', '電', '讯', '訊', '消息')})(?=[ \\x{3000}(（,，:：])`,
      captures: { 1: { name: 'markup.heading.dateline.cn-news' } },
    },
    // 来源：… 作者：… on a line of its own.
    credits: {
      name: 'meta.credits.cn-news',
      begin: `^[ \\t\\x{3000}]*(?=${ROLE}[ \\x{3000}]*[:：])`,
      end: '(?=$)',
      patterns: [{ match: `(${ROLE})[ \\x{3000}]*[:：]`, captures: { 1: { name: 'keyword.other.role.cn-news' } } }, ...include('inline')],
    },
    byline: {
      name: 'meta.byline.cn-news',
      begin: `[(（](?=(?:${OUTLET})?(?:${HAN}{2,4})?${ROLE})`,
      end: '([)）])|(?=$)',
      beginCaptures: { 0: { name: 'punctuation.definition.byline.begin.cn-news' } },
      endCaptures: { 1: { name: 'punctuation.definition.byline.end.cn-news' } },
      patterns: [{ name: 'keyword.other.role.cn-news', match: `(?:${OUTLET})?${ROLE}` }, ...include('inline')],
    },
    title: bracketed('《', '》', 'string.quoted.other.title.cn-news', 'title'),
    quotation: {
      patterns: [
        bracketed('“', '”', 'string.quoted.double.cn-news', 'quotation'),
        bracketed('‘', '’', 'string.quoted.single.cn-news', 'quotation'),
        bracketed('「', '」', 'string.quoted.double.cn-news', 'quotation'),
        bracketed('『', '』', 'string.quoted.single.cn-news', 'quotation'),
      ],
    },

    date: {
      name: 'constant.numeric.date.cn-news',
      match: `(?:${DIGIT}{4}|[一二三四五六七八九〇零]{4})年(?:(?:${DIGIT}{1,2}|${NUMERAL}{1,2})月(?:(?:${DIGIT}{1,2}|${NUMERAL}{1,3})[日号號])?)?|${DIGIT}{1,2}月(?:${DIGIT}{1,2}[日号號]|份)?|${DIGIT}{4}-${DIGIT}{1,2}-${DIGIT}{1,2}(?: ${DIGIT}{1,2}:${DIGIT}{2}(?::${DIGIT}{2})?)?|${DIGIT}{1,2}日(?=[上下早晚]|[,，])`,
    },
    amount: {
      name: 'meta.amount.cn-news',
      match: `(${NUMBER}${MAGNITUDE})(${UNIT}|[%％‰])`,
      captures: { 1: { name: 'constant.numeric.amount.cn-news' }, 2: { name: 'keyword.other.unit.cn-news' } },
    },
    number: { name: 'constant.numeric.cn-news', match: `(?<![A-Za-z])${NUMBER}` },
  },
};
