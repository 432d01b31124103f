import type { Calendar } from '../calendar/types.ts';
import { COUNTY_UNIT, type Duty, type DutyReturn } from '../duties/types.ts';
import { dueWords } from '../duties/words.ts';
import { defined } from '../kit/defined.ts';
import { spokenDate } from '../kit/local-date.ts';
import { type Ask, type AskDays, type AskFacts, askKey, askOf, besideKey, type ToldDays } from './asks.ts';
import { type AskingPart, askDaysOf, askingParts, dutyIdOf, usualAskDays } from './duty-draft.ts';
import { howToAnswer } from './how-to-answer.ts';
import type { Item, Text } from './item.ts';
import type { Reminder, ReminderOccasion } from './types.ts';
import { valuesOf } from './values.ts';
import { fillVariables } from './variables.ts';

/** A duty with where it stands, and the occasion that opened it, while that is known. */
export interface DutyNow {
  readonly duty: Duty;
  readonly returns: ReadonlyMap<string, DutyReturn>;
  readonly days: AskDays;
  readonly from?: { readonly occasion: ReminderOccasion; readonly part: AskingPart };
}

/** What the round knows when it collects items. */
export interface RoundFacts {
  readonly now: Date;
  readonly today: string;
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly told: ToldDays;
  readonly text: Text;
  /** The facts of a unit that texts print. */
  readonly factsOf: (occasion: ReminderOccasion, unitId: string) => Readonly<Record<string, string>>;
}

/**
 * Duties with their days. A duty of a reminder that was switched off is left out: who says 提醒 停 wants no more
 * words about it.
 */
export function dutiesNow(
  found: readonly { readonly duty: Duty; readonly returns: readonly DutyReturn[] }[],
  occasions: readonly ReminderOccasion[],
  reminders: readonly Reminder[],
  calendar: Calendar,
): readonly DutyNow[] {
  const parts = new Map(
    occasions.flatMap((occasion) =>
      askingParts(occasion).map((part) => [dutyIdOf(occasion, part.audience), { occasion, part }] as const),
    ),
  );
  const off = new Set(reminders.filter(({ on }) => !on).map(({ id }) => id));
  return found
    .filter(({ duty }) => !off.has(duty.kind))
    .map(({ duty, returns }) => {
      const from = parts.get(duty.id);
      const days = from ? askDaysOf(from.occasion, from.part) : usualAskDays(duty, calendar);
      const byUnit = new Map(returns.map((one) => [one.unitId, one]));
      return { duty, returns: byUnit, days, ...defined({ from }) };
    });
}

/** What a unit's asking is judged by. */
export const askFacts = ({ duty, days }: DutyNow, { told, now, today, timeZone }: RoundFacts): AskFacts => ({
  ...{ duty, days, told, now, today, timeZone },
});

/** What has to be said about a duty now, to the units that have not answered. */
export function dutyItems(one: DutyNow, known: RoundFacts): readonly Item[] {
  const { duty, returns } = one;
  const facts = askFacts(one, known);
  return duty.expected.flatMap((unitId) => {
    const ask = askOf(unitId, returns.get(unitId), facts);
    if (ask === undefined) return [];
    const item = itemOf(one, unitId, ask, known);
    const alone = ask.asking === 'notice' || duty.audience === 'bureau';
    const items = [...(ask.besideOnly ? [] : [item]), ...(alone ? [] : [besideIt(item)])];
    return items.filter(({ key }) => !known.told.has(key));
  });
}

/**
 * From the second asking on the next of the unit's people hears it too. A person who is away, retired or never looks
 * would keep their unit silent for ever, and three in a hundred do.
 */
function besideIt({ after = '', ...item }: Item): Item {
  return { ...item, key: besideKey(item.key), beside: after };
}

function itemOf(one: DutyNow, unitId: string, ask: Ask, known: RoundFacts): Item {
  const { duty } = one;
  const first = askKey(duty.id, unitId, 'notice');
  return {
    key: askKey(duty.id, unitId, ask.asking),
    unitId,
    audience: duty.audience,
    posts: duty.posts,
    ...(ask.asking === 'notice' ? {} : { after: first }),
    text: wordsOf(one, unitId, ask, known),
    asks: true,
    duty,
    latest: ask.latest,
    ...defined({ deadline: ask.deadline }),
  };
}

const TEXTS = {
  notice: 'reminders/notice',
  remind: 'reminders/remind',
  collect: 'reminders/collect',
} as const;

function wordsOf({ duty, from }: DutyNow, unitId: string, { asking }: Ask, known: RoundFacts): string {
  const filled = (words: string): string => {
    if (from === undefined) return words;
    const { occasion, part } = from;
    return fillVariables(words, {
      ...valuesOf(occasion, part, known.calendar),
      ...known.factsOf(occasion, unitId),
    });
  };
  if (asking === 'notice' && from !== undefined) return filled(from.part.text);
  if (asking === 'remind' && from?.part.again !== undefined) return filled(from.part.again);
  return known.text(TEXTS[asking], {
    name: duty.title,
    due: dueWords(duty),
    basis: duty.basis,
    minutes: duty.minutes,
    how: howToAnswer(duty.answer),
  });
}

/** What the bureau hears beforehand: that a reminder goes out soon, and how it is looked at and changed. */
export function planItems(occasions: readonly ReminderOccasion[], known: RoundFacts): readonly Item[] {
  return occasions.flatMap((occasion): readonly Item[] => {
    const plans = occasion.steps.filter(({ step, day }) => step === 'plan' && day <= known.today);
    const notices = occasion.steps.filter(({ step }) => step === 'notice').map(({ day }) => day);
    const first = notices.sort()[0];
    const key = `${occasion.id}|plan`;
    if (plans.length === 0 || first === undefined || first <= known.today || known.told.has(key)) return [];
    const { name } = occasion.reminder;
    return [
      {
        key,
        unitId: COUNTY_UNIT,
        audience: 'bureau',
        posts: ['包片干部'],
        text: known.text('reminders/plan', { name, on: spokenDate(first), period: occasion.period.label }),
        asks: false,
        offers: true,
        latest: first,
      },
    ];
  });
}
