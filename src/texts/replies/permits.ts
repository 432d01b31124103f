interface Row {
  school: string;
  name: string;
  label: string | undefined;
  on: string;
  /** Days; below 0 it has run out. */
  left: number;
}

/** When permits run out (证照). */
export interface PermitTexts {
  /** `before`: it had ended already; `never`: it was never told of. */
  'permits/ended': {
    done: 'now' | 'before' | 'never';
    school: string;
    name: string;
    label: string | undefined;
  };
  'permits/ending': { total: number; over: number; rows: readonly Row[]; school: string };
  'permits/item': { name: string; label: string | undefined; on: string; left: number };
  /** `named`: the line has to say which school. */
  'permits/list': { school: string; named: boolean; readOnly: boolean; rows: readonly Row[] };
  'permits/told': Row;
  'permits/when': {
    odd: boolean;
    name: string;
    label: string | undefined;
    school: string;
    example: string;
  };
  'permits/which': { kinds: readonly string[]; line: string };
}
