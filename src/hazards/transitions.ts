import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** How the states of a hazard are printed, and in which of them it is still to be dealt with: what `查 隐患` counts. */
export const HAZARD_STATES = {
  waiting: { word: '待接收', open: false },
  reported: { word: '已上报', open: true },
  assigned: { word: '已派单', open: true },
  rectifying: { word: '整改中', open: true },
  submitted: { word: '待验收', open: true },
  accepted: { word: '已验收', open: true },
  rejected: { word: '验收未通过', open: true },
  closed: { word: '已销号', open: false },
  withdrawn: { word: '已撤回', open: false },
} as const;
/** States of a hazard (design §4). */
export type HazardState = keyof typeof HAZARD_STATES;

/** What can happen to a hazard. */
export type HazardMove =
  | 'reported'
  | 'offered'
  | 'taken'
  | 'on-behalf'
  | 'closed'
  | 'reopened'
  | 'moved'
  | 'withdrawn';

const STATES = Object.keys(HAZARD_STATES) as readonly HazardState[];
const OPEN = STATES.filter((state) => HAZARD_STATES[state].open);

const ITS_PEOPLE: Right = {
  roles: ['teacher', 'school', 'township', 'village', 'department', 'officer6', 'bureau', 'leader'],
  files: 'covered',
};
const ITS_OFFICERS: Right = { roles: ['township', 'bureau'], files: 'covered' };

/** Every move of a hazard. */
export const HAZARD_MOVES: Transitions<HazardMove, HazardState> = {
  reported: { from: ['new'], to: 'reported', who: { roles: 'anyone', files: 'seen' } },
  // One of a stranger's many: it counts once somebody of that area has taken it over.
  offered: { from: ['new'], to: 'waiting', who: { roles: 'anyone', files: 'seen' } },
  taken: { from: ['waiting'], to: 'reported', who: ITS_PEOPLE },
  'on-behalf': { from: STATES.filter((state) => state !== 'withdrawn'), to: 'same', who: ITS_OFFICERS },
  closed: { from: OPEN, to: 'closed', who: ITS_OFFICERS },
  reopened: { from: ['closed'], to: 'rectifying', who: ITS_OFFICERS },
  // Its school is part of another one now: the program's own move, nobody's.
  moved: { from: 'any', to: 'same', who: { roles: [], files: 'covered' } },
  withdrawn: {
    from: ['reported', 'waiting'],
    to: 'withdrawn',
    who: { roles: 'anyone', files: 'own' },
    needs: ['same-day', 'untouched'],
  },
};

/** Whether a hazard in this state is still to be dealt with. */
export function isOpenHazard(state: HazardState): boolean {
  return HAZARD_STATES[state].open;
}
