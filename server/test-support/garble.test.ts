import { expect, test } from 'vitest';
import { garble, type GarbleOptions } from './garble.ts';

const clean = '全縣農民群體增收，總工程師司馬長纓匯報了特長隧道的進度。和諧、穩定；';
const glosses = [{ character: '處', reading: 'chǔ' }, { character: '縣', reading: 'xiàn' }, { character: '長', reading: 'cháng' }];
const plain: GarbleOptions = { glosses, removesPrivateUse: true, fold: 'none' };

const mended = ({ text, spots }: ReturnType<typeof garble>) => [...spots].reverse().reduce((out, spot) => out.slice(0, spot.start) + spot.clean + out.slice(spot.end), text);

test('without passes nothing happens', () => {
  expect(garble(clean, { glosses: [], removesPrivateUse: true, fold: 'none' })).toEqual({ text: clean, clean, spots: [] });
});

test('a gloss goes behind every occurrence, and inside a character where the bytes stand across a boundary', () => {
  const { text, spots } = garble('工程師司馬，縣長。', plain);
  expect(text).toBe('工程?chǔ)熕抉R，縣(xiàn)長(cháng)。');
  expect(spots.map((spot) => [spot.kind, spot.raw, spot.clean])).toEqual([['byte-slip', '?chǔ)熕抉R', '師司馬'], ['pinyin-gloss', '(xiàn)', ''], ['pinyin-gloss', '(cháng)', '']]);
});

test('a comma goes before each mark that is chosen', () => {
  const { text, spots } = garble('和諧、穩定；', { glosses: [], doubles: ({ ordinal }) => ordinal === 0, removesPrivateUse: true, fold: 'width' });
  expect(text).toBe('和諧,、穩定;');
  expect(spots).toEqual([{ start: 2, end: 4, raw: ',、', clean: '、', kind: 'doubled-punctuation' }]);
});

test('marks are set apart wherever their bytes stand', () => {
  // 。 is A1 A3 and 和 is BA CD: A3 BA is ：.
  const { text, spots } = garble('到了。和諧，好', { glosses: [], setApart: '！，；：？＜（', removesPrivateUse: true, fold: 'width' });
  expect(text.startsWith('到了?:')).toBe(true);
  expect(spots[0]).toMatchObject({ kind: 'byte-slip', slip: { origin: 'apart' } });
});

test.each([plain, { ...plain, fold: 'width' }, { ...plain, fold: 'nfkc', doubles: () => true }, { ...plain, setApart: '！，；：？＜（' }, { ...plain, removesPrivateUse: false }] as GarbleOptions[])('its spots lead back to the clean text', (options) => {
  const garbled = garble(`${clean}\n${clean}`, options);
  expect(mended(garbled)).toBe(garbled.clean);
  for (const spot of garbled.spots) expect(garbled.text.slice(spot.start, spot.end)).toBe(spot.raw);
});

test('characters that GBK does not have are refused', () => {
  expect(() => garble('𠮷', plain)).toThrow(RangeError);
});
