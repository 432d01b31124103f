import type { DropoutState } from './types.ts';

/** Each state as people read it. */
export const STATE_WORDS: Readonly<Record<DropoutState, string>> = {
  suspected: '疑似，待核实',
  recognised: '已认定',
  excluded: '不计入',
  persuading: '劝返中',
  escalated: '已升级',
  returned: '已复学',
  watched: '巩固观察中',
  closed: '已销号',
  relapsed: '二次辍学，待劝返',
  transferred: '已转出',
  withdrawn: '已撤回',
};
