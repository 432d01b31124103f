import { addDays, isRealDate, type LocalDate } from '../kit/local-date.ts';

/** What happened longer ago is not told in passing. */
const MOST_DAYS = 90;
const NEAR: Readonly<Record<string, number>> = { 今天: 0, 今日: 0, 昨天: 1, 昨日: 1, 前天: 2, 大前天: 3 };

/** The day in the last weeks on which words say that something happened: 昨天, 前天, 11月20日. */
export function pastDay(words: string, today: LocalDate): LocalDate | undefined {
  const near = /大前天|前天|昨[天日]|今[天日]/.exec(words)?.[0];
  if (near !== undefined) return addDays(today, -(NEAR[near] ?? 0));
  for (const [, month = '', day = ''] of words.matchAll(/(?<!\d)(\d{1,2})月(\d{1,2})[日号]?(?!\d)/g)) {
    const found = lastOf(month, day, today);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lastOf(month: string, day: string, today: LocalDate): LocalDate | undefined {
  const year = Number(today.slice(0, 4));
  return [year, year - 1]
    .map((one) => `${one}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .find((one) => isRealDate(one) && one <= today && one >= addDays(today, -MOST_DAYS));
}
