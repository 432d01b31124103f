import type { Notice } from '../delivery/types.ts';
import { defined } from '../kit/defined.ts';
import type { GroupHint } from '../reminders/group-hints.ts';
import type { RoundDone } from '../reminders/round.ts';
import type { Counts, SlotJob } from './job.ts';

/** The two rounds of a workday; on days off a round finds that it is one and says nothing. */
export function reminderRound(run: (slot: Date, now: Date) => Promise<RoundDone>): SlotJob {
  return {
    name: 'reminder-round',
    label: '提醒',
    schedule: '0 10,16 * * *',
    graceMinutes: 180,
    lateAfterMinutes: 25 * 60,
    run: async ({ slot, now }) => {
      const { counts, hints } = await run(slot, now);
      return { counts: { ...counts, hints: hints.length }, notices: hints.map(hintNotice) };
    },
  };
}

/** Half past eight on workdays and off: who asked for 明早 is reminded. */
export function remindLaterJob(run: (now: Date) => Promise<number>): SlotJob {
  return {
    name: 'reminder-later',
    label: '明早再提醒',
    schedule: '30 8 * * *',
    graceMinutes: 240,
    lateAfterMinutes: 25 * 60,
    run: async ({ now }) => ({ counts: { told: await run(now) } }),
  };
}

/** Every half hour of the day: what the weather provider warns of. */
export function watchWeatherJob(run: (now: Date) => Promise<Counts>): SlotJob {
  return {
    name: 'weather',
    label: '气象预警',
    schedule: '*/30 6-21 * * *',
    graceMinutes: 60,
    lateAfterMinutes: 12 * 60,
    run: async ({ now }) => ({ counts: await run(now) }),
  };
}

/** A hint as the outbox takes it. */
export function hintNotice({ id, title, text, groups, urgent, notBefore, expires }: GroupHint): Notice {
  return {
    id,
    kind: urgent === undefined ? 'reminder.group' : 'reminder.urgent',
    priority: urgent ?? 'normal',
    title,
    text,
    targets: groups.map(({ platform, chatId }) => ({ platform, kind: 'group', id: chatId })),
    ...defined({ notBefore }),
    expires,
  };
}
