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

/** Where a hazard begins. */
export const FIRST_STATE: HazardState = 'reported';
