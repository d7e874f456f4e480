/** What a nationally known organisation is. `mass`: mass organisations, associations and foundations; `institute`: academies, museums, theatres, observatories; `other`: one whose kind its name does not tell. */
export const ORGANISATION_KINDS = ['party', 'state', 'court', 'military', 'mass', 'international', 'media', 'university', 'institute', 'hospital', 'company', 'other'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
