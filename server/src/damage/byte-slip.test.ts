import { expect, test } from 'vitest';
import { garble } from '../../test-support/garble.ts';
import { randomFrom } from '../../test-support/random.ts';
import { analyseDamage, cleanParagraph, findDamage } from './index.ts';

const slipsIn = (text: string) => findDamage(text).filter((finding) => finding.kind === 'byte-slip');
const safeIn = (text: string) => findDamage(text).filter((finding) => finding.fix === 'safe');

test('a slip whose bytes are all there is mended by itself, and says how', () => {
  const [slip] = slipsIn('總(zǒng)工程?chǔ)熕抉R(mǎ)長(cháng)纓(yīng)匯(huì)報了進度。');
  expect(slip).toMatchObject({ raw: '?chǔ)熕抉R', clean: '師司馬', fix: 'safe' });
  expect(slip!.evidence!.join('\n')).toContain('CC 8E is 處 (chǔ)');
  expect(slip!.evidence!.join('\n')).toContain('gives back exactly what stands here');
});

test('the gloss of the last character, cut from it, goes as a gloss', () => {
  const findings = findDamage('總(zǒng)工程?chǔ)熕抉R(mǎ)長(cháng)纓');
  expect(findings.map((f) => [f.kind, f.raw])).toEqual([['pinyin-gloss', '(zǒng)'], ['byte-slip', '?chǔ)熕抉R'], ['pinyin-gloss', '(mǎ)'], ['pinyin-gloss', '(cháng)']]);
  expect(findings[2]).toMatchObject({ clean: '', belongsToPrevious: true });
});

test('each character of a slip maps to the raw characters that hold its bytes', () => {
  const text = '總(zǒng)工程?chǔ)熕抉R(mǎ)長(cháng)纓';
  const { clean, toRaw } = cleanParagraph(text, findDamage(text));
  expect(clean).toBe('總工程師司馬長纓');
  const rawOf = (word: string) => {
    const start = clean.indexOf(word);
    const span = toRaw({ start, end: start + word.length });
    return text.slice(span.start, span.end);
  };
  expect(rawOf('工程師')).toBe('工程?chǔ)熕');
  expect(rawOf('司馬')).toBe('熕抉R(mǎ)');
  expect(rawOf('馬長')).toBe('抉R(mǎ)長(cháng)');
});

test('a guessed byte is never mended by itself, and other readings are offered', () => {
  const [slip] = slipsIn('參會企業負責人?yì)@技術創新、人才引進等方面作了發言。');
  expect(slip).toMatchObject({ clean: '圍繞', fix: 'suggested' });
  expect(slip!.alternatives.length).toBeGreaterThan(0);
});

test('what the generator damages comes back, marks doubled or set apart', () => {
  const clean = '全縣農民群體增收，總工程師司馬長纓匯報了特長隧道的進度。';
  const glosses = [{ character: '處', reading: 'chǔ' }, { character: '縣', reading: 'xiàn' }, { character: '農', reading: 'nóng' }, { character: '長', reading: 'cháng' }];
  for (const doubles of [undefined, () => true]) {
    const garbled = garble(clean, { glosses, ...(doubles ? { doubles } : {}), removesPrivateUse: true, fold: 'width' });
    expect(garbled.spots.some((spot) => spot.kind === 'byte-slip')).toBe(true);
    expect(cleanParagraph(garbled.text, findDamage(garbled.text)).clean.replace(',,', ',')).toBe(garbled.clean);
  }
});

test('a mark that was full-width does not keep a repair from being proven', () => {
  const garbled = garble('記者報出一串數字：籤約二十八個。', { glosses: [{ character: '當', reading: 'dāng' }], removesPrivateUse: true, fold: 'width' });
  expect(slipsIn(garbled.text)).toMatchObject([{ clean: '數字:籤', fix: 'safe' }]);
});

test('a digit that was swallowed is guessed from the year or month that it belongs to', () => {
  const glosses = [{ character: '處', reading: 'chǔ' }];
  for (const [clean, digit] of [['曾任副總工程師；2016年三月任縣長。', '2'], ['曾任副總工程師；1996年三月任縣長。', '1'], ['曾任副總工程師；12月到任。', '1']] as const) {
    const [slip] = slipsIn(garble(clean, { glosses, removesPrivateUse: true, fold: 'width' }).text);
    expect(slip).toMatchObject({ fix: 'suggested' });
    expect(slip!.clean!.endsWith(digit), `${clean} ${slip!.clean}`).toBe(true);
  }
});

test('where marks were set apart elsewhere in the document, what is left of a full stop and a quotation mark is a slip; where not, it is a lively question', () => {
  const garbled = garble('他说：“把路修好。”\n县里的干部到海口和海安考察了两次，回来以后写了报告。\n保护好老街，危机意识不能少。环保部门的人也来了，看了看。', { glosses: [], setApart: '！，；：？＜（', removesPrivateUse: true, fold: 'width' });
  const [first] = garbled.text.split('\n');
  expect(first).toMatch(/\?!\?$/);
  expect(analyseDamage(garbled.text).findings.filter((f) => f.kind === 'byte-slip')[0]).toMatchObject({ raw: '?!?', start: first!.length - 3 });
  expect(slipsIn(first!)).toEqual([]);
});

test('text out of step behind a full stop that was cut shows that marks were set apart, and a digit that was swallowed at its end is no reason to keep silent', () => {
  for (const [clean, fold] of [['这座水库平常可蓄水1350万立方米。', 'none'], ['“路修好了。”站长田野笑着说。全站815名职工都来了。', 'width'], ['房东说：“明天再来。”7月9日，大家又来了。', 'width']] as const) {
    const { text, spots } = garble(clean, { glosses: [], setApart: '！，；：？＜（', removesPrivateUse: true, fold });
    const slips = spots.filter(({ kind }) => kind === 'byte-slip');
    expect(slips.length).toBeGreaterThan(0);
    for (const { start, end } of slips) expect(analyseDamage(text).findings.some((f) => f.kind === 'byte-slip' && f.start <= start && f.end >= end), text).toBe(true);
  }
});

test('lively questions, addresses and tables are no slips', () => {
  for (const text of ['真的吗?!他不信。', '为什么??没有人回答?', '谁?,我?', 'http://example.com/a.html?id=3,见附件', 'a?b:c', '是?;否?;待定?', '“去不去?”他问。']) expect(slipsIn(text)).toEqual([]);
});

test('random bytes, all code units, lone surrogates and a million question marks change nothing by themselves', () => {
  const random = randomFrom(11);
  const bytes = Uint8Array.from({ length: 3_000 }, () => Math.floor(random() * 256));
  for (const encoding of ['gb18030', 'utf-8', 'windows-1252', 'big5']) expect(safeIn(new TextDecoder(encoding).decode(bytes))).toEqual([]);
  expect(safeIn(Array.from({ length: 65_536 }, (_, i) => String.fromCharCode(i)).join(''))).toEqual([]);
  expect(safeIn('\ud800中\udc00文\ud800')).toEqual([]);
  expect(safeIn('?'.repeat(1_000_000))).toEqual([]);
}, 30_000);

test('a slip without end is shown, not searched without end', () => {
  const random = randomFrom(5);
  const han = (length: number) => Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 20_000))).join('');
  for (const text of [`程?chǔ)${han(700)}`, '?chǔ)'.repeat(500), `程?chǔ)${'?,'.repeat(1000)}`]) {
    expect(slipsIn(text).length).toBeGreaterThan(0);
    expect(safeIn(text)).toEqual([]);
  }
}, 30_000);
