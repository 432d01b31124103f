import type { Subject } from './types.ts';

/** How a count is printed: what it is called, what it counts in, and by which rule (口径). */
export interface RuleWords {
  readonly name: string;
  readonly unit: string;
  readonly words: string;
}

/** The rule of every count in the words people read; `figures-store.ts` counts by exactly these. */
export const RULE_WORDS: Readonly<Record<Subject, RuleWords>> = {
  dropouts: { name: '辍学', unit: '人', words: '疑似、已认定和再次辍学，尚未返校，含区外' },
  relapses: { name: '二次辍学', unit: '人', words: '复学后再次辍学，一人计一次，含区外' },
  hazards: { name: '隐患', unit: '条', words: '已上报尚未销号，含区外' },
};

/** The rule when a period is asked for: by report date, whatever became of the report, withdrawn ones left out. */
export const PERIOD_RULE_WORDS: Readonly<Record<Subject, RuleWords>> = {
  dropouts: { name: '辍学', unit: '人', words: '按上报日期，撤回的不计，含区外' },
  relapses: {
    name: '二次辍学',
    unit: '人',
    words: '复学后再次辍学，按再次辍学的日期，一人计一次，撤回的不计，含区外',
  },
  hazards: { name: '隐患', unit: '条', words: '按上报日期，撤回的不计，含区外' },
};
