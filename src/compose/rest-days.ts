import type { Calendar } from '../calendar/types.ts';
import type { OutboxParts } from '../delivery/outbox.ts';
import { createQuietHours } from '../delivery/quiet-hours.ts';

/**
 * Quiet hours by the county's calendar of the day: a county file that is loaded while the program runs holds from
 * the next round on, for what rests already too.
 */
export async function restDays(
  calendar: { current(): Promise<Calendar> },
  timeZone: string,
): Promise<Required<Pick<OutboxParts, 'mayGoOut' | 'restChanged'>>> {
  let known = await calendar.current();
  let mayGoOut = createQuietHours({ calendar: known, timeZone });
  // What was put off before this start may rest by another calendar.
  let looked = false;
  return {
    mayGoOut: (at, priority) => mayGoOut(at, priority),
    restChanged: async () => {
      const now = await calendar.current();
      const changed = !looked || now !== known;
      looked = true;
      if (now !== known) mayGoOut = createQuietHours({ calendar: now, timeZone });
      known = now;
      return changed;
    },
  };
}
