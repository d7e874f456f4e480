import type { Finding } from '../../damage/finding.ts';
import { isHighSurrogate, isLowSurrogate } from '../../text/surrogates.ts';

/** A replacement in the raw text of a document. Offsets are UTF-16 code units, half-open. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edit that mends a finding, as small as it can be: what the raw text and its reading have in common at both ends is left alone,
 * so that cursors, folds and a later diff see only what changed. Never parts a surrogate pair.
 */
export function smallestChange(finding: Pick<Finding, 'start' | 'end' | 'raw'>, reading: string): TextChange {
  const { start, end, raw } = finding;
  const most = Math.min(raw.length, reading.length);
  let before = 0;
  while (before < most && raw[before] === reading[before]) before++;
  if (partsPair(raw, before) || partsPair(reading, before)) before--;
  let after = 0;
  while (after < most - before && raw[raw.length - 1 - after] === reading[reading.length - 1 - after]) after++;
  if (partsPair(raw, raw.length - after) || partsPair(reading, reading.length - after)) after--;
  return { start: start + before, end: end - after, text: reading.slice(before, reading.length - after) };
}

function partsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && isHighSurrogate(text.charCodeAt(at - 1)) && isLowSurrogate(text.charCodeAt(at));
}
