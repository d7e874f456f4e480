import type { Severity } from '../damage/finding.ts';
import { MINIMUM_HAN_SHARE } from '../text/looksLikeNews.ts';

/** What a person can set under `kanwu.` for the server. The client's manifest offers the same names with the same defaults. */
export interface Settings {
  /** `kanwu.rules`: severity by rule id, or `off`; rules that are not named keep their own. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly detection: {
    /** `kanwu.detection.minimumHanShare`: files with a smaller share of Han characters are left alone. 0 to 1. */
    readonly minimumHanShare: number;
  };
  readonly index: {
    /** `kanwu.index.enabled`: off, and only open documents count. */
    readonly enabled: boolean;
    /** `kanwu.index.files`: globs of the files that are the corpus. */
    readonly files: readonly string[];
    /** `kanwu.index.exclude`: globs of files and folders that are not. */
    readonly exclude: readonly string[];
    /** `kanwu.index.maxFileSize`: larger files are left out, and said to be. Megabytes (1,000,000 bytes). */
    readonly maxFileSize: number;
    /** `kanwu.index.maxShardSize`: so much of a JSONL file, unpacked, is read; the rest is left out, and said to be. Megabytes. */
    readonly maxShardSize: number;
  };
  readonly jsonl: {
    /** `kanwu.jsonl.field`: the field of a JSON record that holds its text. */
    readonly field: string;
  };
  readonly problems: {
    /** `kanwu.problems.maximum`: at most so many findings of files that are not open are reported; 0: none. */
    readonly maximum: number;
  };
}

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  detection: { minimumHanShare: MINIMUM_HAN_SHARE },
  index: { enabled: true, files: ['**/*.txt', '**/*.cn-news', '**/*.jsonl', '**/*.jsonl.gz', '**/*.jsonl.zst', '**/*.ndjson', '**/*.ndjson.gz', '**/*.ndjson.zst'], exclude: ['**/node_modules/**', '**/.git/**'], maxFileSize: 20, maxShardSize: 100 },
  jsonl: { field: 'text' },
  problems: { maximum: 1000 },
};

const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/**
 * Reads the value of the section `kanwu` as a client sends it. What is missing keeps its default; what makes no sense does too,
 * and `problem` hears of it, one sentence each.
 */
export function readSettings(value: unknown, problem: (sentence: string) => void): Settings {
  const all = record(value);
  const detection = record(all['detection']);
  const index = record(all['index']);
  const jsonl = record(all['jsonl']);
  const problems = record(all['problems']);
  const { detection: detectionDefaults, index: indexDefaults, jsonl: jsonlDefaults, problems: problemDefaults } = DEFAULT_SETTINGS;
  const check = <T>(name: string, given: unknown, standard: T, isRight: (some: unknown) => some is T, wanted: string): T => {
    if (given === undefined || given === null) return standard;
    if (isRight(given)) return given;
    problem(`The setting kanwu.${name} is not ${wanted}; its default is used.`);
    return standard;
  };
  return {
    rules: readRules(all['rules'], problem),
    detection: { minimumHanShare: check('detection.minimumHanShare', detection['minimumHanShare'], detectionDefaults.minimumHanShare, isShare, 'a number from 0 to 1') },
    index: {
      enabled: check('index.enabled', index['enabled'], indexDefaults.enabled, isBoolean, 'true or false'),
      files: check('index.files', index['files'], indexDefaults.files, isStrings, 'a list of globs'),
      exclude: check('index.exclude', index['exclude'], indexDefaults.exclude, isStrings, 'a list of globs'),
      maxFileSize: check('index.maxFileSize', index['maxFileSize'], indexDefaults.maxFileSize, isPositive, 'a number of megabytes'),
      maxShardSize: check('index.maxShardSize', index['maxShardSize'], indexDefaults.maxShardSize, isPositive, 'a number of megabytes'),
    },
    jsonl: { field: check('jsonl.field', jsonl['field'], jsonlDefaults.field, isName, 'the name of a field') },
    problems: { maximum: check('problems.maximum', problems['maximum'], problemDefaults.maximum, isCount, 'a whole number from 0 up') },
  };
}

function readRules(value: unknown, problem: (sentence: string) => void): Settings['rules'] {
  const rules: Record<string, Severity | 'off'> = {};
  for (const [rule, severity] of Object.entries(record(value))) {
    if (typeof severity === 'string' && SEVERITIES.includes(severity)) rules[rule] = severity as Severity | 'off';
    else problem(`The setting kanwu.rules has no severity “${String(severity)}”; the rule ${rule} keeps its own.`);
  }
  return rules;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && Number.isFinite(value);
}
