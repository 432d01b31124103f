import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** A school holds a permit, or its use has ended. */
export type PermitState = 'held' | 'ended';
/** What can be said of a permit: `set` a date was told · `ended` the school no longer has it. */
export type PermitMove = 'set' | 'ended';

/** Whose it is to tell of permits; others of the area may look. */
export const PERMIT_TELLERS = ['school', 'township', 'bureau'] as const;
const WHO_TELLS: Right = { roles: PERMIT_TELLERS, files: 'covered' };

/** Every move of a permit. A date told again is its renewal, and brings back one that had ended. */
export const PERMIT_MOVES: Transitions<PermitMove, PermitState> = {
  set: { from: ['new', 'held', 'ended'], to: 'held', who: WHO_TELLS },
  ended: { from: ['held'], to: 'ended', who: WHO_TELLS },
};
