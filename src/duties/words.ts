import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { Answer, AnswerSpec, Duty, DutyAudience, DutyMeasures } from './types.ts';

/** `116/120 (96.7 %)`. What is not everything never rounds up to 100.0, and what is something never down to 0.0. */
export function rateWords(part: number, whole: number): string {
  return whole === 0 ? '0/0' : `${part}/${whole} (${percentWords(part, whole)})`;
}

/** `96.7 %`, by the same rule; of nothing it is all. */
export function percentWords(part: number, whole: number): string {
  const tenths = Math.round((part / whole) * 1000);
  const shown = part === whole ? 1000 : part === 0 ? 0 : Math.min(999, Math.max(1, tenths));
  return `${(shown / 10).toFixed(1)} %`;
}

/** The five measures in one line. */
export function measureWords({ expected, answered, onTime }: DutyMeasures): string {
  return `应报${expected}，已报${rateWords(answered, expected)}，按时${rateWords(onTime, expected)}`;
}

/** `11月30日17:00` */
export function dueWords({ dueOn, dueTime }: Pick<Duty, 'dueOn' | 'dueTime'>, today?: LocalDate): string {
  return `${dueOn === today ? '今天' : spokenDate(dueOn)}${dueTime}`;
}

/** What units of an audience are counted in. */
export const AUDIENCE_UNITS: Readonly<Record<DutyAudience, string>> = {
  school: '所',
  officer6: '所',
  township: '个',
  bureau: '个',
};

/** `130` seconds as people say it: 2分10秒. */
export function timeWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest}秒`;
  return rest === 0 ? `${minutes}分` : `${minutes}分${rest}秒`;
}

/** What was understood of an answer, in one line: for the unit itself and for the bureau, never for a group. */
export function answerWords(spec: AnswerSpec, answer: Answer): string {
  const counts = spec.fields
    .filter(({ name }) => answer.values[name] !== undefined)
    .map(({ name, unit }) => {
      const value = answer.values[name] ?? 0;
      return unit === '秒' ? `${name}${timeWords(value)}` : `${name}${value}${unit}`;
    });
  const parts = [
    ...(answer.zero ? ['0'] : []),
    ...(answer.elsewhere === undefined ? [] : [`已在${answer.elsewhere}报`]),
    ...counts,
    ...itemWords(spec, answer),
    ...(answer.words === undefined ? [] : [answer.words]),
  ];
  return parts.length > 0 ? parts.join('，') : spec.kind === 'ack' ? '收到' : '完成';
}

function itemWords({ items = [] }: AnswerSpec, answer: Answer): readonly string[] {
  if (answer.items === undefined) return [];
  if (answer.items.length === 0) return [`${items.length}项正常`];
  return answer.items.map((item) => `第${item}项（${items[item - 1] ?? ''}）有问题`);
}
