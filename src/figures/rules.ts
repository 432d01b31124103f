import type { Column } from './parts-table.ts';
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

/** The rule of each part of the partition. */
export const PART_RULE_WORDS: Readonly<Record<Column, RuleWords>> = {
  lead: { name: '待核', unit: '人', words: '线索，还没核实，不算辍学，含区外' },
  suspected: { name: '疑似', unit: '人', words: '还没认定，含转出待确认的，含区外' },
  registered: { name: '在册', unit: '人', words: '已认定或再次辍学，尚未返校，含转出待确认的，含区外' },
  excluded: { name: '不计入', unit: '人', words: '现属不计入情形，含区外' },
  returned: { name: '返校', unit: '人', words: '已复学，尚未销号，含区外' },
  closed: { name: '销号', unit: '人', words: '已销号，含区外' },
  transferred: { name: '转出', unit: '人', words: '接收地已确认就读，含区外' },
  merged: { name: '并案', unit: '件', words: '并入另一件，人在那一件里计，含区外' },
  withdrawn: { name: '撤回', unit: '件', words: '撤回或核实不属实，含区外' },
};

/** Parts of which it is known how many came in a period, and by which rule. */
export const PART_PERIOD_WORDS = {
  returned: { name: '返校', unit: '人次', words: '按登记返校的时间，更正了的不算，含区外' },
  closed: { name: '销号', unit: '人次', words: '按销号的时间，更正了的不算，含区外' },
  excluded: { name: '不计入', unit: '人次', words: '按认定不计入的时间，更正了的不算，含区外' },
  transferred: { name: '转出', unit: '人次', words: '按接收地确认的时间，更正了的不算，含区外' },
} as const satisfies Partial<Readonly<Record<Column, RuleWords>>>;

/** The rule of the whole table, and of what became of the reports of a period. */
export const TABLE_RULE_WORDS: RuleWords = {
  name: '控辍总表',
  unit: '件',
  words: '每件个案只在一栏，含区外',
};
export const RECOGNITION_RULE_WORDS: RuleWords = {
  name: '认定',
  unit: '人',
  words: '按开始计入的时间，撤回、并案的不算，含区外',
};
