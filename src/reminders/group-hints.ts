import { forGroups, type GroupDuty } from '../duties/for-groups.ts';
import { unitsOf } from '../duties/units.ts';
import { dueWords } from '../duties/words.ts';
import { defined } from '../kit/defined.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, daysBetween, type LocalDate } from '../kit/local-date.ts';
import type { KnownGroup } from '../people/types.ts';
import type { CountyNow } from './county-now.ts';
import type { DutyNow, RoundFacts } from './duty-items.ts';
import { plainEventWords } from './event-words.ts';
import { dueDayOf } from './plan.ts';
import type { Reminder, ReminderOccasion, ReminderPart } from './types.ts';
import { valuesOf } from './values.ts';
import { fillVariables } from './variables.ts';

/** Something for groups to hear: official words, no unit, no person. */
export interface GroupHint {
  /** Posted twice, it changes nothing. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Those that hear it. */
  readonly groups: readonly Pick<KnownGroup, 'platform' | 'chatId'>[];
  readonly urgent?: 'high' | 'emergency';
  readonly notBefore?: Date;
  readonly expires: Date;
}

/** What groups are chosen by. */
type GroupFacts = Pick<CountyNow, 'groups' | 'gazetteer' | 'districts' | 'timeZone'>;

/** A hint that was not given by then is not given any more. */
const HINT_DAYS = 3;

/** One general hint per occasion, from the day of its notice on; urgent ones were given when it happened. */
export function occasionHints(
  occasions: readonly ReminderOccasion[],
  facts: GroupFacts,
  known: RoundFacts,
): readonly GroupHint[] {
  return occasions.flatMap((occasion) =>
    occasion.steps.flatMap(({ part, step, day }) => {
      const last = lastDay(occasion, part, day, known);
      if (
        occasion.reminder.urgent ||
        part.audience !== 'group' ||
        step !== 'notice' ||
        day > known.today ||
        last < known.today
      )
        return [];
      const hint = occasionHint(occasion, part, facts, known, last);
      return hint.groups.length === 0 ? [] : [hint];
    }),
  );
}

function lastDay(
  occasion: ReminderOccasion,
  part: ReminderPart,
  day: LocalDate,
  known: RoundFacts,
): LocalDate {
  const due = dueDayOf(occasion, part, known.calendar);
  const ends = [due > day ? due : day, addDays(day, HINT_DAYS)];
  return ends.sort()[0] ?? day;
}

/** The hint of an occasion's group part. */
export function occasionHint(
  occasion: ReminderOccasion,
  part: ReminderPart,
  { groups, gazetteer, districts, timeZone }: GroupFacts,
  { calendar, now }: Pick<RoundFacts, 'calendar' | 'now'>,
  last: LocalDate,
): GroupHint {
  const { reminder } = occasion;
  const at = instantOf(last, occasion.time, timeZone);
  return {
    id: `reminder:group:${occasion.id}`,
    title: reminder.title,
    text: fillVariables(part.text, valuesOf(spokenPlainly(occasion), part, calendar)),
    groups: groups.filter((group) => hears(group, reminder, part, gazetteer, districts)),
    ...(isSaidOnTheDay(part) && at > now ? { notBefore: at } : {}),
    expires: instantOf(addDays(last, 1), '00:00', timeZone),
  };
}

/** Whether it is said on T itself, at its hour; T that is a day off is the workday before. */
const isSaidOnTheDay = ({ lead }: ReminderPart): boolean =>
  lead.some(({ step, offset }) => step === 'notice' && offset === 0);

/** What happened in our own words: an officer's are for the units. */
function spokenPlainly({ happened, ...occasion }: ReminderOccasion): ReminderOccasion {
  const { event } = occasion.reminder;
  const words = event === undefined || happened === undefined ? undefined : plainEventWords(event, happened);
  return { ...occasion, ...defined({ happened: words }) };
}

/**
 * Work groups of the bureau, of townships and of schools the part is for. Where parents or other offices read along
 * only what is written for parents is said, or what is urgent.
 */
function hears(
  { info }: KnownGroup,
  reminder: Reminder,
  { whom, parents }: ReminderPart,
  gazetteer: GroupFacts['gazetteer'],
  districts: CountyNow['districts'],
): boolean {
  const { audience, townshipId, schoolId } = info;
  if (audience === undefined || audience === 'leaders') return false;
  if (whom.roles.length > 0 && !whom.roles.includes(audience)) return false;
  if (info.outsiders && parents !== true && !reminder.urgent) return false;
  if (audience === 'school')
    return schoolId !== undefined && unitsOf('school', whom, gazetteer, districts).includes(schoolId);
  if (audience === 'township' && townshipId !== undefined)
    return unitsOf('township', whom, gazetteer, districts).includes(townshipId);
  return true;
}

/** Before a deadline the bureau's own groups hear once how many are left: a number, no names. */
export function leftHints(
  duties: readonly DutyNow[],
  facts: GroupFacts,
  known: RoundFacts,
): readonly GroupHint[] {
  const groups = facts.groups.filter(({ info }) => info.audience === 'bureau' && !info.outsiders);
  if (groups.length === 0) return [];
  return duties.flatMap(({ duty: written, returns, days }) => {
    const duty: GroupDuty = forGroups(written);
    const on = days.remind;
    const open = duty.state === 'open' && known.now < duty.due;
    if (!open || on === undefined || on > known.today || daysBetween(on, known.today) > HINT_DAYS) return [];
    if (duty.audience !== 'school' && duty.audience !== 'township') return [];
    const left = duty.expected.filter((unitId) => returns.get(unitId)?.state !== 'answered').length;
    if (left === 0) return [];
    const due = dueWords(duty);
    return [
      {
        id: `reminder:left:${duty.id}`,
        title: duty.title,
        text: known.text('reminders/left', {
          name: duty.title,
          due,
          left,
          school: duty.audience === 'school',
        }),
        groups,
        expires: duty.due,
      },
    ];
  });
}
