/**
 * Builds the tables of server/src/lexicon/generated from server/src/lexicon/data and from dictionaries of npm packages.
 *
 *     npm run build:lexicon     writes them
 *     npm run check:lexicon     fails when a committed table is not what this builds
 */
import { buildConversions } from './lexicon/buildConversions.ts';
import { buildDivisions } from './lexicon/buildDivisions.ts';
import { buildOrganisations } from './lexicon/buildOrganisations.ts';
import { buildPersons } from './lexicon/buildPersons.ts';
import { buildPlaces } from './lexicon/buildPlaces.ts';
import { buildTownships } from './lexicon/buildTownships.ts';
import { buildWords } from './lexicon/buildWords.ts';

buildConversions();
buildDivisions();
buildOrganisations();
buildPersons();
buildPlaces();
buildTownships();
buildWords();
