import { type Cursor, pattern } from './cursor.ts';
import { N, numberOf } from './words.ts';

/** What a time of day looks like, as the inside of a pattern. */
export const TIME_SOURCE = `(?<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)?(?<hour>\\d{1,2}|[零一二两三四五六七八九十]{1,3})(?::(?<minute>\\d{2})|[点时](?:(?<half>半)|(?<quarter>[一三])刻|(?<minute2>${N})分?|[钟整])?)`;
const TIME = pattern(TIME_SOURCE);

const NO_HOUR = pattern(
  '(?<part>早上|早晨|上午|中午|下午|傍晚|晚上|[上放]学[前后时]|[上下]课[前后时]|[上下]班[前后时])',
);

/** Reads `15:00`, `下午3点半`, `上午九点一刻` as `HH:mm`. */
export function readTime(cursor: Cursor): string | undefined {
  const found = cursor.take(TIME);
  if (found === undefined) return cursor.take(NO_HOUR) && cursor.refuse('这里要写明几点。', '每周五 15:00');
  const { part = '', hour: written, half, quarter, minute, minute2 } = found.groups ?? {};
  const number = numberOf(written);
  const hour = isLater(part, number) ? number + 12 : number;
  const minutes =
    half !== undefined ? 30 : quarter !== undefined ? numberOf(quarter) * 15 : minutesOf(minute ?? minute2);
  if (hour < 0 || hour > 23 || minutes < 0 || minutes > 59)
    return cursor.refuse('时间只有0:00到23:59。', '每周五 15:00');
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const minutesOf = (text: string | undefined): number => (text === undefined ? 0 : numberOf(text));

// 下午3点 is 15:00, 中午1点 is 13:00; 下午15点 is what it says.
function isLater(part: string, hour: number): boolean {
  if (part === '中午') return hour < 5;
  return /下午|傍晚|晚/.test(part) && hour < 12;
}
