import type { Gazetteer, PlaceMention } from '../../places/gazetteer.ts';
import type { Place, SchoolKind } from '../../places/place.ts';
import { findGrades } from './grade.ts';
import type { Span } from './slate.ts';

const SAYS_SCHOOL = /小学|学校|教学点|完小|村小|幼儿园|校门/u;
/** 从松毛岭往下开: where somebody comes from or goes to is no school. */
const ON_THE_WAY = /(?:从|往|经过?|路过|到|去|回|住在?|家在)$/u;
const KINDS: readonly (readonly [RegExp, readonly SchoolKind[]])[] = [
  [/幼儿园|[大中小托]班/u, ['幼儿园']],
  [/教学点/u, ['教学点']],
  [/小学|完小|村小/u, ['小学', '教学点', '九年一贯制']],
];
const MIDDLE_OR_HIGH = /^(?:[七八九]年级|高[一二三]|中职)/u;
const NO_MIDDLE: readonly SchoolKind[] = ['小学', '教学点', '幼儿园'];

/**
 * Schools that a half-width text calls by a part of their names: 松毛岭那边有个娃. A part of two signs counts only beside
 * a word for a school; a child of a middle grade goes to none of the small ones.
 */
export function stemsIn(
  text: string,
  gazetteer: Pick<Gazetteer, 'stems'>,
  named: readonly Span[],
): readonly PlaceMention[] {
  const found = gazetteer
    .stems(text)
    .filter(({ start, end }) => end - start > 2 || SAYS_SCHOOL.test(text))
    .filter(({ start }) => !ON_THE_WAY.test(text.slice(0, start)))
    .filter((stem) => named.every(({ start, end }) => end <= stem.start || stem.end <= start));
  if (found.length === 0) return [];
  const grades = findGrades(text).flatMap(({ value: { grade } }) => grade ?? []);
  const kinds = KINDS.find(([word]) => word.test(text))?.[1];
  const fits = (place: Place): boolean =>
    place.kind === 'school' &&
    (kinds === undefined || kinds.includes(place.schoolKind)) &&
    !(NO_MIDDLE.includes(place.schoolKind) && grades.some((grade) => MIDDLE_OR_HIGH.test(grade)));
  return found
    .map((mention) => ({ ...mention, candidates: mention.candidates.filter(fits) }))
    .filter(({ candidates }) => candidates.length > 0);
}
