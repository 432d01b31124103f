import type { SendOutcome } from '../../channel.ts';
import type { LateOutcome } from '../../platform.ts';
import { outcomeOfErrcode } from '../errcodes.ts';
import type { Ack } from './requests.ts';

const RECONNECT_MS = 2_000;

/** What became of a message, by the answer to its command. */
export function sendOutcomeOf(ack: Ack): SendOutcome {
  switch (ack.kind) {
    case 'unsent':
      return { outcome: 'retry', afterMs: RECONNECT_MS, code: 'not-connected' };
    case 'unanswered':
      return { outcome: 'unknown', code: 'no-answer' };
    case 'acked':
      return outcomeOfErrcode(ack.errcode);
  }
}

/** The same for an answer: one that will never be accepted this way is `gone`. */
export function lateOutcomeOf(outcome: SendOutcome): LateOutcome {
  return outcome.outcome === 'rejected' ? 'gone' : outcome.outcome;
}
