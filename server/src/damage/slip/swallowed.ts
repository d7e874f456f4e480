/** A character that may have been swallowed, with how unlikely it is (nats). */
export interface Swallowed {
  readonly character: string;
  readonly cost: number;
}

/** By how often numbers begin with them (Benford). */
const FIRST_DIGITS = digits([1.2, 1.7, 2.1, 2.3, 2.5, 2.7, 2.8, 3, 3.1]);
const ANY_DIGIT = digits([2, 2.1, 2.2, 2.4, 2.3, 2.3, 2.4, 2.3, 2.4]);
/** What may follow a number of one digit at once, in simplified or traditional script. */
const AFTER_NUMBER = /^[年月日时時点點分秒%％年个個家名人位号號次项項层層楼樓台臺座条條万萬亿億千百米吨噸亩畝元里岁歲届屆级級类類届期周天所户戶镇鎮村]/;
/** How far a closing bracket may be (code units). */
const LONGEST_BRACKET = 40;
const BESIDE = 8;

/**
 * What an ASCII character swallowed before a raw offset may have been, likeliest first. In dates the rest tells much; elsewhere numbers, years and words that
 * stand in the paragraph whole; then the first digit of a number is a small one most often. `folded`: full-width marks were turned into ASCII.
 */
export function swallowedAt(text: string, offset: number, folded: boolean): readonly Swallowed[] {
  const rest = text.slice(offset, offset + BESIDE);
  const found = new Map<string, number>();
  const add = (list: readonly Swallowed[]) => {
    for (const { character, cost } of list) found.set(character, Math.min(cost, found.get(character) ?? Infinity));
  };
  if (/^0\d\d(?!\d)/.test(rest)) add([{ character: '2', cost: 0.1 }, { character: '1', cost: 2.5 }]);
  else if (/^9\d\d(?!\d)/.test(rest)) add([{ character: '1', cost: 0.1 }, { character: '2', cost: 3 }]);
  else if (/^[012]月/.test(rest)) add([{ character: '1', cost: 0 }]);
  else if (/^[01]日/.test(rest)) add(digits([1.1, 1.1, 1.1]));
  else if (/^\d日/.test(rest)) add(digits([0.7, 0.7]));
  else if (/^[\d.]/.test(rest)) add(FIRST_DIGITS);
  else if (AFTER_NUMBER.test(rest) || /^[A-Za-z]/.test(rest)) add(ANY_DIGIT);
  else add([...(folded ? [{ character: ',', cost: 0 }, { character: ':', cost: 1 }] : []), { character: ' ', cost: 0 }, ...FIRST_DIGITS]);
  for (const character of wholeElsewhere(text, offset)) add([{ character, cost: 0.5 }]);
  if (closesAhead(text, offset)) add([{ character: '(', cost: -1 }]);
  return [...found].map(([character, cost]) => ({ character, cost })).sort((a, b) => a.cost - b.cost);
}

/** An ASCII digit. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function digits(costs: readonly number[]): readonly Swallowed[] {
  return costs.map((cost, i) => ({ character: String(i + 1), cost }));
}

/** The characters before the same rest of a number or word elsewhere in the text; of a number, with the same character behind it. */
function wholeElsewhere(text: string, offset: number): readonly string[] {
  const rest = /^(?:[A-Za-z]{1,8}|[\d.]{1,8}[^\d.]|[年月日])/.exec(text.slice(offset, offset + BESIDE + 2))?.[0];
  if (rest === undefined) return [];
  const isWord = /[A-Za-z]/.test(rest);
  const found: string[] = [];
  for (let at = text.indexOf(rest); at >= 0; at = text.indexOf(rest, at + 1)) {
    const before = text[at - 1];
    if (at === offset || before === undefined || !/[\dA-Za-z]/.test(before) || /[\dA-Za-z.]/.test(text[at - 2] ?? ' ')) continue;
    if (!isWord || !/[A-Za-z]/.test(text[at + rest.length] ?? ' ')) found.push(before);
  }
  return found;
}

/** Whether a closing bracket comes before any opening one. */
function closesAhead(text: string, offset: number): boolean {
  for (let i = offset; i < Math.min(text.length, offset + LONGEST_BRACKET); i++) {
    if (text[i] === '(' || text[i] === '（') return false;
    if (text[i] === ')' || text[i] === '）') return true;
  }
  return false;
}
