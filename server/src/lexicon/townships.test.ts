import { expect, test } from 'vitest';
import { chainOf } from './divisions.ts';
import { matchTownships, matchTownshipStems, townshipsNamed } from './townships.ts';

test('a township has its chain', () => {
  expect(townshipsNamed('宝石口镇').length + townshipsNamed('不存在的镇').length).toBe(0);
  expect(townshipsNamed('周庄镇').map((township) => chainOf(township).join('/'))).toContain('江苏省/无锡市/江阴市/周庄镇');
  expect(townshipsNamed('周庄镇')[0]!.level).toBe('township');
});

test('a prefecture without counties has its towns directly', () => {
  expect(townshipsNamed('虎门镇').map((township) => chainOf(township).join('/'))).toEqual(['广东省/东莞市/虎门镇']);
});

test('only full names match, and a common name tells how common it is', () => {
  const seen: [number, number][] = [];
  const see = (end: number, counties: number) => seen.push([end, counties]);
  matchTownships('在虎门镇调研', 1, see);
  expect(seen).toEqual([[4, 1]]);
  seen.length = 0;
  matchTownships('在虎门调研', 1, see);
  expect(seen).toEqual([]);
  matchTownships('城关镇', 0, see);
  expect(seen[0]![0]).toBe(3);
  expect(seen[0]![1]).toBeGreaterThan(50);
});

test('one object a township', () => {
  expect(townshipsNamed('虎门镇')[0]).toBe(townshipsNamed('虎门镇')[0]);
});

test('nothing has no township', () => {
  for (const name of ['', '镇', '街道', '乡']) expect(townshipsNamed(name)).toEqual([]);
});

test('names without their ends, but no everyday strings', () => {
  const stems = (text: string) => {
    const seen: string[] = [];
    matchTownshipStems(text, 0, (end) => seen.push(text.slice(0, end)));
    return seen;
  };
  expect(stems('虎门调研')).toEqual(['虎门']);
  expect(stems('建设工程')).toEqual([]);
  expect(stems('和平发展')).toEqual([]);
});
