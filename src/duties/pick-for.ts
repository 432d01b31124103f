import type { Gazetteer } from '../places/gazetteer.ts';
import { answerableDuties } from './answerable.ts';
import { cancelledNamed, type Speaker } from './ended.ts';
import { anyTime } from './phrases.ts';
import { type Picked, pickDuty } from './pick.ts';
import { tidy } from './said.ts';
import type { Duty, DutyStore } from './types.ts';

/** What words are said to, or why to nothing. */
export type PickedFor =
  | Picked
  | { readonly kind: 'cancelled'; readonly duty: Duty }
  /** 撤回 without an answer. */
  | { readonly kind: 'nothing-to-withdraw' };

/** Which duty and unit this person's words are said to; no words at all ask which are open. */
export async function pickFor(
  store: DutyStore,
  speaker: Speaker & { readonly gazetteer: Gazetteer },
  said: string,
): Promise<PickedFor> {
  const { actor, gazetteer, now } = speaker;
  const cancelled = await cancelledNamed(store, speaker, said);
  if (cancelled !== undefined) return { kind: 'cancelled', duty: cancelled };
  const all = await answerableDuties(store, actor, gazetteer, { now });
  if (said === '') {
    const duties = all.filter(({ duty }) => duty.state === 'open').map(({ duty }) => duty);
    return duties.length === 0 ? { kind: 'none' } : { kind: 'which-duty', duties, fits: false };
  }
  const picked = pickDuty(all, said, (text) => gazetteer.scan(text));
  const vain = picked.kind === 'none' || (picked.kind === 'which-duty' && !picked.fits);
  return vain && anyTime(tidy(said))?.kind === 'withdraw' ? { kind: 'nothing-to-withdraw' } : picked;
}
