import { expect, test } from 'vitest';
import { readJsonRecord, type JsonRecord } from './jsonRecord.ts';

const record = (line: string, field = 'text') => readJsonRecord(line, field) as JsonRecord;

test('an edit leaves escapes, order and white space of the rest alone', () => {
  const line = '{ "id" : 1e2, "text":"\\u5e02\\/A,、\\"𠮷\\" \\ud842\\udfb7", "x":[1, {"text":"y"}] }';
  const read = record(line);
  expect(read.text).toBe('市/A,、"𠮷" 𠮷');
  expect(read.withEdits([{ start: 3, end: 4, clean: '' }])).toBe(line.replace('A,、', 'A、'));
});

test('what is put in is escaped', () => {
  expect(record('{"text":"ab"}').withEdits([{ start: 1, end: 1, clean: '"\n' }])).toBe('{"text":"a\\"\\nb"}');
});

test('no edits give the line itself', () => {
  const line = '{"text" : "\\u0041"}';
  expect(record(line).withEdits([])).toBe(line);
});

test('of two fields of one name the last counts, as in JSON.parse', () => {
  expect(record('{"text":"a","text":"b"}').withEdits([{ start: 0, end: 1, clean: 'c' }])).toBe('{"text":"a","text":"c"}');
});

test.each([
  ['{"text":', 'not JSON'],
  ['[1]', 'not a JSON object'],
  ['{"body":"x"}', 'no field "text"'],
  ['{"text":3}', 'not a string'],
  ['{"__proto__":{"text":"x"}}', 'no field "text"'],
])('%s is reported, not thrown', (line, problem) => {
  expect(readJsonRecord(line, 'text')).toMatchObject({ problem: expect.stringContaining(problem) });
});
