import { describe, expect, test } from 'vitest';
import { parseMarkup } from '../../test-support/markup.ts';
import { ENTITY_TYPES } from './mention.ts';
import { RELATIVE } from './spanModel.ts';
import { declaredShortForms, joinDocument } from './index.ts';

/** Gives joining the spans of the marks, and compares posts, bodies and canonical names of persons with those that the marks state. */
function check(marked: string): void {
  const { text, mentions } = parseMarkup(marked);
  let at = 0;
  const starts: number[] = [];
  const read = text.split('\n').map((line) => {
    const start = at;
    starts.push(start);
    at += line.length + 1;
    return { text: line, segments: mentions.filter((m) => !m.nested && m.start >= start && m.end <= start + line.length).map((m) => ({ start: m.start - start, end: m.end - start, type: m.relative ? RELATIVE : ENTITY_TYPES.indexOf(m.type) })) };
  });
  const drafts = joinDocument(read, declaredShortForms(read));
  const say = (name: string, entity: string, titles: readonly { readonly title: string; readonly body: string | null }[]) => `${name}=${entity}: ${titles.map(({ title, body }) => `${title}@${body ?? ''}`).sort().join('; ')}`;
  const found = drafts.filter(({ type, nested }) => type === 'person' && !nested).map((one) => say(one.clean, one.entity, one.titles));
  expect(found).toEqual(mentions.filter(({ type }) => type === 'person').map((one) => say(one.text.replace(/\s/g, ''), one.entity, one.titles)));
}

describe('chains before a name', () => {
  test('a body left out is carried over, in the party its committee, else its territory', () => check('⟦organisation 白鹭县委⟧副书记、县长⟦person 林晓帆|副书记@白鹭县委;县长@白鹭县⟧出席。'));
  test('with the superior divisions in front', () => check('⟦organisation 湖北省襄阳市谷城县委⟧副书记、县长⟦person 林晓帆|副书记@湖北省襄阳市谷城县委;县长@谷城县⟧出席。'));
  test('the level may be said twice', () => check('⟦organisation 红岩区区委⟧常委、副区长⟦person 何文秀|常委@红岩区区委;副区长@红岩区⟧致辞。'));
  test('a post outside the party is held in the unit itself', () => check('⟦organisation 第五师党委⟧副书记、师长⟦person 周立民|副书记@第五师党委;师长@第五师⟧讲话。'));
  test('which post it is may stand between body and post', () => check('⟦organisation 远山商用车有限公司⟧采购总监⟦person 薛海|采购总监@远山商用车有限公司⟧介绍。'));
  test('a committee below the division that is marked, a court below the court', () => check('⟦place 楚雄市⟧子午镇党委书记⟦person 林晓帆|书记@楚雄市子午镇党委⟧、⟦organisation 青禾省高院⟧民二庭审判长⟦person 何文秀|审判长@青禾省高院民二庭⟧到场。'));
  test('the committee of a level', () => check('⟦place 青石乡⟧通了路。乡党委书记⟦person 林晓帆|书记@青石乡党委⟧说。'));
  test('a ward of a hospital', () => check('⟦organisation 白鹭县人民医院⟧心内科主任⟦person 林晓帆|主任@白鹭县人民医院心内科⟧、急诊科主任⟦person 何文秀|主任@白鹭县人民医院急诊科⟧会诊。'));
  test('the longest title counts: 副总经理, not 副总', () => check('任命⟦person 薛海|副总经理@远山集团⟧为⟦organisation 远山集团⟧副总经理。'));
  test('原 before the body belongs to the title', () => check('原⟦organisation 青禾市文化馆⟧副馆长⟦person 何文秀|原副馆长@青禾市文化馆⟧捐出藏品。'));
  test('a part of a body that is not named keeps its post apart', () => check('⟦organisation 白鹭县委⟧常委、专班组长⟦person 何文秀|常委@白鹭县委;组长@⟧到场。'));
  test('a description that is no title is passed over', () => check('⟦organisation 远山集团⟧董事长、2001级校友⟦person 周立民|董事长@远山集团⟧捐资。'));
  test('brackets between body and title, and before the name', () => check('⟦organisation 远山集团有限公司⟧（以下简称“远山”）党委书记、董事长（正厅级）⟦person 周立民|党委书记@远山集团有限公司;董事长@远山集团有限公司⟧出席。'));
  test('the representative in a country represents the organisation', () => check('⟦organisation 国际湖泊组织⟧驻⟦place 乍得⟧代表⟦person 薛海|代表@国际湖泊组织⟧表示。'));
  test('where somebody comes from is no body', () => check('⟦place 四川⟧企业家⟦person 薛海⟧来访。'));
  test('a name said to be what a post is, where the clause ends with it', () => {
    check('⟦organisation 远山集团⟧法定代表人为⟦person 林晓帆|法定代表人@远山集团⟧、⟦person 何文秀|法定代表人@远山集团⟧。');
    check('⟦organisation 远山集团⟧董事长为⟦person 林晓帆⟧颁奖。');
  });
  test('原 between a place and its committee belongs to the title', () => check('⟦place 青禾市⟧原⟦~organisation 市委=青禾市委⟧副书记、市长⟦person 何文秀|原副书记@青禾市委;市长@青禾市⟧被查。'));
  test('a committee of what one character names', () => check('⟦organisation 青禾大学文学院⟧成立，校党委副书记、副校长⟦person 林晓帆|党委副书记@青禾大学;副校长@青禾大学⟧出席。'));
  test('both heads of a division that is a city too', () => check('⟦organisation 第九师红岩市党委⟧副书记、师长、市长⟦person 林晓帆|副书记@第九师红岩市党委;师长@第九师;市长@红岩市⟧讲话。'));
  test('an office of a body of which only the level is written is a name', () => check('⟦place 白鹭县⟧修路。⟦~organisation 县政府=白鹭县政府⟧办公室主任⟦person 林晓帆|主任@县政府办公室⟧参加。'));
  test('a list of names shares what stands before its first, also with brackets between', () => check('副县长⟦person 林晓帆|副县长@白鹭县⟧(7月止)、⟦person 何文秀|副县长@白鹭县⟧分别讲话，⟦place 白鹭县⟧各局参加。'));
});

