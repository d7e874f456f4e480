import { splitParagraphs } from '../text/paragraphs.ts';
import { findDamage, findDocumentDamage } from './findDamage.ts';
import type { DamageOptions, Finding } from './finding.ts';
import { movedBy } from './movedBy.ts';
import { profileOf } from './profileOf.ts';
import type { DamagedParagraph, DocumentProfile } from './rule.ts';

/** What is damaged in a whole document. */
export interface DocumentDamage {
  readonly profile: DocumentProfile;
  readonly paragraphs: readonly DamagedParagraph[];
  /** Of all paragraphs and of the document as a whole, sorted; spans are raw offsets in the document. Those with a fix do not overlap. */
  readonly findings: readonly Finding[];
}

/** Analyses a document whole. Never throws on damaged text; a text without damage has no findings. */
export function analyseDamage(text: string, options?: DamageOptions): DocumentDamage {
  const split = splitParagraphs(text);
  const profile = profileOf(split);
  const paragraphs = split.map(({ start, text: own }) => ({ start, text: own, findings: findDamage(own, options, profile) }));
  const findings: Finding[] = [];
  for (const { start, findings: own } of paragraphs) for (const finding of own) findings.push(movedBy(finding, start));
  const ofDocument = findDocumentDamage(paragraphs, options, profile);
  if (ofDocument.length === 0) return { profile, paragraphs, findings };
  return { profile, paragraphs, findings: [...findings, ...ofDocument].sort((a, b) => a.start - b.start || b.end - a.end) };
}
