import { defined } from '../kit/defined.ts';
import type { County, CountyTerm } from './county.ts';
import { documentRulesOf } from './county-documents.ts';
import { dropoutRulesOf } from './county-dropouts.ts';
import { hazardRulesOf } from './county-hazards.ts';
import { privacyRulesOf } from './county-privacy.ts';
import { createGazetteer } from './create-gazetteer.ts';
import type { CountyFile, FileTerm } from './file-shape.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { ResolvedCounty } from './resolve-county.ts';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2060;

/** Builds what the program works with from one version of the file and its ids. */
export function buildCounty(version: string, file: CountyFile, resolved: ResolvedCounty): County {
  const { districts, members, groups, places, dutyContacts = [] } = resolved;
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
    dutyContacts,
    dropoutRules: dropoutRulesOf(file.dropouts),
    hazardRules: hazardRulesOf(file.hazards),
    documentRules: documentRulesOf(file.documents),
    privacyRules: privacyRulesOf(file.privacy),
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
  return { name, ...defined({ code: code || undefined, dutyPhone: dutyPhone || undefined }) };
}

/** Terms with years in them; one that is the same every year (`09-01`..`01-31`) is written out for 2020 to 2060. */
function datedTerms(terms: readonly FileTerm[]): readonly CountyTerm[] {
  return terms.flatMap((term) => (term.from.length === 5 ? everyYear(term) : [term]));
}

function everyYear({ name, from, to }: FileTerm): CountyTerm[] {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, n) => FIRST_YEAR + n);
  return years.map((year) => ({
    name: `${year}年${name}`,
    from: realDay(year, from),
    to: realDay(to < from ? year + 1 : year, to),
  }));
}

// 02-29 ends a term on 02-28 in other years.
function realDay(year: number, day: string): string {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return `${year}-${day === '02-29' && !leap ? '02-28' : day}`;
}
