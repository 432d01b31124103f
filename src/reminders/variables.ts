import { neutralise } from '../kit/neutralise.ts';

/** The same for everybody who reads an occasion's text. 日期 is the day itself, 办理日 the workday on which it is done. */
export const SHARED_VARIABLES = [
  '截止',
  '日期',
  '办理日',
  '学期',
  '季度',
  '月份',
  '年份',
  '期间',
  '事件',
  '时令',
  '周一',
  '周二',
  '周三',
  '周四',
  '周五',
  '周六',
  '周日',
] as const;

/** Facts of one unit: used sparingly, because only equal texts go out as one batch. Never in a group. */
export const UNIT_VARIABLES = ['未销号', '应报', '已报', '进度'] as const;

/** A fact of one unit that a text may print. */
export type UnitVariable = (typeof UNIT_VARIABLES)[number];

/** A `{…}` of a text: the word inside, and where it stands (offsets of the braces, end exclusive). */
export interface VariableUse {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Every `{…}` of a text in order; an opening brace that nobody closes counts up to the end of its line. */
export function variablesIn(text: string): readonly VariableUse[] {
  return [...text.matchAll(/\{([^{}\n]*)(\}|(?=\{|\n|$))/g)].map((match) => ({
    word: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Whether an audience's text may use the variable: in a group nothing of one unit. */
export function isKnownVariable(word: string, audience: string): boolean {
  if ((SHARED_VARIABLES as readonly string[]).includes(word)) return true;
  return audience !== 'group' && isUnitVariable(word);
}

/** Whether the variable is a fact of one unit. */
export function isUnitVariable(word: string): word is UnitVariable {
  return (UNIT_VARIABLES as readonly string[]).includes(word);
}

/** The text with its variables replaced, what is put in neutralised; a variable without a value stays away. */
export function fillVariables(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}\n]*)\}/g, (_all, word: string) => neutralise(values[word] ?? ''));
}
