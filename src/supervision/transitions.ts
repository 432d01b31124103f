import type { Right } from '../casefiles/rights.ts';
import type { Transitions } from '../casefiles/transitions.ts';

/** How the states of a 督办 are printed. */
export const SUPERVISION_STATES = {
  issued: { word: '等回执', open: true },
  answered: { word: '已回执，等办结', open: true },
  ended: { word: '已办结', open: false },
} as const;
/** States of a 督办. */
export type SupervisionState = keyof typeof SUPERVISION_STATES;

/**
 * What can happen to a 督办: it is issued, its answer (回执) is written down and signed, sent back, and it ends. Only what
 * the head of the unit has signed is an answer.
 */
export type SupervisionMove =
  | 'issued'
  | 'answer-drafted'
  | 'answer-signed'
  | 'answer-rejected'
  | 'supervision-ended';

const ISSUERS: Right = { roles: ['bureau', 'township'], files: 'covered' };
const UNIT: Right = { roles: ['teacher', 'school', 'township'], files: 'covered', notBy: ['issued'] };
const HEADS: Right = { roles: ['school', 'township'], files: 'covered', notBy: ['issued'] };
/** Who answered does not say that it is enough. */
const JUDGES: Right = { ...ISSUERS, notUndoing: ['answer-signed'] };

/** Every move of a 督办. */
export const SUPERVISION_MOVES: Transitions<SupervisionMove, SupervisionState> = {
  issued: { from: ['new'], to: 'issued', who: { roles: ['bureau', 'township'], files: 'seen' } },
  'answer-drafted': { from: ['issued'], to: 'same', who: UNIT },
  'answer-signed': { from: ['issued'], to: 'answered', who: HEADS },
  'answer-rejected': { from: ['answered'], to: 'issued', who: JUDGES },
  'supervision-ended': { from: ['answered'], to: 'ended', who: JUDGES },
};
