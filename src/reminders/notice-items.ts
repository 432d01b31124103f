import type { Calendar } from '../calendar/types.ts';
import type { DutyAudience } from '../duties/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { RoundFacts } from './duty-items.ts';
import type { Item } from './item.ts';
import { dueDayOf } from './plan.ts';
import type { ReminderOccasion, ReminderPart, UnitItem } from './types.ts';
import { valuesOf } from './values.ts';
import { fillVariables } from './variables.ts';

/** The units of a part, in county-file order. */
export type UnitsOfPart = (part: UnitPart) => readonly string[];

/** What units hear without owing an answer: their notice's day has come and its use is not over. */
export function noticeItems(
  occasions: readonly ReminderOccasion[],
  units: UnitsOfPart,
  known: RoundFacts,
): readonly Item[] {
  return occasions.flatMap((occasion) =>
    occasion.steps.flatMap(({ part, step, day }) => {
      if (step !== 'notice' || !isForUnits(part) || part.answer !== undefined || day > known.today) return [];
      const latest = lastOf(occasion, part, day, known);
      return latest < known.today ? [] : unitNotices(occasion, part, latest, units, known);
    }),
  );
}

/** A part that units hear in private. */
export type UnitPart = ReminderPart & { readonly audience: DutyAudience };

/** Whether units hear it in private. */
export function isForUnits(part: ReminderPart): part is UnitPart {
  return part.audience !== 'group';
}

/** What a unit reads of a part. */
export function textForUnits(
  occasion: ReminderOccasion,
  part: ReminderPart,
  facts: Readonly<Record<string, string>>,
  calendar: Calendar,
): string {
  return fillVariables(part.text, { ...valuesOf(occasion, part, calendar), ...facts });
}

function lastOf(
  occasion: ReminderOccasion,
  part: ReminderPart,
  notice: LocalDate,
  known: RoundFacts,
): LocalDate {
  const due = dueDayOf(occasion, part, known.calendar);
  return due > notice ? due : notice;
}

function unitNotices(
  occasion: ReminderOccasion,
  part: UnitPart,
  latest: LocalDate,
  units: UnitsOfPart,
  known: RoundFacts,
): readonly Item[] {
  return units(part).flatMap((unitId) => {
    const key = `${occasion.id}:${part.audience}|${unitId}|notice`;
    if (known.told.has(key)) return [];
    const words = textForUnits(occasion, part, known.factsOf(occasion, unitId), known.calendar);
    return [
      {
        key,
        unitId,
        audience: part.audience,
        posts: part.whom.posts,
        text: words,
        asks: false,
        latest,
      },
    ];
  });
}

/** What other parts of the program have to say to units: once per key. */
export function unitItems(items: readonly UnitItem[], known: RoundFacts): readonly Item[] {
  return items
    .filter(({ key, latest }) => latest >= known.today && !known.told.has(`unit|${key}`))
    .map(({ asks = false, ...item }) => ({ ...item, key: `unit|${item.key}`, asks }));
}
