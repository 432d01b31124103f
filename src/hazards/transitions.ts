import type { Right } from '../casefiles/rights.ts';
import type { Transition, Transitions } from '../casefiles/transitions.ts';
import { LISTING_MOVES } from './listing-transitions.ts';
import type { ListingMove } from './listing-types.ts';
import type { RewardMove } from './reward-types.ts';
import { type HazardState, isOpenHazard, STATES } from './states.ts';

export { HAZARD_STATES, type HazardState, isOpenHazard } from './states.ts';

/** What can happen to a hazard. */
export type HazardMove =
  /** It begins; one of a stranger's many waits until somebody takes it over. */
  | 'reported'
  | 'offered'
  | 'taken'
  | 'supplemented'
  | 'on-behalf'
  /** 分派 and 整改. */
  | 'assigned'
  | 'planned'
  | 'paused'
  | 'referred'
  | 'resumed'
  | 'submitted'
  /** 验收, 退回, 销号. */
  | 'accepted'
  | 'rejected'
  | 'closed'
  /** Some of those struck off are looked at again (回头查): the program asks, a person looks. */
  | 'recheck-due'
  | 'rechecked'
  | 'reopened'
  /** 判定: whether it is a major one. */
  | 'answered'
  | 'judged'
  /** 挂牌 … 摘牌. */
  | ListingMove
  /** 奖励. */
  | RewardMove
  /** 并案: this one is the same thing as another one; its reporter says so (`+1`), or an officer. */
  | 'seconded'
  | 'merged'
  | 'unseconded'
  | 'unmerged'
  /** What became of another file is noted in the one that goes on, and its end in those that went on in it. */
  | 'joined'
  | 'parted'
  | 'ended'
  /** 更正. */
  | 'overruled'
  | 'moved'
  | 'withdrawn';

const ITS_PEOPLE: Right = {
  roles: ['teacher', 'school', 'township', 'village', 'department', 'officer6', 'bureau', 'leader'],
  files: 'covered',
};
const ITS_OFFICERS: Right = { roles: ['township', 'bureau'], files: 'covered' };
const ITS_HEADS: Right = { roles: ['school', 'township', 'bureau'], files: 'covered' };
/** Those of its place, and whoever it was given to, wherever they work. */
const WHO_RECTIFIES: Right = {
  roles: ['teacher', 'school', 'township', 'village', 'department', 'officer6', 'bureau'],
  files: 'covered',
  owners: true,
};
/** Who reported it or rectified it does not accept it. */
const WHO_ACCEPTS: Right = { ...ITS_HEADS, notBy: ['reported', 'offered', 'submitted'] };
const REPORTER: Right = { roles: 'anyone', files: 'own' };
const WHOEVER_SEES: Right = { roles: 'anyone', files: 'seen' };
/** Nobody: a job does it. */
const PROGRAM: Right = { roles: [], files: 'covered' };

/** Led by where the hazard stands; legal nowhere else. */
function led(to: Partial<Record<HazardState, HazardState>>, who: Right): Transition<HazardState> {
  return { from: Object.keys(to) as HazardState[], to, who };
}

/** Decisions that a second person may correct. */
export const DECISIONS = [
  'judged',
  'answered',
  'referred',
  'accepted',
  'rejected',
  'closed',
  'rechecked',
  'reopened',
] as const;

const OPEN = STATES.filter(isOpenHazard);
/** Those whom the hazard was given to have not said yet that it is gone. */
const IN_HAND = ['reported', 'assigned', 'rectifying', 'rejected', 'paused'] as const;

