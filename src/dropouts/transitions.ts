import type { Right } from '../casefiles/rights.ts';
import type { Transition, Transitions } from '../casefiles/transitions.ts';
import { FINISHED } from './keeping.ts';
import { type DropoutState, isOutOfSchool, STATES } from './states.ts';

export { DROPOUT_STATES, type DropoutState, isOutOfSchool } from './states.ts';

/** Decisions that a second person may correct. */
export const DECISIONS = [
  'verified',
  'dismissed',
  'recognised',
  'excluded',
  'escalated',
  'returned',
  'closed',
  'relapsed',
  'absent',
  'transferring',
  'transferred',
] as const;

/** What can happen to a case. */
export type DropoutMove =
  /** It begins: a report, somebody's lead (not registered, data match, a visitor's tip), signs before absence (关注). */
  | 'reported'
  | 'tipped'
  | 'noted'
  /** It is added to or put right (改); nobody knows where the child is (失联). */
  | 'supplemented'
  | 'amended'
  | 'on-behalf'
  | 'lost'
  /** 认定: the steps before the decision. By the program: a lead without a whereabouts, an exclusion that ended. */
  | 'matured'
  | 'proposed'
  | 'checked'
  | 'expired'
  /** 劝返, 复学, 巩固回访; `vouched`: school or township says that the file may be closed. */
  | 'visited'
  | 'checked-in'
  | 'vouched'
  /** 并案; what became of another file is noted in the one that goes on. */
  | 'merged'
  | 'unmerged'
  | 'joined'
  | 'parted'
  /** Somebody asks to see a file that is another's, and is let in or not. */
  | 'requested'
  | 'granted'
  | 'not-granted'
  /** Its school went on in another one: by the program. */
  | 'moved'
  /** 更正 and 撤回. */
  | 'overruled'
  /** Its time is over, or a guardian asked for it and a second person agreed: nobody knows any more who the child is. */
  | 'erasure-asked'
  | 'erased'
  | 'withdrawn'
  | (typeof DECISIONS)[number];

type States = readonly DropoutState[];
const OVER: States = ['merged', 'dismissed', 'withdrawn'];
/** What was taken back or goes on in another file takes nothing more. */
const GOES_ON = STATES.filter((state) => !OVER.includes(state));
const OUT_OF_SCHOOL = STATES.filter(isOutOfSchool);
/** In sight, but not out of school. */
const NOT_YET: States = ['watched-signs', 'lead'];
const BACK: States = ['returned', 'watched', 'closed'];

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
const SCHOOL_AND_TOWNSHIP: Right = { roles: ['teacher', 'school', 'township'], files: 'covered' };
const ITS_SCHOOL_AND_OFFICERS: Right = {
  roles: ['teacher', 'school', 'township', 'bureau'],
  files: 'covered',
};
const ITS_PEOPLE: Right = { roles: ['teacher', 'school', 'village', 'township', 'bureau'], files: 'covered' };
const BUREAU: Right = { roles: ['bureau'], files: 'covered' };
/** Nobody: a job does it. */
const PROGRAM: Right = { roles: [], files: 'seen' };
/** Who asked for a decision does not take it. */
const DECIDER: Right = { ...BUREAU, notBy: ['reported', 'tipped', 'proposed', 'checked'] };

/** Led by where the file stands; legal nowhere else. */
function led(to: Partial<Record<DropoutState, DropoutState>>, who: Right): Transition<DropoutState> {
  return { from: Object.keys(to) as DropoutState[], to, who };
}

/** A decision, also where it leaves the case in the state it was in. */
const decided = (move: Transition<DropoutState>): Transition<DropoutState> => ({ ...move, trail: true });

/** To one state from each of these. */
function each<S extends DropoutState>(
  from: readonly S[],
  to: DropoutState,
): Partial<Record<S, DropoutState>> {
  return Object.fromEntries(from.map((state) => [state, to])) as Partial<Record<S, DropoutState>>;
}

/** A child of whom nobody has decided that they are out of school stays so, and who is leaving keeps leaving. */
const STAYS = { suspected: 'suspected', leaving: 'leaving', transferring: 'transferring' } as const;
const SIGHTED = { 'watched-signs': 'watched-signs', lead: 'lead' } as const;
const DECIDED: States = ['recognised', 'relapsed', 'persuading', 'escalated'];

