import type { LocalDate } from '../kit/local-date.ts';
import type { CaseEntry, DropoutState, ReportedAs } from './types.ts';

/** The words a case's state is printed with. */
export const STATE_WORDS: Readonly<Record<DropoutState, string>> = {
  suspected: '疑似，待核',
  recognised: '已认定',
  excluded: '不计入',
  persuading: '劝返中',
  escalated: '已升级',
  returned: '已复学',
  watched: '巩固回访中',
  closed: '已销号',
  relapsed: '再次辍学',
  transferred: '已移出',
  withdrawn: '已撤回',
};

interface Step {
  readonly from: readonly DropoutState[];
  readonly to: DropoutState;
}

const OUT_OF_SCHOOL = ['suspected', 'recognised', 'persuading', 'escalated', 'relapsed'] as const;

/** What an entry does to a case, by its kind; kinds that are not here (a supplement) change no state. */
const STEPS: Readonly<Record<string, Step>> = {
  recognised: { from: ['suspected'], to: 'recognised' },
  excluded: { from: ['suspected', 'recognised', 'relapsed'], to: 'excluded' },
  visited: { from: ['recognised', 'relapsed', 'persuading', 'escalated'], to: 'persuading' },
  escalated: { from: ['persuading', 'escalated'], to: 'escalated' },
  returned: { from: OUT_OF_SCHOOL, to: 'returned' },
  watched: { from: ['returned'], to: 'watched' },
  closed: { from: ['watched'], to: 'closed' },
  relapsed: { from: ['returned', 'watched', 'closed'], to: 'relapsed' },
  transferred: { from: OUT_OF_SCHOOL, to: 'transferred' },
  withdrawn: { from: ['suspected', 'relapsed'], to: 'withdrawn' },
};

/** Where a report begins: what it is called only matters for a child that had come back before. */
export function firstState(reportedAs: ReportedAs): DropoutState {
  return reportedAs === '二次辍学' ? 'relapsed' : 'suspected';
}

/** The state that follows from the entries; one that does not fit the state it meets changes nothing. */
export function stateOf(reportedAs: ReportedAs, entries: readonly Pick<CaseEntry, 'kind'>[]): DropoutState {
  return entries.reduce<DropoutState>((state, { kind }) => {
    const step = Object.hasOwn(STEPS, kind) ? STEPS[kind] : undefined;
    return step?.from.includes(state) ? step.to : state;
  }, firstState(reportedAs));
}

/** Whether the child is out of school in this state: what `查 辍学` counts. */
export function isOpen(state: DropoutState): boolean {
  return (OUT_OF_SCHOOL as readonly DropoutState[]).includes(state);
}

/** What the rule of withdrawing looks at. */
export interface Withdrawable {
  readonly state: DropoutState;
  readonly reportedOn: LocalDate;
  readonly entries: readonly Pick<CaseEntry, 'by'>[];
}

/** Whether this person, by one of their accounts, may still withdraw the report: their own, on the same day, nobody else has acted on it. */
export function mayWithdraw(
  { state, reportedOn, entries }: Withdrawable,
  accounts: string | readonly string[],
  on: LocalDate,
): boolean {
  const own = [accounts].flat();
  const fresh = state === 'suspected' || state === 'relapsed';
  return fresh && reportedOn === on && entries.length > 0 && entries.every(({ by }) => own.includes(by.key));
}
