import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';
import type { ListingMove } from './listing-types.ts';
import { type HazardState, isOpenHazard, STATES } from './states.ts';

const OPEN = STATES.filter((state) => isOpenHazard(state));
/** What was listed may be repaired, and even struck off by an earlier program, while its listing stands. */
const KEPT = STATES.filter((state) => isOpenHazard(state) || state === 'closed');

const ITS_PEOPLE: Right = {
  roles: ['teacher', 'school', 'township', 'village', 'department', 'bureau'],
  files: 'covered',
  owners: true,
};
const BUREAU: Right = { roles: ['bureau'], files: 'covered' };

/** What the bureau passes on somebody else has asked for; who asks for more time does not grant it. */
const ANOTHER: Right = { ...BUREAU, notUndoing: ['listing-asked'] };
const NOT_WHO_ASKED: Right = { ...BUREAU, notUndoing: ['extension-asked'] };

/** The moves of a listing. None of them moves the repair. */
export const LISTING_MOVES: Transitions<ListingMove, HazardState> = {
  'listing-asked': { from: OPEN, to: 'same', who: { roles: ['school', 'township'], files: 'covered' } },
  'listing-passed': { from: OPEN, to: 'same', who: ANOTHER, trail: true },
  'government-told': { from: KEPT, to: 'same', who: BUREAU, trail: true },
  listed: { from: OPEN, to: 'same', who: ANOTHER, trail: true },
  'listing-settled': { from: OPEN, to: 'same', who: ITS_PEOPLE },
  progress: { from: KEPT, to: 'same', who: ITS_PEOPLE },
  'extension-asked': { from: OPEN, to: 'same', who: ITS_PEOPLE },
  'extension-agreed': { from: OPEN, to: 'same', who: NOT_WHO_ASKED, trail: true },
  'extension-refused': { from: OPEN, to: 'same', who: NOT_WHO_ASKED, trail: true },
  // Only what somebody has accepted is taken off the list.
  delisted: { from: ['accepted', 'closed'], to: 'same', who: BUREAU, trail: true },
};