describe('what is written after a name', () => {
  test('appointed and relieved in one sentence', () => check('⟦person 林晓帆|局长@白鹭县财政局;副镇长@青石镇⟧同志任⟦organisation 白鹭县财政局⟧局长，免去其⟦place 青石镇⟧副镇长职务。'));
  test('a list of names shares what its last is appointed to', () => check('任命⟦person 林晓帆|审判员@白鹭县人民法院⟧、⟦person 何文秀|审判员@白鹭县人民法院⟧为⟦organisation 白鹭县人民法院⟧审判员。'));
  test('sent to a body to take a post there', () => check('⟦organisation 青禾省水利厅⟧的⟦person 林晓帆|副县长@白鹭县⟧被选派到⟦place 白鹭县⟧任副县长。'));
  test('the posts of the next name are not his', () => check('⟦person 林晓帆|县长@白鹭县⟧任⟦place 白鹭县⟧县长，⟦place 青石镇⟧镇长⟦person 何文秀|镇长@青石镇⟧陪同。'));
  test('a rank after the name, and the post taken', () => check('⟦person 林晓帆|少将@;政委@青禾军区⟧少将接任⟦organisation 青禾军区⟧政委。'));
  test('an item of a list of those relieved', () => check('⟦person 何文秀|局长@白鹭县水利局⟧的⟦organisation 白鹭县水利局⟧局长职务；'));
  test('a short life: what is held and what is to be held, not what was', () => check('⟦person 何文秀|局长@白鹭县财政局;副县长候选人@青禾县⟧，女，汉族，1978年2月生，曾任⟦organisation 青禾县教育局⟧局长，现任⟦organisation 白鹭县财政局⟧局长，拟提名为⟦place 青禾县⟧副县长候选人。'));
  test('a short life in two sentences', () => check('⟦person 何文秀|局长@白鹭县财政局⟧，女，1978年2月生，曾任⟦organisation 青禾县教育局⟧局长。现任⟦organisation 白鹭县财政局⟧局长。后任⟦organisation 青禾县水利局⟧局长。'));
  test('a line of a list, a bracket, an apposition', () => check('⟦person 林晓帆|校长@青禾县第一小学⟧　⟦organisation 青禾县第一小学⟧校长\n⟦person 何文秀|局长@白鹭县财政局⟧（⟦organisation 白鹭县财政局⟧局长）\n⟦person 薛海|董事长@远山集团⟧，如今的⟦organisation 远山集团⟧董事长，回忆道。'));
  test('a department and its head', () => check('任命⟦person 林晓帆|庭长@青禾市中级人民法院立案庭;审判员@青禾市中级人民法院⟧为⟦organisation 青禾市中级人民法院⟧立案庭庭长、审判员。'));
  test('an assistant', () => check('任命⟦person 林晓帆|厅长助理@青禾省水利厅⟧为⟦organisation 青禾省水利厅⟧厅长助理。'));
  test('what one says to a person: 总, 工, 老师, and any post after a surname', () => check('⟦organisation 远山集团⟧总经理⟦person 薛海|总经理@远山集团⟧介绍。“⟦person 薛=薛海|总@远山集团⟧总，请坐。”'));
  test('a body before and the post after', () => check('⟦organisation 青禾大学⟧⟦person 林晓帆|教授@青禾大学⟧教授讲课。'));
  test('a verb is no post', () => check('⟦person 林晓帆⟧的建议受到欢迎，⟦person 何文秀⟧是本地人。'));
});

