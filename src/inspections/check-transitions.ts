import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** How the states of an assigned check are printed. */
export const CHECK_STATES = {
  assigned: { word: '待检查', open: true },
  done: { word: '已查完', open: false },
  cancelled: { word: '已取消', open: false },
} as const;
/** States of an assigned check. */
export type CheckState = keyof typeof CHECK_STATES;

/** What can happen to an assigned check: it is given, its findings are recorded, or it is taken back. */
export type CheckMove = 'check-assigned' | 'check-done' | 'check-cancelled';

/** Who sends others to check a school. */
export const WHO_ASSIGNS: Right = { roles: ['bureau', 'township'], files: 'covered' };
/** Nobody by their role: those it was given to. */
const WHO_CHECKS: Right = { roles: [], files: 'seen', owners: true };

/** Every move of an assigned check. */
export const CHECK_MOVES: Transitions<CheckMove, CheckState> = {
  'check-assigned': { from: ['new'], to: 'assigned', who: { roles: ['bureau', 'township'], files: 'seen' } },
  'check-done': { from: ['assigned'], to: 'done', who: WHO_CHECKS },
  'check-cancelled': { from: ['assigned'], to: 'cancelled', who: WHO_ASSIGNS },
};
