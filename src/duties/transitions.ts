import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** A duty asks until it is closed; closed it still takes late answers, cancelled it takes none. */
export type DutyState = 'open' | 'closed' | 'cancelled';
/** What can happen to a duty. */
export type DutyMove = 'opened' | 'urged' | 'moved' | DutyEnd;
/** How a duty ends. */
export type DutyEnd = Exclude<DutyState, 'open'>;

const BUREAU: Right = { roles: ['bureau'], files: 'seen' };

/** Every move of a duty. What was cancelled stays so; what was closed may still be cancelled. */
export const DUTY_MOVES: Transitions<DutyMove, DutyState> = {
  opened: { from: ['new'], to: 'open', who: BUREAU, trail: true },
  urged: { from: ['open'], to: 'same', who: BUREAU },
  // A unit is part of another one now: the program's own move, nobody's.
  moved: { from: ['open'], to: 'same', who: { roles: [], files: 'seen' } },
  closed: { from: ['open'], to: 'closed', who: BUREAU },
  cancelled: { from: ['open', 'closed'], to: 'cancelled', who: BUREAU },
};

/** A unit's return is `answered`, or `open`: nothing yet, withdrawn, or sent back. */
export type ReturnState = 'open' | 'answered';
/** What can happen to one unit's return. */
export type ReturnMove =
  | 'answered'
  | 'corrected'
  | 'withdrawn'
  | 'postponed'
  | 'difficulty'
  | 'confirmed'
  | 'sent-back'
  | 'phoned';

const UNIT: Right = { roles: ['teacher', 'school', 'township', 'officer6', 'bureau'], files: 'covered' };
/** Who answered does not verify it. */
const VERIFIER: Right = { roles: ['bureau', 'township'], files: 'covered', notBy: ['answered', 'corrected'] };
/** Said of a return wherever it stands; a unit that has done nothing yet stays open. */
const REMARK = { from: ['new', 'open', 'answered'], to: 'same', begins: 'open' } as const;

/** Every move of a return; only what is decided about an answer is put on record. There must be an answer to be withdrawn, confirmed or sent back; 明早 is said once. */
export const RETURN_MOVES: Transitions<ReturnMove, ReturnState> = {
  answered: { from: ['new', 'open'], to: 'answered', who: UNIT, trail: false },
  corrected: { from: ['answered'], to: 'answered', who: UNIT },
  withdrawn: { from: ['answered'], to: 'open', who: UNIT, trail: false },
  postponed: { ...REMARK, who: UNIT, needs: ['once'] },
  difficulty: { ...REMARK, who: UNIT },
  confirmed: { from: ['answered'], to: 'same', who: VERIFIER, trail: true },
  'sent-back': { from: ['answered'], to: 'open', who: VERIFIER },
  phoned: { ...REMARK, who: BUREAU },
};
