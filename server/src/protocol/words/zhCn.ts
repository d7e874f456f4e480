import type { SkipReason } from '../../workspace/folderIndex.ts';
import type { Words } from './words.ts';

const KINDS: Readonly<Record<string, string>> = {
  'pinyin-gloss': '拼音注音',
  'doubled-punctuation': '重复标点',
  'byte-slip': '字节错位',
  'decoding-residue': '解码残留',
  'html-entity': 'HTML 实体',
  'replacement-character': '丢失的字符',
  'private-use': '专用区字符',
  'zero-width': '零宽字符',
  'control-character': '控制字符',
  'keyword-line': '植入的关键词',
  'place-list-line': '地名列表',
  'navigation-line': '导航',
  'page-chrome': '网页按钮',
  'image-name': '图片文件名',
  'link-line': '网址',
  'markup-residue': '标记残留',
  'anti-copy-line': '防复制字符',
  'inline-widget': '名称后的链接',
  'table-pipes': '表格竖线',
  'question-marks': '成串问号',
  'repeated-sentence': '重复的句子',
  'wrong-way-quote': '方向相反的引号',
  'unbalanced-pair': '不成对的括号引号',
  'straight-quote': '直引号',
  'space-in-word': '词中空格',
  'space-after-mark': '标点后空格',
  'split-number': '断开的数字',
  'mixed-width': '全角半角混用',
  'list-mark': '顿号误作',
};

const REASONS: Readonly<Record<SkipReason, string>> = {
  'too-large': '超过大小上限', binary: '不是文本文件', unreadable: '无法读取', 'not-news': '不是中文文本', failed: '分析失败',
};

export const zhCn: Words = {
  type: { person: '人物', place: '地点', organisation: '机构', project: '项目' },
  group: { person: '人物', place: '地点', organisation: '机构', project: '项目', damage: '损坏' },
  kind: (kind) => KINDS[kind] ?? kind.replaceAll('-', ' '),
  list: (items) => items.join('、'),
  quote: (text) => `“${text}”`,

  remove: (raw) => `删除${raw}`,
  replace: (raw, reading) => `将${raw}改为${reading}`,
  fixAllOfKind: (kind, count) => `修复本文件中全部“${kind}”（${count} 处）`,
  fixAllSafe: (count) => `修复本文件中所有确定的损坏（${count} 处）`,

  post: (title, body) => `${title} · ${body}`,
  statedElsewhere: (documents) => `见于另外 ${documents} 个文件`,
  morePosts: (count) => `另有 ${count} 个职务`,
  writtenAs: (form) => `此处写作${form}`,
  forms: (forms) => `写法：${forms}`,
  moreForms: (count) => `另有 ${count} 种`,
  mentions: (here, inFolder, documents) => (documents > 1 ? `本文件 ${here} 处，文件夹中 ${documents} 个文件共 ${inFolder} 处` : `本文件 ${here} 处，别的文件中没有`),
  stillIndexing: (waiting) => `文件夹仍在读取，还剩 ${waiting} 个文件`,
  reads: (reading) => `应为${reading}`,
  goes: '应删除',
  alternatives: (readings) => `其他可能：${readings}`,
  unknownReading: '原文已无法得知',
  sure: '确定',
  unsure: '请核对',
  evidence: '依据：',

  uncheckedFromHere: (percent) => `从此处起尚未检查（已检查 ${percent}%），稍后自动完成。`,
  indexing: '勘误：正在读取文件夹',
  indexed: (done, total) => `${done} / ${total} 个文件`,
  symbolContainer: (type, mentions, documents) => `${type} · ${documents} 个文件 ${mentions} 处`,
  times: (count) => `×${count}`,
  coverage: (indexed, entities, skipped) => `文件夹已读取：${indexed} 个文件，${entities} 个名称。${skipped.length > 0 ? `略过 ${skipped.length} 个文件：${skipped.slice(0, 20).map(({ document, reason }) => `${document}（${REASONS[reason]}）`).join('；')}${skipped.length > 20 ? '；…' : ''}。` : ''}`,
};
