import { expect, test } from 'vitest';
import { analyseDamage, cleanParagraph, findDamage, profileOf } from './index.ts';

test('clean text has no findings', () => {
  expect(findDamage('')).toEqual([]);
  expect(findDamage('县委书记到企业调研，要求加快建设。')).toEqual([]);
});

test('severities are set by rule id, and off means off', () => {
  const paragraph = '副書(shū)記';
  expect(findDamage(paragraph)[0]!.severity).toBe('warning');
  expect(findDamage(paragraph, { rules: { 'pinyin-gloss': 'hint' } })[0]!.severity).toBe('hint');
  expect(findDamage(paragraph, { rules: { 'pinyin-gloss': 'off' } })).toEqual([]);
});

test('a repeated gloss is one finding', () => {
  const findings = findDamage('公(gong)(gong)司今(jin)年');
  expect(findings.map((f) => [f.start, f.end, f.raw, f.clean])).toEqual([[1, 13, '(gong)(gong)', ''], [15, 20, '(jin)', '']]);
});

test('findings of a document are at document offsets, over any line end', () => {
  const text = '副書(shū)記\r\n\r\n市長(zhǎng)到會(huì)';
  const { findings, paragraphs } = analyseDamage(text);
  expect(findings.map((f) => text.slice(f.start, f.end))).toEqual(['(shū)', '(zhǎng)', '(huì)']);
  expect(paragraphs.map(({ text: line, findings: own }) => cleanParagraph(line, own).clean)).toEqual(['副書記', '', '市長到會']);
});

test('the clean text maps back to the raw text, a gloss going with its character', () => {
  const paragraph = '副書(shū)記到會(huì)';
  const { clean, toRaw } = cleanParagraph(paragraph, findDamage(paragraph));
  expect(clean).toBe('副書記到會');
  expect(toRaw({ start: 1, end: 2 })).toEqual({ start: 1, end: 7 });
  expect(toRaw({ start: 4, end: 5 })).toEqual({ start: 9, end: 15 });
});

test('the profile counts what the rules weigh', () => {
  expect(profileOf('今天很好')).toMatchObject({ script: 'mixed', glossedCharacters: 0, doubledMarks: 0, alwaysGlossed: '' });
  expect(profileOf('abc').script).toBe('none');
  expect(profileOf('國家的發展與會議').script).toBe('traditional');
  expect(profileOf('国家的发展与会议').script).toBe('simplified');
  expect(profileOf('國(guó)內,、國(guó)外,。會(huì)議(yì)會場').alwaysGlossed).toBe('國');
  expect(profileOf('到海?;ぷ了。真的吗?!他不信。').marksApart).toBe(true);
  expect(profileOf('真的吗?!他不信。为什么??没有人回答?是?;否?;待定?').marksApart).toBe(false);
  expect([profileOf('夏\ue001天').privateUse, profileOf('夏天').privateUse]).toEqual([true, false]);
  expect(profileOf('姓名,,电话\n1,,2')).toMatchObject({ doubledMarks: 0 });
});
