import { describe, expect, test } from 'vitest';
import { check } from '../../test-support/checkEntities.ts';
import { applyEdits } from '../text/cleanText.ts';
import { changedStrings, type DecidedEntity, type EntityDecisions, type IgnoredName, NO_DECISIONS } from './decisions.ts';
import { analyseEntities, type EntityCache } from './index.ts';
import type { EntityType } from './mention.ts';

const entity = (type: EntityType, name: string, more: Partial<DecidedEntity> = {}): DecidedEntity => ({ name, type, forms: [], not: [], ...more });
const decide = (...entities: DecidedEntity[]): EntityDecisions => ({ entities, ignored: [] });
const ignore = (text: string, more: Partial<IgnoredName> = {}): EntityDecisions => ({ entities: [], ignored: [{ text, type: null, before: '', after: '', ...more }] });

describe('confirm', () => {
  test('what no generator proposes', () => {
    check('大家都说枕上花开得好。');
    check('大家都说⟦project 枕上花⟧开得好。', decide(entity('project', '枕上花')));
  });
  test('in traditional text too', () => check('大家都說⟦project 枕上雲⟧開得好。', decide(entity('project', '枕上云'))));
  test('another type', () => check('记者从⟦organisation 青禾县⟧获悉，工作已经完成。', decide(entity('organisation', '青禾县'))));
  test('an everyday word only where it reads as a name', () => {
    check('旅游高峰将至。局长⟦person 高峰⟧讲话。', decide(entity('person', '高峰')));
  });
  test('a longer name keeps its own', () => check('⟦person 陈平安⟧和⟦person 李小川⟧出席会议。', decide(entity('person', '陈平'))));
  test('not inside the name of a body', () => check('⟦organisation 青禾市财政局⟧发布公告。', decide(entity('place', '青禾市'))));
});

describe('merge and rename', () => {
  test('forms that nothing in the text joins', () =>
    check('⟦organisation 远山建设集团⟧中标。⟦organisation 山建股份=远山建设集团⟧负责施工。', decide(entity('organisation', '远山建设集团', { forms: ['山建股份'] }))));
  test('the name need not stand in the text', () => check('⟦person 老麦头=麦高枕⟧说，今年收成好。', decide(entity('person', '麦高枕', { forms: ['老麦头'] }))));
  test('a surname with a title follows', () =>
    check('⟦organisation 白鹭县财政局⟧局长⟦person 何文秀=何闻秀⟧发言。随后，⟦person 何=何闻秀⟧局长回答了提问。', decide(entity('person', '何闻秀', { forms: ['何文秀'] }))));
  test('the bodies of posts follow', () =>
    check('⟦organisation 远建集团=远山建设集团⟧董事长⟦person 周立民|董事长@远山建设集团⟧介绍了情况。', decide(entity('organisation', '远山建设集团', { forms: ['远建集团'] }))));
});

describe('split', () => {
  const text = (second: string) => `⟦organisation 远山建设集团有限公司⟧召开会议。⟦organisation 远山集团${second}⟧另行通知。`;
  test('a form that the text suggests', () => {
    check(text('=远山建设集团有限公司'));
    check(text('=远山集团'), decide(entity('organisation', '远山建设集团有限公司', { not: ['远山集团'] })));
  });
  test('a surname', () =>
    check('⟦organisation 白鹭县财政局⟧局长⟦person 何文秀=何文秀⟧发言。随后，⟦person 何=何⟧局长回答了提问。', decide(entity('person', '何文秀', { not: ['何'] }))));
});

describe('ignore', () => {
  test('everywhere', () => check('青禾县召开会议。⟦person 林晓帆⟧到青禾县调研。', ignore('青禾县')));
  test('a part of it is no name either', () => check('林晓帆到⟦place 青禾县⟧调研，林晓帆说。', ignore('林晓帆')));
  test('not of this type', () => {
    check('⟦place 青禾县⟧召开会议。', ignore('青禾县', { type: 'person' }));
    check('青禾县召开会议。', ignore('青禾县', { type: 'place' }));
  });
  test('beside its neighbours', () => check('⟦place 青禾县⟧召开会议。他说青禾县很美。', ignore('青禾县', { before: '他说' })));
  test('inside a longer name, and as a relative word', () => {
    check('⟦place 襄阳市⟧召开会议。⟦organisation ⟦place 襄阳市⟧财政局⟧发布公告。');
    const { mentions } = analyseEntities([{ rawStart: 0, text: applyEdits('襄阳市召开会议。襄阳市财政局发布公告。', []) }], { decisions: ignore('襄阳市') });
    expect(mentions.map(({ clean }) => clean)).toEqual(['襄阳市财政局']);
    check('⟦organisation 青禾市委⟧开会。市委要求⟦~place 我市=青禾市⟧各单位落实。', ignore('市委'));
  });
});

test('what is kept of paragraphs holds for any decisions', () => {
  const paragraphs = [{ rawStart: 0, text: applyEdits('襄阳市召开会议。大家都说枕上花开得好。', []) }];
  const cache: EntityCache = new Map();
  for (const decisions of [NO_DECISIONS, decide(entity('project', '枕上花')), ignore('襄阳市'), NO_DECISIONS]) {
    expect(analyseEntities(paragraphs, { cache, decisions })).toEqual(analyseEntities(paragraphs, { decisions }));
  }
});

test('what differs between decisions is told by its strings', () => {
  const one = decide(entity('person', '林晓帆', { forms: ['老林'], not: ['林小帆'] }), entity('place', '青禾县'));
  expect(changedStrings(one, one).size).toBe(0);
  expect([...changedStrings(one, decide(entity('place', '青禾县')))]).toEqual(['林晓帆', '老林', '林小帆']);
  expect([...changedStrings(NO_DECISIONS, ignore('市委'))]).toEqual(['市委']);
});
