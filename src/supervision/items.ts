import { addDays, type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { BUREAU_POSTS, SCHOOL_POSTS, TOWNSHIP_POSTS } from './posts.ts';
import type { Supervision, Supervisions } from './types.ts';

/** Who is asked about a 督办: fits `UnitItem` of the reminders, which this folder may not see. */
export interface SupervisionItem {
  /** Asked once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: 'school' | 'township' | 'bureau';
  readonly posts: readonly string[];
  readonly person?: string;
  readonly text: string;
  readonly asks: true;
  /** After that day it is of no use. */
  readonly latest: LocalDate;
}

const ASKED_FOR_DAYS = 30;

/** What the rounds say of 督办: the unit is asked the day before its answer is due; once it is over, whoever issued it hears. */
export function createSupervisionItems({
  supervisions,
  text,
  bureau,
}: {
  readonly supervisions: Pick<Supervisions, 'dueBy'>;
  readonly text: FillReply<'supervision/item'>;
  /** The bureau's own unit, as the reminders call it. */
  readonly bureau: string;
}): (today: LocalDate) => Promise<readonly SupervisionItem[]> {
  return async (today) =>
    (await supervisions.dueBy(addDays(today, 1))).map((file) => {
      const { no, about, due } = file;
      const over = due < today;
      const words = text('supervision/item', { no, about, due: spokenDate(due), over });
      const shared = { text: words, asks: true, latest: addDays(due, ASKED_FOR_DAYS) } as const;
      return over
        ? { ...issuerOf(file, bureau), key: `supervision:${no}:over`, ...shared }
        : { ...unitOf(file), key: `supervision:${no}:due`, ...shared };
    });
}

function unitOf({ schoolId, areaId }: Supervision): Pick<SupervisionItem, 'unitId' | 'audience' | 'posts'> {
  return schoolId === undefined
    ? { unitId: areaId, audience: 'township', posts: TOWNSHIP_POSTS }
    : { unitId: schoolId, audience: 'school', posts: SCHOOL_POSTS };
}

function issuerOf(
  { by, areaId }: Supervision,
  bureau: string,
): Pick<SupervisionItem, 'unitId' | 'audience' | 'posts' | 'person'> {
  const person = by.person === undefined ? {} : { person: by.person };
  return by.role === 'township'
    ? { unitId: areaId, audience: 'township', posts: TOWNSHIP_POSTS, ...person }
    : { unitId: bureau, audience: 'bureau', posts: BUREAU_POSTS, ...person };
}
