/**
 * How a string names a division:
 * - `full`: its official name (博尔塔拉蒙古自治州).
 * - `short`: without the word for its level and without the peoples of an autonomous unit (博尔塔拉, 哈尔滨).
 * - `levelled`: the short form with a plain word for its level (恩施州, 长阳县, 广西自治区).
 * - `abbreviation`: first character and level (锡盟, 哈市).
 * - `letter`: the character that stands for a province (鲁).
 * - `alias`: another name, literary or colloquial (齐鲁, 羊城).
 * - `former`: the full or short form of a name it had, or of a unit that is now part of it (襄樊市, 襄樊).
 */
export const DIVISION_FORMS = ['full', 'short', 'levelled', 'abbreviation', 'letter', 'alias', 'former'] as const;
export type DivisionFormKind = (typeof DIVISION_FORMS)[number];

export const DIVISION_LEVELS = ['province', 'prefecture', 'county', 'township', 'zone'] as const;
/** A zone is a development or administrative zone that has a code of its own at county level. */
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];
