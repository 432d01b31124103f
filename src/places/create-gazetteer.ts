import type { Gazetteer } from './gazetteer.ts';
import { settleMentions } from './mentions.ts';
import { callNames, nameForms, stemForms } from './name-forms.ts';
import { createNameIndex } from './name-index.ts';
import { createNearest } from './nearest.ts';
import {
  OUTSIDE,
  type Place,
  type School,
  type SchoolKind,
  type Township,
  type Village,
  type Water,
} from './place.ts';
import { withSoundAlikes } from './sound-alikes.ts';

/** What a gazetteer is made of, in county-file order. */
export interface GazetteerSource {
  readonly version: string;
  readonly county: Gazetteer['county'];
  readonly townships: readonly Township[];
  readonly schools: readonly School[];
  readonly villages: readonly Village[];
  readonly waters: readonly Water[];
  /** Places that are no longer in the file: found by id only. */
  readonly retired: readonly Place[];
}

// 完全中学 has senior pupils in the same number, 特教 and 中职 are no township's; counting less is the careful side.
const COMPULSORY: readonly SchoolKind[] = ['小学', '初中', '九年一贯制', '教学点'];

/** Builds the look-ups once per version; those for typing slips are built when first asked for. */
export function createGazetteer(source: GazetteerSource): Gazetteer {
  const { townships, schools, villages, waters } = source;
  const places: readonly Place[] = [...townships, ...schools, ...villages, ...waters];
  const known = new Map([...source.retired, ...places, OUTSIDE].map((place) => [place.id, place]));
  const townshipOf = (id: string): Township | undefined => {
    const place = known.get(id);
    return place?.kind === 'township' ? place : undefined;
  };
  const index = createNameIndex(nameForms(places, source.county.name, townshipOf));
  const stems = createNameIndex(stemForms(schools, source.county.name, townshipOf));
  const settled = withSoundAlikes(townships);
  let nearest: ((word: string, limit: number) => readonly Place[]) | undefined;

  return {
    version: source.version,
    county: source.county,
    townships,
    schools,
    villages,
    waters,
    byId: (id) => known.get(id),
    scan: (text) => settled(text, settleMentions(text, index.find(text))),
    stems: (text) => stems.find(text),
    nearest: (word, limit) => {
      nearest ??= createNearest(
        places.map((item) => ({
          item,
          forms: callNames(
            item,
            'townshipId' in item ? townshipOf(item.townshipId) : undefined,
            source.county.name,
          ),
        })),
      );
      return nearest(word, limit);
    },
    pupils: (townshipId) => pupilsOf(schools, townshipId),
  };
}

function pupilsOf(schools: readonly School[], townshipId: string): number | undefined {
  const own = schools.filter(
    (school) => school.townshipId === townshipId && COMPULSORY.includes(school.schoolKind),
  );
  if (own.length === 0 || own.some(({ pupils }) => pupils === undefined)) return undefined;
  return own.reduce((sum, { pupils = 0 }) => sum + pupils, 0);
}
