import type { SendOutcome } from './channel.ts';

/** What stands in the way of the words as well: nothing to blame picture or file for. */
const NOT_ITS_OWN: ReadonlySet<string> = new Set(['no-token', 'not-connected']);
const AGAIN_MS = 5_000;

/**
 * The outcome of a message whose picture or file could not be sent up, before anything was said: the outbox may let
 * the words go alone. An upload of which nothing is known may be made again: it says nothing to anybody.
 */
export function uploadFailed(outcome: SendOutcome): SendOutcome {
  switch (outcome.outcome) {
    case 'retry':
      return NOT_ITS_OWN.has(outcome.code) ? outcome : { ...outcome, attachment: true };
    case 'unknown':
      return { outcome: 'retry', afterMs: AGAIN_MS, code: outcome.code, attachment: true };
    case 'gone':
    case 'rejected':
      return { outcome: 'rejected', code: outcome.code, attachment: true };
    case 'sent':
      return { outcome: 'rejected', code: 'no-media-id', attachment: true };
  }
}

/** A picture or file that this way never takes. */
export const unfitAttachment = (code: string): SendOutcome => ({
  outcome: 'rejected',
  code,
  attachment: true,
});

/**
 * The outcome of a message whose words arrived and whose picture or file, sent after them, ended so. Repeating it
 * would say the words twice, so what did not surely arrive counts as left out.
 */
export function afterWords(later: SendOutcome): SendOutcome {
  return later.outcome === 'sent' ? later : { outcome: 'sent', leftOut: later.code };
}
