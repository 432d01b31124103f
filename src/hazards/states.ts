import type { HazardState } from './types.ts';

/** Each state as people read it. */
export const STATE_WORDS: Readonly<Record<HazardState, string>> = {
  reported: '已登记，待交办',
  assigned: '已交办',
  rectifying: '整改中',
  submitted: '已报整改，待验收',
  accepted: '验收通过',
  closed: '已销号',
  rejected: '验收未通过，继续整改',
  withdrawn: '已撤回',
};
