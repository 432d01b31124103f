import { nextState } from '../casefiles/transitions.ts';
import { defined } from '../kit/defined.ts';
import { RETURN_MOVES, type ReturnState } from './transitions.ts';
import type { Answer, DutyReturn, ReturnEntry } from './types.ts';

/** The part of a return that its entries decide. */
export type ReturnFacts = Omit<DutyReturn, 'dutyId' | 'unitId' | 'entries' | 'answeredOn' | 'answeredTime'>;

interface State {
  readonly answer?: Answer | undefined;
  readonly firstAt?: Date | undefined;
  readonly confirmed: boolean;
  readonly until?: Date | undefined;
  readonly phonedAt?: Date | undefined;
}

/**
 * What the entries of a unit's return amount to. Whether it was on time is decided by the first answer that the
 * unit did not take back: a correction after the deadline does not make it late, and neither does one that the
 * bureau sent back.
 */
export function returnFacts(entries: readonly ReturnEntry[], due: Date): ReturnFacts {
  const { answer, firstAt, confirmed, until, phonedAt } = entries.reduce(after, { confirmed: false });
  return {
    state: stateOf(entries),
    confirmed,
    ...(answer === undefined || firstAt === undefined
      ? {}
      : { answer, answeredAt: firstAt, onTime: firstAt.getTime() <= due.getTime() }),
    ...defined({ askedLaterUntil: until, phonedAt }),
  };
}

/** By the table and not by what entries say they led to: the oldest ones do not say it. */
function stateOf(entries: readonly Pick<ReturnEntry, 'kind'>[]): ReturnState {
  const led = entries.reduce<ReturnState | undefined>(
    (state, { kind }) => nextState(RETURN_MOVES[kind], state) ?? state,
    undefined,
  );
  return led ?? 'open';
}

function after(state: State, { kind, at, answer, until }: ReturnEntry): State {
  switch (kind) {
    case 'answered':
    case 'corrected':
      // What was confirmed is no longer what stands there.
      return { ...state, answer, firstAt: state.firstAt ?? at, confirmed: false, until: undefined };
    case 'withdrawn':
      return { ...state, answer: undefined, firstAt: undefined, confirmed: false };
    case 'sent-back':
      return { ...state, answer: undefined, confirmed: false };
    case 'confirmed':
      return { ...state, confirmed: state.answer !== undefined };
    case 'postponed':
      return { ...state, until };
    case 'phoned':
      return { ...state, phonedAt: at };
    case 'difficulty':
      return state;
  }
}

/** The words of the newest difficulty that no answer followed. */
export function openDifficulty({
  state,
  entries,
}: Pick<DutyReturn, 'state' | 'entries'>): string | undefined {
  if (state === 'answered') return undefined;
  return entries.findLast(({ kind }) => kind === 'difficulty')?.words;
}
