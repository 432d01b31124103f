import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** How the states of an incident are printed. What turned out to be false counts nowhere. */
export const INCIDENT_STATES = {
  reported: { word: '初报，还没有人知悉', open: true },
  acknowledged: { word: '已有人知悉', open: true },
  final: { word: '已终报', open: false },
  'false-alarm': { word: '误报', open: false },
} as const;
/** States of an incident. */
export type IncidentState = keyof typeof INCIDENT_STATES;

/** What can happen to an incident; `told`: the next persons on duty were told, because nobody had answered. */
export type IncidentMove = 'reported' | 'told' | 'acknowledged' | 'follow-up' | 'final' | 'false-alarm';

/** The persons on duty for it, and the bureau. */
const ON_DUTY: Right = { roles: ['bureau', 'leader'], files: 'seen', owners: true };

/** Whoever is bound and has it in sight knows how it goes on; what is for one person alone takes no words. */
const AT_IT: Right = {
  roles: ['bureau', 'leader', 'township', 'village', 'school', 'teacher', 'department', 'officer6'],
  files: 'seen',
  owners: true,
};
/** Who answers for the place, or for the emergency, says that it is over. */
const CLOSES: Right = { roles: ['bureau', 'leader', 'township', 'school'], files: 'seen', owners: true };

/** Every move of an incident. */
export const INCIDENT_MOVES: Transitions<IncidentMove, IncidentState> = {
  reported: { from: ['new'], to: 'reported', who: { roles: 'anyone', files: 'seen' } },
  told: { from: ['reported'], to: 'same', who: { roles: [], files: 'seen' } },
  acknowledged: { from: ['reported'], to: 'acknowledged', who: ON_DUTY },
  'follow-up': { from: ['reported', 'acknowledged'], to: 'same', who: AT_IT },
  final: { from: ['reported', 'acknowledged'], to: 'final', who: CLOSES },
  'false-alarm': { from: ['reported', 'acknowledged', 'final'], to: 'false-alarm', who: ON_DUTY },
};
