import { ENTITY_TYPES } from './mention.ts';

/** What a decoded segment can be: the four types of entity, or a relative mention of any of them. */
export const SEGMENT_TYPES = [...ENTITY_TYPES, 'relative'] as const;
export const PERSON = 0;
export const PLACE = 1;
export const ORGANISATION = 2;
export const PROJECT = 3;
export const RELATIVE = 4;
export const TYPE_COUNT = SEGMENT_TYPES.length;

/** Where a candidate comes from: one bit each. */
export const BY_NAME = 1;
export const BY_SURNAME = 2;
export const BY_DOT = 4;
export const BY_SPACE = 8;
export const BY_SOUND = 16;
export const BY_SLOT = 32;
export const BY_GAZETTEER = 64;
export const BY_HEAD = 128;
export const BY_WORDS = 256;
export const BY_TABLE = 512;
export const BY_LIST = 1024;
export const BY_COUNT = 2048;

/** log2 of the number of feature buckets; each bucket holds one weight per type: that of a type is at bucket × TYPE_COUNT + type. */
export const BUCKET_BITS = 18;
export const BUCKET_COUNT = 1 << BUCKET_BITS;

/** Multipliers of the hash, all odd; each value has its own. */
const TEMPLATE = 0x9e3779b1;
const FIRST = 0x85ebca6b;
const SECOND = 0x27d4eb2f;
const THIRD = 0x165667b1;
const NO_SECOND = Math.imul(0x3779, SECOND);
const NO_THIRD = Math.imul(0x1b87, THIRD);
const NEITHER = NO_SECOND ^ NO_THIRD;

function finish(mixed: number): number {
  const h = Math.imul(mixed, 0xc2b2ae35);
  return Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> (32 - BUCKET_BITS);
}

/** The bucket of a feature: a template number and one value. */
export function bucket1(template: number, a: number): number {
  return finish(Math.imul(a ^ Math.imul(template, TEMPLATE), FIRST) ^ NEITHER);
}

/** The bucket of a feature of two values. */
export function bucket2(template: number, a: number, b: number): number {
  return finish(Math.imul(a ^ Math.imul(template, TEMPLATE), FIRST) ^ Math.imul(b + 0x3779, SECOND) ^ NO_THIRD);
}

/** The bucket of a feature of three values. */
export function bucket3(template: number, a: number, b: number, c: number): number {
  return finish(Math.imul(a ^ Math.imul(template, TEMPLATE), FIRST) ^ Math.imul(b + 0x3779, SECOND) ^ Math.imul(c + 0x1b87, THIRD));
}
