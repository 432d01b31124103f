import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { standingListing } from './listing.ts';
import type { HazardStore } from './types.ts';

/** Who is to be asked how a listed hazard goes on: fits `UnitItem` of the reminders, which this folder may not see. */
export interface ProgressItem {
  /** Asked once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: 'school' | 'township';
  readonly posts: readonly string[];
  /** 挂牌督办责任人, before all others of the unit. */
  readonly person?: string;
  readonly text: string;
  readonly asks: true;
  /** After that day the next week is asked for. */
  readonly latest: LocalDate;
}

const POSTS = {
  school: ['安全副校长', '安全主任', '校长', '总务主任'],
  township: ['教育专干', '分管副镇长'],
} as const;
const ASKED_FOR_DAYS = 6;

/** What the rounds ask each week about every listed hazard, until its progress of that week is told. */
export function createProgressItems({
  hazards,
  text,
}: {
  readonly hazards: Pick<HazardStore, 'progressDue'>;
  readonly text: FillReply<'hazards/progress-item'>;
}): (today: LocalDate) => Promise<readonly ProgressItem[]> {
  return async (today) =>
    (await hazards.progressDue(today)).map((file) => {
      const { no, schoolId, areaId, heads } = file;
      const audience = schoolId === undefined ? 'township' : 'school';
      const due = heads.progressOn ?? today;
      const person = standingListing(file)?.person?.id;
      return {
        key: `listing:${no}:${due}:${weekOf(due, today)}`,
        unitId: schoolId ?? areaId,
        audience,
        posts: POSTS[audience],
        ...(person === undefined ? {} : { person }),
        text: text('hazards/progress-item', { no, missing: weekOf(due, today) }),
        asks: true,
        latest: addDays(today, ASKED_FOR_DAYS),
      };
    });
}

/** How many weeks are missing by now, besides the one that has just ended. */
function weekOf(due: LocalDate, today: LocalDate): number {
  let weeks = 0;
  for (let next = addDays(due, 7); next <= today; next = addDays(next, 7)) weeks += 1;
  return weeks;
}