describe('bodies from what was read before', () => {
  test('公司 before a post is what the text is about, not what was named in passing', () => check('⟦organisation 远山新材料公司⟧今天开工。⟦organisation 远山新材料公司⟧在⟦place 白鹭县⟧。\n⟦organisation 远山新材料公司⟧有三条线。⟦organisation 远山新材料公司⟧还要招人。⟦organisation 青禾银行⟧来了。⟦organisation 远山新材料公司⟧得到贷款。\n⟦~organisation 公司=远山新材料公司⟧董事长⟦person 薛海|董事长@远山新材料公司⟧说，⟦organisation 青禾银行⟧帮了忙。'));
  test('a company in whose name 集团 stands', () => check('⟦organisation 远山集团⟧到⟦organisation 青石煤矿⟧调研。⟦organisation 青石煤矿⟧汇报。⟦~organisation 集团=远山集团⟧副总经理⟦person 薛海|副总经理@远山集团⟧参加。'));
  test('the body whose name ends as the title begins', () => check('⟦organisation 青石镇应急管理站⟧接到⟦organisation 白鹭县水利局⟧电话，站长⟦person 薛海|站长@青石镇应急管理站⟧上山。'));
  test('a group is no branch of itself', () => check('集团公司董事长⟦person 林晓帆|董事长@⟧到⟦organisation 远山分公司⟧。'));
  test('the village where the text has arrived', () => check('⟦place 红石村⟧通了公路。\n⟦place 青石村⟧，第一书记⟦person 薛海|第一书记@青石村⟧很忙。'));
  test('the agency of a dispatch', () => check('⟦organisation 远山社⟧⟦place 青禾⟧3月2日电（记者⟦person 薛海|记者@远山社⟧、⟦person 何文秀|记者@远山社⟧）天亮了。'));
});

describe('a post goes on with the body of the one before', () => {
  test('in a list of those present', () => check('⟦organisation 白鹭县人大常委会⟧主任⟦person 林晓帆|主任@白鹭县人大常委会⟧、副主任⟦person 何文秀|副主任@白鹭县人大常委会⟧、⟦person 薛海|副主任@白鹭县人大常委会⟧，秘书长⟦person 周立民|秘书长@白鹭县人大常委会⟧出席。'));
  test('also where nobody is named with it', () => check('受⟦organisation 白鹭县人大常委会⟧主任委托，副主任⟦person 何文秀|副主任@白鹭县人大常委会⟧主持。'));
  test('the nearest one: the deputy of the second court', () => check('⟦organisation 青禾市中级人民法院⟧院长⟦person 林晓帆|院长@青禾市中级人民法院⟧到访，⟦organisation 白鹭县人民法院⟧院长⟦person 何文秀|院长@白鹭县人民法院⟧、副院长⟦person 薛海|副院长@白鹭县人民法院⟧陪同。'));
  test('a post in the party of the body of the one before', () => check('⟦organisation 青禾市中级人民法院⟧院长⟦person 林晓帆|院长@青禾市中级人民法院⟧，党组成员、副院长⟦person 何文秀|党组成员@青禾市中级人民法院;副院长@青禾市中级人民法院⟧，执行局局长⟦person 薛海|局长@青禾市中级人民法院执行局⟧，⟦organisation 民一庭⟧庭长⟦person 周立民|庭长@青禾市中级人民法院民一庭⟧出席。'));
  test('the region that is meant by 军区', () => check('⟦organisation 青禾军区⟧政委⟦person 林晓帆|政委@青禾军区⟧主持，军区司令员⟦person 何文秀|司令员@青禾军区⟧讲话。'));
  test('the head of another body is not its deputy', () => check('⟦organisation 青禾商会⟧会长⟦person 林晓帆|会长@青禾商会⟧、教授⟦person 何文秀|教授@⟧到场。'));
  test('a department alone is of the body before', () => check('⟦organisation 白鹭县委⟧书记⟦person 林晓帆|书记@白鹭县委⟧、政法委书记⟦person 何文秀|书记@白鹭县委政法委⟧到场。'));
  test('in the government where the post before is said to be in it', () => check('任命⟦person 何文秀|副县长@白鹭县人民政府;代理县长@白鹭县人民政府⟧为⟦organisation 白鹭县人民政府⟧副县长、代理县长。'));
  test('one body has one 董事长: the other is of a group that is not named', () => check('⟦organisation 远山集团⟧董事长⟦person 林晓帆|董事长@远山集团⟧到访，集团董事长⟦person 何文秀|董事长@⟧陪同。'));
});

