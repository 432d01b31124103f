import { LACK_WORDS } from './lack-words.ts';
import type { StrikeOffItem, StrikeOffWhat } from './strike-off.ts';

const DONE: Readonly<Record<StrikeOffWhat, string>> = {
  'back-at-school': '孩子已复学',
  'school-days': '到校上学日',
  visits: '走访',
  lessons: '送教上门上课',
  'vouched-school': '学校确认属实',
  'vouched-township': '乡镇确认属实',
  'exclusion-over': '不计入情形长期有效',
};
const UNITS: Partial<Readonly<Record<StrikeOffWhat, string>>> = {
  'school-days': '天',
  visits: '次',
  lessons: '次',
};

/** One line of the checklist: 到校上学日 12/20天. */
export function strikeOffWords({ item, have, need }: StrikeOffItem): {
  readonly done: boolean;
  readonly words: string;
} {
  const done = have >= need;
  const unit = UNITS[item];
  if (unit !== undefined) return { done, words: `${DONE[item]} ${have}/${need}${unit}` };
  return { done, words: done ? DONE[item] : LACK_WORDS[item] };
}
