import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import { CHECK_STATES } from './check-transitions.ts';
import type { Check } from './check-types.ts';

/** An assigned check as it is shown to those who see it, in private. */
export function shownCheck(gazetteer: Gazetteer, check: Check, today: LocalDate) {
  const { no, kind, state, due, schoolId, checkers, by, words, findings } = check;
  const school = gazetteer.byId(schoolId);
  return {
    ...{ no, kind, words, findings, state: CHECK_STATES[state].word, done: state === 'done' },
    ...{ due: spokenDate(due), over: CHECK_STATES[state].open && due < today },
    school: school === undefined ? '' : fullName(gazetteer, school),
    who: checkers.map(({ name }) => name),
    by: by.name,
  };
}