describe('whose 市委 it is, only where the document tells', () => {
  test('the one city that it names', () => check('⟦place 青禾市⟧举行仪式，⟦~organisation 市委=青禾市委⟧书记⟦person 林晓帆|书记@青禾市委⟧出席。'));
  test('not the cities that are visited', () => check('市委书记⟦person 林晓帆|书记@⟧赴⟦place 上海市⟧、⟦place 镇江市⟧开展招商。市长⟦person 何文秀|市长@⟧参加。'));
  test('not a city in the name of a company', () => check('市委书记⟦person 林晓帆|书记@⟧会见⟦organisation 镇江远山公司⟧董事长⟦person 薛海|董事长@镇江远山公司⟧。'));
  test('not a city whose government is called on', () => check('市长⟦person 林晓帆|市长@⟧拜访了⟦organisation 镇江市政府⟧。市政协主席⟦person 何文秀|主席@⟧参加。'));
  test('no province above a city that is only in the name of a hospital', () => check('省委常委⟦person 林晓帆|常委@⟧到场，⟦organisation 镇江市中医院⟧院长⟦person 何文秀|院长@镇江市中医院⟧讲话。'));
  test('not a city whose company is visited', () => check('市长⟦person 林晓帆|市长@⟧拜访⟦place 镇江⟧的⟦organisation 远山公司⟧。市政协主席⟦person 何文秀|主席@⟧参加。'));
  test('the city of the paper', () => check('⟦organisation 镇江日报⟧讯 副市长⟦person 林晓帆|副市长@镇江市⟧赴⟦place 上海市⟧招商。'));
  test('the name that the document gives to the division', () => check('⟦organisation 宁洱县委⟧副书记、县长⟦person 林晓帆|副书记@宁洱县委;县长@宁洱哈尼族彝族自治县⟧说，⟦place 宁洱哈尼族彝族自治县⟧产茶。'));
  test('the zone that is meant', () => check('⟦place 青禾高新区⟧热闹起来。高新区管委会副主任⟦person 林晓帆|副主任@青禾高新区管委会⟧说。'));
});

describe('who is meant by a surname', () => {
  test('the one who has that post, not the last of that surname', () => check('⟦organisation 白鹭县财政局⟧局长⟦person 何文秀|局长@白鹭县财政局⟧、⟦organisation 白鹭县一中⟧校长⟦person 何平川|校长@白鹭县一中⟧发言。⟦person 何=何文秀|局长@白鹭县财政局⟧局长说。'));
  test('of the only body in which that person holds a post', () => check('⟦organisation 青禾银行⟧总经理⟦person 展翔|总经理@青禾银行⟧到了。⟦organisation 远山集团⟧也来了人。⟦person 展=展翔|总@青禾银行⟧总请坐。'));
  test('a compound surname alone', () => check('⟦organisation 远山集团⟧总经理⟦person 欧阳青禾|总经理@远山集团⟧到了。⟦person 欧阳=欧阳青禾|总经理@远山集团⟧总经理说。'));
});
