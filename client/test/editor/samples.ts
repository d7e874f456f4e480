/** Our own text: the people are made up. */

/** Damaged in every way that has a quick fix, and in two that have none. */
export const DAMAGED = [
  '麗水市召開(kāi)秋收會(huì)議',
  '本報(bào)訊 9月12日，麗水市委副書(shū)記,、市長(zhǎng)羅(luó)明遠(yuǎn)主持會(huì)議,,並講(jiǎng)話(huà),。',
  '會(huì)議要求做好&ldquo;顆粒歸倉&rdquo;，確保\u200b全市\u0007豐收。',
  '另有��兩處文字遺失，锟斤拷锟斤拷。',
  '',
].join('\n');

/** The kinds it is damaged in; other rules may have their say on it, and are not asked here. */
export const DAMAGED_KINDS: readonly string[] = ['pinyin-gloss', 'doubled-punctuation', 'html-entity', 'zero-width', 'control-character', 'replacement-character', 'decoding-residue'];

/** The places in it, in order. */
export const DAMAGED_PLACES = [
  ...['(kāi)', '(huì)', '(bào)', '(shū)', ',、', '(zhǎng)', '(luó)', '(yuǎn)', '(huì)', ',,', '(jiǎng)', '(huà)', ',。'],
  ...['(huì)', '&ldquo;', '&rdquo;', '\u200b', '\u0007', '��', '锟斤拷锟斤拷'],
];

/** What it reads after every safe repair. */
export const REPAIRED = [
  '麗水市召開秋收會議',
  '本報訊 9月12日，麗水市委副書記、市長羅明遠主持會議,並講話。',
  '會議要求做好“顆粒歸倉”，確保全市豐收。',
  '另有��兩處文字遺失，锟斤拷锟斤拷。',
  '',
].join('\n');

/** Further documents about the same people, clean. */
export const FOLDER = {
  'folder/one.txt': '丽水市部署秋收工作\n9月15日，丽水市委副书记、市长罗明远到云和县调研。罗明远指出，丽水市农业农村局要把服务送到田间。\n丽水市农业农村局局长顾晓岚参加调研。\n',
  'folder/two.txt': '顾晓岚到缙云县检查\n9月20日，丽水市农业农村局局长顾晓岚到浙江省缙云县检查秋收工作。顾晓岚说，市农业农村局将派出农技员。\n',
} as const;
