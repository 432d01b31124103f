import type { Nothing } from '../fill.ts';

/** Figures asked for, and why they are not told here. */
export interface CountTexts {
  'counts/count': {
    rule: { name: string; unit: string; words: string };
    period: string | undefined;
    cutOff: string;
    total: number | string;
    rows: readonly string[];
    /** The rows were left out: they are for a private chat. */
    privately: boolean;
  };
  'counts/not-here': { registered: boolean };
  'counts/not-split': { line: string };
  'counts/school-private': Nothing;
  'counts/which': Nothing;
}
