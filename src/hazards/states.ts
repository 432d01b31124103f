import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { HazardState } from './types.ts';

/** The words a hazard's state is printed with. */
export const STATE_WORDS: Readonly<Record<HazardState, string>> = {
  reported: '已上报',
  assigned: '已派单',
  rectifying: '整改中',
  submitted: '待验收',
  accepted: '已验收',
  closed: '已销号',
  rejected: '验收未通过',
  withdrawn: '已撤回',
};

/** What the rule of withdrawing looks at. */
export interface Withdrawable {
  readonly state: HazardState;
  readonly reportedOn: LocalDate;
  readonly entries: readonly { readonly by: By }[];
}

/** Whether this person, by one of their accounts, may still withdraw the report: their own, on the same day, nobody else has acted on it. */
export function mayWithdraw(
  { state, reportedOn, entries }: Withdrawable,
  accounts: string | readonly string[],
  on: LocalDate,
): boolean {
  const own = [accounts].flat();
  return (
    state === 'reported' &&
    reportedOn === on &&
    entries.length > 0 &&
    entries.every(({ by }) => own.includes(by.key))
  );
}
