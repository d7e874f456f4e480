/** Classes in the order in which they are numbered from 1 in {@link import('./heads.ts').Head}; where an entry has several, the first of its line counts. */
export const ORGANISATION_CLASSES = ['territorial', 'party', 'office', 'company', 'works', 'school', 'health', 'justice', 'media', 'association', 'culture', 'army', 'finance', 'unit'] as const;
export const PLACE_CLASSES = ['division', 'zone', 'road', 'rail', 'station', 'water', 'land', 'venue', 'scenic', 'region'] as const;
export const PROJECT_CLASSES = ['strong', 'phase', 'weak'] as const;
export const RELATIVE_TYPES = ['place', 'organisation', 'project'] as const;
export const RELATIVE_KINDS = ['level', 'bare', 'own', 'department'] as const;

/** Where each field stands in a head's number. Title and modifier classes are one bit each. */
export const HEAD_FIELDS = {
  organisation: 0, place: 4, project: 8,
  post: 10, level: 11, solo: 12, credit: 13, cue: 14,
  rank: 15, time: 16, party: 17,
  relativeType: 18, relativeKind: 20,
  said: 22,
} as const;
