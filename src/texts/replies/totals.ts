import type { Nothing } from '../fill.ts';

/** What units answered, added up (汇总). */
export interface TotalTexts {
  /** `of`: the township the ledger is of. */
  'totals/file': { name: string; of: string | undefined };
  'totals/made': { name: string; of: string | undefined; where: string | undefined; line: string };
  'totals/no-channel': { line: string };
  'totals/none': Nothing;
  /** `elsewhere`: answered that it is reported in another system; `notes`: differences worth a look, `more` others beside. */
  'totals/shown': {
    duties: readonly {
      name: string;
      whom: string;
      due: string;
      measures: string;
      whole: string;
      areas: readonly string[];
      /** Townships of which nobody has answered. */
      silent: readonly string[];
      notes: readonly string[];
      more: number;
      missing: number;
      unit: string;
      elsewhere: number;
      missingLine: string | undefined;
    }[];
    cutOff: string;
    line: string;
  };
  /** `fits`: what was said names each of them. */
  'totals/which': { said: string; fits: boolean };
}
