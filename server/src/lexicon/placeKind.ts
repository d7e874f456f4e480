/** What a place outside the divisions of China is. `state`: a state, province or large island of another country; `foreign`: a foreign place of a kind that is not known. */
export const PLACE_KINDS = ['country', 'capital', 'city', 'state', 'continent', 'region', 'region-of-china', 'sea', 'river', 'lake', 'mountain', 'island', 'desert', 'landmark', 'foreign'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