/** Every move of a hazard. */
export const HAZARD_MOVES: Transitions<HazardMove, HazardState> = {
  reported: { from: ['new'], to: 'reported', who: { roles: 'anyone', files: 'seen' } },
  // One of a stranger's many: it counts once somebody of that area has taken it over.
  offered: { from: ['new'], to: 'waiting', who: { roles: 'anyone', files: 'seen' } },
  taken: { from: ['waiting'], to: 'reported', who: ITS_PEOPLE },
  // More is known of it, in words: nothing of its state changes.
  supplemented: {
    from: STATES.filter((state) => state !== 'withdrawn' && state !== 'joined'),
    to: 'same',
    who: WHOEVER_SEES,
  },
  'on-behalf': { from: STATES.filter((state) => state !== 'withdrawn'), to: 'same', who: ITS_OFFICERS },
  // Later it may be given to others without a step back; what was mended before anybody was named gets its two people too.
  assigned: {
    ...led(
      {
        ...{ reported: 'assigned', assigned: 'assigned', rectifying: 'rectifying', rejected: 'rejected' },
        ...{ paused: 'paused', referred: 'referred', submitted: 'submitted', accepted: 'accepted' },
      },
      ITS_HEADS,
    ),
    trail: true,
  },
  planned: { from: [...IN_HAND, 'referred'], to: 'rectifying', who: WHO_RECTIFIES },
  paused: { from: ['reported', 'assigned', 'rectifying', 'rejected'], to: 'paused', who: WHO_RECTIFIES },
  referred: { from: IN_HAND, to: 'referred', who: ITS_OFFICERS },
  resumed: { from: ['paused', 'referred'], to: 'rectifying', who: WHO_RECTIFIES },
  submitted: { from: [...IN_HAND, 'referred'], to: 'submitted', who: WHO_RECTIFIES },
  accepted: { from: ['submitted'], to: 'accepted', who: WHO_ACCEPTS },
  rejected: { from: ['submitted', 'accepted'], to: 'rejected', who: WHO_ACCEPTS },
  closed: { from: ['accepted'], to: 'closed', who: { ...WHO_ACCEPTS, roles: ['township', 'bureau'] } },
  'recheck-due': { from: ['closed'], to: 'same', who: PROGRAM },
  rechecked: {
    from: ['closed'],
    to: 'same',
    who: { ...WHO_ACCEPTS, notBy: ['submitted', 'accepted'] },
    trail: true,
  },
  reopened: { from: ['closed'], to: 'rectifying', who: ITS_HEADS },
  answered: { from: OPEN, to: 'same', who: REPORTER, needs: ['once'], trail: true },
  judged: { from: OPEN, to: 'same', who: { ...ITS_OFFICERS, notBy: ['reported', 'offered'] }, trail: true },
  seconded: { from: ['reported'], to: 'joined', who: REPORTER },
  merged: { from: OPEN, to: 'joined', who: ITS_HEADS },
  unseconded: { from: ['joined'], to: 'back', undoes: ['seconded'], who: REPORTER },
  unmerged: { from: ['joined'], to: 'back', undoes: ['merged', 'seconded'], who: ITS_HEADS },
  joined: { from: OPEN, to: 'same', who: PROGRAM },
  parted: { from: 'any', to: 'same', who: PROGRAM },
  ended: { from: ['joined'], to: 'same', who: PROGRAM },
  overruled: {
    from: [...OPEN, 'closed'],
    to: 'back',
    undoes: DECISIONS,
    who: { roles: ['bureau', 'leader'], files: 'covered', notUndoing: DECISIONS },
    trail: true,
  },
  ...LISTING_MOVES,
  // Nobody rewards themselves.
  rewarded: {
    from: [...OPEN, 'closed'],
    to: 'same',
    who: { roles: ['bureau'], files: 'covered', notBy: ['reported', 'offered'] },
    trail: true,
  },
  'reward-paid': {
    from: [...OPEN, 'closed'],
    to: 'same',
    who: { roles: ['bureau'], files: 'covered', notBy: ['reported', 'offered'] },
    trail: true,
  },
  // Its school is part of another one now: the program's own move, nobody's.
  moved: { from: 'any', to: 'same', who: PROGRAM },
  withdrawn: {
    from: ['reported', 'waiting'],
    to: 'withdrawn',
    who: REPORTER,
    needs: ['same-day', 'untouched'],
  },
};
