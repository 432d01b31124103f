/** An assigned check in a list or a receipt. */
interface CheckLine {
  no: string;
  kind: string;
  school: string;
  who: readonly string[];
  due: string;
  over: boolean;
}

/** Checks that somebody is sent to (派检查, 查完). */
export interface CheckTexts {
  /** `secret`: the school is not to know before it is done. */
  'inspections/check-assigned': Omit<CheckLine, 'over'> & { secret: boolean };
  'inspections/check-cancelled': { no: string; done: boolean };
  'inspections/check-done': { no: string; hazards: readonly { no: string; words: string }[]; major: boolean };
  'inspections/check-item': { no: string; kind: string; due: string; over: boolean };
  'inspections/check-not-yours': { no: string; why: 'sent' | 'own' | 'over' };
  'inspections/check-refused': { why: 'own' | 'many' | 'past'; names: readonly string[]; line: string };
  /** `mine`: the reader was sent, and it is open. */
  'inspections/check-view': CheckLine & {
    state: string;
    done: boolean;
    findings: number;
    words: string | undefined;
    by: string | undefined;
    mine: boolean;
  };
  'inspections/check-result': { no: string; none: string; some: string; many: boolean; most: number };
  /** `line`: one that assigns. */
  'inspections/checks': { ones: readonly CheckLine[]; line: string };
  'inspections/todo-checks': {
    ones: readonly { no: string; kind: string; school: string; due: string; over: boolean }[];
  };
  'inspections/told-check': {
    news: 'go' | 'coming' | 'done' | 'cancelled';
    no: string;
    kind: string;
    school: string;
    due: string;
    findings: number;
  };
}
