import type { FillReply } from '../texts/reply-texts.ts';
import { dutyName } from './names.ts';
import type { Duty, OnDuty, OnReturn } from './types.ts';

/** Why nothing was noted of what a unit said about its duty, with the line that helps. */
export function notStored(
  text: FillReply<'duties/cancelled' | 'duties/none' | 'duties/nothing-to-withdraw' | 'refusals/full'>,
  duty: Pick<Duty, 'title' | 'period'>,
  done: OnReturn | undefined,
): string {
  if (done?.outcome !== 'declined') return text('duties/none');
  if (done.why === 'refused') return text('duties/cancelled', { duty: dutyName(duty) });
  return text(done.why === 'full' ? 'refusals/full' : 'duties/nothing-to-withdraw');
}

/** The same for who follows a duty up that has ended, or cannot be noted on; undefined where that is not why. */
export function notFollowedUp(
  text: FillReply<'unanswered/ended' | 'refusals/full'>,
  duty: Pick<Duty, 'title' | 'period'>,
  done: OnDuty | OnReturn,
): string | undefined {
  if (done.outcome !== 'declined') return undefined;
  if (done.why === 'full') return text('refusals/full');
  // A return is refused where its duty was cancelled; a duty declines what its own state does not allow.
  if (done.why === 'refused') return text('unanswered/ended', { duty: dutyName(duty), cancelled: true });
  if (!('expected' in done.file)) return undefined;
  return text('unanswered/ended', { duty: dutyName(duty), cancelled: done.file.state === 'cancelled' });
}
