import type { County } from './county.ts';
import { datedTerms } from './county-terms.ts';
import { createGazetteer } from './create-gazetteer.ts';
import type { CountyFile } from './file-shape.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { ResolvedCounty } from './resolve-county.ts';

/** Builds what the program works with from one version of the file and its ids. */
export function buildCounty(version: string, file: CountyFile, resolved: ResolvedCounty): County {
  const { districts, members, groups, places } = resolved;
  return {
    version,
    gazetteer: createGazetteer({ version, county: headOf(file), ...places }),
    terms: datedTerms(file.terms),
    seasons: file.seasons ?? [],
    workdays: file.workdays,
    districts,
    levelWords: file.county.levelWords ?? {},
    members,
    groups,
  };
}

/** The county before any file was loaded: ready, with no place but 区外. */
export const NO_COUNTY: County = buildCounty(
  'none',
  {
    county: { name: '本县' },
    terms: [],
    workdays: { rest: [], work: [] },
    townships: [],
    villages: [],
    districts: [],
    schools: [],
    waters: [],
    members: [],
    groups: [],
  },
  {
    places: { townships: [], schools: [], villages: [], waters: [], retired: [] },
    districts: [],
    members: [],
    groups: [],
  },
);

function headOf({ county: { name, code, dutyPhone } }: CountyFile): Gazetteer['county'] {
  return { name, ...(code ? { code } : {}), ...(dutyPhone ? { dutyPhone } : {}) };
}
