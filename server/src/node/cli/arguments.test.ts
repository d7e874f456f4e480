import { expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

test('a command with its paths, in order', () => {
  expect(readArguments(['check', '--format', 'json', 'b.txt', 'a.txt'])).toMatchObject({ command: 'check', format: 'json', paths: ['b.txt', 'a.txt'], field: 'text', jsonl: false, exitZero: false });
});

test('standard input is a path', () => {
  expect(readArguments(['fix', '--jsonl', '--stdout', '-'])).toMatchObject({ command: 'fix', jsonl: true, output: 'stdout', paths: ['-'] });
});

test.each([
  [[], 'no command'],
  [['mend', 'a'], 'unknown command'],
  [['check'], 'needs a file'],
  [['check', '--format', 'xml', 'a'], 'unknown format'],
  [['fix', 'a'], 'either --stdout or --write'],
  [['fix', '--stdout', '--write', 'a'], 'either --stdout or --write'],
  [['check', '--write', 'a'], 'go with fix'],
  [['check', '--nonsense', 'a'], 'nonsense'],
  [['check', '--entities', 'names.yaml', 'a'], 'goes with entities'],
  [['index', 'a', '--out', 'b'], 'unknown command "index a"'],
  [['index'], 'build or merge'],
  [['index', 'build', 'a'], 'needs --out'],
  [['index', 'merge', '--out', 'b'], 'needs a file'],
  [['index', 'merge', '--out', 'b', '-'], 'needs files'],
  [['check', '--out', 'b', 'a'], '--out goes with index'],
  [['check', '-j', '0', 'a'], '--jobs needs a whole number from 1'],
  [['check', '-j', '1.5', 'a'], '--jobs needs a whole number'],
  [['check', '--skip', '-3', 'a'], 'skip'],
  [['check', '--skip', '3', 'a', 'b'], 'one shard'],
  [['fix', '--write', '--skip', '3', 'a'], 'must not'],
  [['fix', '--write', '-'], 'use --stdout'],
])('%j is refused with a reason', (args, reason) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(reason);
});

test('help and version need no command', () => {
  expect(readArguments(['--help'])).toBe('help');
  expect(readArguments(['--version'])).toBe('version');
});
