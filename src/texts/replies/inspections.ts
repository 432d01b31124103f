/** Signed checks (检查) and the month's patrol book (巡查册). */
export interface InspectionTexts {
  'inspections/form': {
    school: string;
    form: string;
    items: readonly string[];
    basis: string;
    /** Numbers that no item has. */
    unknown: readonly number[];
    tooMany: boolean;
  };
  'inspections/not-yours': { forms: readonly string[]; school: string };
  'inspections/receipt': {
    school: string;
    form: string;
    on: string;
    time: string;
    by: string;
    items: number;
    findings: readonly { line: string; no: string }[];
    major: boolean;
    sensitive: boolean;
  };
  'inspections/receipt-group': {
    area: string | undefined;
    numbers: readonly string[];
    major: boolean;
    sensitive: boolean;
  };
  'inspections/records': {
    school: string;
    form: string;
    rows: readonly { on: string; form: string; by: string; problems: number }[];
  };
  'inspections/which': { said: string; forms: readonly string[]; school: string };

  'patrol-book/file': { school: string; month: string };
  /** `where`: the platform it is sent on, if it is not this one. */
  'patrol-book/made': { school: string; month: string; where: string | undefined };
  'patrol-book/no-channel': { school: string };
  'patrol-book/which-month': { school: string };
}
