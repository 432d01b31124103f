import type { Nothing } from '../fill.ts';

interface StatisticRow {
  suspected: number;
  registered: number;
  added: number;
  returned: number;
}

/** Figures asked for, and why they are not told here. */
export interface CountTexts {
  'counts/count': {
    rule: { name: string; unit: string; words: string };
    period: string | undefined;
    cutOff: string;
    total: number | string;
    rows: readonly string[];
    /** 期初＋新增…＝期末 of the period; empty where none is told. */
    balance: string;
    /** Hazards by kind, in private. */
    categories: readonly string[];
    /** The rows were left out: they are for a private chat. */
    privately: boolean;
  };
  /** This part is only known as it is now. */
  'counts/only-now': { name: string };
  'counts/table': {
    rule: { name: string; unit: string; words: string };
    cutOff: string;
    total: string;
    rows: readonly { name: string; words: string; marks: readonly string[] }[];
    /** Units that have nobody in any column. */
    zeros: number;
    /** Some columns are told of all units together only. */
    closed: boolean;
    marks: readonly string[];
    totals: string;
  };
  'counts/recognition': {
    total: string;
    period: string;
    cutOff: string;
    rule: string;
    rows: readonly { name: string; words: string; excluded: number; missed: number }[];
    zeros: number;
    excluded: number;
    missed: number;
    finders: string;
    /** For who may read causes. */
    explained: string;
  };
  'counts/statistic': {
    unit: string;
    period: { from: string; to: string; label: string };
    cutOff: string;
    stages: readonly (StatisticRow & { stage: string })[];
    numbers: { suspected: number; registered: number; returned: number };
    added: number;
    relapsed: number;
    returnedEarly: number;
    returnedEver: number;
    excluded: { n: number; by: readonly { name: string; n: number }[] };
    special: number;
    visits: number;
    orders: readonly { kind: string; n: string }[];
    pupils: string;
    rate: string;
    zero: boolean;
    balance: string;
    /** The month's reports beside the register. */
    reported: readonly {
      who: string;
      answered: number;
      expected: number;
      numbers: readonly { name: string; reported: number; known: number }[];
    }[];
    areas: readonly (StatisticRow & { name: string })[];
    by: string;
    on: string;
  };
  'counts/not-here': { registered: boolean };
  /** `lists`: the line lists what cannot be counted apart. */
  'counts/not-split': { line: string; lists: boolean };
  'counts/school-private': Nothing;
  'counts/which': Nothing;
  'counts/which-period': Nothing;
  /** Where the hazards of each area are. */
  'counts/by-area': { line: string };
  /** Words that no figure is kept by. */
  /** `words` are not said where they may be a name. */
  'counts/left-over': { words: string | undefined };
  'counts/no-ranking': { line: string };
  'counts/incidents-by-list': Nothing;
}
