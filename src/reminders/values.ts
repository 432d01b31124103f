import { seasonHolds } from '../calendar/seasons.ts';
import type { Calendar } from '../calendar/types.ts';
import { addDays, type LocalDate, spokenDate, weekday, weekStart } from '../kit/local-date.ts';
import { dayItself, dueDayOf } from './plan.ts';
import type { Reminder, ReminderOccasion, ReminderPart } from './types.ts';

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
const QUARTERS = ['一', '二', '三', '四'] as const;

/** What the variables of an occasion's texts stand for; the same for every reader of the part. */
export function valuesOf(
  occasion: ReminderOccasion,
  part: ReminderPart,
  calendar: Calendar,
): Readonly<Record<string, string>> {
  const { period, reminder, happened } = occasion;
  const day = dayItself(occasion);
  const monday = weekStart(day);
  return {
    截止: `${spokenDate(dueDayOf(occasion, part, calendar))}${part.due.time}`,
    日期: dayWithWeekday(day),
    办理日: dayWithWeekday(occasion.day),
    学期: calendar.termOf(day).name,
    季度: `第${QUARTERS[Math.ceil(Number(day.slice(5, 7)) / 3) - 1] ?? ''}季度`,
    月份: `${Number(day.slice(5, 7))}月`,
    年份: `${day.slice(0, 4)}年`,
    期间: period.label,
    事件: happened ?? reminder.event ?? '',
    时令: seasonalWords(reminder.seasonal, day, calendar),
    ...Object.fromEntries(WEEKDAYS.map((word, index) => [word, spokenDate(addDays(monday, index))])),
  };
}

/** What is said at that time of the year; nothing where no words are for it. */
function seasonalWords(seasonal: Reminder['seasonal'], day: LocalDate, { inSeason }: Calendar): string {
  const found = seasonal?.find((one) =>
    'season' in one ? inSeason(one.season, day) : seasonHolds({ name: '', ...one }, day),
  );
  return found?.say ?? '';
}

/** `3月29日周一`: it stands in the middle of a sentence. */
function dayWithWeekday(day: LocalDate): string {
  return `${spokenDate(day)}${WEEKDAYS[weekday(day) - 1] ?? ''}`;
}
