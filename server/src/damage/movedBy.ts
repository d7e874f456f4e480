import type { Finding } from './finding.ts';

/** The same finding in a text that begins `offset` code units earlier. */
export function movedBy(finding: Finding, offset: number): Finding {
  if (offset === 0) return finding;
  const moved = { ...finding, start: finding.start + offset, end: finding.end + offset };
  if (!finding.alignment) return moved;
  const shift = (offsets: readonly number[]) => offsets.map((at) => at + offset);
  return { ...moved, alignment: shift(finding.alignment), ...(finding.alignmentStarts ? { alignmentStarts: shift(finding.alignmentStarts) } : {}) };
}
