import type { DECISIONS } from './transitions.ts';

/** How a decision is called when it is spoken of afterwards. */
export const DECISION_WORDS: Readonly<Record<(typeof DECISIONS)[number], string>> = {
  verified: '核为属实',
  dismissed: '核为不属实',
  recognised: '认定为辍学',
  excluded: '定为不计入',
  escalated: '升级处置',
  returned: '登记复学',
  closed: '销号',
  relapsed: '登记再辍',
  absent: '登记又没来',
  transferring: '登记转出',
  transferred: '确认转出',
};
