import type { EntitiesProblemKind } from '../../workspace/entitiesFile/readEntitiesFile.ts';
import type { LeftReason } from '../../workspace/folderFix/fixRecords.ts';
import type { SkipReason } from '../../workspace/folderIndex.ts';
import type { Words } from './words.ts';
import { evidenceInChinese } from './zhEvidence.ts';
import { zhKinds } from './zhKinds.ts';

const REASONS: Readonly<Record<SkipReason, string>> = {
  'too-large': '超过大小上限', binary: '不是文本文件', unreadable: '无法读取', 'not-news': '不是中文文本', failed: '分析失败', partly: '只读了一部分', 'no-record': '没有可读的记录',
};

const TYPES = { person: '人物', place: '地点', organisation: '机构', project: '项目' } as const;

const ENTITIES_PROBLEMS: Readonly<Record<EntitiesProblemKind, (detail: string) => string>> = {
  syntax: (detail) => `YAML 写法有误：${detail}`,
  'no-keys': (keys) => `此处应为键和值：${keys}`,
  'unknown-key': (key) => `此处没有“${key}”这个键`,
  'no-list': (key) => `“${key}”应为列表`,
  'no-text': (key) => `“${key}”应为文字，数字请加引号`,
  'missing-key': (key) => `此处缺少“${key}”`,
  'unknown-type': (type) => `没有“${type}”这一类型，可用 person（人物）、place（地点）、organisation（机构）、project（项目）`,
  'too-short': (name) => `“${name}”太短，名称至少两个字`,
  twice: (name) => `“${name}”列在同一类型的两个实体之下，请只留一处`,
  contradiction: (name) => `“${name}”既列在写法中，又列在“not”中`,
};

const LEFT: Readonly<Record<LeftReason, string>> = {
  changed: '在此期间有改动', gone: '文件已不存在', open: '在此期间被打开或关闭，或有未保存的改动', unwritable: '无法写入',
  'foreign-bytes': '含有别的编码的字节，写入会丢失', 'no-code': '原有编码没有修复所需的字', 'wrong-encoding': '以错误的编码打开', records: 'JSONL 的记录由命令行 kanwu fix --write 修复',
};

