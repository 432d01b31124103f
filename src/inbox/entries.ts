import type { EntryDocument } from './entry-document.ts';
import { type Claimed, type RunEnd, runClaimed } from './run.ts';
import type { InboxShared } from './shared.ts';
import { type Speaker, sameSpeaker } from './speaker.ts';
import type { Work } from './types.ts';

/** The reply of an answered entry; `''` after the purge. */
export function replyIn({ seals }: Pick<InboxShared, 'seals'>, { _id, reply }: EntryDocument): string {
  return reply === undefined ? '' : seals.openText(_id, 'reply', reply);
}

/** Whether this person said the message of an entry, in this chat. Of a purged one nothing is left to tell. */
export function saidBy(
  { seals }: Pick<InboxShared, 'seals'>,
  { _id, message }: EntryDocument,
  speaker: Speaker,
): boolean {
  return message === undefined || sameSpeaker(seals.openMessage(_id, message), speaker);
}

/** A stored entry as something to run; its message is opened when the run asks for it. */
export function claimedEntry({ seals }: Pick<InboxShared, 'seals'>, entry: EntryDocument): Claimed {
  const { _id, claim, attempts, frozen, message } = entry;
  return {
    _id,
    claim,
    attempts,
    frozen,
    message: () => {
      if (message === undefined) throw new Error('The entry has no message any more.');
      return seals.openMessage(_id, message);
    },
  };
}

/** Runs a claimed entry; where late answers are pushed, one that came late is on its way when this resolves. */
export async function runAndSend(parts: InboxShared, entry: Claimed, work: Work): Promise<RunEnd> {
  const end = await runClaimed(parts.runs, entry, work);
  if (end.kind === 'late' && parts.pushes(entry._id)) {
    // Should it fail, the sweep finds the answer still due.
    parts.flights.track(parts.late.send(entry._id));
  }
  return end;
}
