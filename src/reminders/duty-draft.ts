import type { Calendar } from '../calendar/types.ts';
import type { AnswerSpec, DutyAudience, DutyDraft } from '../duties/types.ts';
import { defined } from '../kit/defined.ts';
import { instantOf } from '../kit/instant-of.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { AskDays } from './asks.ts';
import { dueDayOf } from './plan.ts';
import type { ReminderOccasion, ReminderPart } from './types.ts';
import { valuesOf } from './values.ts';
import { fillVariables } from './variables.ts';

/** A part that units must answer. */
export type AskingPart = ReminderPart & { readonly audience: DutyAudience; readonly answer: AnswerSpec };

/** The parts of an occasion that ask for an answer. */
export function askingParts({ reminder }: ReminderOccasion): readonly AskingPart[] {
  return reminder.parts.filter(isAsking);
}

function isAsking(part: ReminderPart): part is AskingPart {
  return part.audience !== 'group' && part.answer !== undefined;
}

/** The id of the duty of an occasion's part. */
export const dutyIdOf = (occasion: ReminderOccasion, audience: DutyAudience): string =>
  `${occasion.id}:${audience}`;

/** The duty of an occasion's part as it is opened. `expected` is fixed by then. */
export function draftOf(
  occasion: ReminderOccasion,
  part: AskingPart,
  {
    expected,
    now,
    calendar,
    timeZone,
  }: {
    readonly expected: readonly string[];
    readonly now: Date;
    readonly calendar: Calendar;
    readonly timeZone: string;
  },
): DutyDraft {
  const { reminder, period } = occasion;
  const dueOn = dueDayOf(occasion, part, calendar);
  const values = valuesOf(occasion, part, calendar);
  const { declares } = part.answer;
  return {
    id: dutyIdOf(occasion, part.audience),
    kind: reminder.id,
    title: reminder.name,
    period: { key: period.key, label: period.label },
    audience: part.audience,
    expected,
    posts: part.whom.posts,
    openedAt: now,
    due: instantOf(dueOn, part.due.time, timeZone),
    dueOn,
    answer: {
      ...part.answer,
      ...(declares === undefined ? {} : { declares: fillVariables(declares, values) }),
    },
    basis: reminder.basis,
    minutes: reminder.minutes,
  };
}

/** The days on which an occasion's part is spoken of. */
export function askDaysOf(occasion: ReminderOccasion, part: ReminderPart): AskDays {
  const dayOf = (step: string): LocalDate | undefined =>
    occasion.steps.find((one) => one.part.audience === part.audience && one.step === step)?.day;
  const [remind, collect] = [dayOf('remind'), dayOf('collect')];
  return {
    notice: dayOf('notice') ?? occasion.day,
    ...defined({ remind, collect }),
  };
}

/** The days of a duty sent by an officer, or whose reminder is no longer what it was. */
export function usualAskDays(
  { openedOn, dueOn }: { readonly openedOn: LocalDate; readonly dueOn: LocalDate },
  calendar: Pick<Calendar, 'addWorkdays' | 'workdayFrom'>,
): AskDays {
  const before = calendar.addWorkdays(dueOn, -1);
  return {
    notice: openedOn,
    remind: before > openedOn ? before : dueOn,
    collect: calendar.addWorkdays(dueOn, 1),
  };
}
