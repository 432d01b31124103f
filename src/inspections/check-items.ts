import { addDays, type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { People, Person } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Checks } from './check-types.ts';

/** A check that is due, for whoever was sent: fits `UnitItem` of the reminders, which this folder may not see. */
export interface CheckItem {
  /** Asked once per key. */
  readonly key: string;
  readonly unitId: string;
  readonly audience: 'school' | 'township' | 'bureau';
  readonly posts: readonly string[];
  readonly person: string;
  readonly text: string;
  readonly asks: true;
  /** After that day it is of no use. */
  readonly latest: LocalDate;
}

const ASKED_FOR_DAYS = 14;

/** What the rounds ask those who are sent to a school: the day before it is due, and once more when it is over. */
export function createCheckItems({
  checks,
  people,
  text,
  bureau,
}: {
  readonly checks: Pick<Checks, 'dueBy'>;
  readonly people: Pick<People, 'everyone'>;
  readonly text: FillReply<'inspections/check-item'>;
  /** The bureau's own unit, as the reminders call it. */
  readonly bureau: string;
}): (today: LocalDate) => Promise<readonly CheckItem[]> {
  return async (today) => {
    const due = await checks.dueBy(addDays(today, 1));
    if (due.length === 0) return [];
    const everyone = await people.everyone();
    return due.flatMap((check) => {
      const over = check.due < today;
      const words = text('inspections/check-item', {
        ...{ no: check.no, kind: check.kind, due: spokenDate(check.due), over },
      });
      const sent = everyone.filter(({ id }) => check.checkers.some((one) => one.id === id));
      return sent.map((person) => ({
        ...unitOf(person, bureau),
        key: `check:${check.no}:${person.id}:${over ? 'over' : 'due'}`,
        posts: [],
        person: person.id,
        text: words,
        asks: true as const,
        latest: addDays(check.due, ASKED_FOR_DAYS),
      }));
    });
  };
}

function unitOf(
  { role, schoolId, townshipId }: Person,
  bureau: string,
): Pick<CheckItem, 'unitId' | 'audience'> {
  if (schoolId !== undefined) return { unitId: schoolId, audience: 'school' };
  return role === 'bureau' || townshipId === undefined
    ? { unitId: bureau, audience: 'bureau' }
    : { unitId: townshipId, audience: 'township' };
}