/** Every move of a case. */
export const DROPOUT_MOVES: Transitions<DropoutMove, DropoutState> = {
  reported: { from: ['new'], to: 'suspected', who: { roles: WHO_REPORTS, files: 'seen' } },
  tipped: { from: ['new'], to: 'lead', who: WHOEVER_SEES },
  noted: { from: ['new'], to: 'watched-signs', who: { roles: WHO_REPORTS, files: 'seen' } },
  supplemented: { from: GOES_ON, to: 'same', who: WHOEVER_SEES },
  amended: { from: GOES_ON, to: 'same', who: ITS_PEOPLE, trail: true },
  'on-behalf': { from: GOES_ON, to: 'same', who: ITS_OFFICERS },
  lost: { from: [...OUT_OF_SCHOOL, ...NOT_YET, ...BACK], to: 'same', who: ITS_PEOPLE },
  matured: { from: ['lead'], to: 'suspected', who: PROGRAM },
  verified: { from: [...NOT_YET, 'excluded', 'transferred'], to: 'suspected', who: ITS_PEOPLE },
  dismissed: { from: NOT_YET, to: 'dismissed', who: ITS_OFFICERS },
  proposed: decided(led({ lead: 'suspected', suspected: 'suspected', leaving: 'leaving' }, ITS_PEOPLE)),
  checked: decided(
    led(
      { suspected: 'suspected', leaving: 'leaving' },
      { ...ITS_OFFICERS, notBy: ['reported', 'tipped', 'proposed'] },
    ),
  ),
  recognised: led({ suspected: 'recognised', leaving: 'transferring' }, DECIDER),
  excluded: { from: [...OUT_OF_SCHOOL, 'lead', 'excluded'], to: 'excluded', who: DECIDER, trail: true },
  expired: { from: ['excluded'], to: 'lead', who: PROGRAM },
  visited: led({ ...SIGHTED, ...STAYS, ...each(DECIDED, 'persuading') }, ITS_PEOPLE),
  escalated: decided(led({ ...STAYS, ...each(DECIDED, 'escalated') }, ITS_OFFICERS)),
  returned: { from: [...OUT_OF_SCHOOL, 'lead', 'excluded'], to: 'returned', who: ITS_PEOPLE },
  'checked-in': led({ returned: 'watched', watched: 'watched', closed: 'closed' }, ITS_PEOPLE),
  vouched: { from: ['returned', 'watched', 'excluded'], to: 'same', who: SCHOOL_AND_TOWNSHIP, trail: true },
  closed: {
    from: ['returned', 'watched', 'excluded'],
    to: 'closed',
    who: { ...BUREAU, notBy: ['vouched'] },
  },
  relapsed: { from: BACK, to: 'relapsed', who: ITS_PEOPLE },
  // Gone again, but nobody had ever recognised a dropout: a new suspicion, and no 二次辍学.
  absent: { from: BACK, to: 'suspected', who: ITS_PEOPLE },
  transferring: led({ suspected: 'leaving', ...each(DECIDED, 'transferring') }, ITS_SCHOOL_AND_OFFICERS),
  transferred: {
    from: OUT_OF_SCHOOL,
    to: 'transferred',
    who: { ...BUREAU, notBy: ['transferring'] },
  },
  merged: { from: GOES_ON, to: 'merged', who: ITS_OFFICERS },
  unmerged: { from: ['merged'], to: 'back', undoes: ['merged'], who: ITS_OFFICERS },
  // Whoever asks does not see the file: what they are told is the command's matter.
  requested: { from: GOES_ON, to: 'same', who: WHOEVER_SEES },
  granted: { from: GOES_ON, to: 'same', who: { ...ITS_OFFICERS, notUndoing: ['requested'] }, trail: true },
  'not-granted': { from: GOES_ON, to: 'same', who: ITS_OFFICERS, trail: true },
  joined: { from: GOES_ON, to: 'same', who: PROGRAM },
  parted: { from: 'any', to: 'same', who: PROGRAM },
  overruled: {
    from: STATES.filter((state) => state !== 'withdrawn' && state !== 'merged'),
    to: 'back',
    undoes: DECISIONS,
    who: { roles: ['bureau', 'leader'], files: 'covered', notUndoing: DECISIONS },
    trail: true,
  },
  'erasure-asked': { from: FINISHED, to: 'same', who: BUREAU, trail: true },
  erased: {
    from: FINISHED,
    to: 'same',
    who: { roles: ['bureau', 'leader'], files: 'covered', notBy: ['erasure-asked'] },
    trail: 'erased',
  },
  moved: { from: 'any', to: 'same', who: PROGRAM },
  withdrawn: {
    from: ['watched-signs', 'lead', 'suspected', 'relapsed'],
    to: 'withdrawn',
    who: REPORTER,
    needs: ['same-day', 'untouched'],
  },
};
