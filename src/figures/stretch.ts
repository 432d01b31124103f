import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Between } from './balance.ts';

/** From the first instant of one day to the last of another one, or up to now. */
export function betweenDays(
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Between {
  const end = instantOf(addDays(to, 1), '00:00', timeZone);
  return { from: instantOf(from, '00:00', timeZone), to: end < now ? end : now };
}
