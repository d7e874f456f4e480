/** What is damaged in a text, and how it reads once mended. Knows nothing of entities, editors and files. */
export { analyseDamage, type DocumentDamage } from './analyseDamage.ts';
export { cleanParagraph } from './cleanParagraph.ts';
export { documentDamageSteps, findDamage, findDocumentDamage, findInPiece, piecesOf, severityOfRule } from './findDamage.ts';
export { movedBy } from './movedBy.ts';
export { profileOf, type ProfileShare, ProfileTally, sameProfile, shareOf } from './profileOf.ts';
export { documentRules, rules } from './rules.ts';
