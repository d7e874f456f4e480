import { ORGANISATION_KINDS, type OrganisationKind } from '../../server/src/lexicon/organisationKind.ts';
import { PackedWriter } from '../../server/src/lexicon/packed.ts';
import { packTrie } from '../../server/src/lexicon/trie.ts';
import { writeGenerated } from '../writeGenerated.ts';
import { dataLines, generatedTable, jiebaWords } from './sources.ts';

/** Ends of names in jieba that tell what the organisation is. */
const KIND_BY_END: readonly (readonly [end: RegExp, kind: OrganisationKind])[] = [
  [/(大学|医学院|师范学院|理工学院|音乐学院|美术学院|财经学院|工业学院|农学院|外国语学院|体育学院|戏剧学院|电影学院|政法学院|神学院|学院)$/, 'university'],
  [/(医院)$/, 'hospital'],
  [/(日报|晚报|晨报|时报|商报|周报|邮报|青年报|电视台|广播电台|广播公司|通讯社|新闻社|出版社|杂志社|卫视)$/, 'media'],
  [/(公司|集团|银行|证券|航空|保险|电器|石化|钢铁|交易所|石油)$/, 'company'],
  [/(研究院|研究所|科学院|博物馆|博物院|图书馆|美术馆|纪念馆|天文台|大剧院)$/, 'institute'],
  [/(协会|学会|联合会|联谊会|基金会|总工会|商会|妇联|工商联|促进会)$/, 'mass'],
  [/(法院|检察院)$/, 'court'],
  [/(军区|舰队|野战军|方面军|军团|集团军)$/, 'military'],
  [/(国务院|人大常委会|委员会|办公室|办公厅|总局|政府|议会|国会|内阁|外交部|国防部|财政部)$/, 'state'],
];

/** What a name of jieba's must begin with to be one organisation and not a class of them (理工学院, 人民法院). */
const PROPER_START = /^(中国|中华|全国|国家|中共|国务院|世界|国际|联合国|亚洲|欧洲|非洲|美洲|拉美|阿拉伯|美国|英国|法国|德国|日本|俄罗斯|苏联|韩国|朝鲜|印度|越南|意大利|加拿大|澳大利亚|以色列|巴勒斯坦|埃及|伊朗|伊拉克|香港|澳门|台湾)/;
/** Two characters and a bare head (国际航空, 美国大学) are no name. */
const CLASS_NAME = /^..(大学|法院|协会|学会|集团|石油|航空|保险|证券|钢铁|商会|国会|议会)$/;
/** A province and a common body (湖北省政府) is found by its parts. */
const BY_PARTS = /(省委|市委|省政府|市政府|人民政府|中级人民法院|政协|大使馆|使馆|领事馆|队|足协|司|处|厅|州|中心|政府)$/;

interface Entry {
  readonly kind: OrganisationKind;
  readonly canonical: string;
}

/** data/organisations.txt, and names of jieba's that begin with a proper name and end in a head. */
export function buildOrganisations(): void {
  const entries = new Map<string, Entry>();
  for (const [name, kind, canonical = ''] of dataLines('organisations.txt')) {
    if (!ORGANISATION_KINDS.includes(kind as OrganisationKind)) throw new Error(`organisations.txt: ${name}: no kind ${kind}`);
    entries.set(name!, { kind: kind as OrganisationKind, canonical });
  }
  const hand = entries.size;
  const places = new Set([...dataLines('divisions.txt').map(([code, name]) => (code!.length <= 4 ? name!.replace(/(市|省|地区|壮族自治区|回族自治区|维吾尔自治区|自治区|盟)$/, '') : '')), ...dataLines('places.txt').map(([name]) => name!)]);
  const notOrganisations = new Set(dataLines('notOrganisations.txt').map(([word]) => word!));
  const alsoWords = new Set(dataLines('alsoWords.txt').flatMap(([word, verdict]) => (verdict === 'word' ? [word!] : [])));
  const startsProper = (word: string) => PROPER_START.test(word) || [2, 3, 4].some((length) => places.has(word.slice(0, length)) && word.length >= length + 2);
  for (const { word, count, tag } of jiebaWords()) {
    if (tag !== 'nt' || word.length < 4 || count < 3 || entries.has(word) || BY_PARTS.test(word) || CLASS_NAME.test(word) || notOrganisations.has(word) || !startsProper(word)) continue;
    const kind = KIND_BY_END.find(([end]) => end.test(word))?.[1];
    if (kind !== undefined) entries.set(word, { kind, canonical: '' });
  }

  const strings = [...entries.keys()].sort();
  const writer = new PackedWriter();
  // A canonical name is one of the names: its index is enough.
  const indexOf = new Map(strings.map((name, index) => [name, index]));
  packTrie(writer, strings, (index) => {
    const name = strings[index]!;
    const { kind, canonical } = entries.get(name)!;
    writer.symbol((ORGANISATION_KINDS.indexOf(kind) * 2 + (alsoWords.has(name) ? 1 : 0)) * 2 + (canonical === '' ? 0 : 1));
    if (canonical !== '') {
      const target = indexOf.get(canonical);
      if (target === undefined) throw new Error(`organisations.txt: ${name}: ${canonical} is not in the list`);
      writer.pair(target);
    }
  });
  writeGenerated('server/src/lexicon/generated/organisations.json', generatedTable("bodies of jieba's dictionary in @node-rs/jieba (MIT); others: facts", { organisations: writer.toString() }));
  console.log(`${strings.length} organisations, ${strings.length - hand} of them from jieba`);
}
