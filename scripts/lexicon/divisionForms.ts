import type { DivisionFormKind } from '../../server/src/lexicon/divisionForm.ts';

/** Names of peoples as they stand in the names of autonomous units, with or without 族. Source: the 56 peoples, facts. */
const PEOPLES = '维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|阿昌|普米|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各';
const AUTONOMOUS = /^(.*)自治(区|州|县|旗)$/;
/** In the name of an autonomous unit 族 may be missing only after the names of two characters and more. */
const TRAILING_PEOPLE = new RegExp(`(?:(?:${PEOPLES})族|${PEOPLES.split('|').filter((p) => p.length > 1).join('|')})$`);

const LEVEL_WORD = /(特别行政区|地区|林区|新区|省|市|区|县|旗|盟)$/;

/** The name without its level and peoples, or undefined where fewer than two characters would be left. */
export function shortForm(name: string): string | undefined {
  if (name === '内蒙古自治区') return '内蒙古';
  const autonomous = AUTONOMOUS.exec(name);
  if (autonomous) {
    let rest = autonomous[1]!;
    for (;;) {
      const stripped = rest.replace(TRAILING_PEOPLE, '');
      if (stripped === rest) break;
      // A unit that is named for its people only: 东乡族自治县, 鄂伦春自治旗.
      if (stripped === '') return rest.replace(/族$/, '').length >= 2 ? rest.replace(/族$/, '') : undefined;
      rest = stripped;
    }
    return rest.length >= 2 ? rest : undefined;
  }
  const rest = name.replace(LEVEL_WORD, '');
  return rest !== name && rest.length >= 2 ? rest : undefined;
}

/** 六市 are six cities, not 六盘水; 大市, 东旗 and the like are no names either. */
const NO_INITIAL = '一二三四五六七八九十双大小东西南北中前后左右上下新老正';

/** All forms that follow from an official name by rule, the name itself among them. */
export function formsByRule(name: string): readonly (readonly [form: string, kind: DivisionFormKind])[] {
  const forms: [string, DivisionFormKind][] = [[name, 'full']];
  const short = shortForm(name);
  if (short === undefined) return forms;
  forms.push([short, 'short']);
  const autonomous = AUTONOMOUS.exec(name);
  if (autonomous) forms.push([short + (autonomous[2] === '区' ? '自治区' : autonomous[2]!), 'levelled']);
  if (name.endsWith('特别行政区')) forms.push([`${short}特区`, 'levelled']);
  const level = autonomous ? autonomous[2]! : name.slice(-1);
  const isShortenable = (short.length >= 3 && /[市州旗]/.test(level)) || (level === '盟' && short.length >= 2);
  if (isShortenable && !NO_INITIAL.includes(short[0]!) && name !== '内蒙古自治区') forms.push([short[0]! + level, 'abbreviation']);
  return forms.filter(([form], i) => forms.findIndex(([other]) => other === form) === i);
}
