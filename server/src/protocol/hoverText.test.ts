import { describe, expect, test } from 'vitest';
import type { Finding } from '../damage/finding.ts';
import type { EntityHover } from '../features/hover.ts';
import { hoverText } from './hoverText.ts';
import { wordsFor } from './words/words.ts';

const span = { start: 0, end: 1 };
const person: EntityHover = {
  type: 'person', name: '林晓帆', form: '林', relative: false, namesakes: [], chain: [], mentionsHere: 2, mentionsInFolder: 1205, documentsInFolder: 3,
  roles: [{ title: '市长', body: '青禾市', documents: 2, here: true, others: ['file:///news/%E4%B8%80.txt'], days: [20_230_609, 20_240_201] }, { title: '原局长', body: null, documents: 2, here: false, others: ['file:///news/a.txt', 'file:///news/b.txt'], days: [20_210_301, 20_210_301] }],
  forms: [{ form: '林晓帆', count: 1200 }, { form: '林', count: 5 }],
};
const place: EntityHover = { ...person, type: 'place', name: '白鹭县', form: '白鹭县', roles: [], forms: [{ form: '白鹭县', count: 1 }], chain: ['云州省', '青禾市', '白鹭县'], mentionsHere: 1, mentionsInFolder: 1, documentsInFolder: 1 };
const gloss: Finding = { start: 1, end: 6, raw: '(shū)', clean: '', kind: 'pinyin-gloss', rule: 'pinyin-gloss', severity: 'warning', message: 'Pinyin put into the text.', fix: 'safe', alternatives: [], evidence: ['(shū) is a reading of 書'] };

const show = (info: { findings?: Finding[]; entities?: EntityHover[] }, locale: string, { waiting = 0, markdown = true } = {}) =>
  hoverText({ span, findings: [], entities: [], ...info }, wordsFor(locale), waiting, markdown);

describe('an entity', () => {
  test('a person, in English', () => {
    expect(show({ entities: [person] }, 'en')).toBe(
      [
        '**林晓帆** — person · here: “林”', '- 青禾市 · 市长 (also in 一.txt; 2023-06-09 to 2024-02-01)\n- 原局长 (in a.txt, b.txt; 2021-03-01)', 'Written 林晓帆 ×1200 · 林 ×5',
        '2 mentions in this file, 1,205 in 3 files of the folder',
      ].join('\n\n'),
    );
  });

  test('a person, in Chinese, while the folder is read', () => {
    expect(show({ entities: [person] }, 'zh-cn', { waiting: 7 })).toBe(
      [
        '**林晓帆** — 人物 · 此处写作“林”', '- 青禾市 · 市长（另见 一.txt；2023-06-09 至 2024-02-01）\n- 原局长（见 a.txt、b.txt；2021-03-01）', '写法：林晓帆 ×1200 · 林 ×5',
        '本文件 2 处，文件夹中 3 个文件共 1205 处（文件夹仍在读取，还剩 7 个文件）',
      ].join('\n\n'),
    );
  });

  test('that another is named the same', () => {
    expect(show({ entities: [{ ...person, namesakes: [[{ title: '局长', body: '白鹭县财政局' }]] }] }, 'en')).toContain('Not the other of this name in the text, 白鹭县财政局 · 局长');
    expect(show({ entities: [{ ...person, namesakes: [[]] }] }, 'zh-cn')).toContain('文中另有同名者');
  });

  test('a place with its chain; one form is no news', () => {
    expect(show({ entities: [place] }, 'en')).toBe('**白鹭县** — place\n\n云州省 › 青禾市 › 白鹭县\n\n1 mention in this file, none elsewhere');
  });

  test('in plain text', () => {
    expect(show({ entities: [place] }, 'en', { markdown: false })).toBe('白鹭县 — place\n\n云州省 › 青禾市 › 白鹭县\n\n1 mention in this file, none elsewhere');
  });

  test('many posts and forms are cut, and said to be', () => {
    const many = { ...person, roles: Array.from({ length: 9 }, (_, i) => ({ title: `职务${i}`, body: null, documents: 1, here: true, others: [] })), forms: Array.from({ length: 12 }, (_, i) => ({ form: `名${i}`, count: 1 })) };
    const text = show({ entities: [many] }, 'en');
    expect(text).toContain('- and 3 more posts');
    expect(text).toContain('and 4 more forms');
  });
});

describe('damage', () => {
  test('what it is, what it should read, why', () => {
    expect(show({ findings: [gloss] }, 'en')).toBe('**Pinyin gloss** `(shū)`: should go (certain)\n\nWhy:\n- (shū) is a reading of 書');
  });

  test('readings to choose from', () => {
    const text = show({ findings: [{ ...gloss, clean: '海州', fix: 'suggested', alternatives: ['海舟', '海洲'] }] }, 'en');
    expect(text).toContain('should read `海州` (please look)');
    expect(text).toContain('Other readings: `海舟` · `海洲`');
  });

  test('nothing known', () => {
    expect(show({ findings: [{ ...gloss, clean: null, fix: null, kind: 'new-kind', evidence: [] }] }, 'en')).toContain('**New kind** `(shū)`: what stood here is not known');
  });

  test('damage comes before the name it stands in', () => {
    expect(show({ findings: [gloss], entities: [place] }, 'en')).toMatch(/^\*\*Pinyin gloss.*\n\n---\n\n\*\*白鹭县/su);
  });
});

describe('text of documents never becomes markup', () => {
  test.each([
    ['[a](b)', '**\\[a\\](b)**'], ['*_~', '**\\*\\_\\~**'], ['<b>&amp;', '**&lt;b>&amp;amp;**'], ['# 一', '**\\# 一**'], ['1. 一', '**1\\. 一**'], ['a\u200bb\n', '**a&lt;U+200B>b&lt;U+000A>**'],
  ])('%j', (name, expected) => expect(show({ entities: [{ ...place, name, form: name }] }, 'en').split(' — ')[0]).toBe(expected));

  test.each([['`', '`` ` ``'], ['a``b', '```a``b```'], [' ', '`   `'], ['\ud800', '`<U+D800>`']])('in code: %j', (raw, expected) => {
    expect(show({ findings: [{ ...gloss, raw }] }, 'en')).toContain(`**Pinyin gloss** ${expected}:`);
  });

  test('a long stretch is shortened', () => {
    expect(show({ findings: [{ ...gloss, raw: '错'.repeat(5000) }] }, 'en').length).toBeLessThan(300);
  });
});

test('any Chinese gets Chinese, everybody else English', () => {
  expect(['zh-cn', 'zh-CN', 'zh-Hant', 'zh'].map((locale) => wordsFor(locale).type.place)).toEqual(Array(4).fill('地点'));
  expect([undefined, 'en', 'de', 'zha'].map((locale) => wordsFor(locale).type.place)).toEqual(Array(4).fill('place'));
});
