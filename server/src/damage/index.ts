/** What is damaged in a text, and how it reads once mended. Knows nothing of entities, editors and files. */
export { analyseDamage, movedBy, type AnalysedDamage, type DocumentDamage } from './analyseDamage.ts';
export { cleanParagraph } from './cleanParagraph.ts';
export { findDamage, findDocumentDamage, severityOfRule } from './findDamage.ts';
export { profileOf, sameProfile, type ProfileShares } from './profileOf.ts';
export { documentRules, rules } from './rules.ts';
