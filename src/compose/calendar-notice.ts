import type { Calendar } from '../calendar/types.ts';
import type { Config } from '../config.ts';
import type { Notice } from '../delivery/types.ts';
import { spokenDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';

/** What the administrators are told about the days of a year; undefined when nothing is missing or nobody is there. */
export function calendarNotice(
  { admins }: Pick<Config, 'admins'>,
  text: FillReply<'admin/calendar'>,
  { calendar, year, id }: { readonly calendar: Calendar; readonly year: number; readonly id: string },
): Notice | undefined {
  const { arrangement, terms, termsInSpringFestival, seasons } = calendar.missing(year);
  if (admins.length === 0 || (!arrangement && terms.length === 0 && seasons.length === 0)) return undefined;
  const spoken = terms.map((term) => ({
    name: term.name,
    from: spokenDate(term.from),
    to: spokenDate(term.to),
    inFestival: termsInSpringFestival.includes(term),
  }));
  return {
    id,
    kind: 'operations.calendar',
    priority: 'normal',
    title: '校园哨兵：您有1条运行提醒',
    text: text('admin/calendar', { year, arrangement, terms: spoken, seasons }),
    targets: admins.map(({ platform, userId }) => ({ platform, kind: 'person', id: userId })),
    mergeable: true,
  };
}
