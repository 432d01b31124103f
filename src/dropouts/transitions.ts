import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** How the states of a case are printed, and in which of them the child is out of school: what `查 辍学` counts. */
export const DROPOUT_STATES = {
  suspected: { word: '疑似，待核', out: true },
  recognised: { word: '已认定', out: true },
  excluded: { word: '不计入', out: false },
  persuading: { word: '劝返中', out: true },
  escalated: { word: '已升级', out: true },
  returned: { word: '已复学', out: false },
  watched: { word: '巩固回访中', out: false },
  closed: { word: '已销号', out: false },
  relapsed: { word: '再次辍学', out: true },
  transferred: { word: '已移出', out: false },
  withdrawn: { word: '已撤回', out: false },
} as const;
/** States a case can be in (design: they follow from its entries, and are never typed in). */
export type DropoutState = keyof typeof DROPOUT_STATES;

/** What can happen to a case. */
export type DropoutMove =
  | 'reported'
  | 'supplemented'
  | 'on-behalf'
  | 'recognised'
  | 'excluded'
  | 'visited'
  | 'escalated'
  | 'returned'
  | 'watched'
  | 'closed'
  | 'relapsed'
  | 'transferred'
  | 'withdrawn';

const STATES = Object.keys(DROPOUT_STATES) as readonly DropoutState[];
/** What was taken back takes nothing more. */
const NOT_WITHDRAWN = STATES.filter((state) => state !== 'withdrawn');
const OUT_OF_SCHOOL = STATES.filter((state) => DROPOUT_STATES[state].out);

const WHO_REPORTS = [
  'teacher',
  'school',
  'township',
  'village',
  'department',
  'officer6',
  'bureau',
  'leader',
] as const;
const REPORTER: Right = { roles: 'anyone', files: 'own' };
const WHOEVER_SEES: Right = { roles: 'anyone', files: 'seen' };
const ITS_OFFICERS: Right = { roles: ['township', 'bureau'], files: 'covered' };
const ITS_PEOPLE: Right = { roles: ['teacher', 'school', 'village', 'township', 'bureau'], files: 'covered' };
const BUREAU: Right = { roles: ['bureau'], files: 'covered' };

/** Every move of a case. */
export const DROPOUT_MOVES: Transitions<DropoutMove, DropoutState> = {
  reported: { from: ['new'], to: 'suspected', who: { roles: WHO_REPORTS, files: 'seen' } },
  supplemented: { from: NOT_WITHDRAWN, to: 'same', who: WHOEVER_SEES },
  'on-behalf': { from: NOT_WITHDRAWN, to: 'same', who: ITS_OFFICERS },
  recognised: { from: ['suspected'], to: 'recognised', who: BUREAU },
  excluded: { from: ['suspected', 'recognised', 'relapsed'], to: 'excluded', who: BUREAU },
  visited: {
    from: ['recognised', 'relapsed', 'persuading', 'escalated'],
    to: 'persuading',
    who: ITS_PEOPLE,
  },
  escalated: { from: ['persuading', 'escalated'], to: 'escalated', who: ITS_OFFICERS },
  returned: { from: OUT_OF_SCHOOL, to: 'returned', who: ITS_PEOPLE },
  watched: { from: ['returned'], to: 'watched', who: ITS_PEOPLE },
  closed: { from: ['watched'], to: 'closed', who: BUREAU },
  relapsed: { from: ['returned', 'watched', 'closed'], to: 'relapsed', who: ITS_PEOPLE },
  transferred: { from: OUT_OF_SCHOOL, to: 'transferred', who: BUREAU },
  withdrawn: {
    from: ['suspected', 'relapsed'],
    to: 'withdrawn',
    who: REPORTER,
    needs: ['same-day', 'untouched'],
  },
};

/** Whether the child is out of school in this state. */
export function isOutOfSchool(state: DropoutState): boolean {
  return DROPOUT_STATES[state].out;
}