export const zhCn: Words = {
  type: TYPES,
  group: { ...TYPES, damage: '损坏' },
  kind: (kind) => zhKinds[kind]?.name ?? kind.replaceAll('-', ' '),
  message: ({ kind, message }) => zhKinds[kind]?.message ?? message,
  list: (items) => items.join('、'),
  quote: (text) => `“${text}”`,
  aside: (text) => `（${text}）`,
  labelled: (label, text) => `${label}：${text}`,

  remove: (raw) => `删除${raw}`,
  replace: (raw, reading) => `将${raw}改为${reading}`,
  fixAllOfKind: (kind, count) => `修复本文件中全部“${kind}”（${count} 处）`,
  fixAllSafe: (count) => `修复本文件中所有确定的损坏（${count} 处）`,
  convertTo: (script, selection) => `将${selection ? '所选文字' : '本文件'}转换为${script === 'simplified' ? '简体' : '繁体'}`,

  confirmName: (name, type) => `确认${name}为${TYPES[type]}`,
  sameName: (form) => `${form}与…是同一个`,
  sameNameAs: (form, name) => `${form}就是${name}`,
  differentName: (form, name) => `${form}不是${name}`,
  nameIsA: (form, type) => `${form}是${TYPES[type]}`,
  noName: (form) => `${form}不是名称`,
  noNameHere: (form, context) => `${context}中的${form}不是名称`,
  mendEntitiesFile: '.kanwu/entities.yaml 有误，请先改正。',
  nameLinks: { confirmName: '确认', sameName: '与…是同一个', changeNameType: '更改类型', ignoreName: '不是名称' },
  renameRelative: (form, name) => `${form}在此只是对${name}的称呼，请在写出名称之处改名。`,
  renameNoName: (typed) => `${typed}不足两个字，不是名称。`,
  renameSkipped: (count, names) => `有 ${count} 个文件不是 UTF-8 编码，编辑器保存会丢失文字，未改名：${names.join('、')}${count > names.length ? '……' : ''}。请以其编码打开后再改名。`,
  renamed: (form, becomes, nested) => `${nested ? '其他名称中的' : ''}${form}改为${becomes}`,
  renamedPlaces: (places, documents, sure) => `${documents} 个文件 ${places} 处${sure ? '' : '，请核对'}`,
  renamedDecision: (name) => `关于它的决定也改为${name}`,

  post: (title, body) => `${body} · ${title}`,
  statedIn: (files, more, here) => `${here ? '另见' : '见'} ${files}${more > 0 ? ` 及另外 ${more} 个文件` : ''}`,
  days: (first, last) => (first === last ? first : `${first} 至 ${last}`),
  remarks: (remarks) => remarks.join('；'),
  morePosts: (count) => `另有 ${count} 个职务`,
  namesake: (posts) => (posts.length > 0 ? `文中另有同名者：${posts.join('、')}` : '文中另有同名者'),
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
  evidenceLine: evidenceInChinese,

  wrongEncoding: (encoding, openedAs, lost) =>
    `此文件是 ${encoding} 编码，却以${openedAs ? ` ${openedAs} ` : '别的编码'}打开${lost > 0 ? `，有 ${lost} 处无法读出，保存会丢失文件中的原文` : ''}。修改之前，请以 ${encoding} 重新打开。`,
  unchecked: (percent) => `此处尚未检查（全文已检查 ${percent}%），稍后自动完成。`,
  notAllShown: (shown, total) => `本文件已知有 ${total} 处损坏，此处只列出离当前位置最近的 ${shown} 处；“全部修复”会处理所有各处。`,
  namesNotRead: (isText) => (isText ? '全文超过四百万字，不识别其中的名称；以记录方式打开的 JSONL 文件不受此限。' : '此行超过十万字，不识别其中的名称；分段后即可识别。'),
  notAnalysed: (what) => `勘误未能分析这篇文字，其中有无损坏不得而知。这是勘误的错误：${what}`,
  entitiesProblem: (kind, detail) => `${ENTITIES_PROBLEMS[kind](detail)}。`,
  entitiesStillInForce: '改正之前，此文件原来的内容仍然有效。',
  fixPreview: {
    title: (kind, spots, files) => `${kind === undefined ? '所有确定的损坏' : kind}：将修复 ${files} 个文件中的 ${spots} 处`,
    nothingYet: '这是预览，尚未改动任何文件。',
    closedFiles: (count) => `将写入 ${count} 个文件，各用原有编码，整个写入或完全不写。修复之后可以撤销。`,
    openFiles: (count) => `${count} 个已打开的文件在编辑器中修改，由您保存或撤销。`,
    unread: (files) => `文件夹仍在读取，还有 ${files} 个文件没有看过。`,
    left: (count) => `略过 ${count} 个文件：`,
    leftFile: (path, why) => `${path}：${LEFT[why]}`,
    file: (spots, encoding, isOpen) => [`${spots} 处`, ...(encoding ? [encoding] : []), ...(isOpen ? ['已打开'] : [])].join('，'),
    line: (number) => `第 ${number} 行`,
    moreSpots: (count) => `…… 此文件还有 ${count} 处`,
    moreFiles: (count) => `…… 还有 ${count} 个文件`,
  },
  fixProgress: { plan: '勘误：正在查找可以修复之处', fix: '勘误：正在修复文件夹中的文件', undo: '勘误：正在撤销对文件夹的修复' },
  filesDone: (done, total) => `${done} / ${total} 个文件`,
  skipReason: REASONS,
  indexing: '勘误：正在读取文件夹',
  indexed: (done, total, megabytes, rate) => `${done} / ${total} 个文件${megabytes >= 1 ? `，${megabytes.toFixed(0)} MB，每秒 ${rate.toFixed(1)} MB` : ''}`,
  symbolContainer: (type, mentions, documents) => `${type} · ${documents} 个文件 ${mentions} 处`,
  times: (count) => `×${count}`,
  coverage: (indexed, entities, skipped) => `文件夹已读取：${indexed} 个文件，${entities} 个名称。${skipped.length > 0 ? `略过 ${skipped.length} 个文件：${skipped.slice(0, 20).map(({ document, reason }) => `${document}（${REASONS[reason]}）`).join('；')}${skipped.length > 20 ? '；…' : ''}。` : ''}`,
};
