import { expect, test } from 'vitest';
import { fixExcerpts } from './fixExcerpts.ts';

/** Marks stand for changes: ⟦what goes|what comes⟧. */
function excerpts(marked: string, most = 10) {
  const changes: { start: number; end: number; text: string }[] = [];
  let text = '';
  for (const part of marked.split(/(⟦[^⟧]*⟧)/)) {
    const [, goes, comes] = /^⟦([^|]*)\|([^⟧]*)⟧$/.exec(part) ?? [];
    if (goes === undefined) text += part;
    else {
      changes.push({ start: text.length, end: text.length + goes.length, text: comes! });
      text += goes;
    }
  }
  return fixExcerpts(text, changes, most).map(({ line, before, after, changes: count }) => `${line} ${before} → ${after} (${count})`);
}

test('what is near each other in a line is one stretch; lines are counted whatever ends them', () => {
  expect(excerpts('标题\r\n县委书⟦(shū)|⟧记召开会⟦(huì)|⟧议\n\r市长⟦,,|，⟧讲话')).toEqual(['1 县委书(shū)记召开会(huì)议 → 县委书记召开会议 (2)', '3 市长,,讲话 → 市长，讲话 (1)']);
});

test('a long line is shown around its changes', () => {
  const long = '全市农业农村工作会议提出了明年的目标任务';
  expect(excerpts(`${long}${long}⟦(shū)|⟧${long}${long}⟦,、|、⟧${long}`)).toEqual([
    '0 …工作会议提出了明年的目标任务(shū)全市农业农村工作会议提出了明… → …工作会议提出了明年的目标任务全市农业农村工作会议提出了明… (1)',
    '0 …工作会议提出了明年的目标任务,、全市农业农村工作会议提出了明… → …工作会议提出了明年的目标任务、全市农业农村工作会议提出了明… (1)',
  ]);
});

test('many changes in a long line are several stretches, none of which shows what another changes', () => {
  const shown = excerpts('全市农业⟦(yè)|⟧工作会议⟦(yì)|⟧'.repeat(30), 100);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.reduce((sum, each) => sum + Number(/\((\d+)\)$/.exec(each)![1]), 0)).toBe(60);
  for (const each of shown) expect(each.split(' → ')[1]).not.toMatch(/\(y/);
  expect(Math.max(...shown.map((each) => each.split(' → ')[0]!.length))).toBeLessThan(200);
});

test('a line that goes leaves nothing; what is long is shortened; no pair is parted', () => {
  expect(excerpts('甲\n⟦上一篇 下一篇\n|⟧乙')).toEqual(['1 上一篇 下一篇\n乙 → 乙 (1)']);
  expect(excerpts('⟦上一篇|⟧\n乙')).toEqual(['0 上一篇 →  (1)']);
  const [stretch] = excerpts(`⟦${'𠮷'.repeat(400)}|⟧`);
  expect(stretch!.length).toBeLessThan(220);
  expect(stretch!.isWellFormed()).toBe(true);
  expect(excerpts(`${'𠮷'.repeat(20)}⟦a|⟧${'𠮷'.repeat(20)}`)[0]!.isWellFormed()).toBe(true);
});

test('no more than asked for', () => {
  expect(excerpts('甲⟦a|⟧\n乙⟦b|⟧\n丙⟦c|⟧', 2)).toHaveLength(2);
});
