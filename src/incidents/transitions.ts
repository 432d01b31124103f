import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** How the states of an incident are printed. What turned out to be false counts nowhere. */
export const INCIDENT_STATES = {
  reported: { word: '初报，还没有人知悉', open: true },
  acknowledged: { word: '已有人知悉', open: true },
  'false-alarm': { word: '误报', open: false },
} as const;
/** States of an incident. */
export type IncidentState = keyof typeof INCIDENT_STATES;

/** What can happen to an incident; `told`: the next persons on duty were told, because nobody had answered. */
export type IncidentMove = 'reported' | 'told' | 'acknowledged' | 'false-alarm';

/** The persons on duty for it, and the bureau. */
const ON_DUTY: Right = { roles: ['bureau', 'leader'], files: 'seen', owners: true };

/** Every move of an incident. */
export const INCIDENT_MOVES: Transitions<IncidentMove, IncidentState> = {
  reported: { from: ['new'], to: 'reported', who: { roles: 'anyone', files: 'seen' } },
  told: { from: ['reported'], to: 'same', who: { roles: [], files: 'seen' } },
  acknowledged: { from: ['reported'], to: 'acknowledged', who: ON_DUTY },
  'false-alarm': { from: ['reported', 'acknowledged'], to: 'false-alarm', who: ON_DUTY },
};
