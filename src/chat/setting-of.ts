import type { OwnFile } from '../casefiles/pointed-at.ts';
import { openDuties } from '../duties/answerable.ts';
import { openDialogue } from './open-dialogue.ts';
import { ownReports } from './own-reports.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import type { Turn } from './turn.ts';
import type { Circumstance, Setting } from './understand/setting.ts';

/** What a message was said in, as far as the message itself tells. Costs nothing. */
export function settingOfMessage({ message, group }: Pick<Turn, 'message' | 'group'>): Setting {
  const inGroup = message.chat.kind === 'group';
  const quoted = message.quote;
  return new Set<Circumstance>([
    ...(inGroup ? [group?.outsiders === true ? ('parents' as const) : ('group' as const)] : []),
    ...(quoted === undefined
      ? []
      : [caseNumbersIn(quoted.text).length > 0 ? ('quotes-receipt' as const) : ('quotes-own' as const)]),
    ...(message.attachments.length > 0 ? (['photo'] as const) : []),
  ]);
}

/** What is known about a message when it is read by what it may want. */
export interface Surroundings {
  readonly setting: Setting;
  /** What the speaker reported today, newest first. */
  readonly own: readonly OwnFile[];
  /** A line is half filled, and waits for 继续. */
  readonly draft: boolean;
}

/** The same with what stands open between the speaker and the program, and what they reported last. */
export async function settingOf(turn: Turn): Promise<Surroundings> {
  const [open, own, duties] = await Promise.all([
    openDialogue(turn),
    ownReports(turn),
    turn.actor.bound ? openDuties(turn.deps.services.duties, turn.actor, turn.gazetteer) : [],
  ]);
  const kind = open?.paused === false ? open.dialogue.kind : undefined;
  const setting = new Set<Circumstance>([
    ...settingOfMessage(turn),
    ...(kind === 'offer' ? (['offer'] as const) : []),
    ...(kind === 'ask' || kind === 'choose' ? (['question'] as const) : []),
    ...(kind === 'confirm' || kind === 'confirm-several' ? (['confirm'] as const) : []),
    ...(own.length === 0 ? [] : (['receipt'] as const)),
    ...(duties.length === 0 ? [] : (['duty'] as const)),
  ]);
  return { setting, own, draft: open !== undefined && !['choose', 'offer'].includes(open.dialogue.kind) };
}
