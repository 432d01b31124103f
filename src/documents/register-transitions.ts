import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** A numbered document counts, or was declared void. */
export type IssuedState = 'signed' | 'void';
/** What happens to one. */
export type IssuedMove = 'signed' | 'voided';

const BUREAU: Right = { roles: ['bureau'], files: 'covered' };

/** Every move of a document in the register: what is void never counts again. */
export const ISSUED_MOVES: Transitions<IssuedMove, IssuedState> = {
  signed: { from: ['new'], to: 'signed', who: BUREAU, trail: true },
  voided: { from: ['signed'], to: 'void', who: BUREAU, trail: true },
};
