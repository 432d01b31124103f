import { localDate, localTime } from '../kit/local-date.ts';

/** An instant as findings print it: `11-24 10:02`, county time. */
export function instantWords(instant: Date, timeZone: string): string {
  return `${localDate(instant, timeZone).slice(5)} ${localTime(instant, timeZone)}`;
}

const MINUTE_S = 60;
const HOUR_S = 3_600;

/** A length of time as people say it: `12 秒`, `5 分钟`, `3 小时`. */
export function spanWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 2 * MINUTE_S) return `${seconds} 秒`;
  if (seconds < 2 * HOUR_S) return `${Math.round(seconds / MINUTE_S)} 分钟`;
  return `${Math.round(seconds / HOUR_S)} 小时`;
}
