import type { EntityType } from '../entities/mention.ts';
import { lowerBound } from '../text/lowerBound.ts';
import type { RawSpan } from '../text/spans.ts';
import type { DocumentSnapshot } from '../workspace/openDocument.ts';

/** A stretch of raw text to be coloured. */
export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly type: EntityType;
  readonly relative: boolean;
}

/** The outermost mentions that start inside a raw span, sorted, without overlap. Empty while the document is not analysed whole. */
export function semanticTokens(snapshot: DocumentSnapshot, span: RawSpan = { start: 0, end: snapshot.length }): SemanticToken[] {
  const { mentions } = snapshot.analysis.entities;
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (let i = lowerBound(mentions.length, (index) => mentions[index]!.raw.start >= span.start); i < mentions.length; i++) {
    const { raw, type, relative } = mentions[i]!;
    if (raw.start >= span.end) break;
    if (raw.start < end || raw.end === raw.start) continue;
    tokens.push({ start: raw.start, end: raw.end, type, relative });
    end = raw.end;
  }
  return tokens;
}
